"""The formats in which a graph can be taken away: what writes each of them."""

from __future__ import annotations

from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Final

from kg.draw.visualize import visualize
from kg.errors import OutputError, UnknownNameError
from kg.export import interchange
from kg.graph import formats, rdf
from kg.graph.lines import by_graph
from kg.network.from_graph import something
from kg.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph.graph import Graph
    from kg.network import Network

    Writer = Callable[[Graph], bytes]

FORMATS: Final = formats.holding("triples", "graphs", "network")
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


def write(graph: Graph, name: str, stream: IO[bytes]) -> None:
    """Write to a stream what `export` returns, a large graph on disk without holding all of it.

    Raises what `export` does.
    """
    plain = graph.plain_lines() if name in rdf.STREAMED else None
    if plain is None:
        stream.write(export(graph, name))
    else:
        rdf.STREAMED[name](plain, graph.prefixes, stream)


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


def _in_rdf(name: str) -> Writer:
    """Return what writes a format of RDF; OutputError for named graphs in one that has only triples."""

    def write(graph: Graph) -> bytes:
        lines, tags = graph.lines(), graph.tags
        if "graphs" not in FORMATS[name].holds:
            lines = _one_graph(graph, lines, name)
        return rdf.WRITERS[name](lines, graph.prefixes, tags)

    return write


def _one_graph(graph: Graph, lines: list[str], name: str) -> list[str]:
    """Return the lines without names of graphs, when there are none or all graphs are asked for as one."""
    parts = by_graph(lines)
    if graph.union:
        return sorted({line for part in parts.values() for line in part})
    named = sorted(parts.keys() - {""})
    if named:
        shown = ", ".join(named[:3]) + (" …" if len(named) > 3 else "")
        what = f"{name} cannot hold named graphs, and the data has {len(named)}: {shown}"
        raise OutputError(what, hint="Choose trig or nquads, or give --union to write all graphs as one.")
    return lines


def _of_network(write: Callable[[Network], bytes]) -> Writer:
    return lambda graph: write(something(graph.whole))


_WRITERS: Final[dict[str, Writer]] = {
    **{name: _in_rdf(name) for name in rdf.WRITERS},
    "graphml": _of_network(interchange.graphml),
    "gexf": _of_network(interchange.gexf),
    "dot": _of_network(interchange.dot),
    "nodes-csv": _of_network(interchange.nodes_csv),
    "edges-csv": _of_network(interchange.edges_csv),
    "html": lambda graph: visualize(graph.whole).html.encode(),
}
