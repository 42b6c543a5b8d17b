"""The nodes that may break a shape, and the part of a graph by which to judge them: most graphs have few."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import pyoxigraph as ox

from kg.check.conditions import Shapes
from kg.terms import RDF, RDFS, STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from kg.check.conditions import Term

    Found = Mapping[Term, Collection[Any]]
    """The nodes that may break each shape."""
    Find = Callable[[ox.Store, Shapes], Found]
    """Finds these in a graph."""

_TARGET: Final = ox.NamedNode(STANDARD["sh"] + "targetNode")
_TARGETING: Final = {
    STANDARD["sh"] + name for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
}
_Key = TypeVar("_Key")


class Suspects(NamedTuple):
    """What shapes look at around nodes that may break them, and the shapes with these alone as targets."""

    part: Sequence[ox.Triple]
    shapes: Sequence[ox.Triple]


def suspects(store: ox.Store, shapes: Sequence[ox.Triple], find: Find | None = None) -> Suspects:
    """Return the suspects of a graph, nothing where no node may break a shape.

    Another way to `find` them than to ask the whole must find the same. Beyond some nodes a shape may look
    anywhere: these come with all of the graph.
    """
    read = Shapes(shapes)
    found = (find or everywhere)(store, read)
    targets = [
        ox.Triple(shape, _TARGET, node)  # type: ignore[arg-type]
        for shape, nodes in found.items()
        for node in nodes
    ]
    if not targets:
        return Suspects((), ())
    reach = read.reach()
    nodes = {node for each in found.values() for node in each}
    whole = reach is None
    part = [quad.triple for quad in store] if whole else _around(store, nodes, reach or 0, read.backwards())
    return Suspects(part, [*(triple for triple in shapes if not _targets(triple, read.classes)), *targets])


def _targets(triple: ox.Triple, classes: Collection[Term]) -> bool:
    """Say whether a triple gives a shape targets, by itself or as one of these types of classes."""
    prop = triple.predicate.value
    return prop in _TARGETING or (prop == RDF + "type" and triple.object in classes)


def everywhere(store: ox.Store, shapes: Shapes) -> Found:
    """Return the nodes that may break each shape, the whole graph being asked."""
    return dict(asked(store, shapes.queries()))


def asked(store: ox.Store, queries: Mapping[_Key, Iterable[str]]) -> Iterator[tuple[_Key, set[Any]]]:
    """Yield the nodes ?this that each of some lists of queries finds together, by its key."""
    for key, some in queries.items():
        answers: Any = map(store.query, some)
        yield key, {row["this"] for rows in answers for row in rows}


def _around(
    store: ox.Store, nodes: set[Any], reach: int, backwards: Sequence[ox.NamedNode]
) -> Sequence[ox.Triple]:
    """Return the triples on nodes and on what is some steps from them, and which classes are of which."""
    found = {quad.triple for quad in store.quads_for_pattern(None, ox.NamedNode(RDFS + "subClassOf"), None)}
    seen, frontier = set(nodes), set(nodes)
    for _ in range(reach + 1):
        near = {quad.triple for node in frontier for quad in _on(store, node, backwards)}
        found |= near
        frontier = {end for triple in near for end in (triple.subject, triple.object)} - seen
        seen |= frontier
    return list(found)


def _on(store: ox.Store, node: Any, backwards: Sequence[ox.NamedNode]) -> list[ox.Quad]:  # noqa: ANN401
    """Return what is said of a node, and by some properties of others that lead to it."""
    said = [] if isinstance(node, ox.Literal) else [*store.quads_for_pattern(node, None, None)]
    return said + [quad for prop in backwards for quad in store.quads_for_pattern(None, prop, node)]
