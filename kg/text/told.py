"""Periods as texts print them (the third quarter of 2024, 2019年から2023年, desde 1999), in ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from kg.spelling import fold
from kg.text.periods import COARSER, Period, parse_period
from kg.text.signs import raised
from kg.text.spans import Span, span


class UnclearError(ValueError):
    """What is told is a period, but not which one: FY2023, the summer of 2024, 30 February 2024."""


class Told(NamedTuple):
    """A period in ISO 8601, as kg:period has it, and its instants."""

    text: str
    period: Period


def told(text: str, language: str = "") -> Told:
    """Return the period that `text` is in ISO 8601 or in words of English, Spanish or Japanese.

    `language` is the tag of the document. Raises ValueError where it is not understood whole, or when it ends
    before it begins: an UnclearError where it is known for a period.
    """
    try:
        return Told(text, parse_period(text))
    except ValueError:
        if text.isascii() and not _IN_WORDS.search(text):
            raise
    written = _read(text, language)
    iso = (
        written.first if written.first == written.last else f"{written.first or '..'}/{written.last or '..'}"
    )
    try:
        return Told(iso, replace(parse_period(iso), precision=written.precision))
    except ValueError as error:
        raise UnclearError(str(error)) from error


_IN_WORDS: Final = re.compile(
    r"[^\W\d_XTZ]|\d[–—〜～]|\d{4}-\d{4}|\A\dT ?\d{4}\Z|\d{4}([/.])\d{1,2}\1\d{1,2}\Z"
)
"""What shows that a text is not meant as ISO 8601."""


_LONGEST: Final = 80
"""Characters of a period at most, so that a text of dashes takes no longer to refuse."""


def _read(text: str, language: str) -> Span:
    if small := raised(text):
        raise ValueError(f"{text!r} is no period known here: {small} is no digit of a date")
    if len(text) > _LONGEST:
        raise ValueError(f"{text[:_LONGEST]!r} … is no period known here: it is longer than any")
    try:
        return _written(fold(text), language)
    except ValueError as error:
        if not str(error):
            raise ValueError(f"{text!r} is no period known here") from error
        raise UnclearError(f"{text!r} is no period known here: {error}") from error


def _written(text: str, language: str) -> Span:
    """Return what a folded text tells: from one date to another, since or until one, or one alone."""
    try:
        return span(text, language)
    except ValueError as error:
        reason = error
    for first, last in _ends(_OF_MONTHS.sub("", text)):
        if between := _between(first, last, language):
            return between
    for pattern, is_since in _OPEN:
        if found := pattern.fullmatch(text):
            one = span(found[1], language)
            return one._replace(last="") if is_since else one._replace(first="")
    raise reason


def _ends(text: str) -> Iterator[tuple[str, str]]:
    """Yield what may be the two ends of a text that goes from one date to another."""
    for pattern in _BOTH:
        if (found := pattern.fullmatch(text)) and not _UNNAMED.fullmatch(found[1]):
            yield found[1], found[2]
    for dash in _DASH.finditer(text):
        yield text[: dash.start()], text[dash.end() :]


_UNNAMED: Final = re.compile(r"(?:the |el )?(?:\w+ )*(?:years?|months?|weeks?|quarters?|ano|mes|trimestre)")
"""What is no end by itself: `the year to March 2025` ends then, and does not begin with 2025."""
_DASH: Final = re.compile(r"(?<=\w) ?[-–—~〜] ?(?=\w)")
_FISCAL: Final = re.compile(r"年度|月期|fiscal|financial|fy")
"""What tells that a year is no calendar year, nor then the other end."""
_OF_MONTHS: Final = re.compile(r"(?<=[-–—~〜]\d月)期\Z|(?<=[-–—~〜]\d\d月)期\Z")
"""What says of several months that they are a term, while of one month it is a year."""
_BOTH: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:from )?(.+) (?:to|through|until) (.+)",
        r"between (.+) and (.+)",
        r"(?:del? )?(.+?) al? (.+)",
        r"desde (.+) hasta (.+)",
        r"entre (.+) y (.+)",
        r"(.+)から(.+?)(?:まで)?",
    )
)
_OPEN: Final = (
    (re.compile(r"(?:since|desde|a partir de) (.+)"), True),
    (re.compile(r"(.+?)(?:以降|以来|から)"), True),
    (re.compile(r"(?:until|through|hasta) (.+)"), False),
    (re.compile(r"(.+)まで"), False),
)


def _between(first: str, last: str, language: str) -> Span | None:
    """Return from one date to another; each may leave out what the other tells: January–June 2024."""
    for one, other in _completed(first, last):
        if bool(_FISCAL.search(one)) != bool(_FISCAL.search(other)):
            continue
        try:
            begun, ended = span(one, language), span(other, language)
        except ValueError:
            continue
        precision = max((begun.precision, ended.precision), key=COARSER.index)
        return Span(begun.first, ended.last, precision)
    return None


def _completed(first: str, last: str) -> Iterator[tuple[str, str]]:
    """Yield two dates with ever more of what the one says said of the other as well."""
    tails = ["", *(last[at.start() :] for at in re.finditer(r",? |(?<=\d)[月日年]", last))]
    heads = ["", *(first[: at.end()] for at in re.finditer(r" |年度?|月", first))]
    for head in heads:
        for tail in tails:
            yield first + tail, head + last
