"""Whether a figure was copied whole: the words beside it may say that it is another one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.text.document import flat
from kg.text.folding import UNSPACED
from kg.text.quantities import Quantity
from kg.text.ranges import Range, figure, is_change

_WORD: Final = rf"[{UNSPACED}]|[^\W\d_{UNSPACED}]+|[^\w\s().,;:!?“”‘’\"']"
"""What a figure may be cut before: a word, one letter where words are not parted, a mark."""
_AFTER: Final = re.compile(rf"\s*(?:{_WORD}|[.,]?\d(?:[\d.,]*\d)?)")
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
