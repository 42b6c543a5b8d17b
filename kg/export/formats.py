"""The formats in which a graph can be taken away: one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from kg.errors import UnknownNameError
from kg.spelling import did_you_mean

if TYPE_CHECKING:
    from kg.graph.graph import Graph


@dataclass(frozen=True)
class Format:
    """A way to write a graph: its name, the ends of file names that mean it, its writer."""

    name: str
    suffixes: tuple[str, ...]
    write: Callable[[Graph], bytes]


def export(graph: Graph, name: str = "turtle") -> bytes:
    """Return the graph in the format called `name`; the same graph gives the same bytes.

    RDF formats hold every triple; the others hold its network of entities, records folded into lines. Raises
    UnknownNameError for a format nobody knows, OutputError for a graph the format cannot hold, and KgError
    for a network of nothing.
    """
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS) or f"Formats: {', '.join(FORMATS)}."
        raise UnknownNameError(f"no format is called {name!r}", hint=hint)
    return FORMATS[name].write(graph)


def format_of(path: str, default: str = "turtle") -> str:
    """Return the name of the format that a file's name asks for by its end; `-`, standard output, has none.

    `nodes.csv` and `x-nodes.csv` are tables of nodes, any other `.csv` is one of edges. Raises
    UnknownNameError for an end nobody knows.
    """
    name = PurePath(path).name.casefold()
    if path == "-" or "." not in name.lstrip("."):
        return default
    asked = [
        (len(suffix), form.name)
        for form in FORMATS.values()
        for suffix in form.suffixes
        if name.endswith(suffix)
    ]
    if asked:
        return max(asked)[1]
    suffixes = {suffix for form in FORMATS.values() for suffix in form.suffixes}
    hint = did_you_mean(PurePath(name).suffix, suffixes)
    more = f"Name a format with -f: {', '.join(FORMATS)}."
    raise UnknownNameError(f"no format is known for {PurePath(path).name}", hint=f"{hint} {more}".strip())


def _rdf(writer: str, graph: Graph) -> bytes:
    from kg.graph import rdf

    text: bytes = getattr(rdf, writer)(graph.triples(), graph.prefixes)
    return text


def _network(writer: str, graph: Graph) -> bytes:
    from kg.export import interchange
    from kg.network.network import something

    text: bytes = getattr(interchange, writer)(something(graph))
    return text


def _html(graph: Graph) -> bytes:
    from kg.draw.visualize import visualize

    return visualize(graph).html.encode()


FORMATS: Final = {
    form.name: form
    for form in (
        Format("turtle", (".ttl", ".turtle"), partial(_rdf, "turtle")),
        Format("ntriples", (".nt",), partial(_rdf, "ntriples")),
        Format("jsonld", (".jsonld",), partial(_rdf, "jsonld")),
        Format("rdfxml", (".rdf", ".owl"), partial(_rdf, "rdfxml")),
        Format("graphml", (".graphml",), partial(_network, "graphml")),
        Format("gexf", (".gexf",), partial(_network, "gexf")),
        Format("dot", (".dot", ".gv"), partial(_network, "dot")),
        Format("nodes-csv", ("nodes.csv",), partial(_network, "nodes_csv")),
        Format("edges-csv", (".csv",), partial(_network, "edges_csv")),
        Format("html", (".html", ".htm"), _html),
    )
}
"""Every format by name, in the order in which they are listed."""
