"""How central each thing of a network is, which belong together, and what holds the whole together.

All measures are taken on one simple reading of the network, so that they can be compared: whatever joins
two things, in either direction and however often, is one undirected tie; loops are left out. Only PageRank
reads directions and counts how many statements go each way (a statement that joins equals, such as a
meeting, goes both ways).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.errors import UnknownNameError
from kg.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import networkx as nx
    import rustworkx as rx

    from kg.network import Network


class Bridge(NamedTuple):
    """A tie that alone holds `side` things to the rest: without it they fall off."""

    a: str
    b: str
    side: int


@dataclass(frozen=True)
class Measure:
    """One number for every node: what it is called, what it says and who defined it."""

    name: str
    about: str
    of: Callable[[Network], Iterable[float]]


def measure(network: Network, name: str) -> dict[str, float]:
    """Return the measure called `name` (a key of MEASURES) of every node, nodes sorted by IRI.

    `degree` is a count; `betweenness` and `closeness` lie in 0–1; `pagerank` sums to 1; `community` is a
    number from 1, the largest community first. Raises UnknownNameError for a name that is no measure.
    """
    if name not in MEASURES:
        hint = did_you_mean(name, MEASURES) or f"Measures: {', '.join(MEASURES)}."
        raise UnknownNameError(f"no measure is called {name!r}", hint=hint)
    return dict(zip(sorted(network), MEASURES[name].of(network), strict=True))


def communities(network: Network) -> dict[str, int]:
    """Return the number of the community of every node, 1 the largest (Louvain with a fixed seed)."""
    return dict(zip(sorted(network), _communities(network), strict=True))


def bridges(network: Network) -> list[Bridge]:
    """Return the ties whose loss would cut the network in more pieces, those that hold most things first.

    A tie made of several statements is one tie. Linear time (Tarjan 1974).
    """
    import networkx as nx

    ties = _ties(network)
    names = sorted(network)
    cuts = [_pair(*cut) for cut in nx.bridges(ties)]
    found = [Bridge(names[a], names[b], side) for (a, b), side in _sides(ties, cuts).items()]
    return sorted(found, key=lambda bridge: (-bridge.side, bridge))


def shortest_paths(network: Network, a: str, b: str, limit: int = 10) -> list[list[str]]:
    """Return up to `limit` shortest paths from node `a` to node `b`, sorted; none when nothing joins them."""
    from itertools import islice

    import networkx as nx

    names = sorted(network)
    number = {name: i for i, name in enumerate(names)}
    ties = _ties(network)
    if not nx.has_path(ties, number[a], number[b]):
        return []
    found = islice(nx.all_shortest_paths(ties, number[a], number[b]), limit)
    return sorted([names[i] for i in path] for path in found)


def _ties(network: Network) -> nx.Graph[Any]:
    """Return the simple undirected graph of the network, node i being the i-th IRI: no hash seed matters."""
    import networkx as nx

    number = {name: i for i, name in enumerate(sorted(network))}
    ties: nx.Graph[Any] = nx.Graph()
    ties.add_nodes_from(range(len(number)))
    ties.add_edges_from(sorted({_pair(number[u], number[v]) for u, v in network.edges() if u != v}))
    return ties


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _fast(network: Network) -> rx.PyGraph[None, None]:
    """Return the same simple graph for rustworkx, which takes milliseconds where networkx takes minutes."""
    import rustworkx as rx

    ties = _ties(network)
    fast: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
    fast.add_nodes_from([None] * len(ties))
    fast.extend_from_edge_list(list(ties.edges()))
    return fast


def _degree(network: Network) -> list[float]:
    ties = _ties(network)
    return [ties.degree(node) for node in ties]


def _betweenness(network: Network) -> list[float]:
    import rustworkx as rx

    fast = _fast(network)
    one_thread = fast.num_nodes() + 1  # threads would add up in another order each time
    return _in_order(rx.graph_betweenness_centrality(fast, parallel_threshold=one_thread))


def _closeness(network: Network) -> list[float]:
    import rustworkx as rx

    return _in_order(rx.graph_closeness_centrality(_fast(network)))


def _pagerank(network: Network) -> list[float]:
    import rustworkx as rx

    if not len(network):
        return []
    number = {name: i for i, name in enumerate(sorted(network))}
    fast: rx.PyDiGraph[None, None] = rx.PyDiGraph()
    fast.add_nodes_from([None] * len(number))
    fast.extend_from_edge_list(sorted((number[u], number[v]) for u, v in _arrows(network)))
    return _in_order(rx.pagerank(fast, tol=1e-10, max_iter=1000))


def _arrows(network: Network) -> Iterable[tuple[str, str]]:
    for u, v, directed in network.edges(data="directed", default=True):
        if u != v:
            yield u, v
            if not directed:
                yield v, u


def _communities(network: Network) -> list[int]:
    import networkx as nx

    found = nx.community.louvain_communities(_ties(network), seed=1) if len(network) else []
    ranked = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    of = {node: number for number, group in enumerate(ranked, start=1) for node in group}
    return [of[node] for node in sorted(of)]


def _in_order(centralities: Any) -> list[float]:  # noqa: ANN401  (a mapping of rustworkx's own)
    return [round(centralities[i], 12) for i in range(len(centralities))]


def _sides(ties: nx.Graph[int], cuts: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Return for every bridge the size of its smaller side, from one pass over the tree of bridges."""
    import networkx as nx

    rest = ties.copy()
    rest.remove_edges_from(cuts)
    parts = list(nx.connected_components(rest))
    part_of = {node: i for i, part in enumerate(parts) for node in part}
    tree = nx.Graph((part_of[a], part_of[b], {"cut": (a, b)}) for a, b in cuts)
    sides: dict[tuple[int, int], int] = {}
    for root in [min(island) for island in nx.connected_components(tree)]:
        below = {node: len(parts[node]) for node in nx.node_connected_component(tree, root)}
        whole = sum(below.values())
        for parent, child in reversed(list(nx.bfs_edges(tree, root))):
            sides[tree.edges[parent, child]["cut"]] = min(below[child], whole - below[child])
            below[parent] += below[child]
    return sides


MEASURES: Final = {
    one.name: one
    for one in (
        Measure("degree", "how many other things it is tied to (Freeman 1979)", _degree),
        Measure(
            "betweenness",
            "share of shortest paths between others that pass through it (Freeman 1977; Brandes 2001)",
            _betweenness,
        ),
        Measure(
            "closeness", "how near it is to all others (Freeman 1979; Wasserman & Faust 1994)", _closeness
        ),
        Measure(
            "pagerank", "how much what points to it is pointed to, damping 0.85 (Page et al. 1999)", _pagerank
        ),
        Measure(
            "community", "number of its community, 1 the largest (Louvain: Blondel et al. 2008)", _communities
        ),
    )
}
"""Every measure by name, in the order in which they are listed and shown."""
