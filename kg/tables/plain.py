"""Rows of plain values, which are no answer of a graph, as text: for spreadsheets and for a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from kg.tables.cells import Cell, harmless
from kg.tables.terminal import drawing

if TYPE_CHECKING:
    from kg.tables.terminal import Style

Value = str | int | float

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """Return CSV (RFC 4180), with a quote before any text that a spreadsheet would run as a formula."""
    output = io.StringIO(newline="")
    csv.writer(output).writerows([columns, *(map(_safe, row) for row in rows)])
    return output.getvalue()


def _safe(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_table(
    columns: Sequence[str], rows: Iterable[Sequence[Value | Cell]], style: Style | None = None
) -> str:
    """Return the table that a terminal shows, fractions with four digits."""
    return "".join(drawing(style)(columns, iter([[[_cell(value) for value in row] for row in rows]])))


def _cell(value: Value | Cell) -> Cell:
    if isinstance(value, Cell):
        return value
    if isinstance(value, str):
        return Cell(harmless(value))
    return Cell(f"{value:.4f}" if isinstance(value, float) else str(value), is_number=True)
