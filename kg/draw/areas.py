"""The named areas of a picture: sectors around one thing, lists of a comparison, communities of many."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.draw.columns import flow_columns, path_columns
from kg.draw.sectors import middle_of, sectors_of
from kg.network.sharing import comparison
from kg.speech.texts import in_each, joined, version

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kg.network import Network

GREAT: Final = 60
"""Things above which a network opens on an overview."""
_FEW: Final = 3
"""Things that make an area."""
_LONGEST: Final = 28
"""Characters of a name within the name of an area."""


_ORDERS: Final = (middle_of, comparison, path_columns, flow_columns)
"""What says of a network that it has an order of its own."""


class Area(NamedTuple):
    """Things that belong together and what they are called: a community after its `heads`."""

    label: str
    things: list[str]
    heads: Sequence[str] = ()


def communities_of(network: Network) -> list[list[str]]:
    """Return the communities of a great network that is laid out by forces, the largest first."""
    from kg.network.measure import communities

    if len(network) <= GREAT or any(order(network) for order in _ORDERS):
        return []
    found: dict[int, list[str]] = {}
    for node, number in communities(network).items():
        found.setdefault(number, []).append(node)
    return [found[number] for number in sorted(found)]


def opens_on_overview(network: Network, communities: Collection[list[str]]) -> bool:
    """Say whether a picture opens on few of its things: communities, a great comparison, much around one."""
    is_listed = comparison(network) is not None or middle_of(network) is not None
    return bool(communities) or (len(network) > GREAT and is_listed)


def areas_of(network: Network, communities: Iterable[list[str]]) -> list[Area]:
    """Return the areas, each with its name.

    A community is called by its two most central things, a sector by its relation, and a list of a great
    comparison by whose it is; a small comparison has none, since its columns tell.
    """
    if middle := middle_of(network):
        told = [Area(s.label, [*s.things, *s.figures]) for s in sectors_of(network, middle)]
    elif compared := comparison(network):
        told = [Area(*named) for named in compared.lists(network) if len(network) > GREAT]
    else:
        told = [_community(network, things) for things in communities]
    return [area for area in told if len(area.things) >= _FEW]


def told(areas: Iterable[Area], ids: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the areas as the page holds them."""
    return [
        {"label": area.label, "things": [ids[n] for n in area.things], "heads": [ids[n] for n in area.heads]}
        for area in areas
    ]


def _community(network: Network, things: list[str]) -> Area:
    """Return a community called by the two things with most neighbours; a name of both stands once."""
    heads = sorted(things, key=lambda n: (-_neighbours(network, n), n))[:2]
    labels = dict.fromkeys(network.nodes[node]["label"] for node in heads)
    return Area(joined(" · ", (in_each(partial(_short, label)) for label in labels)), things, heads)


def _neighbours(network: Network, node: str) -> int:
    return len({*network.successors(node), *network.predecessors(node)} - {node})


def _short(label: str, language: str) -> str:
    """Return a name in a language, cut between two words where it is long."""
    name = version(label, language)
    if len(name) <= _LONGEST:
        return name
    words = name[:_LONGEST].rpartition(" ")[0] or name[:_LONGEST]
    return f"{words}…"
