"""Make paragraphs of the lines of pages: parted where the setting parts them, joined inside sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from kg.draft.extract import paragraphs
from kg.text.folding import UNSPACED
from kg.text.lines import stretches

_BROKEN: Final = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_ENDED: Final = re.compile(r"[.!?…。！？:：][\"”’')\]»」』）]*$")


class Line(NamedTuple):
    """A line of a page: its words, the number of its block, its bottom and top, the size of its letters.

    `bottom` and `top` are shares of the page's height, from below; `size` counts points.
    """

    text: str
    block: int
    bottom: float
    top: float
    size: float


def joined(pages: Iterable[Iterable[Line]]) -> str:
    """Return the paragraphs of pages as text, the lines of each joined where a sentence goes on over them."""
    found: list[str] = []
    for page in pages:
        for number, lines in enumerate(_paragraphs(list(page))):
            words = "\n".join(line.text for line in lines)
            if not number and found and _goes_on(found[-1], words):
                words = f"{found.pop()}\n{words}"
            found.append(words)
    return paragraphs(map(_unwrapped, found))


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the lines between which no block ends, no size changes and no wider gap stands."""
    gap = _usual_gap(lines)
    paragraph = lines[:1]
    for line, following in pairwise(lines):
        if _parts(line, following, gap):
            yield paragraph
            paragraph = []
        paragraph.append(following)
    if paragraph:
        yield paragraph


def _usual_gap(lines: list[Line]) -> float:
    gaps = [line.bottom - after.top for line, after in pairwise(lines) if line.block == after.block]
    return median(gaps) if gaps else 0.0


def _parts(line: Line, following: Line, gap: float) -> bool:
    """Say whether a paragraph ends between two lines."""
    if line.block != following.block or abs(line.size - following.size) > 0.1 * max(line.size, 1):
        return True
    height = line.top - line.bottom
    return line.bottom - following.top > gap + 0.4 * height


def _goes_on(before: str, after: str) -> bool:
    """Say whether a paragraph goes on over the end of a page."""
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
        unspaced = re.search(f"[{UNSPACED}]$", told) and re.match(f"[{UNSPACED}]", line)
        told += ("\n" if _BROKEN.search(told) else "" if unspaced else " ") + line
    return told
