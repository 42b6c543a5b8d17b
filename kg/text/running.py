"""Folded text in which the white space that folding takes out beside kanji and kana still divides words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.text.folding import BROKEN, Folded, fold

GAP: Final = "\u2063"
"""What stands for white space that was folded to nothing."""


@dataclass(frozen=True)
class Running(Folded):
    """Folded text with its gaps."""

    @property
    def is_divided(self) -> bool:
        """Whether white space or a line's end may stand inside a word."""
        return GAP in self.text or BROKEN in self.text


@lru_cache(maxsize=2)  # a text is read for its mentions, then for the names inside others
def running(text: str) -> Running:
    """Return `text` folded, with a mark for each white space that was folded to nothing."""
    whole = fold(text)
    if text.isascii():
        return Running(whole.text, whole.starts, whole.ends)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    end = 0
    for char, first, last in zip(whole.text, whole.starts, whole.ends, strict=True):
        if first > end and any(map(str.isspace, text[end:first])):
            pieces.append(GAP)
            starts.append(end)
            ends.append(first)
        pieces.append(char)
        starts.append(first)
        ends.append(last)
        end = last
    return Running("".join(pieces), starts, ends)
