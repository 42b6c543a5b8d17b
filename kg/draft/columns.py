"""Put the blocks of a page in the order in which they are read: down each column, columns from the left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

_GUTTER: Final = 6.0
"""Points that at least lie between two columns."""
_PROSE: Final = 12
"""Columns have lines at least so long; what is narrower is a table, which is read row by row."""


class Box(NamedTuple):
    """A block of lines on a page, and where it stands, in points from the page's lower left."""

    lines: tuple[str, ...]
    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_prose(self) -> bool:
        """Whether it may be part of a column."""
        return len(self.lines) > 1 and max(map(len, self.lines)) >= _PROSE


def in_order(boxes: Sequence[Box]) -> Iterator[Box]:
    """Yield the boxes of a page in reading order."""
    rest = sorted(boxes, key=lambda box: (-box.top, box.left))
    while rest:
        if columns := _columns(rest):
            for column in columns:
                yield from in_order(column)
            return
        above, rest = _band(rest)
        if rest and _columns(above):
            yield from in_order(above)
        else:
            yield from sorted(above, key=lambda box: (box.left, -box.top))


def _columns(boxes: Sequence[Box]) -> tuple[list[Box], list[Box]] | None:
    """Return the first column and what is right of it, None where no gutter parts prose from prose."""
    across = sorted(boxes, key=lambda box: box.left)
    right = across[0].right if across else 0.0
    for number, box in enumerate(across):
        if box.left - right >= _GUTTER:
            columns = across[:number], across[number:]
            if all(any(box.is_prose for box in column) for column in columns):
                return columns
        right = max(right, box.right)
    return None


def _band(boxes: list[Box]) -> tuple[list[Box], list[Box]]:
    """Return what stands above a free strip across the page, and the rest.

    The strip is the lowest with columns above it, else the first one. `boxes` are ordered from the top.
    """
    cuts = []
    bottom = boxes[0].bottom
    for number, box in enumerate(boxes):
        if box.top <= bottom:
            cuts.append(number)
        bottom = min(bottom, box.bottom)
    cuts = [cut for cut in cuts if cut] or [len(boxes)]
    lowest = next((cut for cut in reversed(cuts) if _columns(boxes[:cut])), cuts[0])
    return boxes[:lowest], boxes[lowest:]
