"""Values of properties in words: yes and no, lengths of time, dates."""

from __future__ import annotations

import re
from typing import Final

from kg.spelling import counted
from kg.text.datewords import words

_DURATION: Final = re.compile(
    r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.ASCII
)
_UNITS: Final = ("year", "month", "day", "hour", "minute", "second")
_ANSWERS: Final = {"true": "yes", "false": "no"}


def spoken(value: str) -> str:
    """Return a value as people say it, and as it is where it is no truth, duration (XSD) or date."""
    found = _DURATION.fullmatch(value)
    if not found:
        return _ANSWERS.get(value) or words(value)
    parts = zip(found.groups(), _UNITS, strict=True)
    return " ".join(counted(int(number), unit) for number, unit in parts if number)
