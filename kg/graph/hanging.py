"""What hangs on nodes that cannot be asked for by name: blank nodes, and labels that are nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.graph.labels import SKOSXL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.graph import Graph

    Node = ox.NamedNode | ox.BlankNode

_REMOTE: Final = """
    CONSTRUCT { ?s ?p ?a . ?a ?pa ?b . ?b ?pb ?c . ?c ?pc ?d . ?d ?pd ?e } WHERE {
      VALUES ?s { %s } ?s ?p ?a FILTER(isBlank(?a)) ?a ?pa ?b
      OPTIONAL { ?b ?pb ?c FILTER(isBlank(?b))
        OPTIONAL { ?c ?pc ?d FILTER(isBlank(?c)) OPTIONAL { ?d ?pd ?e FILTER(isBlank(?d)) } } }
    }
"""
"""An endpoint's blank nodes are the same within one answer only, so that this asks for all of it at once."""


def with_hanging(graph: Graph, triples: Iterable[ox.Triple], iri: str) -> set[ox.Triple]:
    """Return triples of a graph with what holds their blank nodes and label nodes, and all that hangs there.

    Of an endpoint, what hangs on those of `iri` alone, four steps deep.
    """
    found = set(triples)
    nodes = [node for triple in found for node in _open(triple)]
    if nodes and graph.is_remote:
        own = {triple for triple in found if _ends_open(triple) and triple.subject == ox.NamedNode(iri)}
        return (found - own) | set(graph.construct(_REMOTE % f"<{iri}>")) if own else found
    holding = set(_holding(graph, nodes))
    return found | holding | set(_hanging(graph, [*nodes, *(n for triple in holding for n in _open(triple))]))


def _hanging(graph: Graph, nodes: Iterable[Node]) -> Iterator[ox.Triple]:
    """Yield all that can be reached from nodes without passing through a thing with an IRI."""
    waiting, seen = list(nodes), set()
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            for triple in _matching(graph, node, None):
                yield triple
                waiting += [triple.object] if isinstance(triple.object, ox.BlankNode) else []


def _holding(graph: Graph, nodes: Iterable[Node]) -> Iterator[ox.Triple]:
    """Yield the triples that lead from things with an IRI to blank nodes."""
    waiting, seen = [node for node in nodes if isinstance(node, ox.BlankNode)], set()
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            for triple in _matching(graph, None, node):
                yield triple
                waiting += [triple.subject] if isinstance(triple.subject, ox.BlankNode) else []


def _matching(graph: Graph, subject: Node | None, value: Node | None) -> Iterator[ox.Triple]:
    within = None if graph.union else ox.DefaultGraph()
    return (quad.triple for quad in graph.store.quads_for_pattern(subject, None, value, within))


def _open(triple: ox.Triple) -> Iterator[Node]:
    """Yield the ends of a triple that are told by what hangs on them."""
    if isinstance(triple.subject, ox.BlankNode):
        yield triple.subject
    if isinstance(triple.object, ox.NamedNode | ox.BlankNode) and _ends_open(triple):
        yield triple.object


def _ends_open(triple: ox.Triple) -> bool:
    """Say whether the object of a triple is told by what hangs on it."""
    return isinstance(triple.object, ox.BlankNode) or triple.predicate.value.startswith(SKOSXL)
