"""Numbers as texts print them, in digits and in words; whatever could be two numbers is none."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.text.cursor import Cursor, Phrases

if TYPE_CHECKING:
    from kg.text.lexicon import Lexicon

_DIGITS: Final = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)*")
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_MYRIAD: Final = 10**4
_THOUSAND: Final = 1000
HYPHEN: Final = re.compile(r"-(?=[a-z])")
"""What parts two words of one figure: `twenty-five`, `ten-day`."""
AND_A_HALF: Final = Phrases(
    {
        **dict.fromkeys(("and a half", "y medio", "y media", "半"), Decimal("0.5")),
        **dict.fromkeys(("and a quarter", "y cuarto"), Decimal("0.25")),
        **dict.fromkeys(("and three quarters", "y tres cuartos"), Decimal("0.75")),
    }
)
"""What adds a part of one to a number, or of its unit."""
HALF_A: Final = Phrases(dict.fromkeys(("half a", "half an", "medio", "media", "半"), Decimal("0.5")))
"""What stands before the scale or unit of which it is the half."""


def number(cursor: Cursor, lexicon: Lexicon) -> Decimal | None:
    """Return the number that stands at the cursor, in digits or words with all that multiplies it, or None.

    Raises ValueError for digits that can be two numbers, such as 3.350.
    """
    found, cursor.at = _number(cursor.text, cursor.at, lexicon)
    return found


@lru_cache(maxsize=16)
def _number(text: str, at: int, lexicon: Lexicon) -> tuple[Decimal | None, int]:
    """Return the number that stands at a place of a text, which each kind of figure asks, and its end."""
    cursor = Cursor(text, at)
    found = _japanese(cursor, lexicon) if lexicon.language == "ja" else _european(cursor, lexicon)
    return found, at if found is None else cursor.at


def digits(text: str, points: str) -> Decimal | None:
    """Return the value of digits with separators, None where it is none; `points` may mark decimals.

    Raises ValueError where a separator before three digits can part thousands or decimals.
    """
    if text.isdigit():
        return Decimal(text)
    grouped, mark, decimals = text, "", ""
    last = max(text.rfind("."), text.rfind(","))
    if not _GROUPED.fullmatch(text):
        grouped, mark, decimals = text[:last], text[last], text[last + 1 :]
        if not (grouped.isdigit() or _GROUPED.fullmatch(grouped)) or mark in grouped or mark not in points:
            return None
    elif text.count(text[last]) == 1 and text[last] in points:
        raise ValueError(f"{text} can be {re.sub('[.,]', '', text)} or {text.replace(',', '.')}")
    return Decimal(re.sub("[.,]", "", grouped) + ("." if decimals else "") + decimals)


def _european(cursor: Cursor, lexicon: Lexicon) -> Decimal | None:
    printed = cursor.match(_DIGITS)
    if printed is not None:
        value = digits(printed, lexicon.points)
        found = None if value is None else _multiplied(cursor, lexicon, value)
    else:
        found = _in_words(cursor, lexicon)
    return found and _with_lower(cursor, lexicon, *found)


def _with_lower(cursor: Cursor, lexicon: Lexicon, value: Decimal, scale: int) -> Decimal:
    """Return so many of a scale with the digits below it, as Spanish prints them: `2 mil 500 millones`."""
    begun = cursor.at
    printed = cursor.match(_DIGITS) if lexicon.language == "es" and scale >= _THOUSAND else None
    lower = None if printed is None else digits(printed, lexicon.points)
    if lower is not None and scale > _THOUSAND and cursor.passes(_MIL):
        lower = _with_lower(cursor, lexicon, lower * _THOUSAND, _THOUSAND)
    if lower is None or value % scale or not 0 < lower < scale:
        cursor.at = begun
        return value
    factor = cursor.take(lexicon.larger_times) if scale == _THOUSAND else None
    return _with_lower(cursor, lexicon, (value + lower) * factor, factor) if factor else value + lower


_MIL: Final = frozenset(("mil",))


def _multiplied(cursor: Cursor, lexicon: Lexicon, value: Decimal) -> tuple[Decimal, int]:
    """Return digits times the words after them, and the last of these: `4.28 mil millones`, `2 million`."""
    value += cursor.take(AND_A_HALF) or 0
    largest = 1
    while True:
        begun = cursor.at
        cursor.match(HYPHEN)
        factor = cursor.take(lexicon.times)
        if factor is None or (largest > 1 and (largest != _THOUSAND or factor <= _THOUSAND)):
            cursor.at = begun
            return value, largest
        value, largest = value * factor, factor
        value += (cursor.take(AND_A_HALF) or 0) * factor


class _Words:
    """A number growing word by word: `part` is below a thousand, `thousands` below a million."""

    def __init__(self) -> None:
        self.total, self.thousands, self.part = Decimal(0), 0, Decimal(0)
        self.room, self.last, self.is_begun = _THOUSAND, 10**30, False

    @property
    def scale(self) -> int:
        """The last word that multiplied, where nothing is said after it."""
        if self.part or not self.is_begun:
            return 1
        return _THOUSAND if self.thousands else self.last

    def add(self, value: int, needed: int, left: int) -> bool:
        """Add a word that needs a room above `needed` and leaves one of `left`; False where it is taken."""
        if self.room <= needed:
            return False
        self.part, self.room, self.is_begun = self.part + value, left, True
        return True

    def times(self, factor: int) -> bool:
        """Multiply what was said last by a word; False where a number cannot go on so."""
        group = self.thousands + self.part
        if factor < _THOUSAND:
            if not 0 < self.part < 10:
                return False
            self.part, self.room = self.part * factor, 100 if factor == 100 else 1
        elif factor == _THOUSAND:
            if self.thousands or (self.is_begun and not self.part):
                return False
            self.thousands, self.part, self.room = int((self.part or 1) * factor), Decimal(0), _THOUSAND
        else:
            if not group or factor >= self.last:
                return False
            self.total, self.thousands, self.part = self.total + group * factor, 0, Decimal(0)
            self.room, self.last = _THOUSAND, factor
        self.is_begun = True
        return True


def _in_words(cursor: Cursor, lexicon: Lexicon) -> tuple[Decimal, int] | None:
    """Return a number in words and its last scale: `two hundred and fifty thousand`, `medio millón`."""
    if half := cursor.take(HALF_A):
        factor = cursor.take(lexicon.times)
        return (half * factor, factor) if factor else None
    words = _Words()
    while True:
        begun = cursor.at
        if words.is_begun and not cursor.match(HYPHEN):
            cursor.passes(lexicon.joining)
        if not _one_word(cursor, lexicon, words):
            cursor.at = begun
            break
    if not words.is_begun:
        return None
    value = words.total + words.thousands + words.part
    half = cursor.take(AND_A_HALF)
    if half is None:
        return value, words.scale
    if words.last < 10**30 and not words.thousands + words.part:
        return value + half * words.last, 1
    return _multiplied(cursor, lexicon, value + half)


def _one_word(cursor: Cursor, lexicon: Lexicon, words: _Words) -> bool:
    """Take the next word of a number; False where none stands there that can go on with it."""
    begun = cursor.at
    hundreds, tens = (lexicon.hundreds, 100, 100), (lexicon.tens, 10, 10)
    ones = lexicon.ones if not words.is_begun else lexicon.later_ones
    for known, needed, left in (hundreds, tens, (lexicon.teens, 10, 1), (ones, 1, 1)):
        value = cursor.take(known)
        if value is not None:
            fits = words.add(value, needed, left)
            cursor.at = cursor.at if fits else begun
            return fits
    factor = cursor.take(lexicon.times)
    return factor is not None and words.times(factor)


def _japanese(cursor: Cursor, lexicon: Lexicon) -> Decimal | None:
    """Return a number in digits and kanji by myriads: `1兆2,000億`, `8.5万`, `三十五`."""
    total, section, last, room = Decimal(0), Decimal(0), 10**20, _MYRIAD
    digit: Decimal | None = None
    begun = False
    while True:
        at = cursor.at
        found = _japanese_digit(cursor, lexicon) if digit is None else None
        factor = cursor.take(lexicon.times) if found is None else None
        if found is not None:
            digit, begun = found, True
        elif factor is None:
            break
        elif factor < _MYRIAD:
            if factor >= room:
                return None
            section, digit, room, begun = section + (digit or 1) * factor, None, factor, True
        else:
            group = section + (digit or 0)
            if not group or factor >= last:
                return None
            total, section, digit, last, room = total + group * factor, Decimal(0), None, factor, _MYRIAD
        if cursor.at == at:
            break
    return total + section + (digit or 0) if begun else None


def _japanese_digit(cursor: Cursor, lexicon: Lexicon) -> Decimal | None:
    if printed := cursor.match(_DIGITS):
        return digits(printed, lexicon.points)
    if placed := cursor.match(_PLACED):
        return Decimal("".join(str(lexicon.ones[kanji]) for kanji in placed))
    value = cursor.take(lexicon.ones)
    return None if value is None else Decimal(value)


_PLACED: Final = re.compile(
    "[一二三四五六七八九][〇一二三四五六七八九]*〇[〇一二三四五六七八九]*(?![十百千])"
)
"""Digits by place: 二〇〇; without a nought two of them can be two numbers, as 二三社 are two or three."""
