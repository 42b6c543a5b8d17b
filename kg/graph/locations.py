"""Open the graph at a location: RDF files in memory, an Oxigraph store on disk, a SPARQL endpoint."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kg.errors import LocationError
from kg.graph import stores
from kg.graph.graph import Graph
from kg.terms import STANDARD, Prefixes


def open_graph(
    locations: Sequence[str],
    *,
    graphs: Mapping[str, str] | None = None,
    union: bool = False,
    allow_service: bool = False,
    timeout: float | None = None,
    prefixes: Callable[[], Prefixes] = lambda: STANDARD,
) -> Graph:
    """Return the graph at `locations`: RDF files, one Oxigraph directory, or one URL of a SPARQL endpoint.

    `graphs` maps names of named graphs to files; `timeout` is the seconds an endpoint may take; `prefixes`
    gives those that hold where the graph does not say its project's. Raises LocationError, its place as
    `file:line:column` where a file is malformed.
    """
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
            remote[0], union=union, allow_service=allow_service, timeout=timeout, prefixes=prefixes
        )
    store = (
        stores.open_store(folders[0])
        if folders
        else stores.load(locations, graphs or {}, prefixes() if graphs else STANDARD)
    )
    return Graph(store, union=union, allow_service=allow_service, prefixes=prefixes)


def _is_folder(location: str) -> bool:
    return "\0" not in location and Path(location).is_dir()
