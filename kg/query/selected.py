"""The parts of a SELECT: its columns, and the expressions that give them values, each with its pattern."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.graph import sparql
from kg.graph.selection import columns, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.graph.question import Question
    from kg.graph.sparql import Token

AGGREGATES: Final = ("COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT")


class Expression(NamedTuple):
    """The words of an expression that AS gives a name, and the group, in braces, of which it takes values."""

    words: Sequence[Token]
    group: str

    @property
    def variables(self) -> list[str]:
        """The names of its variables."""
        return sparql.variables(self.words)

    @property
    def may_fail(self) -> bool:
        """Whether it can be without a value: a count cannot, nor what has no variable."""
        return self.words[0].text.upper() != "COUNT" and bool(self.variables)


class Selected(NamedTuple):
    """A SELECT: where its first word stands, its columns, expressions by their names, its pattern in braces.

    `named` are the variables that stand between SELECT and the pattern; `is_one_row` says that all rows are
    counted or summed into one, `has_optional` that there is an OPTIONAL.
    """

    start: int
    columns: tuple[str, ...]
    named: tuple[str, ...]
    expressions: Mapping[str, Expression]
    group: str
    is_one_row: bool
    has_optional: bool

    @property
    def doubtful(self) -> list[str]:
        """The columns that may be without a value in a row."""
        computed = self.expressions
        may_fail = {name for name, expression in computed.items() if expression.may_fail}
        return [
            name for name in self.columns if name in may_fail or (self.has_optional and name not in computed)
        ]


def selected(question: Question) -> Selected | None:
    """Return the parts of a SELECT; None for another form, or one that names graphs with FROM."""
    words = question.tokens
    first = sparql.verb(words)
    if first is None or question.form != "SELECT" or any(word.text.upper() == "FROM" for word in words):
        return None
    clause, pattern, after = parts(words)
    if not pattern or not after:
        return None
    counts = any(word.text.upper() in AGGREGATES for word in clause)
    return Selected(
        first.start,
        tuple(question.variables if columns(words) == ["*"] else columns(words)),
        tuple(sparql.variables(clause)),
        dict(_expressions(question)),
        question.text[pattern[0].start : after[0].end],
        counts and not any(word.text.upper() == "GROUP" for word in after),
        any(word.text.upper() == "OPTIONAL" for word in pattern),
    )


def _expressions(question: Question) -> Iterator[tuple[str, Expression]]:
    """Yield the expression for each name that BIND, or AS after a SELECT, gives."""
    words, group = question.tokens, _groups(question.tokens)
    for start, end in _pairs(words, "(", ")").items():
        inside = words[start + 1 : end]
        if len(inside) < 3 or inside[-2].text.upper() != "AS":
            continue
        is_bind = words[start - 1].text.upper() == "BIND"
        opened = group[start] if is_bind else next((i for i in range(end, len(words)) if group[i] == i), None)
        closed = _pairs(words, "{", "}").get(opened) if opened is not None else None
        if opened is not None and closed is not None:
            text = question.text[words[opened].start : words[closed].end]
            yield inside[-1].text[1:], Expression(inside[:-2], text)


def _groups(words: Sequence[Token]) -> list[int | None]:
    """Return for each word the place of the brace that opens the innermost group around it, or itself."""
    around: list[int | None] = [None]
    found = []
    for place, word in enumerate(words):
        if word.text == "{":
            around.append(place)
        found.append(around[-1])
        if word.text == "}" and len(around) > 1:
            around.pop()
    return found


def _pairs(words: Sequence[Token], opening: str, closing: str) -> dict[int, int]:
    """Return the place of the closing bracket by that of the opening one."""
    waiting, found = [], {}
    for place, word in enumerate(words):
        if word.text == opening:
            waiting.append(place)
        elif word.text == closing and waiting:
            found[waiting.pop()] = place
    return found


def argument(words: Sequence[Token]) -> Sequence[Token]:
    """Return what an aggregate counts or sums: the words in its brackets without DISTINCT and separator.

    Empty where the words are no single aggregate.
    """
    if words[0].text.upper() not in AGGREGATES or _pairs(words, "(", ")").get(1) != len(words) - 1:
        return ()
    inside = words[3 if words[2].text.upper() == "DISTINCT" else 2 : -1]
    return list(itertools.takewhile(lambda word: word.text != ";", inside))
