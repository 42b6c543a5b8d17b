"""Which colour and shape stands for which class: as the graph says, and never colour alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.statements.vocabulary import LAST, Look

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ORANGE, SKY, GREEN, YELLOW = "#e69f00", "#56b4e9", "#009e73", "#f0e442"
BLUE, VERMILION, PURPLE, GREY = "#0072b2", "#d55e00", "#cc79a7", "#8c8c8c"
"""Okabe and Ito's colours (2008)."""
SHAPES: Final = ("dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon", "ellipse", "box")
"""The shapes of vis-network that a class may have."""
_COLOR: Final = re.compile("#[0-9a-f]{6}")


COMMUNITIES: Final = [BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE, YELLOW, GREY]
SCALE: Final = ["#fde725", "#a0da39", "#4ac16d", "#1fa187", "#277f8e", "#365c8d", "#46327e", "#440154"]
"""Eight steps of viridis, light for little and dark for much."""


def looks_of(chains: Iterable[Sequence[str]], wanted: Mapping[str, Sequence[Look]]) -> dict[str, Look]:
    """Return class → look for the most specific class of each chain (a node's classes, most specific first).

    `wanted` has the looks that a class may have, of which the first that a page can draw counts. A class for
    which there is none, nor for any after it in the chain, gets one of the looks that are left, always the
    same for the same set of classes.
    """
    drawable = {cls: next(filter(_is_drawable, looks), None) for cls, looks in wanted.items()}
    known = {cls: look for cls, look in drawable.items() if look}
    found: dict[str, Look] = {}
    unknown: set[str] = set()
    for classes in chains:
        look = next((known[cls] for cls in classes if cls in known), None)
        if look:
            found[classes[0]] = look
        else:
            unknown.add(classes[0] if classes else "")
    left = _left(known.values())
    return found | {cls: left[i % len(left)] for i, cls in enumerate(sorted(unknown))}


def _is_drawable(look: Look) -> bool:
    return bool(_COLOR.fullmatch(look.color)) and look.shape in SHAPES


def _left(taken: Iterable[Look]) -> list[Look]:
    """Return the looks that no class has, those of one shape together."""
    used = {(look.color, look.shape) for look in taken}
    shapes = ("triangle", "star", "triangleDown", "hexagon", "diamond")
    colors = (ORANGE, SKY, BLUE, VERMILION, GREY, GREEN)
    every = [(color, shape) for shape in shapes for color in colors]
    free = [pair for pair in every if pair not in used] or every
    return [Look(color, shape, LAST + place) for place, (color, shape) in enumerate(free)]


def hues(communities: Mapping[str, float]) -> dict[str, str]:
    """Return node → colour of its community, the first of which is 1; from the ninth on all are grey."""
    return {n: COMMUNITIES[min(int(number), len(COMMUNITIES)) - 1] for n, number in communities.items()}


def shades(values: Mapping[str, float]) -> dict[str, str]:
    """Return node → step of the scale, by the rank of its value among all values."""
    order = sorted(set(values.values()))
    step = {value: SCALE[i * len(SCALE) // len(order)] for i, value in enumerate(order)}
    return {node: step[value] for node, value in values.items()}
