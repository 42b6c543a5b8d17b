"""Find a day as texts print it: March 4, 2025, 4 de marzo de 2025, 2025年3月4日, 令和7年3月4日, 4/3/2025."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from kg.text import eras

_LOCALES: Final = ("en", "es", "pt", "fr", "de", "it", "ja")
_IN_WORDS: Final = (
    *("long", "medium", "d MMMM y", "dd MMMM y", "MMMM d, y", "d MMM y", "MMM d, y"),
    *("d 'de' MMMM 'de' y", "d 'de' MMMM 'del' y"),
)
_BOTH_WAYS: Final = (("dd", "MM"), ("MM", "dd"), ("d", "M"), ("M", "d"))
"""Which of 03/04 is the month is no question where the day is known."""
_IN_FIGURES: Final = (
    *("y年M月d日", "y-MM-dd", "y/MM/dd", "y.MM.dd", "y/M/d", "y.M.d"),
    *(f"{first}{sign}{second}{sign}y" for sign in "/.-" for first, second in _BOTH_WAYS),
)
_NARROW: Final = str.maketrans("０１２３４５６７８９", "0123456789")


def printed_date(text: str, day: str) -> str:
    """Return the words with which a text first prints a day (YYYY-MM-DD), empty where it does not."""
    try:
        forms = set(_forms(date.fromisoformat(day)))
    except ValueError:
        return ""
    longest = "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))
    found = re.search(rf"(?<!\w)(?:{longest})(?!\d)", text.translate(_NARROW), re.IGNORECASE)
    return text[found.start() : found.end()] if found else ""


def _forms(day: date) -> Iterator[str]:
    """Yield the ways to print a day, with and without the full stops of abbreviations."""
    from babel.dates import format_date

    for locale in _LOCALES:
        for pattern in _IN_WORDS:
            form = format_date(day, pattern, locale)
            yield from (form, form.replace(".", ""))
    for pattern in _IN_FIGURES:
        yield format_date(day, pattern, "en")
    yield from eras.printed(day)
