"""Make paragraphs of the lines of pages: parted where the setting parts them, joined inside sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from kg.draft.extract import paragraphs
from kg.text.folding import UNSPACED, is_unspaced
from kg.text.lines import stretches

_BROKEN: Final = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_ENDED: Final = re.compile(r"[.!?…。！？:：][\"”’')\]»」』）]*$")


class Line(NamedTuple):
    """A line of a page: its words, where it begins and ends, its bottom and top, the size of its letters.

    `left`, `right` and `size` count points; `bottom` and `top` are shares of the page's height, from below.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float

    def is_above(self, other: Line) -> bool:
        """Say whether another line stands below it, in the same column."""
        middle = (self.bottom + self.top) / 2
        return other.top < middle and self.left < other.right and other.left < self.right


def joined(pages: Iterable[Iterable[Line]]) -> str:
    """Return the paragraphs of pages as text, the lines of each joined where a sentence goes on over them."""
    found: list[str] = []
    for column in (column for page in pages for column in _columns(list(page))):
        for number, lines in enumerate(_paragraphs(column)):
            words = "\n".join(line.text for line in lines)
            if not number and found and _goes_on(found[-1], words):
                words = f"{found.pop()}\n{words}"
            found.append(words)
    return paragraphs(map(_unwrapped, found))


def _columns(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the lines each of which stands below the one before."""
    column = lines[:1]
    for line, following in pairwise(lines):
        if not line.is_above(following):
            yield column
            column = []
        column.append(following)
    if column:
        yield column


def _paragraphs(column: list[Line]) -> Iterator[list[Line]]:
    """Yield the lines between which neither size nor distance is another than usual."""
    gap = _usual_gap(column)
    paragraph = column[:1]
    for line, following in pairwise(column):
        if _parts(line, following, gap):
            yield paragraph
            paragraph = []
        paragraph.append(following)
    yield paragraph


def _usual_gap(column: list[Line]) -> float:
    """Return the gap between the lines of paragraphs, of which a column has more than it has paragraphs."""
    gaps = sorted(line.bottom - following.top for line, following in pairwise(column))
    return gaps[len(gaps) // 4] if gaps else 0.0


def _parts(line: Line, following: Line, gap: float) -> bool:
    """Say whether a paragraph ends between two lines of a column."""
    if abs(line.size - following.size) > 0.1 * max(line.size, 1):
        return True
    return line.bottom - following.top > gap + 0.3 * (line.top - line.bottom)


def _goes_on(before: str, after: str) -> bool:
    """Say whether a paragraph goes on over the end of a column or page."""
    if _BROKEN.search(before):
        return True
    return not _ENDED.search(before) and after[:1].islower() and "\n" in before


def _unwrapped(words: str) -> str:
    """Return a paragraph with each sentence on one line, but for a word broken with a hyphen.

    Whether that hyphen is part of the word nobody can tell; a quote is found with it and without.
    """
    pieces, end = [], 0
    for stretch in stretches(words):
        pieces.append(words[end : stretch.start])
        pieces.append(_one_line(words[stretch.start : stretch.end]))
        end = stretch.end
    return "".join([*pieces, words[end:]])


def _one_line(words: str) -> str:
    lines = words.split("\n")
    told = lines[0]
    for line in lines[1:]:
        unspaced = re.search(f"[{UNSPACED}]$", told) and is_unspaced(line)
        told += ("\n" if _BROKEN.search(told) else "" if unspaced else " ") + line
    return told
