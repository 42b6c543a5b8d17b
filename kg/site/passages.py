"""A text with its passages: nested elements that can be linked to, whatever overlaps."""

from __future__ import annotations

import html
import itertools
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Passage(NamedTuple):
    """A stretch of a text in characters from 0, its end not in it; `name` is the fragment of its IRI."""

    start: int
    end: int
    name: str


def marked(text: str, passages: Sequence[Passage], to: Callable[[Passage], str]) -> Iterator[str]:
    """Yield HTML of a text: each passage an element of its name, each stretch a link from its innermost.

    `to` gives the link from a passage. One that crosses another goes on in further elements without a name.
    """
    ordered = sorted(set(passages), key=lambda passage: (passage.start, -passage.end))
    ends = sorted({0, len(text), *(place for passage in ordered for place in passage[:2])})
    begun: set[Passage] = set()
    opened: list[Passage] = []
    for start, end in itertools.pairwise(ends):
        over = [passage for passage in ordered if passage.start <= start and end <= passage.end]
        kept = _common(opened, over)
        yield "</span>" * (len(opened) - kept)
        for passage in over[kept:]:
            yield "<span>" if passage in begun else f'<span id="{html.escape(passage.name)}">'
        begun |= set(over)
        opened = over
        words = html.escape(text[start:end])
        yield f'<a href="{html.escape(to(over[-1]))}">{words}</a>' if over and words.strip() else words
    yield "</span>" * len(opened)


def _common(opened: Sequence[Passage], over: Sequence[Passage]) -> int:
    """Return how many elements that are open stay so."""
    return next(
        (place for place, pair in enumerate(zip(opened, over, strict=False)) if pair[0] != pair[1]),
        min(len(opened), len(over)),
    )
