"""Part of a network: around entities, between two, of some classes, sources or years, or the most central."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, TypedDict

from kg.errors import KgError, UnknownNameError
from kg.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from kg.network import Network


class Saying(TypedDict, total=False):
    """Which statements `fitting()` keeps."""

    properties: Sequence[str]
    sources: Sequence[str]
    since: int | None
    until: int | None


class Filters(Saying, total=False):
    """What `restricted()` keeps: those statements, between things of some classes."""

    classes: Sequence[str]


def around(network: Network, nodes: Sequence[str], depth: int = 1) -> Network:
    """Return those of the nodes that are there, and all that is said within `depth` steps of them.

    What is said between two nodes that are both `depth` steps away is a step farther, so left out.
    """
    reached = {node for node in nodes if node in network}
    inner: set[str] = set()
    for _ in range(depth):
        inner = reached
        reached = reached | {n for node in reached for n in neighbours(network, node)}
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
    filters = Saying(properties=properties, sources=sources, since=since, until=until)
    wanted = _classes(network, classes)
    _checked(properties, (p for s in _said(network) for p in (s["property"], s["cls"])), "property")
    _checked(sources, (source for s in _said(network) for source in s["sources"]), "source")
    if not wanted and not _are_set(filters):
        return network
    part = _part(network, {n for n, data in network.nodes(data=True) if _is_of(data, wanted)}.union(kept))
    fits = fitting(**filters)
    part.remove_edges_from([(u, v, k) for u, v, k, e in part.edges(keys=True, data=True) if not fits(e)])
    if _are_set(filters):
        spared = kept if wanted else ()
        part.remove_nodes_from([n for n, degree in list(part.degree) if degree == 0 and n not in spared])
    return part


def _classes(network: Network, asked: Sequence[str]) -> frozenset[str]:
    """Return the classes asked for, bare; UnknownNameError for one that no node is of."""
    try:
        return _checked(asked, (c for _, data in network.nodes(data=True) for c in data["classes"]), "class")
    except UnknownNameError as error:
        lines = _classes_of_lines(network, asked)
        if not lines:
            raise
        name = min(lines)
        hint = (
            f"Ask for these lines by --property {name}, or draw them as things: --as network --records show."
        )
        raise UnknownNameError(f"records of the class {name} are drawn as lines", hint=hint) from error


def _classes_of_lines(network: Network, asked: Sequence[str]) -> set[str]:
    """Return those classes of the records drawn as lines that are asked for."""
    wanted = _bare(asked)
    return {said["cls"] for said in _said(network) if said["cls"].casefold() in wanted}


def _are_set(filters: Saying) -> bool:
    return any(value is not None and value not in ((), []) for value in filters.values())


def _is_of(data: Mapping[str, Any], classes: frozenset[str]) -> bool:
    """Say whether a node is of one of some classes, which are all where none is asked for."""
    return not classes or not classes.isdisjoint(map(str.casefold, data["classes"]))


def fitting(
    *,
    properties: Sequence[str] = (),
    sources: Sequence[str] = (),
    since: int | None = None,
    until: int | None = None,
) -> Callable[[Mapping[str, Any]], bool]:
    """Return a function that says whether a statement, as its fields, is of these properties, sources, years.

    What a name means is found as `restricted()` does, but one that means nothing is not refused. Raises
    KgError where the first year comes after the last.
    """
    if since is not None and until is not None and since > until:
        raise KgError(f"no year is both {since} or later and {until} or earlier", hint="Exchange the two.")
    wanted, told_by = _bare(properties), _bare(sources)

    def fits(said: Mapping[str, Any]) -> bool:
        if wanted and wanted.isdisjoint(map(str.casefold, (said["property"], said["cls"]))):
            return False
        if told_by and told_by.isdisjoint(map(str.casefold, said["sources"])):
            return False
        if since is None and until is None:
            return True
        years = said["years"]
        return bool(years) and years[1] >= (since or years[1]) and years[0] <= (until or years[0])

    return fits


def most_central(network: Network, limit: int | None) -> Network:
    """Return the `limit` nodes with the highest PageRank, of which lines still join each to another.

    What was asked for stays, and first of all what is nearest to it; `.graph["left_out"]` counts the others.
    """
    if limit is None or len(network) <= limit:
        return network
    rank = _page_rank(network)
    asked = {*network.graph["centres"], *network.graph["ends"]}
    steps = _steps(network, asked)
    kept = sorted(network, key=lambda node: (steps.get(node, len(network)), -rank[node], node))[:limit]
    part = _part(network, set(kept))
    strays = [node for node in kept[1:] if network.degree(node) and not part.degree(node)]
    part.remove_nodes_from({*strays} - asked)
    part.graph["left_out"] = len(network) - len(part)
    return part


def _steps(network: Network, starts: set[str]) -> dict[str, int]:
    """Return how many steps away from the nearest of some nodes each is that can be reached."""
    reached = {node for node in starts if node in network}
    steps = dict.fromkeys(reached, 0)
    while reached:
        reached = {near for node in reached for near in neighbours(network, node)} - steps.keys()
        steps |= dict.fromkeys(reached, max(steps.values()) + 1)
    return steps


def _page_rank(network: Network, damping: float = 0.85, rounds: int = 30) -> dict[str, float]:
    """Return PageRank over edges walked both ways, in plain Python so that no library changes the order."""
    around_each = {node: sorted(neighbours(network, node)) for node in sorted(network)}
    rank = dict.fromkeys(around_each, 1.0)
    for _ in range(rounds):
        given = {node: damping * rank[node] / max(1, len(near)) for node, near in around_each.items()}
        rank = {node: 1 - damping + sum(given[n] for n in near) for node, near in around_each.items()}
    return rank


def neighbours(network: Network, node: str) -> set[str]:
    """Return the other nodes that a line joins to one."""
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


def _said(network: Network) -> Iterator[dict[str, Any]]:
    """Yield all statements of a network: its edges, and what nodes have of their own."""
    yield from (data for _, _, data in network.edges(data=True))
    yield from (own for _, data in network.nodes(data=True) for own in data["facts"])


def _checked(asked: Sequence[str], known: Iterable[str], what: str) -> frozenset[str]:
    """Return names asked for, bare; UnknownNameError for one that is none of the known, whatever its case."""
    names = listed(asked)
    if not names:
        return frozenset()
    there = {name for name in known if name}
    unknown = [name for name in names if not _bare(name) <= {*map(str.casefold, there)}]
    if unknown:
        (bare,) = _bare(unknown[:1])
        hint = did_you_mean(bare, sorted(there))
        raise UnknownNameError(f"no {what} of the network is called {unknown[0]!r}", hint=hint)
    return _bare(names)


def _bare(asked: Sequence[str]) -> frozenset[str]:
    """Return names as they are compared: without prefix and spaces, folded (`speech act`)."""
    return frozenset(name.rpartition(":")[2].replace(" ", "").casefold() for name in listed(asked))


def listed(asked: Sequence[str]) -> Sequence[str]:
    """Return what is asked for as a list; a text is a sequence of texts too, its letters."""
    return [asked] if isinstance(asked, str) else asked
