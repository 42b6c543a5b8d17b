"""Read dates and intervals as ISO 8601, EDTF and XSD write them: their parts, first and last instant."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

_DATE: Final = re.compile(
    r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)?)?)?(?:Z|[+-]\d\d:\d\d)?",
    re.ASCII,
)
_WRITTEN: Final = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))?)?)?|\d\d(?:\dX|XX)",
    re.ASCII,
)
"""How seeds write a date: a year has four digits, a moment its zone, anything else none."""
COARSER: Final = (
    *("minute", "day", "part-of-month", "month", "quarter", "half-year", "part-of-year", "year"),
    *("decade", "century"),
)
"""How finely a period can be stated, the finest first."""


class Date(NamedTuple):
    """A date as far as it is written: month and day are None and the time is empty where they are not."""

    year: int
    month: int | None
    day: int | None
    time: str


@dataclass(frozen=True)
class Period:
    """First and last instant as xsd:dateTime (empty where it is open) and how precisely it is stated.

    Days are taken as UTC; a moment keeps its printed offset and lasts until the end of its minute.
    """

    earliest: str
    latest: str
    precision: str


def ends(text: str) -> tuple[str, str]:
    """Return the first and last date of an interval, empty where it is open; a date is both by itself."""
    first, slash, last = text.partition("/")
    return _stated(first), _stated(last if slash else first)


def years(*dates: str) -> tuple[int, int] | None:
    """Return the first and last year among dates as XSD writes them; None where none has one."""
    found = [int(date[:4]) for date in dates if date[:4].isdigit()]
    return (min(found), max(found)) if found else None


def read_date(text: str) -> Date | None:
    """Return the parts of a date as XSD writes it, None when it is no date of the calendar."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    if not (1 <= month <= 12 and 1 <= day <= days_in(year, month)):
        return None
    return Date(year, month if found[2] else None, day if found[3] else None, found[4] or "")


def is_interval(text: str) -> bool:
    """Say whether a text is an interval between two dates, of which one may be open."""
    stated = [end for end in ends(text) if end]
    return "/" in text and bool(stated) and all(map(read_date, stated))


def days_in(year: int, month: int) -> int:
    """Return the number of days of a month; before our era all count 30."""
    return calendar.monthrange(year, month)[1] if year > 0 else 30


def parse_period(text: str) -> Period:
    """Return the instants of a date or an interval of two, `1999/..` too.

    Raises ValueError as `parse_date` does, and when no end is stated or the last precedes the first.
    """
    begun, ended = (parse_date(end) if end else None for end in ends(text))
    stated = [period for period in (begun, ended) if period]
    if not stated:
        raise ValueError(f"{text!r} is no ISO 8601 period")
    if begun and ended and datetime.fromisoformat(ended.latest) < datetime.fromisoformat(begun.earliest):
        raise ValueError(f"the period {text!r} ends before it begins")
    precision = max((period.precision for period in stated), key=COARSER.index)
    return Period(begun.earliest if begun else "", ended.latest if ended else "", precision)


def parse_date(text: str) -> Period:
    """Return the instants of an ISO 8601 moment, day, month or year, of a decade `196X` or century `16XX`.

    Raises ValueError when `text` is none of these or the calendar has no such day.
    """
    if not _WRITTEN.fullmatch(text):
        raise ValueError(f"{text!r} is no ISO 8601 date: write YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        return _moment(text) if "T" in text else _days(text)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is no date of the calendar") from error


def _moment(text: str) -> Period:
    end = datetime.fromisoformat(text) + timedelta(seconds=59)
    return Period(text, end.isoformat().replace("+00:00", "Z"), "minute")


def _days(text: str) -> Period:
    """Return the instants of whole days; X stands for any digit, so that `16XX` is 1600 to 1699."""
    first, last = read_date(text.replace("X", "0")), read_date(text.replace("X", "9"))
    if not first or not last:
        raise ValueError(text)
    month = last.month or 12
    begin = date(first.year, first.month or 1, first.day or 1)
    end = date(last.year, month, last.day or days_in(last.year, month))
    precision = ("century", "decade", "year", "month", "day")[2 + text.count("-") - text.count("X")]
    return Period(f"{begin}T00:00:00Z", f"{end}T23:59:59Z", precision)


def _stated(end: str) -> str:
    return "" if end == ".." else end
