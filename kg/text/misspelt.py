"""Words of figures that are spelled almost right: million without an l, exceeded without its c."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import Final

from kg.spelling import fold, nearest
from kg.text.folding import Span

_BEHIND: Final = {
    "en": (
        *("thousand", "million", "millions", "billion", "billions", "trillion", "trillions"),
        *("dollar", "dollars", "percent"),
    ),
    "es": ("millón", "millones", "billón", "billones", "trillón", "trillones", "dólar", "dólares"),
}
"""Words that stand behind the number they belong to."""
_BEFORE: Final = {
    "en": ("approximately", "exceeded", "exceeding", "fewer than", "less than", "more than"),
    "es": ("aproximadamente", "alrededor de", "superior a"),
}
"""Words that stand before a figure and say how near it is, long enough to be known when misspelt."""
_ALMOST: Final = 0.88
"""How large a part of a word must agree: bilion (10 of 11 letters of both), billon, milions, not bullion."""
_NEXT: Final = re.compile(r"\s*-?([^\W\d_]+)")
_LAST: Final = tuple(re.compile(rf"(?<![^\W_])([^\W\d_]+{more})\s+\Z") for more in (r"\s+[^\W\d_]+", ""))
_FARTHEST: Final = 40


def meant_behind(word: str, language: str) -> str:
    """Return the word of which another is a misspelling that stands behind a number, "" where it is none.

    It is one of the language (a tag, empty if unknown), else one of another.
    """
    return _meant(fold(word), _BEHIND, language)


def meant_before(words: str, language: str) -> str:
    """Return the words of which others are a misspelling that stand before a figure, as `meant_behind`."""
    return _meant(fold(words), _BEFORE, language)


def is_behind(word: str, language: str) -> bool:
    """Say whether a word is one that stands behind numbers in a language."""
    return fold(word) in map(fold, _BEHIND.get(language, ()))


def around(text: str, span: Span, language: str) -> Span:
    """Return a figure at a place of a text with the words at once beside it that are misspelt.

    A word behind it that is right in another language alone is taken for misspelt, too.
    """
    after = _NEXT.match(text, span.end)
    end = after.end() if after and _is_strange(after[1], language) else span.end
    begun = text[max(span.start - _FARTHEST, 0) : span.start]
    before = (pattern.search(begun) for pattern in _LAST)
    starts = [span.start - len(begun) + m.start(1) for m in before if m and meant_before(m[1], language)]
    return Span(min(starts, default=span.start), end)


def _is_strange(word: str, language: str) -> bool:
    own, tags = language.partition("-")[0], [tag for tag in _BEHIND if is_behind(word, tag)]
    return bool(meant_behind(word, language)) or (own in _BEHIND and bool(tags) and own not in tags)


def languages() -> tuple[str, ...]:
    """Return the languages whose misspelt words are known."""
    return tuple(_BEHIND)


def _meant(word: str, known: dict[str, tuple[str, ...]], language: str) -> str:
    own = known.get(language.partition("-")[0], ())
    return _nearest(word, own) or _nearest(word, tuple(chain.from_iterable(known.values())))


@lru_cache(maxsize=1 << 14)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    """Return the known word of which a folded one is a misspelling, which begins as that does."""
    alike = [each for each in known if each[0] == word[0] and abs(len(each) - len(word)) <= 1]
    is_known = word in map(fold, known)
    return "" if is_known or not alike else nearest(word, alike, fold, likeness=_ALMOST)
