"""The formats in which a graph can be taken away: what writes each of them."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from kg.draw.visualize import visualize
from kg.errors import UnknownNameError
from kg.export import interchange
from kg.graph import formats, rdf
from kg.network.from_graph import something
from kg.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Triple

    from kg.graph.graph import Graph
    from kg.network import Network
    from kg.terms import Prefixes

    Writer = Callable[[Graph], bytes]

FORMATS: Final = formats.holding("triples", "network")
"""Every format by name, in the order in which they are listed."""


def export(graph: Graph, name: str = "turtle") -> bytes:
    """Return the graph in the format called `name`; the same graph gives the same bytes.

    RDF formats hold every triple; the others hold its network of entities, records folded into lines. Raises
    UnknownNameError for a format nobody knows, OutputError for a graph the format cannot hold, and KgError
    for a network of nothing.
    """
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS) or f"Formats: {', '.join(FORMATS)}."
        raise UnknownNameError(f"no format is called {name!r}", hint=hint)
    return _WRITERS[name](graph)


def format_of(path: str, default: str = "turtle") -> str:
    """Return the name of the format that a file's name asks for by its end; `-`, standard output, has none.

    `nodes.csv` and `x-nodes.csv` are tables of nodes, any other `.csv` is one of edges. Raises
    UnknownNameError for an end nobody knows.
    """
    file = PurePath(path)
    if path == "-" or "." not in file.name.lstrip("."):
        return default
    if found := formats.of_file(path, FORMATS):
        return found.name
    hint = did_you_mean(file.suffix.casefold(), formats.suffixes(FORMATS))
    more = f"Name a format with -f: {', '.join(FORMATS)}."
    raise UnknownNameError(f"no format is known for {file.name}", hint=f"{hint} {more}".strip())


def _of_triples(write: Callable[[Iterable[Triple], Prefixes], bytes]) -> Writer:
    return lambda graph: write(graph.triples(), graph.prefixes)


def _of_network(write: Callable[[Network], bytes]) -> Writer:
    return lambda graph: write(something(graph))


_WRITERS: Final[dict[str, Writer]] = {
    "turtle": _of_triples(rdf.turtle),
    "ntriples": _of_triples(rdf.ntriples),
    "jsonld": _of_triples(rdf.jsonld),
    "rdfxml": _of_triples(rdf.rdfxml),
    "graphml": _of_network(interchange.graphml),
    "gexf": _of_network(interchange.gexf),
    "dot": _of_network(interchange.dot),
    "nodes-csv": _of_network(interchange.nodes_csv),
    "edges-csv": _of_network(interchange.edges_csv),
    "html": lambda graph: visualize(graph).html.encode(),
}
