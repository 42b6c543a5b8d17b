"""How many nodes of each kind a network has: what is drawn and measured beside the entities of a graph."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.speech.texts import joined, message, say

if TYPE_CHECKING:
    from kg.network import Network

_CALLED: Final = {
    "entity": message("{n} entities"),
    "record": message("{n} records"),
    "source": message("{n} sources"),
    "literal": message("{n} values"),
    "other": message("{n} others"),
}


def things(network: Network) -> str:
    """Return how many things there are, and of which kinds: `8 things (6 entities, 1 record, 1 source)`."""
    counts = Counter(str(data["kind"]) for _, data in network.nodes(data=True))
    told = [say(called, n=counts[kind]) for kind, called in _CALLED.items() if counts[kind]]
    whole = say("{n} things", n=len(network))
    return say("{whole} ({parts})", whole=whole, parts=joined(say(", "), told)) if len(told) > 1 else whole
