"""How many nodes of each kind a network has: what is drawn and measured beside the entities of a graph."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.spelling import counted

if TYPE_CHECKING:
    from kg.network import Network

_CALLED: Final = {
    "entity": ("entity", "entities"),
    "record": ("record", "records"),
    "source": ("source", "sources"),
    "literal": ("value", "values"),
    "other": ("other", "others"),
}


def things(network: Network) -> str:
    """Return how many things there are, and of which kinds: `8 things (6 entities, 1 record, 1 source)`."""
    counts = Counter(str(data["kind"]) for _, data in network.nodes(data=True))
    told = [_counted(counts[kind], kind) for kind in _CALLED if counts[kind]]
    whole = counted(len(network), "thing")
    return f"{whole} ({', '.join(told)})" if len(told) > 1 else whole


def _counted(number: int, kind: str) -> str:
    return f"{number:,} {_CALLED[kind][number != 1]}"
