"""Names and signs of money, as the Unicode Common Locale Data Repository has them, by ISO 4217 code."""

from __future__ import annotations

import datetime
import re
from functools import cache
from itertools import product
from typing import Final, NamedTuple

from babel.core import get_global
from babel.localedata import locale_identifiers
from babel.numbers import get_currency_name, get_currency_symbol, get_territory_currencies

from kg.spelling import fold
from kg.text.cursor import Phrases

MARK: Final = "¤"
"""What stands before a code that a text prints in capitals, once `marked`."""
_NOUNS: Final = {"en": -1, "es": 0, "ja": -1}
"""In which languages currencies are called by name, and at which of its words the noun stands."""
_SIGNED: Final = ("es_MX",)
"""Where signs are used besides."""
_KANJI: Final = {"円": "JPY"}
"""The noun of a name that is written without spaces."""
_SHORT: Final = {"豪ドル": "AUD", "加ドル": "CAD", "人民元": "CNY", "中国元": "CNY"} | {
    **{"renminbi": "CNY", "rmb": "CNY", "wones surcoreanos": "KRW", "pounds sterling": "GBP"}
}
"""Names of the press."""
_SHARED: Final = {"CA": {"c$": "CAD"}, "NI": {"c$": "NIO"}}
"""Signs of several currencies, by the region where it is known which is meant."""
_YEAR: Final = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)
"""Money in use in this year counts, so that what is read does not change from one day to the next."""
_DOLLARS: Final = ("$", "dollar", "dollars", "dolar", "dolares", "dls", "dls.", "dlls", "dlls.", "ドル")
"""How the dollar is printed where it is left to the reader whose dollar it is: read as that of the US."""
ABBREVIATED: Final = {
    **{"mdd": ("USD", 10**6), "mdp": ("MXN", 10**6)},
    **{"mmdd": ("USD", 10**9), "mmd": ("USD", 10**9), "mmdp": ("MXN", 10**9)},
}
"""Abbreviations of the Mexican press: millones, and miles de millones, of dollars and of pesos."""

DOLLAR_SIGN: Final = "$"
_UNTOLD: Final = frozenset(("wones", "sterling", "quid", "bitcoin", "bitcoins", "renminbi", "rmb"))
"""Other nouns that are no name of what is counted."""


BRACKETED: Final = r"[(（]([A-Z]{3})[)）]"
"""A code of money in brackets, or some other abbreviation."""


class Money(NamedTuple):
    """What a name or sign of money means; `scale` multiplies the number beside it."""

    code: str
    inferred: bool = False
    scale: int = 1


def marked(text: str) -> str:
    """Return a text in which every code of money in use has the mark before it; codes are in capitals."""
    return re.sub(
        r"(?<![A-Za-zÀ-ÿ])[A-Z]{3}(?![A-Za-zÀ-ÿ])",
        lambda found: MARK + found[0] if found[0] in _codes() else found[0],
        text,
    )


def is_code(text: str) -> bool:
    """Say whether a text is the ISO 4217 code of money in use."""
    return text in _codes()


@cache
def names(region: str = "") -> Phrases[Money]:
    """Return every name and sign that means one currency, folded (see `kg.spelling.fold`), with its meaning.

    A noun that several currencies share, such as peso, means that of the `region` (ISO 3166), if any. Where
    the dollar sign is that of the region's own money, its code is empty: other words must tell whose it is.
    """
    called = [*_called().items(), *_nouns().items()]
    found = {name: Money(min(codes)) for name, codes in called if len(codes) == 1}
    found |= {f"{MARK}{code.lower()}{sign}": Money(code) for code in _codes() for sign in _signs(code)}
    found |= {name: Money("USD", inferred=True) for name in _DOLLARS}
    found |= {noun: Money(code, inferred=True) for noun, code in _of_region(region).items()}
    if _signs_its_own(region):
        found[DOLLAR_SIGN] = Money("", inferred=True)
    found |= {name: Money(code) for name, code in (_SHORT | _SHARED.get(region, {})).items()}
    found |= {name: Money(code, scale=scale) for name, (code, scale) in ABBREVIATED.items()}
    return Phrases(found)


def has_dollar_sign(code: str) -> bool:
    """Say whether money is printed with the dollar sign, as dollars and pesos are."""
    return any(code in _nouns()[noun] for noun in ("dollar", "peso"))


def _signs(code: str) -> tuple[str, ...]:
    """Return what may stand behind a code for the same money: COP$, COP $."""
    return ("", DOLLAR_SIGN, f" {DOLLAR_SIGN}") if has_dollar_sign(code) else ("",)


@cache
def nouns() -> frozenset[str]:
    """Return every noun that some currency is called by, without what tells whose it is."""
    return frozenset({*_nouns(), *_DOLLARS, *ABBREVIATED, *_UNTOLD})


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


def _signs_its_own(region: str) -> bool:
    """Say whether the dollar sign is that of a region's own money, and not of the United States'."""
    own = [code for code in _used_in(region) if code != "USD"] if region else []
    locales = [f"{tag}_{region}" for tag in _NOUNS if f"{tag}_{region}" in locale_identifiers()]
    return any(get_currency_symbol(code, tag) == DOLLAR_SIGN for code in own for tag in locales)


def _of_region(region: str) -> dict[str, str]:
    own = set(_used_in(region)) if region else set()
    return {noun: min(codes & own) for noun, codes in _nouns().items() if len(codes & own) == 1 < len(codes)}
