"""Names and signs of money, as the Unicode Common Locale Data Repository has them, by ISO 4217 code."""

from __future__ import annotations

import datetime
import re
from functools import cache
from itertools import product
from typing import Final, NamedTuple

from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_symbol, get_territory_currencies

from kg.spelling import fold

MARK: Final = "¤"
"""What stands before a code that a text prints in capitals, once `marked`."""
_NOUNS: Final = {"en": -1, "es": 0, "ja": -1}
"""In which languages currencies are called by name, and at which of its words the noun stands."""
_SIGNED: Final = ("es_MX",)
"""Where signs are used besides."""
_KANJI: Final = {"円": "JPY"}
"""The noun of a name that is written without spaces."""
_YEAR: Final = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)
"""Money in use in this year counts, so that what is read does not change from one day to the next."""
_DOLLARS: Final = ("$", "dollar", "dollars", "dolar", "dolares", "ドル")
"""How the dollar is printed where it is left to the reader whose dollar it is: read as that of the US."""
_ABBREVIATED: Final = {"mdd": ("USD", 10**6), "mdp": ("MXN", 10**6)}
"""Abbreviations of the Mexican press: millones de dólares, millones de pesos."""


class Money(NamedTuple):
    """What a name or sign of money means; `scale` multiplies the number beside it."""

    code: str
    inferred: bool = False
    scale: int = 1


def marked(text: str) -> str:
    """Return a text in which every code of money in use has the mark before it; codes are in capitals."""
    return re.sub(
        r"(?<![^\W\d_])[A-Z]{3}(?![^\W\d_])",
        lambda found: MARK + found[0] if found[0] in _codes() else found[0],
        text,
    )


def is_code(text: str) -> bool:
    """Say whether a text is the ISO 4217 code of money in use."""
    return text in _codes()


@cache
def names(region: str = "") -> dict[str, Money]:
    """Return every name and sign that means one currency, folded (see `kg.spelling.fold`), with its meaning.

    A noun that several currencies share, such as peso, means that of the `region` (ISO 3166), if any.
    """
    called = [*_called().items(), *_nouns().items()]
    found = {name: Money(min(codes)) for name, codes in called if len(codes) == 1}
    found |= {noun: Money(code, inferred=True) for noun, code in _of_region(region).items()}
    found |= {f"{MARK}{code.lower()}": Money(code) for code in _codes()}
    found |= {name: Money("USD", inferred=True) for name in _DOLLARS}
    return found | {name: Money(code, scale=scale) for name, (code, scale) in _ABBREVIATED.items()}


@cache
def nouns() -> frozenset[str]:
    """Return every noun that some currency is called by, without what tells whose it is."""
    return frozenset({*_nouns(), *_DOLLARS, *_ABBREVIATED})


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for territory in get_global("territory_currencies") for code in _used_in(territory))


def _used_in(territory: str) -> list[str]:
    begun, ended = _YEAR
    return list(get_territory_currencies(territory, start_date=begun, end_date=ended))


@cache
def _called() -> dict[str, set[str]]:
    """Return name or sign → the codes that are called so."""
    found: dict[str, set[str]] = {}
    for language, code in product((*_NOUNS, *_SIGNED), sorted(_codes())):
        for name in (*_names(code, language), get_currency_symbol(code, language)):
            if name.upper() != code:
                found.setdefault(fold(name), set()).add(code)
                found.setdefault(_together(fold(name)), set()).add(code)
    return found


def _together(name: str) -> str:
    """Return a name without the spaces that Japanese, as printed, does not have."""
    return name if name.isascii() else name.replace(" ", "")


@cache
def _nouns() -> dict[str, set[str]]:
    """Return noun → the codes whose names have it."""
    found = {kanji: {code} for kanji, code in _KANJI.items()}
    for (language, place), code in product(_NOUNS.items(), sorted(_codes())):
        for name in _names(code, language):
            found.setdefault(fold(name).split()[place], set()).add(code)
    return found


def _names(code: str, language: str) -> list[str]:
    """Return how a currency is called in a language: by itself, one of it, several."""
    return [get_currency_name(code, count, language) for count in (None, 1, 2)]


def _of_region(region: str) -> dict[str, str]:
    own = set(_used_in(region)) if region else set()
    return {noun: min(codes & own) for noun, codes in _nouns().items() if len(codes & own) == 1 < len(codes)}
