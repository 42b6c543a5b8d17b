"""Networks that read from left to right: paths between two things, a comparison of two, and what flows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from kg.network.sharing import comparison

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.network import Network

    Boxes = Mapping[str, tuple[float, float]]
    Columns = list[list[str]]

_WORDS: Final = 170
"""Pixels between two columns, so that a line has room for its words."""
_ABOVE: Final = (22, 70)
"""Pixels between two things of a column, of many and of few."""
_TALLEST: Final = 14
"""Things of a few that stand below one another; the others of their column stand beside them."""
_FLAT: Final = 2.5
"""How much wider a thing is with its label than high, in a picture that is itself wider than high."""
_SWEEPS: Final = 6


def path_columns(network: Network) -> Columns | None:
    """Return the things of the paths between two, by their steps from the first; None of another network."""
    import networkx as nx

    ends = network.graph.get("ends", [])
    if len(ends) != 2 or not {*ends} <= {*network}:
        return None
    steps = nx.single_source_shortest_path_length(network.to_undirected(as_view=True), ends[0])
    if len(steps) < len(network):
        return None
    return _ordered(
        [[n for n in sorted(network) if steps[n] == i] for i in range(max(steps.values()) + 1)], network
    )


def compared_columns(network: Network) -> Columns | None:
    """Return the first of two things compared, what only it has, what both share, and so on to the second.

    None of another network; a list without a thing takes no room.
    """
    if not (found := comparison(network)):
        return None
    lists = ([found.first], found.only_first, found.shared, found.only_second, [found.second])
    return [*filter(None, lists)]


def flow_columns(network: Network) -> Columns | None:
    """Return things from origin to receiver; None unless every line is a record with a direction.

    Things that give to one another share a column; None too where all do.
    """
    edges = [data for u, v, data in network.edges(data=True) if u != v]
    if not edges or not all(data.get("kind") == "record" and data["directed"] for data in edges):
        return None
    column = _longest_ways(network)
    joined = [n for n in sorted(network) if network.degree(n)]
    found = [[n for n in joined if column[n] == i] for i in range(max(column.values()) + 1)]
    alone = sorted({*network} - {*joined})
    return [*_ordered(found, network), *filter(None, [alone])] if len(found) > 1 else None


def _longest_ways(network: Network) -> dict[str, int]:
    """Return how many lines lead to each thing one after another, those in a circle aside."""
    import networkx as nx

    circles = nx.condensation(network)
    column: dict[int, int] = {}
    for circle in nx.topological_sort(circles):
        column[circle] = max((column[before] + 1 for before in circles.predecessors(circle)), default=0)
    return {node: column[circle] for node, circle in circles.graph["mapping"].items()}


def _ordered(columns: Columns, network: Network) -> Columns:
    """Return the columns, each in the order in which its lines cross least (Sugiyama et al. 1981)."""
    for sweep in range(_SWEEPS):
        place = {n: i - (len(column) - 1) / 2 for column in columns for i, n in enumerate(column)}
        for column in columns[1:] if sweep % 2 == 0 else columns[-2::-1]:
            column.sort(key=lambda n: (_middle(n, network, place), n))
            place |= {n: i - (len(column) - 1) / 2 for i, n in enumerate(column)}
    return columns


def _middle(node: str, network: Network, place: Mapping[str, float]) -> float:
    """Return the mean place of the neighbours of a thing."""
    near = sorted({*network.successors(node), *network.predecessors(node)})
    return sum(place[n] for n in near) / len(near) if near else 0.0


def in_columns(columns: Columns, boxes: Boxes) -> dict[str, tuple[int, int]]:
    """Return thing → (x, y), a column to the right of another, each with its middle on one line."""
    above = max(_ABOVE[0], min(_ABOVE[1], 5 * _ABOVE[1] // max(map(len, columns))))
    parts = [_parts(column, _tallest(columns)) for column in columns]
    tallest = max(_height(part, boxes, above) for column in parts for part in column)
    places: dict[str, tuple[int, int]] = {}
    x = 0.0
    for column in parts:
        for part in column:
            half = max(boxes[n][0] for n in part)
            gap = above + (tallest - _height(part, boxes, above)) / (2 * len(part))
            places |= {n: (round(x + half), y) for n, y in _stacked(part, boxes, gap).items()}
            x += 2 * half + above
        x += _WORDS - above
    return places


def _tallest(columns: Columns) -> int:
    """Return how many things may stand below one another, so that the picture has the shape of a page."""
    return max(_TALLEST, math.ceil(math.sqrt(_FLAT * sum(map(len, columns)))))


def _parts(column: Sequence[str], tallest: int) -> list[Sequence[str]]:
    """Return a column in parts that are no taller than a page."""
    count = -(-len(column) // tallest)
    return [column[i::count] for i in range(count)]


def _height(column: Sequence[str], boxes: Boxes, above: float) -> float:
    return sum(2 * boxes[n][1] + above for n in column)


def _stacked(column: Sequence[str], boxes: Boxes, above: float) -> dict[str, int]:
    """Return thing → y, things below one another around 0."""
    y, places = -_height(column, boxes, above) / 2, {}
    for node in column:
        height = 2 * boxes[node][1] + above
        places[node] = round(y + height / 2)
        y += height
    return places
