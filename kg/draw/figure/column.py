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
    """Draw each cell in a column, two beside each other where they have room; each returns where it ends."""
    many = 2 if sheet.room >= 2 * _NARROW + _APART and len(cells) > 1 else 1
    wide = (sheet.room - _APART * (many - 1)) / many
    for together in (cells[i : i + many] for i in range(0, len(cells), many)):
        columns = [Column(sheet, sheet.left + i * (wide + _APART), wide) for i in range(len(together))]
        bottoms = [cell(column, sheet.y) for cell, column in zip(together, columns, strict=True)]
        sheet.draw("".join(part for column in columns for part in column.parts), max(bottoms) - sheet.y + 8)
