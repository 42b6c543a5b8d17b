"""One thing in the middle, its relations around it: a sector for each kind of relation, figures outermost."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

    from kg.network import Network

    Points: TypeAlias = NDArray[Any]

_FIRST: Final = 210
"""Pixels from the middle to the first ring, so that a line has room for its words."""
_NEXT: Final = 105
"""Pixels from one ring to the next."""
_ALONG: Final = 118
"""Pixels of a ring that a thing and its label take."""
_TOP: Final = -0.5 * math.pi


class Sector(NamedTuple):
    """The things that one kind of relation joins to the middle; of `figures` a text says only numbers."""

    name: str
    label: str
    things: list[str]
    figures: list[str]


def middle_of(network: Network) -> str | None:
    """Return the thing that was asked for alone and that all others hang on, if there is one."""
    centres = network.graph.get("centres", [])
    if len(centres) != 1 or centres[0] not in network or len(network) < 3:
        return None
    near = {*network.successors(centres[0]), *network.predecessors(centres[0]), centres[0]}
    return centres[0] if len(near) == len(network) else None


def sectors_of(network: Network, middle: str) -> list[Sector]:
    """Return the sectors, the largest first; a thing is in that of the relation most others share."""
    told = {n: _said(network, middle, n) for n in sorted(network) if n != middle}
    shared = Counter(prop for said in told.values() for prop in {data["property"] for data in said})
    found: dict[str, list[str]] = {}
    labels = {data["property"]: data["property_label"] for said in told.values() for data in said}
    for node, said in told.items():
        kinds = {data["property"] for data in said if not data["printed"]} or {d["property"] for d in said}
        found.setdefault(min(kinds, key=lambda prop: (-shared[prop], prop)), []).append(node)
    numbers = {n for n, said in told.items() if all(data["printed"] for data in said)}
    sectors = [
        Sector(prop, labels[prop], [n for n in nodes if n not in numbers], [n for n in nodes if n in numbers])
        for prop, nodes in found.items()
    ]
    return sorted(sectors, key=lambda s: (not s.things, -len(s.things) - len(s.figures), s.name))


def _said(network: Network, a: str, b: str) -> list[dict[str, Any]]:
    """Return all that joins two things."""
    return [data for u, v in ((a, b), (b, a)) if network.has_edge(u, v) for data in network[u][v].values()]


def in_sectors(sectors: list[Sector], middle: str, aspect: float) -> dict[str, tuple[float, float]]:
    """Return thing → (x, y) around the middle: rings as wide as a page, sectors clockwise from the top."""
    total = sum(len(sector.things) + len(sector.figures) for sector in sectors)
    inner = _rings(sum(len(sector.things) for sector in sectors), _FIRST, aspect)
    outer = _rings(sum(len(s.figures) for s in sectors), inner[-1] + _NEXT if inner else _FIRST, aspect)
    places = {middle: (0.0, 0.0)}
    turned = 0.0
    for sector in sectors:
        span = 2 * math.pi * (len(sector.things) + len(sector.figures)) / total
        for nodes, rings in ((sector.things, inner), (sector.figures, outer)):
            places |= _fanned(nodes, rings, _TOP + turned, span, aspect)
        turned += span
    return places


def _rings(count: int, first: float, aspect: float) -> list[float]:
    """Return the heights of as many rings as give so many things room."""
    rings: list[float] = []
    while count > 0:
        rings.append(first + _NEXT * len(rings))
        count -= math.floor(_room(rings[-1], aspect))
    return rings


def _room(ring: float, aspect: float) -> float:
    return math.pi * ring * (1 + aspect) / _ALONG


def _fanned(
    nodes: list[str], rings: list[float], start: float, span: float, aspect: float
) -> dict[str, tuple[float, float]]:
    """Return the places of some things between two angles, each ring as full as the others."""
    whole, places = sum(_room(ring, aspect) for ring in rings), {}
    first = done = 0.0
    for ring in rings:
        done += len(nodes) * _room(ring, aspect) / whole
        part = nodes[round(first) : round(done)]
        for i, node in enumerate(part):
            angle = start + span * (i + 0.5) / len(part)
            places[node] = (aspect * ring * math.cos(angle), ring * math.sin(angle))
        first = done
    return places
