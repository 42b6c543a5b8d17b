"""Dates as a graph writes them (XSD, ISO 8601 intervals): where they lie on an axis, and in words."""

from __future__ import annotations

import calendar
from typing import NamedTuple

from kg.text.periods import days_in, ends, read_date, told


class Stretch(NamedTuple):
    """A stretch of time in years and fractions of years; an end that is not stated is None."""

    start: float | None
    end: float | None


def stretch(text: str) -> Stretch | None:
    """Return the stretch that a date or an interval covers: `2024` all the year; None for no date."""
    if "/" in text:
        start, end = map(stretch, ends(text))
        return Stretch(start and start.start, end and end.end) if start or end else None
    found = read_date(text)
    if not found:
        return None
    year, month, day, _ = found
    if not month:
        return Stretch(year, year + 1)
    return Stretch(_at(year, month, day or 1), _at(year, month, (day or days_in(year, month)) + 1))


def words(text: str) -> str:
    """Return a date or interval as people write it: `4 January 2021, 17:00`, `1999–2024`, `since 2005`."""
    if "/" in text:
        return told(*map(words, ends(text)))
    found = read_date(text)
    if not found:
        return text
    day = f"{found.day} " if found.day else ""
    month = f"{calendar.month_name[found.month]} " if found.month else ""
    year = f"{found.year:0{4 + (found.year < 0)}}"
    return f"{day}{month}{year}" + (f", {found.time}" if found.time else "")


def _at(year: int, month: int, day: int) -> float:
    """Return the beginning of a day as a fraction of its year."""
    before = sum(days_in(year, earlier) for earlier in range(1, month)) + day - 1
    return round(year + before / (366 if calendar.isleap(year) else 365), 4)
