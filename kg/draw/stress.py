"""Spreads a small network evenly: things lie as far apart on the page as they are in the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[Any]
    Edges = NDArray[Any]

SMALL: Final = 60
"""Nodes up to which a part is laid out by stress; above, it would show a ball."""
_ROUNDS: Final = 150


def spread(start: Points, edges: Edges, lines: Points) -> Points:
    """Return positions of least stress (Gansner, Koren & North 2004), reached from `start`.

    `lines` counts the lines that run along each edge: the more have to be told apart, the farther its ends
    lie apart, and so do two things that are no neighbours but both have many.
    """
    import numpy as np

    wanted, steps = _wanted(len(start), edges, lines)
    weight = np.where(steps > 0, wanted**2 / np.maximum(steps, 1e-9) ** 5, 0)
    at: Points = start * (wanted.sum() / max(_distances(start).sum(), 1e-9))
    for _ in range(_ROUNDS):
        pull = weight * wanted / np.maximum(_distances(at), 1e-6)
        at = (pull.sum(axis=1)[:, None] * at - pull @ at + weight @ at) / weight.sum(axis=1)[:, None]
    return at


def _wanted(count: int, edges: Edges, lines: Points) -> tuple[Points, Points]:
    """Return how far apart any two nodes should be, and the length of the shortest way (Floyd 1962)."""
    import numpy as np

    far = np.full((count, count), float(count) * 4)
    np.fill_diagonal(far, 0)
    far[edges[:, 0], edges[:, 1]] = far[edges[:, 1], edges[:, 0]] = 1 + 0.12 * np.minimum(lines - 1, 5)
    adjacent = far <= 2
    for middle in range(count):
        far = np.minimum(far, far[:, middle, None] + far[None, middle, :])
    degrees = np.bincount(edges.ravel(), minlength=count)
    hubs = 1 + 0.9 * np.log(np.maximum(np.minimum(degrees[:, None], degrees[None, :]), 1))
    return np.where(adjacent, far, far * hubs), far


def _distances(at: Points) -> Points:
    import numpy as np

    return np.asarray(np.sqrt(((at[:, None, :] - at[None, :, :]) ** 2).sum(axis=2)))
