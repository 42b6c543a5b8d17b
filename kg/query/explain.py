"""How a query will be answered: its algebra as a tree, with what each triple pattern matches by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from kg.errors import QueryError
from kg.graph import malformed
from kg.graph.algebra import in_sparql, written
from kg.graph.answers import number

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.terms import Prefixes

PREFACE: Final = (
    "# The engine does not tell the order in which it joins. This is the algebra it starts from\n"
    "# (SPARQL 1.1, section 18), with the number of matches that each triple pattern has by itself."
)


def explain(graph: Graph, question: Question) -> Iterator[str]:
    """Yield the lines of the tree; the query is not run. Raises QueryError where it cannot be read."""
    try:
        root = question.algebra
    except QueryError as error:
        calls = "service" in question.text.casefold()  # even on an empty graph the engine would call
        raise (None if calls else malformed.check(question)) or error from error
    yield PREFACE
    yield from _tree(root, 0, graph, {name: str(term) for name, term in question.bindings.items()})


def _tree(node: Any, depth: int, graph: Graph, bound: Mapping[str, str]) -> Iterator[str]:  # noqa: ANN401
    """Yield a line for a node of the algebra, then the lines of the nodes below it, indented."""
    name = getattr(node, "name", "")
    indent = "  " * depth
    if name:
        yield f"{indent}{name}{_details(node, graph.prefixes)}"
    for triple in node.triples if name == "BGP" else ():
        pattern = " ".join(_with_values(term, bound) for term in triple)
        yield f"{indent}  {_matches(graph, pattern):>9,}  {written(pattern, graph.prefixes)}"
    for key in ("p", "p1", "p2"):
        if isinstance(node.get(key), dict):
            yield from _tree(node[key], depth + 1, graph, bound)


def _details(node: Any, prefixes: Prefixes) -> str:  # noqa: ANN401
    """Return what a node of the algebra says beside its parts: variables, an expression, a number of rows."""
    shown = []
    if node.name in ("SelectQuery", "Project") and "PV" in node:
        shown.append(" ".join(f"?{variable}" for variable in node.PV))
    if node.name == "Extend":
        shown.append(f"?{node.var}")
    if node.name == "Filter":
        shown.append(getattr(node.expr, "name", "").replace("_", " "))
    if node.name == "Slice":
        shown.append(f"start {node.start} length {node.length}")
    if node.name == "Graph":
        shown.append(written(in_sparql(node.term), prefixes))
    return "".join(f" {words}" for words in shown)


def _with_values(term: Any, bound: Mapping[str, str]) -> str:  # noqa: ANN401
    """Return a term of a pattern in SPARQL, the value of a parameter in place of its variable."""
    text = in_sparql(term)
    return bound.get(text[1:], text) if text.startswith("?") else text


def _matches(graph: Graph, pattern: str) -> int:
    rows = graph.select(f"SELECT (COUNT(*) AS ?count) {{ {pattern} }}")
    return number(next(iter(rows))["count"])
