"""The lines of a picture: which statements share one, how it is stroked, and how parallel ones bow apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.draw.contents import Contents
    from kg.network import Network

_BENDS: Final = 0.16
"""How far apart parallel edges bow, as vis-network's roundness."""

DASHES: Final[dict[str, list[int]]] = {
    "asserted": [],
    "reported": [14, 3],
    "planned": [9, 5],
    "possible": [2, 5],
    "denied": [9, 4, 2, 4],
    "background": [],
}
"""Modality → dashes and gaps of its lines, none for a full line; in the order in which a legend has them."""


def lines_of_network(
    network: Network, ids: Mapping[str, str], contents: Contents
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return vis-network's edges, one for all that join the same two by one property, and what they say."""
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for u, v, data in sorted(network.edges(data=True), key=lambda edge: (edge[0], edge[1], edge[2]["iri"])):
        groups.setdefault((u, v, data["property"]), []).append(data)
    beside = Counter((min(u, v), max(u, v)) for u, v, _ in groups)
    drawn: Counter[tuple[str, str]] = Counter()
    edges, lines = [], {}
    for i, ((u, v, prop), statements) in enumerate(sorted(groups.items())):
        pair = (min(u, v), max(u, v))
        bend = (drawn[pair] - (beside[pair] - 1) / 2) * min(_BENDS, 1.4 / beside[pair])
        drawn[pair] += 1
        line = {"id": f"e{i}", "from": ids[u], "to": ids[v], **_strokes(statements), **_bent(bend, u > v)}
        edges.append(line)
        lines[f"e{i}"] = {"property": prop, "says": [contents.index(statement) for statement in statements]}
    return edges, lines


def _strokes(statements: list[dict[str, Any]]) -> dict[str, Any]:
    """Return how a line is drawn: dashed unless asserted, thicker where several say it, with its arrow."""
    order = [[], *filter(None, DASHES.values())]
    dashes = min((DASHES.get(s["modality"], []) for s in statements), key=order.index)
    width, arrows = 1 + 0.5 * (len(statements) - 1), "to" if statements[0]["directed"] else ""
    return {"width": round(min(width, 4), 1), "arrows": arrows} | ({"dashes": dashes} if dashes else {})


def _bent(bend: float, reverse: bool) -> dict[str, Any]:
    """Return how far a line bows to one side, seen from its first end in the order of names."""
    if abs(bend) < 0.001:
        return {}
    kind = "curvedCW" if (bend > 0) != reverse else "curvedCCW"
    return {"smooth": {"enabled": True, "type": kind, "roundness": round(abs(bend), 3)}}
