"""Turn a written day, month, year or interval of them into its first and last day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_COARSER: Final = ("day", "month", "year")


@dataclass(frozen=True)
class Period:
    """First and last day of a period (None where it is open) and its precision: `day`, `month` or `year`."""

    start: date | None
    end: date | None
    precision: str


def parse_period(text: str) -> Period:
    """Return the first and last day of an ISO 8601 date, month, year or interval of them (`1999/`: open).

    Raises ValueError when `text` is none of these, a day does not exist or the end precedes the start.
    """
    first, slash, last = text.strip().partition("/")
    begun = _span(first)
    ended = _span(last) if slash else begun
    if not begun and not ended:
        raise ValueError(f"{text!r} is no ISO 8601 period")
    start, end = begun and begun.first, ended and ended.last
    if start and end and end < start:
        raise ValueError(f"the period {text!r} ends before it begins")
    return Period(start, end, max((span.precision for span in (begun, ended) if span), key=_COARSER.index))


class _Span(NamedTuple):
    """First and last day of a day, month or year, and which of them it is."""

    first: date
    last: date
    precision: str


def _span(text: str) -> _Span | None:
    """Return the days of an ISO 8601 day, month or year; None for an end of an interval that is left open."""
    if text in {"", ".."}:
        return None
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no ISO 8601 date: write YYYY, YYYY-MM or YYYY-MM-DD")
    year = int(match[1])
    month, day = (None if part is None else int(part) for part in match.groups()[1:])
    try:
        if month is None:
            return _Span(date(year, 1, 1), date(year, 12, 31), "year")
        if day is None:
            end = calendar.monthrange(year, month)[1]
            return _Span(date(year, month, 1), date(year, month, end), "month")
        return _Span(date(year, month, day), date(year, month, day), "day")
    except ValueError as error:
        raise ValueError(f"{text!r} is no date of the calendar") from error
