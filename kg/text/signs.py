"""Signs that digits become when folded: parts of one, which are told in words, and small digits."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kg.text.numerals import AND_A_HALF

_SIGNS: Final = {"½": "and a half", "¼": "and a quarter", "¾": "and three quarters"}


def raised(text: str) -> str:
    """Return the first digit that is raised, lowered, circled or part of a fraction, empty where none is.

    Folded, it would become a digit of the number beside it: 500² is not 5002.
    """
    return (
        ""
        if text.isascii()
        else next((char for char in text if _SMALL.match(unicodedata.decomposition(char))), "")
    )


def with_parts(text: str) -> str:
    """Return a text with the signs of a half and quarters after a whole number in words, else as decimals.

    Those of areas and volumes become plain digits: km2, m3. Other parts of one stay, which have no exact
    decimal or could be taken for thousands: 3⅓, 3⅛.
    """
    text = _AREA.sub(lambda found: f"{found[1]}{'²³'.index(found[2]) + 2}", text)
    said = _AFTER_NUMBER.sub(lambda found: f"{found[1]} {_SIGNS[found[2]]}{found[3] and ' '}", text)
    return _ALONE.sub(lambda found: str(AND_A_HALF[_SIGNS[found[1]]]), said)


_AFTER_NUMBER: Final = re.compile(r"(?<![\d.,])(\d[\d,]*) ?([½¼¾])(?![\d.,])(?=([^\W\d]?))")
_AREA: Final = re.compile(r"(?<![^\W\d_])(k?m)([²³])(?!\w)")
_ALONE: Final = re.compile(r"(?<!\d)(?<!\d )([½¼¾])(?![\d.,])")
_SMALL: Final = re.compile(r"<(?:super|sub|circle|fraction)> (?:[0-9A-F]{4} )*003\d")
