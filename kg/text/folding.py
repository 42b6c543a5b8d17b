"""One reading of text in which what only typesetting and copying change is gone, with exact ways back.

Folded, each by name: white space of any kind and length to one space, and to nothing beside a character of a
script written without spaces; marks that print nothing (soft hyphen, zero-width space, byte order mark,
direction marks, variation selectors); canonically equal characters to one (NFC); the ligatures U+FB00 to
U+FB06; letters, digits and signs by their width. A hyphen between letters at a line's end may be part of the
word or not: it matches both.

Unicode's compatibility folding (NFKC) is not used: it makes ² of H² a 2, ½ three characters, ① and Ⅳ plain,
and so other figures. Case, accents, ー and voicing marks distinguish words. Quotation marks, apostrophes and
dashes are the writer's choice: `alike` tells them, nothing takes them silently. ZWJ and ZWNJ spell words, and
direction overrides change what is read, so they stay too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

BROKEN: Final = "\u00ad"
"""What stands in folded text for a hyphen at a line's end inside a word."""
UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3001-\u3003\u3005-\u3007\u3008-\u3011\u3014-\u301b\u3021-\u30ff"
    "\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff61-\uff9f\U00020000-\U0003ffff"
)
"""Characters of scripts written without spaces, as the inside of a class of a regular expression."""


def is_unspaced(text: str, place: int = 0) -> bool:
    """Say whether what stands at a place of a text is of a script without spaces between words."""
    return _UNSPACED.match(text, place) is not None


class Span(NamedTuple):
    """Characters `start` up to, not including, `end`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Say whether all characters of the other are among these."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Folded:
    """Folded text, and for each of its characters where the characters it stands for begin and end."""

    text: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the untouched text that folded characters `start` to `end` stand for."""
        return Span(self.starts[start], self.ends[end - 1])

    def is_whole(self, start: int, end: int) -> bool:
        """Say whether no ligature or the like stands half inside folded characters `start` to `end`."""
        return not (self._splits(start) or self._splits(end))

    def find(self, words: str) -> list[Span]:
        """Return where `words` stand, in the untouched text, in order; the spans may overlap."""
        wanted = folded(words)
        if not wanted:
            return []
        return [self.span(*place) for place in _places(wanted, self.text) if self.is_whole(*place)]

    def _splits(self, place: int) -> bool:
        return 0 < place < len(self.text) and self.starts[place] < self.ends[place - 1]


def fold(text: str) -> Folded:
    """Return `text` folded, not stripped."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, piece in _pieces(text):
        pieces.append(piece)
        if len(piece) == end - start and text.startswith(piece, start):
            starts += range(start, end)
            ends += range(start + 1, end + 1)
        else:
            starts += [start] * len(piece)
            ends += [end] * len(piece)
    return Folded("".join(pieces), starts, ends)


def folded(words: str) -> str:
    """Return `words` folded, without spaces at the ends."""
    return "".join(piece for _, _, piece in _pieces(words)).strip()


def stands_in(words: str, text: str) -> bool:
    """Say whether `words` stand in `text`, both folded."""
    return bool(fold(text).find(words))


def alike(text: str) -> str:
    """Return folded text with one sign for all quotation marks and apostrophes, another for all dashes."""
    return text.translate(_ALIKE)


_NOTHING: Final = (
    "\u00ad\u034f\u061c\u200b\u200e\u200f\u202a-\u202c\u2060\u2066-\u2069"
    "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
_LETTER: Final = r"[^\W\d_]"
_PIECE: Final = re.compile(
    rf"(?P<broken>(?<={_LETTER})[-\u2010\u00ad][^\S\n\r]*(?:\r\n|[\n\r\u2028])[^\S\n\r]*(?={_LETTER}))"
    rf"|(?P<space>[{_NOTHING}]*\s[\s{_NOTHING}]*)|(?P<nothing>[{_NOTHING}]+)"
    r"|(?P<plain>[!-,.-~]+(?: [!-,.-~]+)*(?![^\x00-\x7f]))|(?P<other>.)",
    re.DOTALL,
)
_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
_BESIDE: Final = re.compile(f"[{UNSPACED}\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f]")
_WIDTHS: Final = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5E) if code not in {0xFF02, 0xFF07, 0xFF0D}},
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF61, 0xFFA0)},
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
    **{0xFFE0: "¢", 0xFFE1: "£", 0xFFE5: "¥", 0xFFE6: "₩"},
}
_ALIKE: Final = {
    **dict.fromkeys(map(ord, "\"'`´ʹʻʼʽˈ‘’‚‛“”„‟′″‵‶‹›«»「」『』〝〞〟＂＇"), "'"),
    **dict.fromkeys(map(ord, "-‐‑‒–—―−⁃﹘﹣－〜～~ー─━"), "-"),
}


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of `text` that fold together: where each begins and ends, and what it becomes."""
    end = 0
    for match in _PIECE.finditer(text):
        kind, start = match.lastgroup, match.start()
        if start < end or kind == "nothing":
            continue
        end = match.end()
        if kind == "plain":
            yield start, end, match[0]
        elif kind == "broken":
            yield start, end, BROKEN
        elif kind == "space":
            if not _vanishes(text, match):
                yield start, end, " "
        else:
            end = _cluster(text, end)
            yield start, end, _one(text[start:end])


def _vanishes(text: str, space: re.Match[str]) -> bool:
    """Say whether white space stands beside a character of a script without spaces."""
    beside = text[max(space.start() - 1, 0) : space.start()] + text[space.end() : space.end() + 1]
    return bool(_BESIDE.search(beside))


def _cluster(text: str, end: int) -> int:
    """Return where the marks end that belong to the character before `end`."""
    while end < len(text) and text[end] > "\u02ff" and _joins(text[end]):
        end += 1
    return end


def _joins(mark: str) -> bool:
    """Say whether a character may be composed with the one before it."""
    if "\u1160" <= mark <= "\u11ff" or mark in "\uff9e\uff9f":
        return True
    return unicodedata.category(mark)[0] == "M" and not re.match(f"[{_NOTHING}]", mark)


def _one(cluster: str) -> str:
    """Return a character with its marks in its composed form and usual width."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", cluster).translate(_WIDTHS))


def _places(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where folded words begin and end in folded text, which may break a word at a line's end."""
    if BROKEN in wanted or BROKEN in text:
        pattern = _STEP.sub(_step, wanted)
        yield from (match.span(1) for match in re.finditer(f"(?=({pattern}))", text))
        return
    start = text.find(wanted)
    while start >= 0:
        yield start, start + len(wanted)
        start = text.find(wanted, start + 1)


_STEP: Final = re.compile(rf"(?P<inside>{_LETTER}(?={_LETTER}))|(?<={_LETTER})- (?={_LETTER})|.")


def _step(match: re.Match[str]) -> str:
    """Return the expression for a character, and for the line's end that may break the word there."""
    if match["inside"]:
        return f"{match[0]}{BROKEN}?"
    breaking = {BROKEN: f"[-{BROKEN}]?", "-": f"[-{BROKEN}]", "- ": f"(?:- |{BROKEN})"}
    return breaking.get(match[0], re.escape(match[0]))
