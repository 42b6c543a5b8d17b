"""Rows as an assistant reads them: CSV with prefixed names, and below it the words of the documents."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.look import typeset
from kg.mcp.fitting import LARGEST, fitting
from kg.spelling import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.answers import Solutions, Term
    from kg.look.page import Item
    from kg.terms import Prefixes

Row = dict[str, "Term | None"]

_HALF: Final = LARGEST // 2
"""The room for rows, and that for the words behind them."""
_UNWRAPPED: Final = LARGEST
"""A width at which nothing is wrapped."""


class Page(NamedTuple):
    """Some rows of an answer: as terms, and as the text that an assistant reads."""

    rows: list[Row]
    text: str

    @property
    def cells(self) -> Iterator[Term | None]:
        """Every term in the rows."""
        return (term for row in self.rows for term in row.values())

    @property
    def triples(self) -> Iterator[tuple[str, str, str]]:
        """The rows of three columns as triples."""
        for row in self.rows:
            subject, predicate, value = map(str, row.values())
            yield subject, predicate, value


def page(found: Solutions, prefixes: Prefixes, skip: int) -> Page:
    """Return as many rows as there is room for, after those to skip, with a line that says how many."""
    kept: list[Row] = []

    def lines() -> Iterator[str]:
        for row in islice(found, skip, None):
            kept.append({name: row[name] for name in found.variables})
            yield _line(_cell(term, prefixes) for term in kept[-1].values())

    told, more = fitting(lines(), _HALF)
    text = _line(found.variables) + "".join(told)
    return Page(kept[: len(told)], f"{text}\n{_counted(skip, len(told), more=more)}\n")


def words(items: Iterable[Item]) -> str:
    """Return the statements behind an answer, each with its quotes, under a heading; nothing for none."""
    told, more = fitting((f"{line}\n" for line in typeset.as_list(items, _UNWRAPPED)), _HALF)
    left = "… and more: ask for fewer rows at once to see all.\n" if more else ""
    return f"\nWords of the documents behind it:\n{''.join(told)}{left}" if told else ""


def _counted(skip: int, count: int, *, more: bool) -> str:
    rows = counted(count, "row")
    told = f"{rows}, after the first {skip:,}" if skip else rows
    return f"{told}; there are more: skip={skip + count} goes on" if more else told


def _line(cells: Iterable[str]) -> str:
    output = io.StringIO(newline="")
    csv.writer(output, lineterminator="\n").writerow(cells)
    return output.getvalue()


def _cell(term: Term | None, prefixes: Prefixes) -> str:
    """Return a term as the next query takes it: a prefixed name, or the text of a literal."""
    if isinstance(term, NamedNode):
        return prefixes.compact(term.value)
    return term.value if isinstance(term, Literal) else "" if term is None else str(term)
