"""Turn a written moment, day, month, year, decade, century or interval into its first and last instant."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_UNSPECIFIED: Final = re.compile(r"(\d{2})(?:(\d)X|XX)")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
_COARSER: Final = ("minute", "day", "month", "year", "decade", "century")


@dataclass(frozen=True)
class Period:
    """First and last instant as xsd:dateTime (empty where it is open) and how precisely it is stated.

    Days are taken as UTC; a moment keeps its printed offset and lasts until the end of its minute.
    """

    earliest: str
    latest: str
    precision: str


def parse_period(text: str) -> Period:
    """Return the instants of an ISO 8601 moment, date, month, year or interval, `196X` and `1999/..` too.

    Raises ValueError when `text` is none of these, a day does not exist or the end precedes the start.
    """
    first, slash, last = text.strip().partition("/")
    begun = _span(first)
    ended = _span(last) if slash else begun
    stated = [span for span in (begun, ended) if span]
    if not stated:
        raise ValueError(f"{text!r} is no ISO 8601 period")
    if begun and ended and _instant(ended.last) < _instant(begun.first):
        raise ValueError(f"the period {text!r} ends before it begins")
    precision = max((span.precision for span in stated), key=_COARSER.index)
    return Period(begun.first if begun else "", ended.last if ended else "", precision)


class _Span(NamedTuple):
    """First and last instant of one date, and how fine it is."""

    first: str
    last: str
    precision: str


def _span(text: str) -> _Span | None:
    """Return the instants of one end of an interval; None for an end that is left open."""
    if text in {"", ".."}:
        return None
    if not any(form.fullmatch(text) for form in (_MOMENT, _DATE, _UNSPECIFIED)):
        raise ValueError(f"{text!r} is no ISO 8601 date: write YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        return _moment(text) or _date(text) or _years(text)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is no date of the calendar") from error


def _moment(text: str) -> _Span | None:
    if not _MOMENT.fullmatch(text):
        return None
    end = datetime.fromisoformat(text) + timedelta(seconds=59)
    return _Span(text, end.isoformat().replace("+00:00", "Z"), "minute")


def _date(text: str) -> _Span | None:
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year = int(match[1])
    month, day = (None if part is None else int(part) for part in match.groups()[1:])
    if month is None:
        return _days(date(year, 1, 1), date(year, 12, 31), "year")
    if day is None:
        return _days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")
    return _days(date(year, month, day), date(year, month, day), "day")


def _years(text: str) -> _Span | None:
    """Return the instants of a decade (`196X`) or century (`16XX`: 1600 to 1699) as EDTF writes them."""
    match = _UNSPECIFIED.fullmatch(text)
    if not match:
        return None
    first, length = (int(match[1] + match[2]) * 10, 10) if match[2] else (int(match[1]) * 100, 100)
    precision = "decade" if match[2] else "century"
    return _days(date(first, 1, 1), date(first + length - 1, 12, 31), precision)


def _days(first: date, last: date, precision: str) -> _Span:
    return _Span(f"{first.isoformat()}T00:00:00Z", f"{last.isoformat()}T23:59:59Z", precision)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
