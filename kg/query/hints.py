"""Why a query found nothing, or nothing for one of its columns: what to look at first, in words."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kg import terms
from kg.errors import KgError, UnknownNameError
from kg.graph import names
from kg.query.unknown import redeclared, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.graph import Graph
    from kg.graph.question import Question


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


def _reasons(graph: Graph, question: Question, until: float) -> list[str]:
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
                names.resolve(graph, term.value)
            except UnknownNameError as error:
                near = f"; {error.hint[0].lower()}{error.hint[1:]}" if error.hint else ""
                yield f"?{name} = {term} names nothing in this graph{near}"
