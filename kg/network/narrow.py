"""Part of a network: around entities, between two, of some classes, sources or years, or the most central."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, TypedDict

from kg.errors import UnknownNameError
from kg.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from kg.network import Network


class Filters(TypedDict, total=False):
    """What `restricted()` keeps."""

    classes: Sequence[str]
    properties: Sequence[str]
    sources: Sequence[str]
    since: int | None
    until: int | None


def around(network: Network, nodes: Sequence[str], depth: int = 1) -> Network:
    """Return those of the nodes that are there, and all that is said within `depth` steps of them.

    What is said between two nodes that are both `depth` steps away is a step farther, so left out.
    """
    reached = {node for node in nodes if node in network}
    inner: set[str] = set()
    for _ in range(depth):
        inner = reached
        reached = reached | {n for node in reached for n in _neighbours(network, node)}
    part = _part(network, reached)
    part.remove_edges_from(
        [(u, v, k) for u, v, k in part.edges(keys=True) if u not in inner and v not in inner]
    )
    return part


def without_strays(network: Network) -> Network:
    """Return the network without nodes of which nothing is said: no edge, and no statement of their own."""
    return _part(network, {n for n, data in network.nodes(data=True) if network.degree(n) or data["facts"]})


def between(network: Network, start: str, end: str, limit: int = 100) -> Network:
    """Return the shortest paths between two nodes, at most `limit` of them, edges walked both ways.

    Empty when nothing joins them, or one of them is not there.
    """
    import networkx as nx

    plain: nx.Graph[str] = nx.Graph()
    plain.add_edges_from(sorted((u, v) for u, v, _ in network.edges(keys=True)))
    if start not in plain or end not in plain or not nx.has_path(plain, start, end):
        return _part(network, set())
    paths = [sorted_pairs(path) for path in islice(nx.all_shortest_paths(plain, start, end), limit)]
    steps = {pair for path in paths for pair in path}
    part = _part(network, {node for pair in steps for node in pair} | {start, end})
    part.remove_edges_from(
        [(u, v, k) for u, v, k in part.edges(keys=True) if (min(u, v), max(u, v)) not in steps]
    )
    return part


def sorted_pairs(path: Sequence[str]) -> list[tuple[str, str]]:
    """Return the steps of a path, each with its two nodes in order."""
    return [(min(a, b), max(a, b)) for a, b in pairwise(path)]


def restricted(
    network: Network,
    *,
    classes: Sequence[str] = (),
    properties: Sequence[str] = (),
    sources: Sequence[str] = (),
    since: int | None = None,
    until: int | None = None,
    kept: Collection[str] = (),
) -> Network:
    """Return the edges that fit everything asked, and the nodes they join.

    Both ends are of one of the `classes` (or their subclasses), the edge is of one of the `properties` (or
    a record of that class) and `sources`, and speaks of a year in `since`–`until`, as no undated one does.
    Asked for classes alone, things stay that nothing joins; nodes in `kept` stay whatever their class.
    """
    wanted = [
        _wanted(classes, _known(c for _, data in network.nodes(data=True) for c in data["classes"]), "class"),
        _wanted(
            properties, _known(p for e in _edges(network) for p in (e["property"], e["cls"])), "property"
        ),
        _wanted(sources, _known(s for e in _edges(network) for s in e["sources"]), "source"),
    ]
    if not any(wanted) and since is None and until is None:
        return network
    nodes = {n for n, data in network.nodes(data=True) if not wanted[0] or wanted[0] & set(data["classes"])}
    part = _part(network, nodes.union(kept))
    fits = _edge_test(wanted[1], wanted[2], since, until)
    part.remove_edges_from([(u, v, k) for u, v, k, e in part.edges(keys=True, data=True) if not fits(e)])
    if wanted[1] or wanted[2] or since is not None or until is not None:
        spared = kept if wanted[0] else ()
        part.remove_nodes_from([n for n, degree in list(part.degree) if degree == 0 and n not in spared])
    return part


def most_central(network: Network, limit: int | None) -> Network:
    """Return the `limit` nodes with the highest PageRank; `.graph["left_out"]` counts the others."""
    if limit is None or len(network) <= limit:
        return network
    rank = _page_rank(network)
    kept = sorted(network, key=lambda node: (-rank[node], node))[:limit]
    part = _part(network, set(kept))
    part.graph["left_out"] = len(network) - limit
    return part


def _page_rank(network: Network, damping: float = 0.85, rounds: int = 30) -> dict[str, float]:
    """Return PageRank over edges walked both ways, in plain Python so that no library changes the order."""
    around_each = {node: sorted(_neighbours(network, node)) for node in sorted(network)}
    rank = dict.fromkeys(around_each, 1.0)
    for _ in range(rounds):
        given = {node: damping * rank[node] / max(1, len(near)) for node, near in around_each.items()}
        rank = {node: 1 - damping + sum(given[n] for n in near) for node, near in around_each.items()}
    return rank


def _neighbours(network: Network, node: str) -> set[str]:
    return {*network.successors(node), *network.predecessors(node)} - {node}


def _part(network: Network, nodes: set[str]) -> Network:
    """Return a copy of the network on some of its nodes, in its own order."""
    part = network.__class__()
    part.graph.update(network.graph)
    part.add_nodes_from((n, data) for n, data in network.nodes(data=True) if n in nodes)
    for u, v, key, data in network.edges(keys=True, data=True):
        if u in nodes and v in nodes:
            part.add_edge(u, v, key=key, **data)
    return part


def _edges(network: Network) -> Iterable[dict[str, Any]]:
    return (data for _, _, data in network.edges(data=True))


def _edge_test(
    properties: set[str], sources: set[str], since: int | None, until: int | None
) -> Callable[[dict[str, Any]], bool]:
    """Return a function that says whether an edge is of these properties, sources and years."""

    def fits(edge: dict[str, Any]) -> bool:
        if properties and not properties & {edge["property"], edge["cls"]}:
            return False
        if sources and not sources & set(edge["sources"]):
            return False
        if since is None and until is None:
            return True
        years = edge["years"]
        return bool(years) and years[1] >= (since or years[1]) and years[0] <= (until or years[0])

    return fits


def _known(names: Iterable[str]) -> dict[str, set[str]]:
    """Return folded name → the names that are written so but for their case."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        found[name.casefold()].add(name)
    found.pop("", None)
    return found


def _wanted(asked: Sequence[str], known: dict[str, set[str]], what: str) -> set[str]:
    """Return the known names that were asked for, whatever their case; UnknownNameError for any other."""
    names = [asked] if isinstance(asked, str) else asked  # a text is a sequence of texts too, its letters
    unknown = [n for n in names if _bare(n) not in known]
    if unknown:
        hint = did_you_mean(_bare(unknown[0]), sorted(name for alike in known.values() for name in alike))
        raise UnknownNameError(f"no {what} of the network is called {unknown[0]!r}", hint=hint)
    return {found for name in names for found in known[_bare(name)]}


def _bare(name: str) -> str:
    """Return a name as the known ones are compared: without its prefix, folded."""
    return name.rpartition(":")[2].casefold()
