"""The lines of a picture: one for each two things that anything joins, with all that is said between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.draw.contents import Contents
    from kg.network import Network

DASHES: Final[dict[str, list[int]]] = {
    "asserted": [],
    "reported": [14, 3],
    "planned": [9, 5],
    "possible": [2, 5],
    "denied": [9, 4, 2, 4],
    "background": [],
}
"""Modality → dashes and gaps of its lines, none for a full line; in the order in which a legend has them."""


def paired(network: Network) -> dict[tuple[str, str], list[tuple[dict[str, Any], int]]]:
    """Return the two things of each line, sorted → what is said between them, each with its way.

    A way is 1 from the first to the second, -1 back, 0 where a statement joins equals.
    """
    pairs: dict[tuple[str, str], list[tuple[dict[str, Any], int]]] = {}
    for u, v, data in sorted(network.edges(data=True), key=lambda edge: (edge[0], edge[1], edge[2]["iri"])):
        way = (1 if u <= v else -1) if data["directed"] else 0
        pairs.setdefault((min(u, v), max(u, v)), []).append((data, way))
    return dict(sorted(pairs.items()))


def lines_of_network(
    network: Network, ids: Mapping[str, str], contents: Contents
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return vis-network's edges, one for each two things joined, and what they say.

    `says` are indexes of statements; `ways` their ways, see `paired`. How a line is stroked the page decides,
    by what its filters leave.
    """
    edges, lines = [], {}
    for i, ((a, b), said) in enumerate(paired(network).items()):
        says, ways = [contents.index(data) for data, _ in said], [way for _, way in said]
        edges.append({"id": f"e{i}", "from": ids[a], "to": ids[b]})
        lines[f"e{i}"] = {"says": says, "ways": ways}
    return edges, lines
