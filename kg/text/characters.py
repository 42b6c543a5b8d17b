"""Tell characters apart that look alike: by code point, Unicode name and place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kg.text.document import Document
from kg.text.folding import Span, alike, folded


@dataclass(frozen=True)
class Difference:
    """A mark of the text, where it stands, and the other one that a quote has in its place."""

    text: str
    quote: str
    at: Span

    def __str__(self) -> str:
        return f"character {self.at.start} of the text is {name(self.text)}, in the quote {name(self.quote)}"


def name(char: str) -> str:
    """Return the code point and the Unicode name of a character: U+2019 RIGHT SINGLE QUOTATION MARK."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '(a control character)')}"


def differences(document: Document, words: str) -> list[Difference]:
    """Return the quotation marks and dashes in which `words` differ from the one place where they stand else.

    Nothing comes back where they stand nowhere, or in several places.
    """
    wanted, text = folded(words), document.folded
    found = [match.start() for match in re.finditer(f"(?={re.escape(alike(wanted))})", alike(text.text))]
    if len(found) != 1 or not wanted:
        return []
    pairs = enumerate(zip(text.text[found[0] :], wanted, strict=False), found[0])
    return [Difference(one, other, text.span(i, i + 1)) for i, (one, other) in pairs if one != other]


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
