"""Dates and intervals in words, as precisely as they are stated: 1 April 2005, since the 17th century."""

from __future__ import annotations

import calendar
import re
from typing import Final

from kg.text.periods import ends, read_date

_CENTURY: Final = re.compile(r"(\d\d)XX")
_DECADE: Final = re.compile(r"(\d{3})X")
_YEAR: Final = re.compile(r"\d{4}")


def words(text: str, precision: str = "") -> str:
    """Return a date or interval as people write it: `4 January 2021, 17:00`, `1999–2024`, `since 2005`.

    Years of the `precision` century or decade are told as such: `since the 17th century`, `1960s`. What is no
    date stays as it is.
    """
    first, last = (_one(end, precision, ends_it) for ends_it, end in enumerate(ends(text)))
    if "/" not in text or first == last:
        return first
    if first and last:
        if precision == "part-of-year" and (part := _part(*ends(text))):
            return part
        return f"{first} – {last}" if " " in first + last else f"{first}–{last}"
    return f"since {_the(first)}" if first else f"until {_the(last)}" if last else ""


_PARTS: Final = {("01", "06"): "early ", ("04", "09"): "mid-", ("07", "12"): "late "}


def _part(first: str, last: str) -> str:
    """Return early, mid or late of a year, empty where an interval is none of them."""
    (year, _, begun), (of, _, ended) = first.partition("-"), last.partition("-")
    return f"{_PARTS[begun, ended]}{year}" if year == of and (begun, ended) in _PARTS else ""


def _the(end: str) -> str:
    return f"the {end}" if end.endswith(("century", "0s")) else end


def _one(text: str, precision: str, ends_it: int) -> str:
    """Return a date in words; a year that ends an interval belongs to the century that it ends (1700)."""
    if century := _CENTURY.fullmatch(text):
        return _century(int(century[1]) + 1)
    if decade := _DECADE.fullmatch(text):
        return f"{decade[1]}0s"
    if precision == "century" and _YEAR.fullmatch(text):
        return _century((int(text) - ends_it) // 100 + 1)
    if precision == "decade" and _YEAR.fullmatch(text):
        return f"{text[:3]}0s"
    return _day(text)


def _century(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} century"


def _day(text: str) -> str:
    found = read_date(text)
    if not found:
        return text
    day = f"{found.day} " if found.day else ""
    month = f"{calendar.month_name[found.month]} " if found.month else ""
    year = f"{found.year:0{4 + (found.year < 0)}}"
    return f"{day}{month}{year}" + (f", {found.time}" if found.time else "")
