"""How a graph uses a class or a property: what its page says beside what is said of it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.graph.answers import number
from kg.spelling import counted

if TYPE_CHECKING:
    from kg.graph.graph import Graph


def usage(graph: Graph, iri: str) -> tuple[str, ...]:
    """Return a line on the things that have a class, and one on the statements that have a property."""
    node, name = NamedNode(iri), graph.prefixes.compact(iri)
    things = _count(graph, f"?thing a {node}")
    statements = _count(graph, f"?thing {node} ?value")
    pattern = shlex.quote(f"SELECT * {{ ?thing {name} ?value }} LIMIT 10")
    told = [
        (things, "thing", "of this class", f"kg schema {shlex.quote(name)}"),
        (statements, "statement", "with this property", f"kg query {pattern}"),
    ]
    return tuple(f"{counted(count, what)} {how}: {command}" for count, what, how, command in told if count)


def _count(graph: Graph, pattern: str) -> int:
    rows = graph.select(f"SELECT (COUNT(*) AS ?number) {{ {pattern} }}")
    return next(number(row["number"]) for row in rows)
