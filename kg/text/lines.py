"""Tell the line ends inside a wrapped sentence from those that end a heading, an item or a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.text.folding import UNSPACED, Span

BULLET: Final = re.compile(r"(?:\s*(?:[-•*–・]|\(?\d{1,2}[.)])(?=\s))*\s*")
"""Bullets and item numbers before a sentence, with the white space around them."""

_WIDEST: Final = 160
"""Text with longer lines is not wrapped: each of its lines is a paragraph."""
_LINE: Final = re.compile(r"[^\r\n\u2028\u2029]*[^\s\u200b\ufeff][^\r\n\u2028\u2029]*")
_ITEM: Final = re.compile(r"\s*(?:[-•*–・]|\(?\d{1,2}[.)])\s")
_FINISHED: Final = re.compile(r"[.!?…。！？｡:：][\"”’')\]»」』）]*\s*$")
_LEADING: Final = re.compile(
    r"(?:[,;、–]|[^\W\d_]-|\b(?:the|a|an|of|and|or|to|in|on|at|by|for|from|with|as|that|de|del|la|las|el|los|y|e|o|en"
    r"|con|por|para|que|al|su|sus|Gov|Sen|Rep|Dr|Mr|Mrs|Ms|Prof|Sr|Sra|Lic|Ing))\.?\s*$"
)
_INITIALS: Final = re.compile(r"\b(?:[A-Z]|UU)\.$")
_TAIL: Final = re.compile(r"[はがをにのとでもやへ、]\s*$")
_HEAD: Final = re.compile(r"\s*[をんー、。ゃゅょっャュョッ」』）]")
_KATAKANA: Final = re.compile(r"[ァ-ヺー]\n[ァ-ヺー]")


def stretches(text: str) -> Iterator[Span]:
    """Yield the parts of `text` inside which no line end is a boundary, without bullets before them."""
    for block in _blocks(text):
        width = max(len(text[line.start : line.end].strip()) for line in block)
        start = block[0].start
        for line, following in zip(block, [*block[1:], None], strict=True):
            if following is None or not _goes_on(text, line, following, width, block[-1]):
                yield Span(_begin(text, start, line.end), line.end)
                start = following.start if following else line.end


def _begin(text: str, start: int, end: int) -> int:
    bullet = BULLET.match(text, start, end)
    return bullet.end() if bullet else start


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield the lines of each part of `text` that no empty line divides."""
    block: list[Span] = []
    for match in _LINE.finditer(text):
        if block and text[block[-1].end : match.start()] not in {"\n", "\r\n", "\r", "\u2028"}:
            yield block
            block = []
        block.append(Span(*match.span()))
    if block:
        yield block


def _goes_on(text: str, line: Span, following: Span, width: int, last: Span) -> bool:
    """Say whether a sentence goes on over the end of `line`, in a block of lines at most `width` long."""
    one, other = text[line.start : line.end].strip(), text[following.start : following.end].strip()
    if width > _WIDEST or _ITEM.match(text, following.start, following.end) or _FINISHED.search(one):
        return width <= _WIDEST and _is_short(one, other, width)
    if re.search(f"[{UNSPACED}]$", one) and re.match(f"[{UNSPACED}\\d]", other):
        return _goes_on_unspaced(one, other, width)
    if other[0].islower() or _LEADING.search(one):
        return True
    is_prose = bool(_FINISHED.search(text[last.start : last.end]))
    return is_prose and _is_full(one, other, width) and _is_running(one)


def _is_short(one: str, other: str, width: int) -> bool:
    """Say whether the full stop at a line's end is that of a title, or of initials on a full line."""
    if not one.endswith(".") or _ITEM.match(other):
        return False
    return bool(_LEADING.search(one) or (_INITIALS.search(one) and _is_full(one, other, width)))


def _goes_on_unspaced(one: str, other: str, width: int) -> bool:
    if _TAIL.search(one) or _HEAD.match(other) or _KATAKANA.search(f"{one[-1]}\n{other[0]}"):
        return True
    return len(one) >= max(width - 2, 15)


def _is_full(one: str, other: str, width: int) -> bool:
    """Say whether the first word of the next line would not have fitted on this one."""
    return len(one) + 1 + len(other.split(maxsplit=1)[0]) > width


def _is_running(line: str) -> bool:
    """Say whether a line is no heading: at least half of its words, five or more, are not capitalised."""
    words = line.split()
    return len(words) >= 5 and 2 * sum(not word[0].isupper() for word in words) >= len(words)
