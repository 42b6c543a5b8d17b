"""How a query will be answered: its algebra as a tree, with what each triple pattern matches by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from kg import terms
from kg.errors import QueryError
from kg.graph import sparql
from kg.graph.answers import Solutions

if TYPE_CHECKING:
    from kg.graph.answers import Term
    from kg.graph.graph import Graph

PREFACE: Final = (
    "# The engine does not tell the order in which it joins. This is the algebra it starts from\n"
    "# (SPARQL 1.1, section 18), with the number of matches that each triple pattern has by itself."
)


def explain(graph: Graph, text: str, bindings: Mapping[str, Term]) -> Iterator[str]:
    """Yield the lines of the tree; the query is not run. Raises QueryError where rdflib cannot read it."""
    algebra = _algebra(text)
    yield PREFACE
    yield from _tree(algebra, 0, graph, {name: str(term) for name, term in bindings.items()})


def _algebra(text: str) -> Any:  # noqa: ANN401  (rdflib's algebra is untyped)
    from pyparsing import ParseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery
    from rdflib.plugins.sparql.sparql import SPARQLError

    try:
        return translateQuery(parseQuery(text), initNs=terms.PREFIXES).algebra
    except (ParseException, SPARQLError, RecursionError, ValueError) as error:
        raise QueryError(f"this query cannot be explained: {error}", hint="It can still be run.") from error


def _tree(node: Any, depth: int, graph: Graph, bound: Mapping[str, str]) -> Iterator[str]:  # noqa: ANN401
    """Yield a line for a node of the algebra, then the lines of the nodes below it, indented."""
    name = getattr(node, "name", "")
    indent = "  " * depth
    if name:
        yield f"{indent}{name}{_details(node)}"
    for triple in node.triples if name == "BGP" else ():
        pattern = " ".join(_written(term, bound) for term in triple)
        yield f"{indent}  {_matches(graph, pattern):>9,}  {_short(pattern)}"
    for key in ("p", "p1", "p2"):
        if isinstance(node.get(key), dict):
            yield from _tree(node[key], depth + 1, graph, bound)


def _details(node: Any) -> str:  # noqa: ANN401
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
        shown.append(_short(node.term.n3()))
    return "".join(f" {words}" for words in shown)


def _written(term: Any, bound: Mapping[str, str]) -> str:  # noqa: ANN401
    """Return a term of a pattern in SPARQL, the value of a parameter in place of its variable."""
    text = str(term.n3())
    return bound.get(text[1:], text) if text.startswith("?") else text


def _matches(graph: Graph, pattern: str) -> int:
    rows = graph.query(f"SELECT (COUNT(*) AS ?count) {{ {pattern} }}")
    return next(int(row["count"].value) for row in rows) if isinstance(rows, Solutions) else 0


def _short(pattern: str) -> str:
    words = (terms.compact(w.text[1:-1]) if w.kind == "iri" else w.text for w in sparql.tokens(pattern))
    return " ".join(words)
