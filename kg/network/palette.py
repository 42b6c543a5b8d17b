"""Which colour and shape stands for which class: Okabe and Ito's colours (2008), and never colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ORANGE, SKY, GREEN, YELLOW = "#e69f00", "#56b4e9", "#009e73", "#f0e442"
BLUE, VERMILION, PURPLE, GREY = "#0072b2", "#d55e00", "#cc79a7", "#8c8c8c"


class Look(NamedTuple):
    """How a class is drawn: a colour and one of vis-network's shapes."""

    color: str
    shape: str


LOOKS: Final[dict[str, Look]] = {
    "Country": Look(VERMILION, "hexagon"),
    "State": Look(ORANGE, "square"),
    "Region": Look(YELLOW, "hexagon"),
    "Facility": Look(YELLOW, "triangle"),
    "Place": Look(YELLOW, "square"),
    "Company": Look(BLUE, "dot"),
    "Group": Look(BLUE, "square"),
    "GovernmentBody": Look(SKY, "diamond"),
    "InternationalOrganization": Look(SKY, "hexagon"),
    "BusinessAssociation": Look(SKY, "star"),
    "Organization": Look(SKY, "dot"),
    "Official": Look(PURPLE, "triangle"),
    "Person": Look(PURPLE, "dot"),
    "Post": Look(PURPLE, "triangleDown"),
    "Agreement": Look(GREEN, "star"),
    "Sector": Look(GREEN, "square"),
    "Product": Look(GREEN, "dot"),
    "Policy": Look(GREY, "triangle"),
    "Technology": Look(GREY, "diamond"),
    "FinancialComponent": Look(GREY, "triangleDown"),
    "Concept": Look(GREY, "dot"),
    "Event": Look(YELLOW, "star"),
    "Record": Look(YELLOW, "diamond"),
    "Source": Look(GREY, "square"),
}
"""The looks of the classes of the ontology; a class of its own takes that of its nearest superclass here."""

OTHERS: Final = [
    Look(color, shape)
    for shape in ("triangle", "star", "triangleDown", "hexagon", "diamond")
    for color in (ORANGE, SKY, BLUE, VERMILION, GREY, GREEN)
    if (color, shape) not in LOOKS.values()
]
COMMUNITIES: Final = [BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE, YELLOW, GREY]
SCALE: Final = ["#fde725", "#a0da39", "#4ac16d", "#1fa187", "#277f8e", "#365c8d", "#46327e", "#440154"]
"""Eight steps of viridis, light for little and dark for much."""


def looks_of(chains: Sequence[Sequence[str]]) -> dict[str, Look]:
    """Return class → look for the most specific class of each chain (a node's classes, most specific first).

    Classes that LOOKS does not know get one of the others, always the same for the same set of classes.
    """
    found: dict[str, Look] = {}
    unknown: set[str] = set()
    for chain in chains:
        known = next((LOOKS[cls] for cls in chain if cls in LOOKS), None)
        if known:
            found[chain[0]] = known
        else:
            unknown.add(chain[0] if chain else "")
    return found | {cls: OTHERS[i % len(OTHERS)] for i, cls in enumerate(sorted(unknown))}


def hues(communities: Mapping[str, float]) -> dict[str, str]:
    """Return node → colour of its community, the first of which is 1; from the ninth on all are grey."""
    return {n: COMMUNITIES[min(int(number), len(COMMUNITIES)) - 1] for n, number in communities.items()}


def shades(values: Mapping[str, float]) -> dict[str, str]:
    """Return node → step of the scale, by the rank of its value among all values."""
    order = sorted(set(values.values()))
    step = {value: SCALE[i * len(SCALE) // len(order)] for i, value in enumerate(order)}
    return {node: step[value] for node, value in values.items()}
