"""Where each node of a network stands: computed beforehand, steady, with room for its label."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from wcwidth import width, wrap

from kg.draw.columns import compared_columns, flow_columns, in_columns, path_columns
from kg.draw.regions import mapped
from kg.draw.room import apart, drawn_together, evened, filling, settled
from kg.draw.sectors import in_sectors, middle_of, sectors_of
from kg.draw.stress import SMALL, spread
from kg.speech.texts import in_each, version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.draw.columns import Boxes
    from kg.draw.regions import Part
    from kg.network import Network

    Points = NDArray[Any]
    Edges = NDArray[Any]

ASPECT: Final = 1.4
"""Width of a picture over its height."""
LINE: Final = 20
"""Columns, of which a wide letter takes two, in a line of a label before it is broken."""
_LONGEST: Final = 36
"""Columns of the longest word that is not broken."""
_LEAST: Final = 700 * 460
"""Square pixels that a network of nine nodes takes at least, so that words fit on its lines."""
_GAP: Final = 30
"""Pixels between parts that nothing joins."""
_MAIN: Final = 24
"""Main things that an overview shows."""
_ROOM_FROM_AFAR: Final = (28, 15)
"""Pixels beside, above and below a main thing in which an overview has no other."""
_STAGE: Final = 1140 * 760
"""Square pixels in which an overview shows everything."""
_AIRY: Final = 4
"""How many times the area of its boxes a great network takes."""
_EXACT: Final = 400
"""Nodes up to which every pair repels each other exactly; above, nodes repel by the cells they stand in."""


def lines_of(label: str, short: str = "") -> list[str]:
    """Return the lines in which a label is written: two, else its abbreviation, else three and then cut."""
    if short and len(wrap(label, _across(label))) > 2:
        label = short
    return wrap(label, _across(label), max_lines=3, placeholder="…") or [""]


def _across(label: str) -> int:
    """Return in how many columns a label is broken: more than usual where a long word would be cut apart."""
    words = [word for word in re.split(r"[\s-]+", label) if len(word) == width(word) <= _LONGEST]
    return max(LINE, *map(len, words), 0)


def rows_of(label: str, short: str = "") -> str:
    """Return the lines of a label one under another, in each of the languages spoken."""
    return in_each(lambda language: "\n".join(lines_of(version(label, language), version(short, language))))


def radius_of(degree: float) -> float:
    """Return the radius at which a node of this degree is drawn, in pixels at the opening zoom."""
    return round(min(5.5 + 2.4 * math.sqrt(degree), 34.0), 1)


def layout(network: Network, communities: Sequence[list[str]] = ()) -> dict[str, tuple[int, int]]:
    """Return node → (x, y) in whole pixels, the same for the same network on every run.

    The question asked decides: paths, comparisons and flows read from left to right, one thing stands in the
    middle of all that hangs on it, communities lie side by side, and everything else lies as forces have it.
    """
    boxes = {node: _box(network, node) for node in network}
    if columns := path_columns(network) or compared_columns(network):
        return in_columns(columns, boxes)
    if middle := middle_of(network):
        return settled(in_sectors(sectors_of(network, middle), middle, ASPECT), boxes)
    if columns := flow_columns(network):
        return in_columns(columns, boxes)
    return _by_forces(network, boxes, communities)


def _by_forces(
    network: Network, boxes: Boxes, communities: Sequence[list[str]]
) -> dict[str, tuple[int, int]]:
    """Return the places of a network in general.

    Each connected part is laid out by forces (linear-logarithmic attraction and degree-weighted repulsion,
    after Noack 2007 and Jacomy et al. 2014), then pushed apart until labels fit; parts are packed in rows.
    """
    import networkx as nx

    parts = [sorted(part) for part in nx.weakly_connected_components(network)]
    parts.sort(key=lambda part: (-len(part), part))
    if communities:
        boxes = {**boxes, **_boxes_from_afar(network, boxes)}
    placed = []
    for part in parts:
        within = [group for group in communities if group[0] in set(part)]
        if len(within) > 1:
            placed.append(_in_regions(network, within, boxes))
        else:
            least = _LEAST * min(len(part), 9) / 9 if part is parts[0] else 0.0
            placed.append(_by_itself(network, part, boxes, least))
    return _packed(placed)


def _by_itself(network: Network, part: list[str], boxes: Boxes, least: float = 0.0) -> Part:
    import numpy as np

    sizes = np.array([boxes[node] for node in part])
    return part, _one_part(part, network, sizes, least), sizes


def _in_regions(network: Network, communities: Sequence[list[str]], boxes: Boxes) -> Part:
    """Return the part that several communities make, each of them in a region of its own."""
    import numpy as np

    parts = [_by_itself(network, group, boxes) for group in communities]

    def placing(ties: Points, sizes: Points) -> Points:
        return filling(drawn_together(_lying(_forced(len(sizes), ties)), sizes), sizes, ASPECT)

    nodes = [node for group, _, _ in parts for node in group]
    return nodes, mapped(network, parts, placing), np.array([boxes[node] for node in nodes])


def _box(network: Network, node: str) -> tuple[float, float]:
    """Return half the width and height that a node and its label take."""
    lines = lines_of(network.nodes[node]["label"], network.nodes[node].get("short", ""))
    radius = radius_of(len({*network.successors(node), *network.predecessors(node)}))
    return max(radius, 3.1 * max(map(width, lines))) + 5, radius + 6.5 * len(lines) + 3


def _boxes_from_afar(network: Network, boxes: Boxes) -> dict[str, tuple[float, float]]:
    """Return the boxes of the main things of a great network, which an overview has to tell apart.

    Such a picture is made small enough for its stage to hold it, and its main things less so than the rest.
    """
    scale = min((_STAGE / (_AIRY * sum(4 * wide * high for wide, high in boxes.values()))) ** 0.5, 1.0)
    radii = {node: radius_of(len({*network.successors(node), *network.predecessors(node)})) for node in boxes}
    main = sorted(boxes, key=lambda node: (-radii[node], node))[:_MAIN]
    around = {node: radii[node] * scale**0.5 for node in main}
    wide, high = _ROOM_FROM_AFAR
    return {
        node: (max(boxes[node][0], (far + wide) / scale), max(boxes[node][1], (far + high) / scale))
        for node, far in around.items()
    }


def _one_part(part: list[str], network: Network, boxes: Points, least: float) -> Points:
    """Return the positions of the nodes of one connected part, on `least` square pixels or more."""
    import numpy as np

    if len(part) == 1:
        return np.zeros((1, 2))
    index = {node: i for i, node in enumerate(part)}
    lines = Counter((min(u, v), max(u, v)) for u, v in network.subgraph(part).edges() if u != v)
    edges = np.array([(index[u], index[v]) for u, v in sorted(lines)], dtype=np.int64).reshape(-1, 2)
    at = _forced(len(part), edges)
    if len(part) <= SMALL:
        at = spread(at, edges, np.array([lines[pair] for pair in sorted(lines)]))
    else:
        at = evened(_lying(at))
    return filling(apart(_lying(at), boxes, least), boxes, ASPECT)


def _forced(count: int, edges: Edges) -> Points:
    """Return positions at which attraction along edges and repulsion between all nodes balance."""
    import numpy as np

    chance = random.Random(20260101)
    at: Points = np.array([(chance.random() - 0.5, chance.random() - 0.5) for _ in range(count)]) * count**0.5
    mass = 1.0 + np.bincount(edges.ravel(), minlength=count)
    rounds = 300 if count <= _EXACT else 160
    for step in range(rounds):
        force = _repulsion(at, mass) + _attraction(at, edges, mass) - 0.12 * mass[:, None] * _unit(at)
        length = np.sqrt((force**2).sum(axis=1))
        reach = 0.12 * count**0.5 * (1 - step / rounds) ** 1.5 + 0.002
        at += force * (np.minimum(length / mass, reach) / np.maximum(length, 1e-9))[:, None]
    return at


def _unit(vectors: Points) -> Points:
    import numpy as np

    units: Points = vectors / np.maximum(np.sqrt((vectors**2).sum(axis=1)), 1e-9)[:, None]
    return units


def _attraction(at: Points, edges: Edges, mass: Points) -> Points:
    """Return the pull along edges, which grows with the logarithm of their length."""
    import numpy as np

    a, b = edges[:, 0], edges[:, 1]
    along = at[b] - at[a]
    length = np.sqrt((along**2).sum(axis=1))
    pull = along * (np.log1p(length) / np.maximum(length, 1e-9))[:, None]
    pull *= 2.0 / np.minimum(mass[a], mass[b])[:, None] ** 0.25
    force = np.zeros_like(at)
    for side in (0, 1):
        force[:, side] = np.bincount(a, pull[:, side], len(at)) - np.bincount(b, pull[:, side], len(at))
    return force


def _repulsion(at: Points, mass: Points) -> Points:
    """Return the push of all other nodes, in inverse proportion to their distance."""
    if len(at) <= _EXACT:
        return _push(at, mass, at, mass)
    centres, weights = _cells(at, mass)
    return _push(at, mass, centres, weights)


def _push(at: Points, mass: Points, others: Points, weights: Points) -> Points:
    import numpy as np

    dx = at[:, 0, None] - others[None, :, 0]
    dy = at[:, 1, None] - others[None, :, 1]
    strength = weights[None, :] / (dx * dx + dy * dy + 0.05)
    return (
        0.35
        * np.stack([(dx * strength).sum(axis=1), (dy * strength).sum(axis=1)], axis=1)
        * mass[:, None] ** 0.5
    )


def _cells(at: Points, mass: Points, side: int = 22) -> tuple[Points, Points]:
    """Return centre of mass and mass of every cell of a grid in which a node stands."""
    import numpy as np

    low, high = at.min(axis=0), at.max(axis=0)
    cell = np.minimum(((at - low) / (high - low + 1e-9) * side).astype(np.int64), side - 1)
    key = cell[:, 0] * side + cell[:, 1]
    weight = np.bincount(key, mass, side * side)
    centre = np.stack([np.bincount(key, at[:, i] * mass, side * side) for i in (0, 1)], axis=1)
    taken = weight > 0
    return centre[taken] / weight[taken, None], weight[taken]


def _lying(at: Points) -> Points:
    """Return the positions turned so that their longest extent is horizontal, and as wide as a page is."""
    import numpy as np

    at = at - at.mean(axis=0)
    xx, yy, xy = (at[:, 0] ** 2).sum(), (at[:, 1] ** 2).sum(), (at[:, 0] * at[:, 1]).sum()
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)
    cos, sin = np.cos(angle), np.sin(angle)
    turned = np.stack([at[:, 0] * cos + at[:, 1] * sin, at[:, 1] * cos - at[:, 0] * sin], axis=1)
    spread = np.maximum(turned.std(axis=0), 1e-9)
    turned[:, 1] *= min(float(spread[0] / spread[1]) / ASPECT, 2.0)
    return turned


def _packed(parts: list[Part]) -> dict[str, tuple[int, int]]:
    """Return the positions of all parts side by side in rows, the largest first, as wide as a page.

    What is far less high than the parts of a row begins the next one, so that single things stand together.
    """
    sizes = [((at + boxes).max(axis=0), (at - boxes).min(axis=0)) for _, at, boxes in parts]
    extents = [high - low for high, low in sizes]
    area = sum((wide + _GAP) * (high + _GAP) for wide, high in extents)
    width = max([*(e[0] for e in extents), (ASPECT * area) ** 0.5], default=0)
    found: dict[str, tuple[int, int]] = {}
    x = y = row = 0.0
    for (part, at, _), (_, low), extent in zip(parts, sizes, extents, strict=True):
        if x and (x + extent[0] > width or extent[1] < row / 4):
            x, y, row = 0.0, y + row + _GAP, 0.0
        for node, point in zip(part, at - low + (x, y), strict=True):
            found[node] = (round(point[0]), round(point[1]))
        x, row = x + extent[0] + _GAP, max(row, float(extent[1]))
    return _centred(found)


def _centred(places: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Return the places around the point (0, 0), to which the forces of a page draw everything."""
    xs, ys = zip(*places.values(), strict=True) if places else ([0], [0])
    dx, dy = (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    return {node: (x - dx, y - dy) for node, (x, y) in places.items()}
