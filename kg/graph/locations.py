"""Open the graph at a location: RDF files in memory, an Oxigraph store on disk, a SPARQL endpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urljoin

import pyoxigraph as ox

from kg.errors import LocationError
from kg.graph.filegraph import FileGraph
from kg.graph.graph import Graph, Manner
from kg.graph.rdffile import RdfFile, rdf_file
from kg.terms import STANDARD, Prefixes


class Reading(NamedTuple):
    """Where a graph is and how it is read.

    `locations` are RDF files, one Oxigraph directory, or one URL of a SPARQL endpoint; `graphs` maps names of
    named graphs to files; `prefixes` are declared by the reader, before those that the data declare; `base`
    resolves relative IRIs (without one the file's own address does); `lenient` mends what it can; `union`
    asks all named graphs as one; `timeout` is the seconds an endpoint may take; `project` is the folder of
    the project whose graph and saved queries are meant, None being the one around the working directory.
    """

    locations: tuple[str, ...] = ()
    graphs: Mapping[str, str] = MappingProxyType({})
    prefixes: Mapping[str, str] = MappingProxyType({})
    base: str | None = None
    lenient: bool = False
    union: bool = False
    allow_service: bool = False
    timeout: float | None = None
    project: Path | None = None


def open_graph(reading: Reading, prefixes: Callable[[], Prefixes] = lambda: STANDARD) -> Graph:
    """Return the graph that is read so; `prefixes` gives those that hold where it does not say its project's.

    Raises LocationError, its place as `file:line:column` where a file is malformed.
    """
    locations, graphs = reading.locations, reading.graphs
    remote = [location for location in locations if location.startswith(("http://", "https://"))]
    folders = [location for location in locations if location not in remote and _is_folder(location)]
    if not locations and not graphs:
        raise LocationError("no graph is given", hint="Give a file, a store directory or an endpoint URL.")
    if (remote or folders) and (len(locations) > 1 or graphs):
        raise LocationError(
            "a store directory or an endpoint is asked alone",
            where=(remote + folders)[0],
            hint="Give one --data.",
        )
    manner: Manner = {
        "union": reading.union,
        "allow_service": reading.allow_service,
        "given": reading.prefixes,
        "prefixes": prefixes,
    }
    if remote:
        from kg.graph.remote import Endpoint

        return Endpoint(remote[0], timeout=reading.timeout, **manner)
    if folders:
        from kg.graph.diskgraph import DiskGraph

        return DiskGraph(folders[0], **manner)
    files = [*_files(reading), *_named_files(reading, prefixes)]
    return FileGraph(files, lenient=reading.lenient, **manner)


def _files(reading: Reading) -> list[tuple[RdfFile, ox.NamedNode | None]]:
    return [(rdf_file(location, reading.base), None) for location in reading.locations]


def _named_files(
    reading: Reading, prefixes: Callable[[], Prefixes]
) -> Iterator[tuple[RdfFile, ox.NamedNode]]:
    """Yield the files of named graphs: their name is an IRI, relative to the file, or a prefixed name."""
    for name, location in reading.graphs.items():
        file = rdf_file(location, reading.base)
        known = prefixes() | reading.prefixes
        try:
            yield file, ox.NamedNode(known.expand(name) or urljoin(file.path.resolve().as_uri(), name))
        except ValueError as error:
            hint = "Such as https://example.org/trade, or a prefixed name."
            raise LocationError("a graph's name must be an IRI", where=name, hint=hint) from error


def _is_folder(location: str) -> bool:
    return "\0" not in location and Path(location).is_dir()
