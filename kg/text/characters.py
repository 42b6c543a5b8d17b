"""Tell characters apart that look alike: by code point, Unicode name and place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kg.text.document import Document
from kg.text.folding import Span, alike, folded


@dataclass(frozen=True)
class Difference:
    """A character of the text, where it stands, and the other one that a quote has in its place.

    Either is empty where the other one is a space too many; `at` is then where the next one stands.
    """

    text: str
    quote: str
    at: Span

    def __str__(self) -> str:
        if not self.text:
            return f"before character {self.at.start} of the text is nothing, in the quote {name(self.quote)}"
        told = name(self.quote) if self.quote else "nothing"
        return f"character {self.at.start} of the text is {name(self.text)}, in the quote {told}"


def name(char: str) -> str:
    """Return the code point and the Unicode name of a character: U+2019 RIGHT SINGLE QUOTATION MARK."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '(a control character)')}"


def differences(document: Document, words: str) -> list[Difference]:
    """Return the characters in which `words` differ from the one place where they stand else.

    These are quotation marks and dashes alone, or else capitals and spaces too. Nothing comes back where the
    words stand nowhere even so, or in several places.
    """
    for key in (alike, _in_small_letters, _without_spaces):
        wanted, within = key(folded(words)), key(document.folded.text)
        found = [match.start() for match in re.finditer(f"(?={re.escape(wanted)})", within)] if wanted else []
        if len(found) == 1:
            before = found[0]
            start = _place(document.folded.text, before) if key is _without_spaces else before
            return [*_pairs(document, folded(words), start)]
    return []


def _in_small_letters(text: str) -> str:
    """Return text `alike`, its letters small where that leaves each one character."""
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in alike(text))


def _without_spaces(text: str) -> str:
    return _in_small_letters(text).replace(" ", "")


def _place(text: str, count: int) -> int:
    """Return where the character stands that has so many before it, spaces not counted."""
    return [place for place, char in enumerate(text) if char != " "][count]


def _pairs(document: Document, wanted: str, at: int) -> Iterator[Difference]:
    """Yield where folded words differ from those of the text from a place on."""
    text = document.folded
    for char in wanted:
        one = text.text[at]
        if char == " " != one:
            yield Difference("", char, text.span(at, at + 1))
            continue
        if one == " " != char:
            yield Difference(one, "", text.span(at, at + 1))
            at += 1
        if text.text[at] != char:
            yield Difference(text.text[at], char, text.span(at, at + 1))
        at += 1


def parting(document: Document, words: str) -> str:
    """Return up to where the text agrees with `words`, naming what follows where that is unusual."""
    same, rest = document.agreement(words)
    mine = folded(words)[len(same) : len(same) + 1]
    if not same:
        return f"The text has no {name(mine)}, with which the quote begins." if mine else ""
    unusual = mine and rest and not (mine + rest[0]).isascii()
    if len(same) < 12 and not unusual:
        return ""
    told = f"The text agrees up to “{same[-30:]}” and goes on “{rest}”."
    return f"{told}\n    It has {name(rest[0])} there, the quote {name(mine)}." if unusual else told
