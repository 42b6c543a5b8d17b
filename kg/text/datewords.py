"""Dates and intervals in words, as precisely as they are stated: 1 April 2005, since the 17th century."""

from __future__ import annotations

import re
from typing import Final

from kg.speech.texts import message, say
from kg.text.periods import ends, read_date

_CENTURY: Final = re.compile(r"(\d\d)XX")
_DECADE: Final = re.compile(r"(\d{3})X")
_YEAR: Final = re.compile(r"\d{4}")
_MONTHS: Final = (
    *(message("January"), message("February"), message("March"), message("April"), message("May")),
    *(message("June"), message("July"), message("August"), message("September"), message("October")),
    *(message("November"), message("December")),
)
_DATES: Final = {
    1: message("{year}"),
    2: message("{month} {year}"),
    3: message("{day} {month} {year}"),
}
"""The number of parts that a date has → how they are written."""
_UNITS: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_SINCE: Final = {
    "century": message("since the {century}"),
    "decade": message("since the {decade}"),
    "": message("since {date}"),
}
_UNTIL: Final = {
    "century": message("until the {century}"),
    "decade": message("until the {decade}"),
    "": message("until {date}"),
}
_PARTS: Final = {
    ("01", "06"): message("early {year}"),
    ("04", "09"): message("mid-{year}"),
    ("07", "12"): message("late {year}"),
}


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
        return say("{first} – {last}" if " " in first + last else "{first}–{last}", first=first, last=last)
    kind, told = _kind("".join(ends(text)), precision), first or last
    return say((_SINCE if first else _UNTIL)[kind], **{kind or "date": told}) if told else ""


def as_of(told: str) -> str:
    """Return the words for what is shown to hold on a date; nothing where none is told."""
    return say("as of {date}", date=told) if told else ""


def _part(first: str, last: str) -> str:
    """Return early, mid or late of a year, empty where an interval is none of them."""
    (year, _, begun), (of, _, ended) = first.partition("-"), last.partition("-")
    return say(_PARTS[begun, ended], year=year) if year == of and (begun, ended) in _PARTS else ""


def _kind(text: str, precision: str) -> str:
    """Return whether a date is told as a century or a decade; empty for any other."""
    if _CENTURY.fullmatch(text) or _DECADE.fullmatch(text):
        return "century" if text.endswith("XX") else "decade"
    return precision if precision in ("century", "decade") and _YEAR.fullmatch(text) else ""


def _one(text: str, precision: str, ends_it: int) -> str:
    """Return a date in words; a year that ends an interval belongs to the century that it ends (1700)."""
    kind = _kind(text, precision)
    if kind == "decade":
        return say("{decade}0s", decade=text[:3])
    if kind == "century":
        return _century(int(text[:2]) + 1 if "X" in text else (int(text) - ends_it) // 100 + 1)
    return _day(text)


def _century(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    roman = "X" * (number // 10) + _UNITS[number % 10]
    return say("{ordinal} century", ordinal=f"{number}{ending}", roman=roman, number=str(number))


def _day(text: str) -> str:
    found = read_date(text)
    if not found:
        return text
    told = {"year": f"{found.year:0{4 + (found.year < 0)}}"}
    told |= {"month": say(_MONTHS[found.month - 1])} if found.month else {}
    told |= {"day": str(found.day)} if found.day else {}
    date = say(_DATES[len(told)], **told)
    return say("{date}, {time}", date=date, time=found.time) if found.time else date
