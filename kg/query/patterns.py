"""Which triple pattern of a query has no match, found by asking the graph for each by itself."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.errors import QueryError
from kg.graph import sparql
from kg.graph.algebra import in_sparql, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.terms import Prefixes


def without_match(graph: Graph, question: Question, until: float) -> list[str]:
    """Return a sentence with the first pattern that finds nothing alone, or after those before it.

    Only patterns that every row needs are looked at: none of OPTIONAL, UNION, MINUS or EXISTS. `until` is the
    time of `time.monotonic()` after which nothing more is asked. Empty when all match, or when the query uses
    words that rdflib's reader does not know.
    """
    patterns, bindings = _needed(question), question.bindings
    for pattern in patterns:
        if time.monotonic() < until and not _matches(graph, [pattern], bindings):
            return [f"nothing in this graph matches: {_shown(pattern, bindings, graph.prefixes)}"]
    for count in range(2, len(patterns) + 1):
        if time.monotonic() < until and not _matches(graph, patterns[:count], bindings):
            return [_together(graph, patterns[: count - 1], patterns[count - 1], bindings)]
    if patterns and time.monotonic() < until and _filters(question):
        given = ", ".join(f"?{name} = {in_words(term, graph.prefixes)}" for name, term in bindings.items())
        told = "the patterns match; it is a FILTER that lets nothing through"
        return [f"{told}, with {given}" if given else told]
    return []


def takes_things(graph: Graph, question: Question, name: str) -> bool:
    """Say whether the graph has things, not texts, where the query has the variable of that name."""
    for pattern in _needed(question):
        if name in _variables(pattern):
            return graph.ask(f"ASK {{ {pattern} FILTER(isIRI(?{name})) }}")
    return False


def in_words(term: Term, prefixes: Prefixes) -> str:
    """Return a value as people write it: a prefixed name, a text in quotation marks, else what it is."""
    if isinstance(term, NamedNode):
        return prefixes.compact(term.value)
    is_text = isinstance(term, Literal) and (term.language or term.datatype.value == terms.XSD + "string")
    return str(term) if is_text or not isinstance(term, Literal) else term.value


def _shown(pattern: str, bindings: Mapping[str, Term], prefixes: Prefixes) -> str:
    """Return a pattern as people write it, with the values given for its variables."""
    for word in reversed(list(sparql.tokens(pattern))):
        if word.kind == "variable" and word.text[1:] in bindings:
            pattern = f"{pattern[: word.start]}{bindings[word.text[1:]]}{pattern[word.end :]}"
    return written(pattern, prefixes)


def _together(graph: Graph, before: Sequence[str], last: str, bindings: Mapping[str, Term]) -> str:
    """Return the sentence on a pattern that matches by itself but not together with those before it."""
    shared = [one for one in before if _variables(one) & _variables(last)]
    rival = next((one for one in shared if not _matches(graph, [one, last], bindings)), None)
    if rival:
        both = f"{_shown(rival, bindings, graph.prefixes)} . {_shown(last, bindings, graph.prefixes)}"
        return f"each of these matches something, but nothing matches both: {both}"
    shown = _shown(last, bindings, graph.prefixes)
    return f"the patterns match up to this one, which matches only by itself: {shown}"


def _filters(question: Question) -> bool:
    return any(token.kind == "word" and token.text.upper() == "FILTER" for token in question.tokens)


def _variables(pattern: str) -> set[str]:
    return set(sparql.variables(sparql.tokens(pattern)))


def _matches(graph: Graph, patterns: Sequence[str], bindings: Mapping[str, Term]) -> bool:
    asked = f"ASK {{ {' . '.join(patterns)} }}"
    used = bindings.keys() & _variables(asked)
    return graph.ask(asked, {name: bindings[name] for name in used})


def _needed(question: Question) -> list[str]:
    """Return, as SPARQL with whole IRIs, the triple patterns that every answer of the query needs."""
    try:
        return list(dict.fromkeys(_walk(question.algebra, "")))
    except QueryError:
        return []


def _walk(node: Any, around: str) -> Iterator[str]:  # noqa: ANN401  (rdflib's algebra is untyped)
    """Yield the patterns below a node of the algebra; `around` is the graph they are asked in."""
    name = getattr(node, "name", "")
    if name == "BGP":
        for triple in node.triples:
            pattern = " ".join(in_sparql(term) for term in triple)
            yield f"GRAPH {around} {{ {pattern} }}" if around else pattern
    elif name == "Graph":
        yield from _walk(node.p, in_sparql(node.term))
    elif name in ("LeftJoin", "Minus"):
        yield from _walk(node.p1, around)
    elif isinstance(node, dict) and name not in ("Union", "ServiceGraphPattern", "values"):
        for part in ("p", "p1", "p2"):
            if part in node:
                yield from _walk(node[part], around)
