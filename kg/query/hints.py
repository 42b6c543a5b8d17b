"""Why a query found nothing, or nothing for one of its columns: what to look at first, in words."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kg import terms
from kg.errors import KgError, UnknownNameError
from kg.graph.bindings import used
from kg.query.binding import never_bound
from kg.query.naming import called
from kg.query.selected import selected
from kg.query.unknown import redeclared, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.query.selected import Selected


def why_empty(graph: Graph, question: Question, seconds: float = 3.0) -> list[str]:
    """Return what may have kept a question from finding anything, one sentence each, the likeliest first.

    Names the variables that nothing binds, and the IRIs that the graph does not know, with what may be meant;
    if there are none, given texts that name nothing where it has things; then the first pattern that has no
    match by itself, or together with those before it, and what would match in its place. Nothing more is
    asked after `seconds`.
    """
    try:
        return _reasons(graph, question, time.monotonic() + seconds)
    except KgError:  # the answer stands, whatever becomes of the hint
        return []


def why_unbound(graph: Graph, question: Question, seconds: float = 3.0) -> list[str]:
    """Return why rows that were found tell nothing: a column without any value, a count of nothing.

    For a question that was answered with rows; like `why_empty` otherwise.
    """
    try:
        return _lacking(graph, question, time.monotonic() + seconds)
    except KgError:
        return []


def _lacking(graph: Graph, question: Question, until: float) -> list[str]:
    parts = selected(question)
    if parts is None:
        return []
    if loose := [told for name, told in never_bound(question).items() if name in parts.named]:
        return loose
    if parts.is_one_row and not _has_match(graph, question, parts):
        return _reasons(graph, question, until)
    from kg.query.unbound import without_value

    return without_value(graph, question, parts, until)


def _has_match(graph: Graph, question: Question, parts: Selected) -> bool:
    """Say whether the pattern of a SELECT, of which all rows are made into one, has any."""
    text = f"{question.text[: parts.start]}ASK {parts.group}"
    asked = graph.question(text, used(text, question.bindings), base=question.base)
    return bool(graph.answer(asked))


def _reasons(graph: Graph, question: Question, until: float) -> list[str]:
    parts, loose = selected(question), never_bound(question)
    if loose.keys() - set(parts.named if parts else ()):  # it is needed in the pattern itself
        return list(loose.values())
    return [*loose.values(), *_mistaken(graph, question, until)]


def _mistaken(graph: Graph, question: Question, until: float) -> list[str]:
    if other := list(redeclared(graph, question)):
        return other
    if strange := unknown(graph, question, until):
        return strange
    if nameless := list(_nameless(graph, question, until)):
        return nameless
    from kg.query.patterns import without_match

    return without_match(graph, question, until)


def _nameless(graph: Graph, question: Question, until: float) -> Iterator[str]:
    """Yield a sentence on each text given where the graph has things, none of which is called so."""
    from kg.query.patterns import takes_things

    for name, term in question.bindings.items():
        if isinstance(term, Literal) and term.datatype.value == terms.XSD + "string":
            if time.monotonic() > until or not takes_things(graph, question, name):
                continue
            try:
                called(graph, term.value)
            except UnknownNameError as error:
                near = f"; {error.hint[0].lower()}{error.hint[1:]}" if error.hint else ""
                yield f"?{name} = {term} names nothing in this graph{near}"
