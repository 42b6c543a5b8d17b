"""Rows of plain values, which are no answer of a graph, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

Value = str | int | float

_FORMULA: Final = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_BREAKS: Final = ("\t", "\r", "\n")


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """Return CSV (RFC 4180), with a quote before any text that a spreadsheet would run as a formula."""
    output = io.StringIO(newline="")
    csv.writer(output).writerows([columns, *(map(_safe, row) for row in rows)])
    return output.getvalue()


def _safe(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and _may_run(value) else value


def _may_run(text: str) -> bool:
    """Say whether a text begins as a formula does, to whoever passes over what cannot be seen."""
    seen = next((sign for sign in text if sign.isprintable() and sign != " "), "")
    return seen in _FORMULA or text.startswith(_BREAKS)
