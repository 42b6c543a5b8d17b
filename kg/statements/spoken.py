"""Values of properties in words: yes and no, lengths of time, dates."""

from __future__ import annotations

import re
from typing import Final

from kg.speech.texts import joined, message, say
from kg.text.datewords import words

_DURATION: Final = re.compile(
    r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.ASCII
)
_UNITS: Final = (
    *(message("{n} years"), message("{n} months"), message("{n} days")),
    *(message("{n} hours"), message("{n} minutes"), message("{n} seconds")),
)
_ANSWERS: Final = {"true": message("yes"), "false": message("no")}


def spoken(value: str) -> str:
    """Return a value as people say it, and as it is where it is no truth, duration (XSD) or date."""
    found = _DURATION.fullmatch(value)
    if not found:
        return say(_ANSWERS[value]) if value in _ANSWERS else words(value)
    parts = zip(found.groups(), _UNITS, strict=True)
    return joined(" ", (say(unit, n=int(number)) for number, unit in parts if number))
