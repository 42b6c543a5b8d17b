"""What a figure with misspelt words may be meant to be: for a person to say, never taken for printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from kg.text.folding import Span
from kg.text.misspelt import is_behind, languages, meant_before, meant_behind
from kg.text.quantities import Quantity
from kg.text.ranges import Range, figure, implied_by

_WORD: Final = re.compile(r"[^\W\d_]+")
_AHEAD: Final = tuple(
    re.compile(rf"(?<![^\W_])([^\W\d_]+{more})(?=\s+\S{{0,4}}\d)") for more in (r"\s+[^\W\d_]+", "")
)
"""One or two words before what begins as a figure."""
_NAMES: Final = {"en": "English", "es": "Spanish"}


class Reading(NamedTuple):
    """A figure that may be meant, in the words that would print it, and the language that has these.

    The language is empty where it is that of the text.
    """

    words: str
    figure: Quantity | Range
    language: str = ""

    @property
    def told(self) -> str:
        """Its words, with the language where that is another: US$190 million, US$2 billon in Spanish."""
        return f"{self.words} in {_NAMES[self.language]}" if self.language else self.words

    @property
    def counted(self) -> str:
        """Its number, unit and approximation: 190,000,000 USD."""
        number = " to ".join(f"{Decimal(each):,}" for each in self.figure.numbers.values())
        near = "" if self.figure.approximation == "exact" else f", {self.figure.approximation}"
        return f"{number} {self.figure.unit}{near}"

    @property
    def stated(self) -> dict[str, str]:
        """What a row states beside a printed figure that is read so."""
        return implied_by(self.figure) | ({"inferred": "unit"} if self.figure.unit_inferred else {})

    @property
    def written(self) -> str:
        """What a row states beside it, as it is written there: value: 190000000, unit: USD, …"""
        return ", ".join(f"{key}: {value}" for key, value in self.stated.items())


class Edit(NamedTuple):
    """Where a word stands in a text, and where the one that it is meant to be stands in the mended one."""

    old: Span
    new: Span


@dataclass(frozen=True)
class Mended:
    """A text in which misspelt words of figures are spelled as they are meant, and which words these are."""

    text: str
    edits: tuple[Edit, ...]

    def back(self, span: Span) -> Span:
        """Return where a stretch of the mended text stands in the one that was mended."""
        return Span(self._back(span.start, is_end=False), self._back(span.end, is_end=True))

    def _back(self, place: int, *, is_end: bool) -> int:
        shift = 0
        for old, new in self.edits:
            if new.start < place < new.end:
                return old.end if is_end else old.start
            if new.end <= place:
                shift = old.end - new.end
        return place + shift


def mended(text: str, language: str) -> Mended:
    """Return a text with the misspelt words of figures mended; a language is a tag, empty if unknown."""
    parts, edits, at, grown = list[str](), list[Edit](), 0, 0
    for span, word in sorted(_misspelt(text, language)):
        if span.start >= at:
            new = span.start + grown
            parts += [text[at : span.start], word]
            edits.append(Edit(span, Span(new, new + len(word))))
            grown, at = grown + len(word) - (span.end - span.start), span.end
    return Mended("".join((*parts, text[at:])), tuple(edits))


def _misspelt(text: str, language: str) -> Iterator[tuple[Span, str]]:
    for word in _WORD.finditer(text):
        if meant := meant_behind(word[0], language):
            yield Span(*word.span()), meant
    for pattern in _AHEAD:
        for words in pattern.finditer(text):
            if meant := meant_before(words[1], language):
                yield Span(*words.span(1)), meant


def readings(printed: str, language: str) -> tuple[Reading, ...]:
    """Return what a figure with misspelt words may be meant to be, none where it has none, or cannot be read.

    There are several where a word is right in another language and says there another number.
    """
    mend = mended(printed, language)
    if not mend.edits:
        return ()
    words = {printed[slice(*edit.old)] for edit in mend.edits}
    others = [tag for tag in languages() if any(is_behind(word, tag) for word in words)]
    try:
        found = [Reading(mend.text, figure(mend.text, language))]
        found += [Reading(printed, figure(printed, tag), tag) for tag in others]
    except ValueError:
        return ()
    return tuple({tuple(each.stated.items()): each for each in reversed(found)}.values())[::-1]
