"""A great network as a map: each community laid out by itself, and all of them side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from numpy.typing import NDArray

    from kg.network import Network

    Points: TypeAlias = NDArray[Any]
    Part: TypeAlias = tuple[list[str], Points, Points]

_AROUND: Final = 30
"""Pixels around the things of a community that are its own."""
_FLIPS: Final = ((1, 1), (-1, 1), (1, -1), (-1, -1))


def mapped(network: Network, parts: Sequence[Part], placing: Callable[[Points, Points], Points]) -> Points:
    """Return the positions of all things, part after part, each part turned to those that it is tied to.

    A part is its things, their positions and their boxes. `placing` gives positions to a few things, told
    which of them are tied and their boxes.
    """
    import numpy as np

    sizes = np.array([((at + boxes).max(axis=0) - (at - boxes).min(axis=0)) / 2 for _, at, boxes in parts])
    part_of = {node: i for i, (nodes, _, _) in enumerate(parts) for node in nodes}
    ties = [(part_of[u], part_of[v]) for u, v in network.subgraph(part_of).edges()]
    pairs = sorted({(min(tie), max(tie)) for tie in ties if tie[0] != tie[1]})
    centres = placing(np.array(pairs, dtype=np.int64).reshape(-1, 2), 0.9 * sizes + _AROUND)
    middles = [((at + boxes).max(axis=0) + (at - boxes).min(axis=0)) / 2 for _, at, boxes in parts]
    return np.concatenate(
        [
            centres[i]
            + (at - middles[i]) * _turn(network, nodes, at - middles[i], centres - centres[i], part_of)
            for i, (nodes, at, _) in enumerate(parts)
        ]
    )


def _turn(
    network: Network, nodes: list[str], at: Points, centres: Points, part_of: Mapping[str, int]
) -> tuple[int, int]:
    """Return the flips of both axes that bring things nearest to the parts to which they are tied."""
    import numpy as np

    index = {node: i for i, node in enumerate(nodes)}
    ties = [
        (index[node], part_of[other])
        for node in nodes
        for other in (*network.successors(node), *network.predecessors(node))
        if other not in index
    ]
    if not ties:
        return _FLIPS[0]
    mine, theirs = np.array(sorted(ties)).T
    far = [np.hypot(*(at[mine] * flip - centres[theirs]).T).sum() for flip in _FLIPS]
    return _FLIPS[int(np.argmin(np.round(far, 3)))]
