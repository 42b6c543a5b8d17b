"""Columns of an answer that have no value in any row, and what to write so that they have."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import BlankNode, Literal

from kg.graph.answers import Solutions
from kg.graph.bindings import used
from kg.query import literals
from kg.query.literals import in_words
from kg.query.selected import argument

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.graph.answers import Row, Term
    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.graph.sparql import Token
    from kg.query.selected import Expression, Selected
    from kg.terms import Prefixes

_NONE: Final = Literal(0)
_ROWS: Final = 1000
"""Among how many rows one with a value is looked for."""
_DAYS: Final = 'xsd:integer(REPLACE(STR({0}), "^P(([0-9]+)D)?(T.*)?$", "0$2"))'
_AT: Final = '("00:00:00"^^xsd:time + ({0}))'
_HOURS: Final = f"24 * {_DAYS} + HOURS({_AT}) + MINUTES({_AT}) / 60"
"""Where a duration has years or months, which have no certain length, these have no value."""


def _is_duration(term: Term) -> bool:
    return isinstance(term, Literal) and term.datatype.value.lower().endswith("duration")


_WAYS: Final[tuple[tuple[str, str, Callable[[Term], bool]], ...]] = (
    ("", "STR({0})", lambda term: not literals.is_text(term)),
    ("", "xsd:decimal(STR({0}))", lambda term: not literals.is_number(term)),
    ("for whole days ", 'xsd:integer(STRBEFORE(STRAFTER(STR({0}), "P"), "D"))', _is_duration),
    ("for hours ", _HOURS, _is_duration),
)
"""How what cannot be computed with is made into what can, and of which values; tried in this order."""


def without_value(graph: Graph, question: Question, parts: Selected, until: float) -> list[str]:
    """Return a sentence on each column that is unbound in every row, with what to write if that is found.

    The graph is asked again, for the first rows only, when a column is computed or there is an OPTIONAL.
    """
    asking = _Asking(graph, question, parts, until)
    return [
        line
        for name in asking.empty(question.text[parts.start :], parts.doubtful)
        for line in (asking.computed(name) if name in parts.expressions else asking.added(name))
    ]


class _Asking(NamedTuple):
    """A SELECT whose columns are asked for values until a time of `time.monotonic()`."""

    graph: Graph
    question: Question
    parts: Selected
    until: float

    def empty(self, body: str, names: Sequence[str]) -> list[str]:
        """Return those of the columns of a SELECT that have no value in its first rows; none without rows."""
        if not names or time.monotonic() > self.until:
            return []
        counts = " ".join(f"(COUNT(?{name}) AS ?_{place})" for place, name in enumerate(names))
        inner = f"SELECT * {{ {{ {body}\n}} }} LIMIT {_ROWS}"
        row = self._first(f"SELECT (COUNT(*) AS ?_rows) {counts} {{ {{ {inner} }} }}")
        if row is None or row["_rows"] == _NONE:
            return []
        return [name for place, name in enumerate(names) if row[f"_{place}"] == _NONE]

    def computed(self, name: str) -> list[str]:
        """Return why an expression has no value, and the one to write instead where that is found."""
        expression, told = self.parts.expressions[name], f"?{name} has no value in any row"
        sample = self._sample(expression, expression.variables)
        if sample is None:
            lacking = [each for each in expression.variables if self._sample(expression, [each]) is None]
            return [
                f"{told}, as {' and '.join(f'?{each}' for each in lacking)} has none" if lacking else told
            ]
        text = _text(self.question, expression.words)
        if not self._fails(text, sample):
            return []
        told = f"{told}: {text} cannot be computed where {_kinds(sample, self.question.prefixes)}"
        for purpose, mended in _mended(self.question, expression.words, sample):
            if time.monotonic() < self.until and not self.empty(self._with(expression, mended), [name]):
                return [f"{told}; {purpose}write {mended} AS ?{name}"]
        return [told]

    def added(self, name: str) -> list[str]:
        """Return the pattern of an OPTIONAL that has no match at all, so that a variable has no value."""
        from kg.query.instead import Failing, instead
        from kg.query.needed import matches, optional, shown
        from kg.query.unknown import unknown

        bindings, prefixes = self.question.bindings, self.question.prefixes
        for pattern in optional(self.question):
            if name in pattern.variables and not matches(self.graph, [pattern], bindings):
                told = f"?{name} has no value in any row: nothing in this graph matches: "
                better = unknown(self.graph, self.question, self.until) or instead(
                    Failing(self.graph, pattern, (), self.question), self.until
                )
                return [told + shown(pattern, bindings, prefixes), *better]
        return []

    def _with(self, expression: Expression, mended: str) -> str:
        """Return the SELECT with another expression in place of one."""
        text, words = self.question.text, expression.words
        return text[self.parts.start : words[0].start] + mended + text[words[-1].end :]

    def _fails(self, expression: str, sample: Mapping[str, Term]) -> bool:
        """Say whether an expression has no value for these values, whatever it has for others."""
        if any(isinstance(term, BlankNode) for term in sample.values()):
            return False
        names, values = " ".join(f"?{name}" for name in sample), " ".join(map(str, sample.values()))
        row = self._first(f"SELECT (({expression}) AS ?_) {{ VALUES ({names}) {{ ({values}) }} }}")
        return row is None or row["_"] is None

    def _sample(self, expression: Expression, names: Sequence[str]) -> Mapping[str, Term] | None:
        """Return values that an expression is given, all at once, None where it never is."""
        bound = " && ".join(f"BOUND(?{name})" for name in names)
        wanted = " ".join(f"?{name}" for name in names)
        row = self._first(f"SELECT {wanted} {{ {expression.group} FILTER({bound}) }} LIMIT 1")
        sample = {name: row[name] for name in names} if row else {}
        return sample if sample and None not in sample.values() else None

    def _first(self, select: str) -> Row | None:
        """Return the first row of a SELECT that has the prologue and the values of the question."""
        text = self.question.text[: self.parts.start] + select
        bindings = used(text, self.question.bindings)
        answer = self.graph.answer(self.graph.question(text, bindings, base=self.question.base))
        return next(iter(answer), None) if isinstance(answer, Solutions) else None


def _text(question: Question, words: Sequence[Token]) -> str:
    return question.text[words[0].start : words[-1].end]


def _kinds(sample: Mapping[str, Term], prefixes: Prefixes) -> str:
    """Return in words what each variable is, with the value as an example."""
    told = [
        f"?{name} is {literals.kind(term, prefixes)} ({in_words(term, prefixes)})"
        for name, term in sample.items()
    ]
    return " and ".join(told)


def _mended(
    question: Question, words: Sequence[Token], sample: Mapping[str, Term]
) -> Iterator[tuple[str, str]]:
    """Yield expressions that may have a value, each with what it is for: variables or the whole made fit."""
    summed = argument(words)
    for purpose, way, is_unfit in _WAYS:
        unfit = [w for w in words if w.kind == "variable" and is_unfit(sample[w.text[1:]])]
        if unfit:
            yield purpose, _replaced(question, words, [([word], way) for word in unfit])
        if summed and (not unfit or len(summed) > 1):
            yield purpose, _replaced(question, words, [(summed, way)])


def _replaced(
    question: Question, words: Sequence[Token], changes: Sequence[tuple[Sequence[Token], str]]
) -> str:
    """Return an expression with some of its words put into others, which have `{0}` for them."""
    text, begin = _text(question, words), words[0].start
    for inside, way in reversed(changes):
        start, end = inside[0].start - begin, inside[-1].end - begin
        text = text[:start] + way.format(text[start:end]) + text[end:]
    return text
