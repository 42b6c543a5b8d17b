"""Words: names as they are compared, the known one that a misspelt one was meant to be, nouns counted."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

from kg.errors import UnknownNameError

_OF_NAMES: Final = 0.7
_OF_SHORT_NAMES: Final = 0.66
"""How large a part of two names must agree for the one to be meant by the other."""


def fold(text: str) -> str:
    """Return `text` as names are compared: without case, accents of European letters and extra white space.

    Japanese voicing marks stay, since ガ and カ are different letters.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")
    return " ".join(unicodedata.normalize("NFC", bare).split())


def nearest(
    name: str,
    known: Iterable[str],
    folded: Callable[[str], str] = str.casefold,
    *,
    likeness: float | None = None,
) -> str:
    """Return the known name most like `name` once both are folded, or an empty string if none is like it.

    `likeness` is the least share of letters, from 0 to 1, that must be the same and in order. By default one
    in three may differ of a name of four letters or fewer (cvs, csv), fewer of a longer one: `nobody` is not
    meant for `food`.
    """
    import difflib

    least = likeness or (_OF_SHORT_NAMES if len(folded(name)) <= 4 else _OF_NAMES)
    by_folded = {folded(candidate): candidate for candidate in sorted(known, reverse=True)}
    near = difflib.get_close_matches(folded(name), sorted(by_folded), n=1, cutoff=least)
    return by_folded[near[0]] if near else ""


def did_you_mean(
    name: str,
    known: Iterable[str],
    folded: Callable[[str], str] = str.casefold,
    *,
    likeness: float | None = None,
) -> str:
    """Return the hint `Did you mean X?` with the nearest known name (see `nearest`), "" if none is."""
    near = nearest(name, known, folded, likeness=likeness)
    return f"Did you mean {near}?" if near else ""


def one_of(name: object, known: Iterable[str], noun: str) -> None:
    """Refuse a name that is none of those known, telling the nearest and all; UnknownNameError."""
    names = list(known)
    if name not in names:
        hint = f"{did_you_mean(str(name), names)} It is one of {', '.join(names)}."
        raise UnknownNameError(f"{name!r} is no {noun}", hint=hint.strip())


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 thing`, `1,261 lines`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
