"""Makes room: crowds drawn out, boxes of nodes and labels pushed apart, a whole page filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Points = NDArray[Any]
    Edges = NDArray[Any]


def evened(at: Points, share: float = 0.5) -> Points:
    """Return the positions, crowds drawn out and rims drawn in: halfway to where ranks would put them."""
    import numpy as np

    ranks = np.argsort(np.argsort(at, axis=0, kind="stable"), axis=0, kind="stable") / max(len(at) - 1, 1)
    low, high = at.min(axis=0), at.max(axis=0)
    return np.asarray((1 - share) * at + share * (low + ranks * (high - low)))


def filling(at: Points, boxes: Points, aspect: float, most: float = 1.6) -> Points:
    """Return the positions drawn out to an aspect, at most so many times; no two come nearer."""
    import numpy as np

    wide, high = (at + boxes).max(axis=0) - (at - boxes).min(axis=0)
    stretch = (aspect * high / wide, 1.0) if wide < aspect * high else (1.0, wide / (aspect * high))
    return np.asarray(at * np.minimum(stretch, most))


def settled(
    places: Mapping[str, tuple[float, float]], boxes: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[int, int]]:
    """Return the places in whole pixels, moved only where the boxes of two things would overlap."""
    import numpy as np

    names = sorted(places)
    at = _unlapped(np.array([places[n] for n in names]), np.array([boxes[n] for n in names]), 80)
    return {name: (round(x), round(y)) for name, (x, y) in zip(names, at, strict=True)}


def apart(at: Points, boxes: Points, least: float, rounds: int = 80) -> Points:
    """Return the positions spread until the boxes of nodes and labels hardly overlap."""
    import numpy as np

    area = (boxes[:, 0] * boxes[:, 1]).sum() * 4
    extent = at.max(axis=0) - at.min(axis=0)
    extent = np.maximum(extent, max(float(extent.max()) / 8, 1e-9))
    return _unlapped(at * (max(1.15 * area, least) / (extent[0] * extent[1])) ** 0.5, boxes, rounds)


def drawn_together(at: Points, boxes: Points, steps: int = 12) -> Points:
    """Return the positions as near to one another as the boxes allow."""
    at = apart(at, boxes, 0.0)
    for _ in range(steps):
        at = _unlapped(at * 0.86, boxes, 60)
    return at


def _unlapped(at: Points, boxes: Points, rounds: int) -> Points:
    """Return the positions after so many rounds in which what overlaps moves apart."""
    for _ in range(rounds):
        push = _overlap_push(at, boxes)
        if not push.any():
            break
        at = at + 0.5 * push
    return at


def _overlap_push(at: Points, boxes: Points) -> Points:
    """Return how far each node must move to leave the boxes it overlaps, by the shorter way out of each."""
    import numpy as np

    a, b = _near_pairs(at, boxes)
    apart = at[a] - at[b]
    over = boxes[a] + boxes[b] - np.abs(apart)
    hit = (over > 0).all(axis=1)
    a, b, apart, over = a[hit], b[hit], apart[hit], over[hit]
    way = np.where(apart >= 0, 1.0, -1.0) * over * 0.5
    sideways = over[:, 0] < over[:, 1] * 1.5
    way[sideways, 1] = 0
    way[~sideways, 0] = 0
    return np.stack(
        [np.bincount(a, way[:, i], len(at)) - np.bincount(b, way[:, i], len(at)) for i in (0, 1)], axis=1
    )


def _near_pairs(at: Points, boxes: Points) -> tuple[Edges, Edges]:
    """Return the pairs of nodes near enough in height to overlap, by sweeping over nodes sorted by height."""
    import numpy as np

    order = np.argsort(at[:, 1], kind="stable")
    height = at[order, 1]
    last = np.searchsorted(height, height + boxes[order, 1] + boxes[:, 1].max(), side="right")
    many = np.maximum(last - np.arange(len(at)) - 1, 0)
    first = np.repeat(np.arange(len(at)), many)
    second = first + 1 + np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    return order[first], order[second]
