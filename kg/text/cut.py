"""Whether a figure was copied whole: the words beside it may say that it is another one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.text.currencies import BRACKETED, is_code
from kg.text.document import flat
from kg.text.folding import UNSPACED, Span
from kg.text.misspelt import around
from kg.text.quantities import Quantity
from kg.text.ranges import Range, figure, is_change

_WORD: Final = rf"[{UNSPACED}]|[^\W\d_{UNSPACED}]+|[^\w\s().,;:!?“”‘’\"']"
"""What a figure may be cut before: a word, one letter where words are not parted, a mark."""
_AFTER: Final = re.compile(rf"\s*(?:{BRACKETED}|{_WORD}|[.,]?\d(?:[\d.,]*\d)?)")
_BEFORE: Final = re.compile(rf"(?:{_WORD}|\d(?:[\d.,]*\d)?)\s*$")
_FARTHEST: Final = 5


def longer(printed: str, quote: str, language: str = "") -> tuple[str, Quantity | Range] | None:
    """Return the figure that stands in the quote where `printed` was cut out of it, None where that is whole.

    It differs in value, unit or approximation; where one changes to another, each is whole. A figure that
    stands whole elsewhere in the quote is whole.
    """
    words, within = flat(printed), flat(quote)
    places = re.finditer(rf"{_edge(words[:1], '?<!')}{re.escape(words)}{_edge(words[-1:], '?!')}", within)
    found = [_grown(within, *place.span(), language) for place in places]
    return found[0] if found and all(found) else None


def spoilt(printed: str, quote: str, language: str = "") -> str:
    """Return the figure in the quote of which `printed` is a part that reads as another, "" where it is none.

    It has letters before its sign of money (C$5, of `$5`), a code of other money behind it ($5 (EUR)), or
    beside it what is spelled almost as words of figures are (5 milion, of `5`). Wherever else it stands in
    the quote, it is so too.
    """
    words, within = flat(printed), flat(quote)
    places = re.finditer(rf"{_edge(words[:1], '?<!')}{re.escape(words)}{_edge(words[-1:], '?!')}", within)
    found = [_spoilt(within, Span(*place.span()), language) for place in places]
    return found[0] if found and all(found) else ""


def is_spoilt(text: str, span: Span, language: str = "") -> bool:
    """Say whether a figure that is read at a place of a text is part of another, as `spoilt` tells it."""
    return bool(_spoilt(text, span, language))


def _spoilt(text: str, span: Span, language: str) -> str:
    money = _with_money(text, span)
    if money != span and read(text[slice(*money)], language):
        money = span
    letters = _LETTERS.search(text, 0, money.start) if text[money.start] in _SIGNS else None
    whole = around(text, Span(letters.start() if letters else money.start, money.end), language)
    return "" if whole == span else text[slice(*whole)]


def _with_money(text: str, span: Span) -> Span:
    """Return a figure with the sign of money at once before it, and the code of money in brackets behind."""
    sign = _SIGN.search(text, 0, span.start) if text[span.start].isdigit() else None
    code = _CODE.match(text, span.end)
    end = code.end() if code and is_code(code[1]) else span.end
    return Span(sign.start() if sign else span.start, end)


_SIGNS: Final = "$¥€£"
_SIGN: Final = re.compile(rf"[A-Za-z]*[{re.escape(_SIGNS)}] ?$")
_CODE: Final = re.compile(rf"\s*{BRACKETED}")
_LETTERS: Final = re.compile(r"[A-Za-z]+$")


def _edge(char: str, side: str) -> str:
    """Return what must not stand beside a figure at its end `char`: more of one number or word."""
    return (
        rf"({side}\d)" if char.isdigit() else f"({side}[A-Za-z])" if char.isascii() and char.isalpha() else ""
    )


def _grown(text: str, start: int, end: int, language: str) -> tuple[str, Quantity | Range] | None:
    plain = read(text[start:end], language)
    spans = [*_wider(text, start, end)]
    for begun, ended in spans:
        whole = read(text[begun:ended], language)
        is_one = not (isinstance(whole, Range) and is_change(text[begun:ended], text))
        if whole and whole != plain and is_one:
            later = (text[begins:ends] for begins, ends in reversed(spans) if ends == ended)
            return next(words for words in later if read(words, language) == whole), whole  # no “grew by”
    return None


def _wider(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans around one, the widest first."""
    ends, starts = [end], [start]
    for _ in range(_FARTHEST):
        if after := _AFTER.match(text, ends[-1]):
            ends.append(after.end())
        if before := _BEFORE.search(text[: starts[-1]]):
            starts.append(before.start())
    spans = ((begun, ended) for begun in starts for ended in ends if (begun, ended) != (start, end))
    yield from sorted(spans, key=lambda span: span[0] - span[1])


def read(text: str, language: str) -> Quantity | Range | None:
    """Return the quantity or range that a text prints, None where it prints none."""
    try:
        return figure(text, language)
    except ValueError:
        return None
