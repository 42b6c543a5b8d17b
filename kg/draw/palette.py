"""Which colour and shape stands for which class: as the graph says, else by families of its own classes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.statements.vocabulary import LAST, Look

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.network import Network

BLUE, RED, GREEN, PURPLE, OCHRE, DARK = "#668fff", "#c81e00", "#00a887", "#a037b8", "#c08600", "#696969"
"""Six colours, told apart by readers of any colour vision, each in a contrast of 3 : 1 to black and white."""
GREY: Final = "#8c8c8c"
"""What has no colour of its own, or where colours tell of something else."""
SHAPES: Final = ("dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon", "ellipse", "box")
"""The shapes of vis-network that a class may have."""
FAMILIES: Final = (
    (BLUE, "dot"),
    (RED, "square"),
    (GREEN, "diamond"),
    (PURPLE, "triangle"),
    (OCHRE, "star"),
    (DARK, "hexagon"),
)
"""Colour and shape of families of classes, never a colour alone."""
OTHER: Final = Look(GREY, "triangleDown", LAST + len(FAMILIES), "other")
"""The look of what is in no family."""
_COLOR: Final = re.compile("#[0-9a-f]{6}")
_MOST: Final = 0.6
"""Share of all things above which a class says too little of them to be a family."""

LANES: Final = (
    *("#009e73", "#c98a00", "#cc79a7", "#d55e00"),
    *("#3b98d6", "#0072b2", "#8c8c8c", "#7a5195"),
)
"""Colours of the lanes of a timeline, in turn."""
FLOWS: Final = {"imports": "#d98200", "exports": "#009e73", "other": "#3b98d6"}
"""Colours of sums of money, by indicator."""
SOURCES: Final = ("#3b98d6", "#d98200", "#009e73", "#cc79a7", "#7a5195", "#8c8c8c")
"""Colours of documents whose figures stand side by side, in turn."""
COMMUNITIES: Final = [BLUE, OCHRE, GREEN, RED, PURPLE, DARK, GREY]
SCALE: Final = ["#fde725", "#a0da39", "#4ac16d", "#1fa187", "#277f8e", "#365c8d", "#46327e", "#440154"]
"""Eight steps of viridis, light for little and dark for much."""


def looks_of(chains: Iterable[Sequence[str]], wanted: Mapping[str, Sequence[Look]]) -> dict[str, Look]:
    """Return class → look for the most specific class of each chain (a node's classes, most specific first).

    `wanted` has the looks that a class may have, of which the first that a page can draw counts. A class for
    which there is none, nor for any after it in the chain, has that of its family, whose name is the class
    that most things of the family are of; always the same for the same things.
    """
    drawable = {cls: next(filter(_is_drawable, looks), None) for cls, looks in wanted.items()}
    known = {cls: look for cls, look in drawable.items() if look}
    found: dict[str, Look] = {}
    unknown: Counter[tuple[str, ...]] = Counter()
    for classes in chains:
        look = next((known[cls] for cls in classes if cls in known), None)
        if look:
            found[classes[0]] = look
        else:
            unknown[tuple(classes)] += 1
    return found | _own_families(unknown, {look.color for look in known.values()})


def _own_families(chains: Counter[tuple[str, ...]], taken: set[str]) -> dict[str, Look]:
    """Return class → the look of its family, for the first class of each chain."""
    free = [look for look in FAMILIES if look[0] not in taken] or FAMILIES
    names = _most_used(chains, len(free))
    looks = {
        name: Look(*look, LAST + i, name) for i, (name, look) in enumerate(zip(names, free, strict=False))
    }
    found: dict[str, Look] = {}
    for chain in sorted(chains, key=lambda chain: (-chains[chain], chain)):
        look = next((looks[name] for name in names if name in chain), OTHER)
        found.setdefault(chain[0] if chain else "", look)
    return found


def _most_used(chains: Counter[tuple[str, ...]], most: int) -> list[str]:
    """Return the classes that most things are of which are of none named before, the widest ones last.

    Where all the others would leave too many things in no family, the last is a wide one in any case.
    """
    left, names = dict(chains), list[str]()
    every, widest = _counts(left), _MOST * chains.total()
    while len(names) < most and (counts := _counts(left)):
        must_hold_many = len(names) == most - 1 and sum(left.values()) > widest
        narrow = [] if must_hold_many else [cls for cls in counts if every[cls] <= widest]
        names.append(min(narrow or counts, key=lambda cls: (-counts[cls], cls)))
        left = {chain: count for chain, count in left.items() if names[-1] not in chain}
    return names


def _counts(chains: Mapping[tuple[str, ...], int]) -> Counter[str]:
    """Return how many things are of each class."""
    counts: Counter[str] = Counter()
    for chain, count in chains.items():
        counts.update(dict.fromkeys(chain, count))
    return counts


def _is_drawable(look: Look) -> bool:
    return bool(_COLOR.fullmatch(look.color)) and look.shape in SHAPES


def ordered_classes(network: Network, looks: Mapping[str, Look]) -> list[tuple[str, str]]:
    """Return (class, label) of what is drawn, by the order of looks, the more frequent first among alike."""
    labels = {data["cls"]: data["cls_label"] or "other" for _, data in network.nodes(data=True)}
    counts = Counter(data["cls"] for _, data in network.nodes(data=True))
    order = sorted(counts, key=lambda cls: (looks[cls].order, -counts[cls], cls))
    return [(cls, labels[cls]) for cls in order]


def colors_of(values: Mapping[str, float], color_by: str | None) -> dict[str, str]:
    """Return node → colour for the values of the measure of that name, `community` or any other."""
    return hues(values) if color_by == "community" else shades(values)


def hues(communities: Mapping[str, float]) -> dict[str, str]:
    """Return node → colour of its community, the first of which is 1; from the seventh on all are grey."""
    return {n: COMMUNITIES[min(int(number), len(COMMUNITIES)) - 1] for n, number in communities.items()}


def shades(values: Mapping[str, float]) -> dict[str, str]:
    """Return node → step of the scale, by the rank of its value among all values."""
    order = sorted(set(values.values()))
    step = {value: SCALE[i * len(SCALE) // len(order)] for i, value in enumerate(order)}
    return {node: step[value] for node, value in values.items()}
