"""Dates and intervals in words, as precisely as they are stated: 1 April 2005, since the 17th century."""

from __future__ import annotations

import re
from typing import Final

from kg.speech.texts import message, say
from kg.text.periods import days_in, ends, read_date

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
_EARLY: Final = message("early {date}")
_MID: Final = message("mid-{date}")
_LATE: Final = message("late {date}")
_OTHER: Final = message("part of {date}")
_PARTS: Final = {
    "part-of-year": {("01", "06"): _EARLY, ("04", "09"): _MID, ("07", "12"): _LATE},
    "part-of-month": {
        **{("01", "15"): _EARLY, ("08", "23"): _MID, ("16", "31"): _LATE},
        **{("01", "10"): _EARLY, ("11", "20"): _MID, ("21", "31"): _LATE},
    },
}
"""The months of a year, or days of a month, that a part leaves open at most → what it is called."""


def words(text: str, precision: str = "") -> str:
    """Return a date or interval as people write it: `4 January 2021, 17:00`, `1999–2024`, `since 2005`.

    Years of the `precision` century or decade are told as such: `since the 17th century`, `1960s`, and parts
    of a year or month: `late 2024`, `part of January 2021`. What is no date stays as it is.
    """
    first, last = (_one(end, precision, ends_it) for ends_it, end in enumerate(ends(text)))
    if "/" not in text or first == last:
        return first
    part = _part(*ends(text), precision) if precision in _PARTS else ""
    if first and last:
        return part or say(
            "{first} – {last}" if " " in first + last else "{first}–{last}", first=first, last=last
        )
    kind, told = _kind("".join(ends(text)), precision), part or first or last
    return say((_SINCE if first else _UNTIL)[kind], **{kind or "date": told}) if told else ""


def as_of(told: str) -> str:
    """Return the words for what is shown to hold on a date; nothing where none is told."""
    return say("as of {date}", date=told) if told else ""


def _part(first: str, last: str, precision: str) -> str:
    """Return the part of a year or month, early, mid, late or another, in which an interval lies.

    An open one is told by the end that is known. Empty where the interval lies in no single month or year.
    """
    size = len("2024") if precision == "part-of-year" else len("2024-01")
    whole = (first or last)[:size]
    if first and last and last[:size] != whole:
        return ""
    inner = first[size + 1 :], _last_of_month(last)[size + 1 :]
    called = (
        form
        for ends_of, form in _PARTS[precision].items()
        if all(not end or end == known for end, known in zip(inner, ends_of, strict=True))
    )
    other = _OTHER if first and last else "{date}"
    return say(next(called, other), date=_day(whole))


def _last_of_month(text: str) -> str:
    """Return a date, its day 31 where it is the last one of its month."""
    found = read_date(text)
    is_last = found and found.month and found.day == days_in(found.year, found.month)
    return f"{text[:-2]}31" if is_last else text


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
