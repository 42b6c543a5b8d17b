"""Open the graph at a location: RDF files in memory, an Oxigraph store on disk, a SPARQL endpoint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kg.errors import LocationError
from kg.graph import stores
from kg.graph.graph import Graph
from kg.terms import STANDARD, Prefixes


class Reading(NamedTuple):
    """Where a graph is and how it is read.

    `locations` are RDF files, one Oxigraph directory, or one URL of a SPARQL endpoint; `graphs` maps names of
    named graphs to files; `prefixes` are declared by the reader, before those that the data declare; `base`
    resolves relative IRIs (without one the file's own address does); `lenient` mends what it can; `union`
    asks all named graphs as one; `timeout` is the seconds an endpoint may take.
    """

    locations: tuple[str, ...] = ()
    graphs: Mapping[str, str] = MappingProxyType({})
    prefixes: Mapping[str, str] = MappingProxyType({})
    base: str | None = None
    lenient: bool = False
    union: bool = False
    allow_service: bool = False
    timeout: float | None = None


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
    if remote:
        from kg.graph.remote import Endpoint

        return Endpoint(
            remote[0],
            union=reading.union,
            allow_service=reading.allow_service,
            timeout=reading.timeout,
            prefixes=prefixes,
        )
    store = (
        stores.open_store(folders[0])
        if folders
        else stores.load(locations, graphs, prefixes() if graphs else STANDARD)
    )
    return Graph(store, union=reading.union, allow_service=reading.allow_service, prefixes=prefixes)


def _is_folder(location: str) -> bool:
    return "\0" not in location and Path(location).is_dir()
