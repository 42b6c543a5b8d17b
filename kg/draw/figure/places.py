"""Finds places for words on a picture: where nothing else stands, else farther off with a leader line."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.draw.figure.marks import Point

_CELL: Final = 40.0
FAR: Final = (9.0, 15.0, 22.0, 31.0, 42.0)
"""Points from a thing to words that a leader line joins to it."""
_WAYS: Final = [2 * math.pi * turn / 16 for turn in range(16)]


class Box(NamedTuple):
    """A rectangle that something takes, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Say whether two share any room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Say whether another lies in it."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def nearest(self, point: Point) -> Point:
        """Return the point of it that is nearest to another."""
        return min(max(point[0], self.left), self.right), min(max(point[1], self.top), self.bottom)


@dataclass
class Taken:
    """The boxes that are taken within a frame, by the cells of a grid, so that asking is quick."""

    frame: Box
    cells: dict[tuple[int, int], list[Box]] = field(default_factory=lambda: defaultdict(list))

    def take(self, box: Box) -> None:
        """Let nothing else stand there."""
        for cell in _cells(box):
            self.cells[cell].append(box)

    def free(self, box: Box) -> bool:
        """Say whether a box lies in the frame and meets no other."""
        taken = (other for cell in _cells(box) for other in self.cells.get(cell, ()))
        return self.frame.holds(box) and not any(map(box.meets, taken))

    def clear(self, start: Point, end: Point) -> bool:
        """Say whether a short line crosses nothing that is taken."""
        steps = max(2, round(math.dist(start, end) / 2))
        points = (
            (start[0] + (end[0] - start[0]) * i / steps, start[1] + (end[1] - start[1]) * i / steps)
            for i in range(1, steps)
        )
        return all(self.free(Box(x - 0.4, y - 0.4, x + 0.4, y + 0.4)) for x, y in points)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(math.floor(box.left / _CELL), math.floor(box.right / _CELL) + 1):
        for row in range(math.floor(box.top / _CELL), math.floor(box.bottom / _CELL) + 1):
            yield column, row


class Spot(NamedTuple):
    """Where words stand, and the two ends of the leader line to what they name, if there is one."""

    box: Box
    leader: tuple[Point, Point] | None = None


def beside(
    at: Point,
    radius: float,
    size: tuple[float, float],
    taken: Taken,
    lines: Sequence[tuple[Point, Point]] = (),
) -> Spot | None:
    """Return a free place for words of a size beside a thing; the one that the fewest lines cross."""
    free = [box for box in _around(at, radius + 1.2, size) if taken.free(box)]
    best = min(free, key=lambda box: sum(crosses(line, box) for line in lines), default=None)
    return Spot(best) if best else None


def led(at: Point, radius: float, size: tuple[float, float], taken: Taken) -> Spot | None:
    """Return the nearest free place for words farther off a thing, with the line that leads there."""
    for far in FAR:
        for way in _WAYS:
            middle = (
                at[0] + math.cos(way) * (radius + far + size[0] / 2),
                at[1] + math.sin(way) * (radius + far + size[1] / 2),
            )
            box = _centred(middle, size)
            end = box.nearest(at)
            start = _rim(at, end, radius)
            if taken.free(box) and taken.clear(start, end):
                return Spot(box, (start, end))
    return None


def _rim(at: Point, end: Point, radius: float) -> Point:
    part = (radius + 0.8) / (math.dist(at, end) or 1)
    return at[0] + (end[0] - at[0]) * part, at[1] + (end[1] - at[1]) * part


def _around(at: Point, reach: float, size: tuple[float, float]) -> Iterable[Box]:
    """Yield the boxes below, above, right and left of a point, then those between."""
    x, y, half, high = *at, size[0] / 2, size[1] / 2
    slant = reach * 0.72
    yield from (
        _centred(place, size)
        for place in (
            (x, y + reach + high),
            (x, y - reach - high),
            (x + reach + half, y),
            (x - reach - half, y),
            (x + slant + half, y + slant + high),
            (x - slant - half, y + slant + high),
            (x + slant + half, y - slant - high),
            (x - slant - half, y - slant - high),
        )
    )


def _centred(middle: Point, size: tuple[float, float]) -> Box:
    half, high = size[0] / 2, size[1] / 2
    return Box(middle[0] - half, middle[1] - high, middle[0] + half, middle[1] + high)


def along(a: Point, b: Point, size: tuple[float, float], taken: Taken) -> Box | None:
    """Return a free place for words on a line, the nearest to its middle."""
    for part in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
        box = _centred((a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part), size)
        if taken.free(box):
            return box
    return None


def crosses(line: tuple[Point, Point], box: Box) -> bool:
    """Say whether a line crosses a box (Liang and Barsky 1984)."""
    (x, y), (to_x, to_y) = line
    enter, leave = 0.0, 1.0
    for way, low, high in (
        (to_x - x, box.left - x, box.right - x),
        (to_y - y, box.top - y, box.bottom - y),
    ):
        if abs(way) < 1e-9:
            if low > 0 or high < 0:
                return False
            continue
        near, far = sorted((low / way, high / way))
        enter, leave = max(enter, near), min(leave, far)
    return enter < leave
