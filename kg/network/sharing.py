"""What two things of a network share, and what only one of them is joined to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from kg.network.narrow import neighbours
from kg.speech.texts import joined, say

if TYPE_CHECKING:
    from kg.network import Network

    Relations = set[tuple[str, str]]


class Comparison(NamedTuple):
    """Two things, what is joined to either alone and what to both, first what both are related to alike."""

    first: str
    only_first: list[str]
    shared: list[str]
    only_second: list[str]
    second: str

    def lists(self, network: Network) -> list[tuple[str, list[str]]]:
        """Return the three lists, each with its name, from the first thing to the second."""
        a, b = (network.nodes[node]["label"] for node in (self.first, self.second))
        return [
            (say("only {name}", name=a), self.only_first),
            (say("shared"), self.shared),
            (say("only {name}", name=b), self.only_second),
        ]

    def headings(self, network: Network) -> list[tuple[str, list[str]]]:
        """Return the three lists, each with its name and count."""
        return [
            (say("{name} {count}", name=name, count=len(things)), things)
            for name, things in self.lists(network)
        ]

    def told(self, network: Network) -> str:
        """Return how much is shared and how much is not, in words."""
        first, shared, second = (heading for heading, _ in self.headings(network))
        return joined(say(", "), (shared if self.shared else say("nothing shared"), first, second))


def comparison(network: Network) -> Comparison | None:
    """Return what the two things share that a network was asked to compare; None of another network."""
    compared = network.graph.get("compared", [])
    if len(compared) != 2 or not {*compared} <= {*network}:
        return None
    first, second = compared
    ours, theirs = (neighbours(network, node) - {first, second} for node in compared)

    def rank(node: str) -> tuple[bool, list[tuple[str, str]], str, str]:
        """Put first what is related to both alike, then relation by relation."""
        sides = [_relations(network, node, end) for end in compared]
        return not sides[0] & sides[1], sorted(sides[0] | sides[1]), network.nodes[node]["label"], node

    ordered = partial(sorted, key=rank)
    return Comparison(first, ordered(ours - theirs), ordered(ours & theirs), ordered(theirs - ours), second)


def _relations(network: Network, node: str, end: str) -> Relations:
    """Return the relations between a thing and one of the compared, each with its way."""
    ways = (("from", end, node), ("to", node, end))
    return {
        (data["property"], way if data["directed"] else "")
        for way, a, b in ways
        if network.has_edge(a, b)
        for data in network[a][b].values()
    }
