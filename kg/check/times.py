"""The durations, days and times of day that a text prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from kg.spelling import fold
from kg.text.cut import read
from kg.text.folding import UNSPACED, Span
from kg.text.quantities import Quantity
from kg.text.told import told

T = TypeVar("T")

READ_LAST: Final = 16
"""How many quotes are remembered with what they print: the rows of one follow each other."""

_SPANS: Final = {
    "years": (12, 0),
    "months": (1, 0),
    "weeks": (0, 7 * 24 * 60),
    "days": (0, 24 * 60),
    "hours": (0, 60),
    "minutes": (0, 1),
}
"""Months and minutes of each unit of time: neither is a number of the other (XSD 1.1 Part 2, 3.3.6)."""
_WORDS: Final = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+|[^\w\s]")
_LONGEST: Final = 8
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
"""A day in ISO 8601."""
_ISO: Final = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+(?:\.\d+)?S)?)?"
)
_CLOCK: Final = re.compile(
    r"(?P<noon>午[前後])?(?<!\d)(?P<hour>\d{1,2})"
    r"(?:(?P<minute>[:.h]\d\d)(?!\d)|時(?!間)(?:(?P<kanji>\d{1,2})分|(?P<half>半))?)?"
    r"(?:\s*(?P<half_day>[ap])\.?\s?m\b)?",
    re.IGNORECASE,
)

_OF_AN_HOUR: Final = {
    "a half hour": (0, 30),
    "hora y media": (0, 90),
    **dict.fromkeys(("a quarter of an hour", "quarter of an hour", "a quarter hour"), (0, 15)),
    **dict.fromkeys(("three quarters of an hour", "three-quarters of an hour"), (0, 45)),
    **dict.fromkeys(("un cuarto de hora", "cuarto de hora"), (0, 15)),
    "tres cuartos de hora": (0, 45),
}
_KANJI: Final = re.compile(r"(?<![\d時])(?:(\d{1,2})時間)?(\d{1,3})分(?![の野])")

_MINUTES: Final = re.compile(r"(?<![\d.,])(\d{1,3}) ?min\b")

Duration = tuple[int, int]
"""Months and minutes."""


@lru_cache(maxsize=READ_LAST)
def durations(text: str, language: str = "") -> frozenset[Duration]:
    """Return the durations that a text prints in words or figures, the longest at each place."""
    found = frozenset(_longest(text, lambda words: _duration(words, language)))
    found |= {(0, int(minutes)) for minutes in _MINUTES.findall(text)}
    return found | {(0, 60 * int(hours or 0) + int(minutes)) for hours, minutes in _KANJI.findall(text)}


@lru_cache(maxsize=READ_LAST)
def days(text: str, language: str = "") -> frozenset[str]:
    """Return the days that a text prints with month and year, as `2025-10-01`."""
    return frozenset(_longest(text, lambda words: _day(words, language)))


def _longest(text: str, reading: Callable[[str], T | None]) -> Iterator[T]:
    """Yield what the longest words at each place of a text mean, of those that mean anything."""
    spans, end = [word.span() for word in _WORDS.finditer(text)], 0
    for first, (start, _) in enumerate(spans):
        windows = [text[start:stop] for _, stop in reversed(spans[first : first + _LONGEST])]
        read_here = ((each, reading(each)) for each in windows if start >= end)
        if found := next(((each, meant) for each, meant in read_here if meant), None):
            end = start + len(found[0])
            yield found[1]


def _day(text: str, language: str) -> str | None:
    try:
        iso = told(text, language).text
    except ValueError:
        return None
    return iso if DAY.fullmatch(iso) else None


def _duration(text: str, language: str) -> Duration | None:
    if part := _OF_AN_HOUR.get(fold(text)):
        return part
    quantity = read(text, language)
    if not isinstance(quantity, Quantity) or quantity.unit not in _SPANS:
        return None
    parts = [each * quantity.value for each in _SPANS[quantity.unit]]
    return None if any(part % 1 for part in parts) else (int(parts[0]), int(parts[1]))


def written(duration: str) -> Duration:
    """Return the months and minutes of an xsd:duration; seconds are left out."""
    parts = _ISO.fullmatch(duration)
    years, months, weeks, days, hours, minutes = (int(n or 0) for n in parts.groups()) if parts else (0,) * 6
    return 12 * years + months, ((7 * weeks + days) * 24 + hours) * 60 + minutes


class Clock(NamedTuple):
    """A time of day, as `17:00`, and where it is printed."""

    span: Span
    time: str


def clocks(text: str) -> list[Clock]:
    """Return the times of day that a text prints, in order."""
    return list(_clocks(text))


def _clocks(text: str) -> Iterator[Clock]:
    for found in _CLOCK.finditer(text):
        if not any(found[part] for part in ("minute", "half_day")) and "時" not in found[0]:
            continue
        hour = int(found["hour"])
        minute = int((found["minute"] or "")[1:] or found["kanji"] or (30 if found["half"] else 0))
        afternoon = found["noon"] == "午後" or (found["half_day"] or "").lower() == "p"
        morning = found["noon"] == "午前" or (found["half_day"] or "").lower() == "a"
        hour = hour % 12 + 12 * afternoon if afternoon or morning else hour
        if hour < 24 and minute < 60:
            yield Clock(Span(*found.span()), f"{hour:02}:{minute:02}")
