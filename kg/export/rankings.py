"""Measures of a network as tables with labels: rankings, bridges and shortest paths."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyoxigraph as ox

from kg.errors import KgError
from kg.network.from_graph import node, outline, something
from kg.network.kinds import things
from kg.tables.rows import Value as Term
from kg.tables.rows import solutions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.answers import Solutions
    from kg.graph.graph import Graph
    from kg.network import Network
    from kg.tables.plain import Value
    from kg.terms import Prefixes

USUAL: Final = ("degree", "betweenness", "pagerank", "community")
"""What is measured when nothing is named."""


class Measured(NamedTuple):
    """What was measured: columns with rows of plain values, and how many of what these are, in words."""

    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]
    counted: str


def measured(graph: Graph, names: Sequence[str] = (), path: Sequence[str] = ()) -> Measured:
    """Return what is measured of a graph's network: the `names`, by default USUAL, `bridges`, or a `path`.

    Raises UnknownNameError for a name that is no measure or no thing, KgError where there is no network, or
    where bridges or a path are not asked alone.
    """
    if names and (path or ("bridges" in names and len(names) > 1)):
        raise KgError(f"{'a path' if path else 'bridges'} is asked alone, without other measures")
    if path:
        drawn = something(graph)
        return paths(drawn, *(node(graph, drawn, name) for name in path))
    return bridges(something(graph)) if "bridges" in names else ranking(outline(graph), names or USUAL)


def ranking(network: Network, names: Sequence[str]) -> Measured:
    """Return a row per node (label, class, id, its measures), the highest of the first measure on top.

    Communities are counted from the largest, so they come with the lowest number first. Equals are sorted
    by the next measure, then by label. Raises UnknownNameError for a name that is no measure.
    """
    from kg.network.measure import measure

    names = tuple(dict.fromkeys(names))
    measured = [measure(network, name) for name in names]
    rows: list[tuple[Value, ...]] = [
        (*_who(network, node), *(one[node] for one in measured)) for node in network
    ]
    signs = [1 if name == "community" else -1 for name in names]
    rows.sort(
        key=lambda row: (*(s * float(v) for s, v in zip(signs, row[3:], strict=True)), *map(str, row[:3]))
    )
    return Measured(("label", "class", "id", *names), rows, things(network))


def bridges(network: Network) -> Measured:
    """Return a row per bridge: its two ends, what is said there, and how many things it alone holds."""
    from kg.network import measure

    rows: list[tuple[Value, ...]] = [
        (
            _label(network, bridge.a),
            _label(network, bridge.b),
            _between(network, bridge.a, bridge.b),
            bridge.side,
        )
        for bridge in measure.bridges(network)
    ]
    return Measured(("one_end", "other_end", "statements", "smaller_side"), rows, f"{len(rows):,} rows")


def paths(network: Network, a: str, b: str) -> Measured:
    """Return a row per step of the shortest paths between two nodes, ten at most, edges walked both ways.

    Raises KgError when nothing joins the two.
    """
    from kg.network.measure import shortest_paths

    rows: list[tuple[Value, ...]] = [
        (number, step, _label(network, u), _between(network, u, v), _label(network, v), _words(network, u, v))
        for number, path in enumerate(shortest_paths(network, a, b), start=1)
        for step, (u, v) in enumerate(pairwise(path), start=1)
    ]
    if not rows:
        what = f"nothing joins {_label(network, a)!r} and {_label(network, b)!r}"
        raise KgError(what if a != b else f"{_label(network, a)!r} is both ends of the path")
    return Measured(("path", "step", "from", "statements", "to", "quote"), rows, f"{len(rows):,} rows")


def answer(measured: Measured, prefixes: Prefixes, top: int | None = None) -> Solutions:
    """Return the first `top` rows, or all, as those of a SELECT; an `id` becomes an IRI."""
    return solutions(measured.columns, _terms(measured, prefixes, top))


def shown(measured: Measured, prefixes: Prefixes, top: int | None = None) -> Solutions:
    """Return the same for a table: fractions with four digits."""
    rows = _terms(measured, prefixes, top)
    rounded = [
        [Decimal(f"{value:.4f}") if isinstance(value, float) else value for value in row] for row in rows
    ]
    return solutions(measured.columns, rounded)


def _terms(measured: Measured, prefixes: Prefixes, top: int | None) -> list[list[Term]]:
    """Return rows as terms take them."""

    def term(column: str, value: Value) -> Term:
        return _node(str(value), prefixes) if column == "id" else value

    return [list(map(term, measured.columns, row)) for row in measured.rows[:top]]


def _node(name: str, prefixes: Prefixes) -> ox.NamedNode | ox.BlankNode:
    """Return the IRI of which `name` is the prefixed name, or which it spells out, or else the blank node."""
    if name.startswith("_:"):
        return ox.BlankNode(name[2:])
    return ox.NamedNode(name[1:-1] if name.startswith("<") else prefixes.expand(name) or name)


def _who(network: Network, node: str) -> tuple[str, str, str]:
    iri = network.nodes[node]["iri"]
    name = network.graph["prefixes"].compact(iri) if iri else node
    return _label(network, node), network.nodes[node]["cls_label"], name


def _label(network: Network, node: str) -> str:
    label: str = network.nodes[node]["label"]
    return label


def _between(network: Network, u: str, v: str) -> str:
    """Return what is said between two nodes; an arrow marks what goes from the second to the first."""
    ahead = [data["label"] for data in _statements(network, u, v)]
    back = [("← " if data["directed"] else "") + data["label"] for data in _statements(network, v, u)]
    return "; ".join(dict.fromkeys(ahead + back))


def _statements(network: Network, u: str, v: str) -> list[dict[str, Any]]:
    """Return the statements from one node to another, in order."""
    edges: dict[Any, dict[str, Any]] = network.get_edge_data(u, v, default={})
    return [edges[key] for key in sorted(edges)]


def _words(network: Network, u: str, v: str) -> str:
    """Return the first quote behind what joins two nodes."""
    said = _statements(network, u, v) + _statements(network, v, u)
    quotes = [quote for data in said for quote in data["quotes"]]
    return f"“{quotes[0]['quote']}” ({quotes[0]['source']})" if quotes else ""
