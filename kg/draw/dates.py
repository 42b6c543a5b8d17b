"""Dates as a graph writes them (XSD, ISO 8601 intervals): where they lie on an axis, and in words."""

from __future__ import annotations

import calendar
import re
from typing import Final, NamedTuple

_PART: Final = re.compile(
    r"(?P<year>-?\d{4,})(?:-(?P<month>\d\d)(?!:))?(?:-(?P<day>\d\d)(?!:))?(?:T(?P<time>\d\d:\d\d))?"
)


class Span(NamedTuple):
    """A stretch of time in years and fractions of years; an end that is not stated is None."""

    start: float | None
    end: float | None


def span(text: str) -> Span | None:
    """Return the stretch that a date or an interval `a/b` covers: `2024` all the year; None for no date.

    An end that is empty or `..` is open.
    """
    if "/" in text:
        first, _, last = text.partition("/")
        start, end = span(first), span(last)
        return Span(start.start if start else None, end.end if end else None) if start or end else None
    found = _read(text)
    if not found:
        return None
    year, month, day = int(found["year"]), int(found["month"] or 0), int(found["day"] or 0)
    if not month:
        return Span(year, year + 1)
    if not day:
        return Span(_at(year, month, 1), _at(year, month, _length(year, month) + 1))
    return Span(_at(year, month, day), _at(year, month, day + 1))


def words(text: str) -> str:
    """Return a date or interval as people write it: `4 January 2021, 17:00`, `1999–2024`, `since 2005`."""
    if "/" in text:
        first, _, last = (part.strip(" .") for part in text.partition("/"))
        return f"{words(first)}–{words(last)}" if first and last else _open(first, last)
    found = _read(text)
    if not found:
        return text
    day = f"{int(found['day'])} " if found["day"] else ""
    month = f"{calendar.month_name[int(found['month'])]} " if found["month"] else ""
    return f"{day}{month}{found['year']}" + (f", {found['time']}" if found["time"] else "")


def _read(text: str) -> re.Match[str] | None:
    """Return the parts of one date, None when it is no date of the calendar."""
    found = _PART.match(text)
    if not found or not 1 <= int(found["month"] or 1) <= 12:
        return None
    longest = _length(int(found["year"]), int(found["month"] or 1))
    return found if 1 <= int(found["day"] or 1) <= longest else None


def _open(first: str, last: str) -> str:
    if first:
        return f"since {words(first)}"
    return f"until {words(last)}" if last else ""


def _at(year: int, month: int, day: int) -> float:
    """Return the beginning of a day as a fraction of its year."""
    before = sum(_length(year, earlier) for earlier in range(1, month)) + day - 1
    return round(year + before / (366 if calendar.isleap(year) else 365), 4)


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1] if year > 0 else 30
