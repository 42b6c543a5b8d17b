"""Years of Japanese eras (令和7年, 平成元年, S63) in the common calendar, and the days of an era."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple


class Era(NamedTuple):
    """The first and last day of an era, in ISO 8601; `last` is empty for the present one."""

    first: str
    last: str


_ERAS: Final = {
    "r": Era("2019-05-01", ""),
    "h": Era("1989-01-08", "2019-04-30"),
    "s": Era("1926-12-25", "1989-01-07"),
    "t": Era("1912-07-30", "1926-12-24"),
    "m": Era("1868-01-25", "1912-07-29"),
}
_IN_SIGNS: Final = {"令和": "r", "平成": "h", "昭和": "s", "大正": "t", "明治": "m"}
_NAMES: Final = _IN_SIGNS | {name: name[0] for name in ("reiwa", "heisei", "showa", "taisho", "meiji")}
_YEAR: Final = re.compile(
    rf"(?P<name>{'|'.join(_NAMES)}) ?(?P<year>元|\d+)年?|(?P<letter>[rhstm])(?P<of>\d+)年"
)
_BARE: Final = re.compile(r"[rs]\d{1,2}|h(?:[3-9]|\d\d)")
"""An era by its letter alone; H1 and T3 can be a half and a quarter."""
_GREGORIAN: Final = 1873
"""The first whole year in which the common calendar was in use with these eras."""


def common(text: str) -> tuple[str, Era | None]:
    """Return a folded text with the year of an era at its beginning in the common calendar, and the era.

    Raises ValueError for a year that the era does not have, or of the calendar before 1873.
    """
    found = _YEAR.match(f"{text}年" if _BARE.fullmatch(text) else text)
    if not found:
        return text, None
    letter, number = _NAMES.get(found["name"] or "", found["letter"]), found["year"] or found["of"]
    era = _ERAS[letter]
    year = int(era.first[:4]) + (1 if number == "元" else int(number)) - 1
    if year < int(era.first[:4]) or (era.last and year > int(era.last[:4])):
        raise ValueError(f"its era has no such year, it is {era.first} to {era.last or 'today'}")
    if year < _GREGORIAN:
        raise ValueError(f"another calendar was in use before {_GREGORIAN}")
    return f"{year}年{text[found.end() :]}", era


def printed(day: date) -> Iterator[str]:
    """Yield how a day is printed by the year of its era, of which the first may be 元 or 1."""
    for name, letter in _IN_SIGNS.items():
        first, last = _ERAS[letter]
        if first <= day.isoformat() and (not last or day.isoformat() <= last) and day.year >= _GREGORIAN:
            number = day.year - int(first[:4]) + 1
            for year in ("元", "1") if number == 1 else (str(number),):
                yield f"{name}{year}年{day.month}月{day.day}日"
