"""Columns of a sheet: small drawings side by side where two have room, each with texts above and below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.draw.figure.lettering import LEADING, LEAST, wrapped
from kg.draw.figure.marks import letters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.draw.figure.inks import Inks
    from kg.draw.figure.sheet import Sheet

    Cell = Callable[["Column", float], float]

_NARROW: Final = 200.0
"""Points that a drawing needs to stand beside another."""
_APART: Final = 14.0
_BELOW: Final = 8.0
"""Points between columns, and between what stands one under another in one."""


@dataclass
class Column:
    """A column of a sheet, in which texts and drawings stand one under another."""

    sheet: Sheet
    left: float
    wide: float

    def __post_init__(self) -> None:
        self.parts: list[str] = []

    @property
    def inks(self) -> Inks:
        """The colours of the sheet."""
        return self.sheet.inks

    def write(
        self, text: str, y: float, size: float = LEAST, *, bold: bool = False, color: str = ""
    ) -> float:
        """Write a text in as many rows as it takes, and return where it ends."""
        if not text:
            return y
        rows = wrapped(text, self.wide, size, bold=bold)
        self.parts.append(letters(rows, (self.left, y), size, color or self.inks.ink, bold=bold))
        return y + len(rows) * size * LEADING


def in_columns(sheet: Sheet, cells: Sequence[Cell]) -> None:
    """Draw the cells in as many columns as have room, about equally high; each cell tells where it ends."""
    many = min(max(1, int((sheet.room + _APART) // (_NARROW + _APART))), len(cells))
    wide = (sheet.room - _APART * (many - 1)) / many
    columns = [Column(sheet, sheet.left + i * (wide + _APART), wide) for i in range(many)]
    ends = [sheet.y] * many
    for cell, number in zip(cells, _shared(cells, sheet, wide, many), strict=True):
        ends[number] = cell(columns[number], ends[number]) + _BELOW
    sheet.draw("".join(part for column in columns for part in column.parts), max(ends) - sheet.y)


def _shared(cells: Sequence[Cell], sheet: Sheet, wide: float, many: int) -> list[int]:
    """Return the column of each cell: the highest first, each in what is shortest so far (Graham 1969)."""
    high = [cell(Column(sheet, sheet.left, wide), 0.0) for cell in cells]
    column, ends = [0] * len(cells), [0.0] * many
    for i in sorted(range(len(cells)), key=lambda i: -high[i]):
        column[i] = ends.index(min(ends))
        ends[column[i]] += high[i] + _BELOW
    return column
