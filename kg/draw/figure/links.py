"""The lines of a printed network: one for each two things, with the shortest words for all it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.draw.lines import DASHES, paired
from kg.speech.texts import joined, say

if TYPE_CHECKING:
    from kg.network import Network

_WORDS: Final = 60
"""Characters above which a statement is put by the name of its property."""


@dataclass(frozen=True)
class Link:
    """All that joins two things: its statements, and whether arrows point `forth`, to `b`, or `back`."""

    a: str
    b: str
    said: list[dict[str, Any]]
    forth: bool
    back: bool

    @property
    def doubts(self) -> list[dict[str, Any]]:
        """Those of its statements whose figures are flagged."""
        return [each for each in self.said if each["status"]]

    @property
    def dashes(self) -> list[int]:
        """The dashes of its most certain statement, as `DASHES` has them."""
        order = [[], *filter(None, DASHES.values())]
        return min((DASHES.get(each["modality"], []) for each in self.said), key=order.index)

    @property
    def width(self) -> float:
        """How thick it is, in points: the thicker the more statements stand behind it."""
        return min(0.5 + 0.2 * (len(self.said) - 1), 1.5)

    @property
    def words(self) -> str:
        """What it says, a doubtful figure first; of several the shortest of their kinds, and how many."""
        first = min(map(brief, self.doubts or self.said), key=lambda words: (len(words), words))
        if len(self.said) == 1:
            return first
        kinds = [*dict.fromkeys(str(each["property_label"]) for each in self.said)]
        if self.doubts or len(kinds) > 1:
            name = first if self.doubts else min(kinds, key=len)
            return say("{name} and {n} more", name=name, n=len(self.said) - 1)
        return say("{whole} ({parts})", whole=kinds[0], parts=str(len(self.said)))


def links(network: Network) -> list[Link]:
    """Return one link for every two things that lines join, and for each that a line joins to itself."""
    return [_link(a, b, said) for (a, b), said in paired(network).items()]


def _link(a: str, b: str, said: list[tuple[dict[str, Any], int]]) -> Link:
    ways = {way for _, way in said}
    return Link(a, b, [data for data, _ in said], 1 in ways, -1 in ways)


def brief(said: dict[str, Any]) -> str:
    """Return a statement in few words: a figure with its years, else its label, else its property."""
    if said["printed"]:
        years = "–".join(dict.fromkeys(map(str, said["years"] or ())))
        name = joined(" ", (said["property_label"], years))
        return say("{name}: {value}", name=name, value=said["printed"])
    return str(said["label"] if len(said["label"]) <= _WORDS else said["property_label"])


def doubt(said: dict[str, Any]) -> str:
    """Return what is printed of a doubtful figure, and what it probably is."""
    meant = said["corrected"] and say("probably {figure}", figure=said["corrected"])
    return joined(say(", "), (brief(said), meant))
