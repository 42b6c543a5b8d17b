"""Which statements the network of some things, sources or a query shows: for other pictures of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.network.from_graph import network, node
from kg.network.narrow import around, fitting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.network import Network
    from kg.network.from_graph import Narrowing


_FILTERS: Final = ("properties", "sources", "since", "until", "compare")
"""What leaves out lines; a comparison those to other things."""


class Part(NamedTuple):
    """A part of what a graph says: the statements in it and the things they are about, by IRI.

    `asked` has the labels of the things asked for; `fits` says whether a statement, as its fields, is of the
    properties, sources and years; `lines` is the network itself.
    """

    statements: frozenset[str]
    things: frozenset[str]
    asked: tuple[str, ...]
    fits: Callable[[Mapping[str, Any]], bool]
    lines: Network


def part_of(graph: Graph, entities: Sequence[str], query: Question | None, narrowing: Narrowing) -> Part:
    """Return the part that `network()` draws of a graph, narrowed as it narrows.

    A statement that gives a thing a date or number joins it to nothing: it counts where a line would, of
    things within fewer than `depth` steps. Raises UnknownNameError as `network()` does.
    """
    wanted: Narrowing = {**narrowing, "records": "fold", "limit": None}
    lines = network(graph, entities, query=query, **wanted)
    fits, near, centres = _fitting(wanted), lines, list[str]()
    if not wanted.get("path"):
        entities = wanted.get("compare") or entities
        if any(wanted.get(name) not in ((), [], None) for name in _FILTERS):
            near = network(graph, entities, query=query, **_without_filters(wanted))
        centres = [node(graph, near, name) for name in entities]
    stated = {key for *_, key in lines.edges(keys=True)}
    stated |= {fact["iri"] for fact in _own(near, centres, wanted.get("depth", 1)) if fits(fact)}
    stated |= set(near) if query else set()
    return Part(frozenset(stated), frozenset(near), tuple(lines.graph["asked"]), fits, lines)


def _fitting(wanted: Narrowing) -> Callable[[Mapping[str, Any]], bool]:
    return fitting(
        properties=wanted.get("properties", ()),
        sources=wanted.get("sources", ()),
        since=wanted.get("since"),
        until=wanted.get("until"),
    )


def _without_filters(wanted: Narrowing) -> Narrowing:
    """Return what is asked for whatever the statements say: around which things, of which classes."""
    return {"depth": wanted.get("depth", 1), "classes": wanted.get("classes", ()), "records": "fold"}


def _own(near: Network, centres: Sequence[str], depth: int) -> Iterator[dict[str, Any]]:
    """Yield the statements that join a thing to nothing, of things within fewer steps of the centres."""
    inner = around(near, centres, max(depth - 1, 0)) if centres else near
    yield from (own for _, data in inner.nodes(data=True) for own in data["facts"])
