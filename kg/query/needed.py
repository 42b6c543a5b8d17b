"""The triple patterns that a query is made of, asked by themselves or together, and written for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.errors import QueryError
from kg.graph import sparql
from kg.graph.algebra import in_sparql, written
from kg.graph.bindings import used

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.terms import Prefixes


class Pattern(NamedTuple):
    """A triple pattern in SPARQL, IRIs whole; `around` is the graph it is asked in, empty for the default."""

    subject: str
    predicate: str
    object: str
    around: str = ""

    def __str__(self) -> str:
        triple = f"{self.subject} {self.predicate} {self.object}"
        return f"GRAPH {self.around} {{ {triple} }}" if self.around else triple

    @property
    def variables(self) -> set[str]:
        """The names of its variables."""
        return set(sparql.variables(sparql.tokens(str(self))))

    @property
    def property(self) -> str:
        """The IRI of its predicate, empty where that is a variable or a path."""
        words = sparql.tokens(self.predicate)
        return words[0].text[1:-1] if [word.kind for word in words] == ["iri"] else ""


def needed(question: Question) -> list[Pattern]:
    """Return the patterns that every answer needs: none of OPTIONAL, UNION, MINUS or EXISTS.

    Empty when the query uses words that rdflib's reader does not know.
    """
    try:
        return list(dict.fromkeys(_walk(question.algebra, "")))
    except QueryError:
        return []


def optional(question: Question) -> list[Pattern]:
    """Return the patterns that only add to an answer, those in OPTIONAL; empty where `needed` is."""
    try:
        return list(dict.fromkeys(_added(question.algebra, "")))
    except QueryError:
        return []


def _walk(node: Any, around: str) -> Iterator[Pattern]:  # noqa: ANN401  (rdflib's algebra is untyped)
    """Yield the patterns below a node of the algebra; `around` is the graph they are asked in."""
    name = getattr(node, "name", "")
    if name == "BGP":
        for subject, predicate, value in node.triples:
            yield Pattern(in_sparql(subject), in_sparql(predicate), in_sparql(value), around)
    elif name == "Graph":
        yield from _walk(node.p, in_sparql(node.term))
    elif name in ("LeftJoin", "Minus"):
        yield from _walk(node.p1, around)
    elif isinstance(node, dict) and name not in ("Union", "ServiceGraphPattern", "values"):
        for part in ("p", "p1", "p2"):
            if part in node:
                yield from _walk(node[part], around)


def _added(node: Any, around: str) -> Iterator[Pattern]:  # noqa: ANN401
    name = getattr(node, "name", "")
    if name == "LeftJoin":
        yield from _walk(node.p2, around)
    around = in_sparql(node.term) if name == "Graph" else around
    for part in ("p", "p1", "p2") if name != "ServiceGraphPattern" else ():
        if part in node:
            yield from _added(node[part], around)


def matches(graph: Graph, patterns: Sequence[Pattern], bindings: Mapping[str, Term]) -> bool:
    """Say whether the graph has something that all the patterns match, with the values given."""
    asked = f"ASK {{ {joined(patterns)} }}"
    return graph.ask(asked, used(asked, bindings))


def joined(patterns: Sequence[Pattern]) -> str:
    """Return patterns as they stand in one group."""
    return " . ".join(map(str, patterns))


def shown(text: object, bindings: Mapping[str, Term], prefixes: Prefixes) -> str:
    """Return a pattern, or several, as people write them, with the values given for their variables."""
    pattern = str(text)
    for word in reversed(list(sparql.tokens(pattern))):
        if word.kind == "variable" and word.text[1:] in bindings:
            pattern = f"{pattern[: word.start]}{bindings[word.text[1:]]}{pattern[word.end :]}"
    return _INTEGER.sub(r"\1", written(pattern, prefixes))


_INTEGER: Final = re.compile(r'"([+-]?\d+)"\^\^xsd:integer')
