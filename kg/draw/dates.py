"""Dates as a graph writes them (XSD, ISO 8601 intervals): where they lie on an axis."""

from __future__ import annotations

import calendar
from typing import NamedTuple

from kg.text.periods import days_in, ends, read_date


class Stretch(NamedTuple):
    """A stretch of time in years and fractions of years; an end that is not stated is None."""

    start: float | None
    end: float | None


def stretch(text: str) -> Stretch | None:
    """Return the stretch that a date or an interval covers: `2024` all the year; None for no date."""
    if "/" in text:
        start, end = map(stretch, ends(text))
        return Stretch(start and start.start, end and end.end) if start or end else None
    if "X" in text:
        return stretch(f"{text.replace('X', '0')}/{text.replace('X', '9')}")
    found = read_date(text)
    if not found:
        return None
    year, month, day, _ = found
    if not month:
        return Stretch(year, year + 1)
    return Stretch(_at(year, month, day or 1), _at(year, month, (day or days_in(year, month)) + 1))


def finer(text: str, other: str) -> bool:
    """Say whether a date or interval says the same as another more precisely: 2005-04-01 than 2005."""
    pairs = list(zip(ends(text), ends(other), strict=True))
    within = (one == coarse or (coarse and one.startswith(f"{coarse}-")) for one, coarse in pairs)
    return text != other and all(within)


def _at(year: int, month: int, day: int) -> float:
    """Return the beginning of a day as a fraction of its year."""
    before = sum(days_in(year, earlier) for earlier in range(1, month)) + day - 1
    return round(year + before / (366 if calendar.isleap(year) else 365), 4)
