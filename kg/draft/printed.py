"""Find a day as texts print it: 4 March 2025, March 4, 2025, 4 de marzo de 2025, 2025年3月4日, 04/03/2025."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

_LOCALES: Final = ("en", "es", "pt", "fr", "de", "it", "ja")


def printed_date(text: str, day: str) -> str:
    """Return the words with which a text first prints a day (YYYY-MM-DD), empty where it does not."""
    try:
        forms = {form for form in _forms(date.fromisoformat(day)) if form}
    except ValueError:
        return ""
    longest = "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))
    found = re.search(rf"(?<!\w)(?:{longest})(?!\d)", text, re.IGNORECASE)
    return found[0] if found else ""


def _forms(day: date) -> Iterator[str]:
    """Yield the ways to print a day; which of 03/04 is the month is no question where the day is known."""
    from babel.dates import format_date

    for locale in _LOCALES:
        for pattern in (
            "long",
            "medium",
            "d MMMM y",
            "MMMM d, y",
            "d MMM y",
            "MMM d, y",
            "d 'de' MMMM 'de' y",
        ):
            yield format_date(day, pattern, locale).replace(".", "") if "." not in pattern else ""
            yield format_date(day, pattern, locale)
    for pattern in ("y年M月d日", "y-MM-dd", "y/MM/dd", "y.MM.dd", "y/M/d", "y.M.d"):
        yield format_date(day, pattern, "en")
    for sign in "/.-":
        for pattern in ("dd{}MM{}y", "MM{}dd{}y", "d{}M{}y", "M{}d{}y"):
            yield format_date(day, pattern.format(sign, sign), "en")
