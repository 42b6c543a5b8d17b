"""Turn what is printed into typed values: money, counts, ranks, factors, percentages, durations, measures.

A figure is understood whole or refused: whatever stands beside a number may change what it says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol

from kg.spelling import fold
from kg.text import currencies
from kg.text.cursor import Cursor
from kg.text.lexicon import ENGLISH, JAPANESE, SPANISH, Lexicon
from kg.text.numerals import number
from kg.text.readings import KINDS, Found, Words
from kg.text.signs import raised, with_parts

Number = int | Decimal


@dataclass(frozen=True)
class Quantity:
    """A printed figure: exact value, unit (local name of a kg:Unit), approximation.

    `approximation` is `exact`, `approximately`, `nearly`, `more-than`, `at-least`, `less-than` or `at-most`;
    `unit_inferred` says that the text prints only "$" or "dollars", which is read as US dollars.
    """

    value: Number
    unit: str
    approximation: str = "exact"
    unit_inferred: bool = False

    @property
    def numbers(self) -> dict[str, str]:
        """Its number by the local name of its property in the graph."""
        return {"value": canonical(self.value)}


def parse(text: str, language: str = "") -> Quantity:
    """Return the quantity that `text` prints, in English, Spanish or Japanese; ValueError where it is none.

    `language` is a tag such as `es-MX`, which also tells which mark parts decimals and whose peso is meant;
    without one the first of the three languages counts that understands all of it. The error says how much
    of the text is understood.
    """
    written = with_parts(text)
    farthest, doubt, folded = "", "", _folded(written)
    if small := raised(written):
        raise ValueError(f"{text!r} prints no figure known here: {small} is no digit of a number")
    money = currencies.names(language.partition("-")[2].upper())
    for lexicon in _lexicons(language):
        try:
            found, understood = _quantity(folded, Words(lexicon, money))
        except ValueError as error:
            doubt = doubt or str(error)
            continue
        if found:
            return found
        farthest = max(farthest, understood, key=len)
    doubt = doubt or _contradicted(written, language)
    if not doubt and farthest:
        doubt = f"{farthest} is understood, what stands beside it is not"
    raise ValueError(f"{text!r} prints no figure known here" + (f": {doubt}" if doubt else ""))


def _contradicted(text: str, language: str) -> str:
    """Return how a code in brackets contradicts the money of the figure before it, "" where it does not."""
    code = re.search(rf"\s{currencies.BRACKETED}\Z", text)
    if not code or not currencies.is_code(code[1]):
        return ""
    try:
        money = parse(text[: code.start()], language).unit
    except ValueError:
        return ""
    is_other = currencies.is_code(money) and money != code[1]
    return f"it is in {money}, and {code[1]} stands in the brackets" if is_other else ""


def canonical(value: Number) -> str:
    """Return the canonical lexical form of an xsd:integer or xsd:decimal."""
    if isinstance(value, int):
        return str(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


LEXICONS: Final = {"en": ENGLISH, "es": SPANISH, "ja": JAPANESE}
_ENGLISH_TOO: Final = "once"
"""A number in Spanish that is a word of English, where it is none."""
_THIN: Final = re.compile("(?<![\\d.,])\\d{1,3}(?:[\u00a0\u2009\u202f]\\d{3})+(?!\\d)")
"""Digits in groups parted by spaces at which no line breaks (ISO 80000-1)."""
_STOP: Final = re.compile(r"(?<=\w\w)(?<!\d)\.\Z")
"""The full stop that ends a sentence or shortens a unit; after single letters it may part an abbreviation."""

_CODE: Final = re.compile(rf"(?<=\w ){currencies.BRACKETED}\Z")
"""A code of money in brackets behind a figure: $12 billion (CLP)."""


@lru_cache
def _lexicons(language: str) -> tuple[Lexicon, ...]:
    """Return the lexicons to read a text of a language by, with the mark of decimals of its region."""
    tag, _, region = language.partition("-")
    if tag not in LEXICONS:
        teens = {word: value for word, value in SPANISH.teens.items() if word != _ENGLISH_TOO}
        return ENGLISH, replace(SPANISH, teens=teens), JAPANESE
    if not region:
        return (LEXICONS[tag],)
    try:
        return (replace(LEXICONS[tag], points=get_decimal_symbol(Locale(tag, region.upper()))),)
    except UnknownLocaleError:
        return (LEXICONS[tag],)


def _folded(text: str) -> str:
    together = _THIN.sub(lambda found: re.sub(r"\s", "", found[0]), _STOP.sub("", text))
    together = _CODE.sub(r"\1", together)
    return fold(currencies.marked(together)).replace("u.s. ", "us ").replace("u.s.$", "us$")


def _quantity(text: str, words: Words) -> tuple[Quantity | None, str]:
    """Return the quantity that a folded text prints in one language, and how much is understood of it."""
    bracketed = re.fullmatch(r"\((.*)\)", text)  # as accounts print what is negative
    begun = Cursor(bracketed[1] if bracketed else text)
    told = _told_before(begun, words.lexicon, -1 if bracketed else None)
    bare = Cursor(begun.text, begun.at)
    understood = bare.text[: bare.at].strip() if number(bare, words.lexicon) is not None else ""
    for read in KINDS:
        cursor = Cursor(begun.text, begun.at)
        if found := read(cursor, words):
            understood = max(understood, cursor.text[: cursor.at].strip(), key=len)
            if whole := _ended(cursor, words.lexicon, found, told):
                return whole, understood
    return None, understood


class _Before(NamedTuple):
    """What is told before a figure: how near it is, its sign, and whether it rose (1) or fell (-1)."""

    near: str | None
    sign: int | None
    move: int | None


def _told_before(cursor: Cursor, lexicon: Lexicon, sign: int | None) -> _Before:
    near = _near(cursor, lexicon)
    move = cursor.take(lexicon.moves)
    if move and not _BY.search(cursor.text, 0, cursor.at) and (level := cursor.match(_LEVEL)):
        raise ValueError(f"{level} tells where it rose or fell to, not by how much")
    near = _near(cursor, lexicon, near)
    is_apart = not _HYPHENED.match(cursor.text, max(cursor.at - 1, 0))
    return _Before(near, sign or (cursor.take(lexicon.signs) if is_apart else None), move)


def _near(cursor: Cursor, lexicon: Lexicon, told: str | None = None) -> str | None:
    """Return how near a figure is, told so far or among words that open it, and pass all of these."""
    while True:
        told = told or cursor.take(lexicon.before)
        if not cursor.passes(lexicon.opening) and not cursor.match(_ARTICLES[lexicon.language == "es"]):
            return told


def _ended(cursor: Cursor, lexicon: Lexicon, found: Found, begun: _Before) -> Quantity | None:
    """Return the quantity if only how near it is, and whether it rose or fell, is told besides, each once."""
    turn, after = cursor.take(lexicon.turns), cursor.take(lexicon.after)
    moves = [told for told in (begun.move, turn, cursor.take(lexicon.turns)) if told]
    signs = [*moves, *([begun.sign] if begun.sign else [])]
    near = begun.near or after or "exact"
    if cursor.rest or (begun.near and after) or len(signs) > 1 or (signs and found.unit in _UNSIGNED):
        return None
    if found.unit == "rank" and near in _OTHER_WAY:  # the third place and below, or the third at least?
        return None
    near = _OTHER_WAY.get(near, near) if -1 in moves else near
    return Quantity(_plain(found.value * (signs or [1])[0]), found.unit, near, found.inferred)


_UNSIGNED: Final = ("rank", "factor", "share")
_OTHER_WAY: Final = {
    **{"more-than": "less-than", "less-than": "more-than"},
    **{"at-least": "at-most", "at-most": "at-least"},
}
"""What fell by more than five percent has changed by less than minus five."""
_BY: Final = re.compile(r" (?:by|of|in|del?|en|un)\Z")
_LEVEL: Final = re.compile(
    r"(?:well |just |slightly )?(?:below|under|above|over|near|close to|up to|as (?:low|high|much|many) as)\b"
    r"|(?:hasta|por (?:debajo|encima))\b"
)
"""What after `fell` is said of where something came to: below 5 percent; it may have fallen by more."""
_HYPHENED: Final = re.compile(r"[a-z]-")
_ARTICLES: Final = tuple(re.compile(rf"{article}(?= (?:us)?[^\w\s]?\d)") for article in ("an?", "una?"))
"""An article before a figure in digits: `un 15%`, `a 12 percent increase`, `a US$2 billion`."""


def _plain(value: Decimal) -> Number:
    """Return an integer where the value is one."""
    return int(value) if value == int(value) else Decimal(canonical(value))
