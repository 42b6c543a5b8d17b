"""What only one of two graphs has, found without holding either: one is read, and the other asked.

An engine on disk takes far longer to tell a triple than to say whether it has one. So of the second graph
only those subjects are read of which it has more triples than both have in common.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, NamedNode

from kg.graph.answers import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Quad, Triple

    from kg.graph.graph import Graph

_COUNTED: Final = "SELECT ?s (COUNT(*) AS ?number) { ?s ?p ?o } GROUP BY ?s"


class Apart(NamedTuple):
    """What one of two graphs has for itself: triples that the other lacks, and all that have blank nodes.

    Blank nodes have names in their own graph only: which triples of theirs are the same is to be found out.
    """

    only: set[Triple]
    blank: set[Triple]


def differing(a: Graph, b: Graph) -> tuple[Apart, Apart]:
    """Return what each of two graphs on this machine has for itself."""
    is_plain = not (a.named_graphs() or b.named_graphs())
    both: Counter[str] = Counter()
    mine = _apart(quads(a), _asked(b, is_plain=is_plain), both)
    others = _others(b, both) if is_plain else quads(b)
    return mine, _apart(others, _asked(a, is_plain=is_plain), Counter())


def quads(graph: Graph, subject: NamedNode | BlankNode | None = None) -> Iterator[Quad]:
    """Return the quads of a graph, or of one subject in it."""
    where = None if graph.union else DefaultGraph()
    return graph.store.quads_for_pattern(subject, None, None, where)


def has_blank(one: Quad | Triple) -> bool:
    """Say whether there is a blank node in a quad or triple."""
    return isinstance(one.subject, BlankNode) or isinstance(one.object, BlankNode)


def _apart(found: Iterable[Quad], other_has: Callable[[Quad], bool], both: Counter[str]) -> Apart:
    """Return what of some quads a graph has for itself, and count by subject in `both` what the other has."""
    apart = Apart(set(), set())
    for quad in found:
        if has_blank(quad):
            apart.blank.add(quad.triple)
        elif other_has(quad):
            both[str(quad.subject)] += 1
        else:
            apart.only.add(quad.triple)
    return apart


def _asked(graph: Graph, *, is_plain: bool) -> Callable[[Quad], bool]:
    """Return what says whether a graph has the triple of a quad, in whichever of its graphs."""
    if is_plain:
        return graph.store.__contains__
    where = None if graph.union else DefaultGraph()

    def has(quad: Quad) -> bool:
        alike = graph.store.quads_for_pattern(quad.subject, quad.predicate, quad.object, where)
        return next(alike, None) is not None

    return has


def _others(graph: Graph, both: Counter[str]) -> Iterator[Quad]:
    """Yield the quads of the subjects of which a graph has more than was found in both."""
    for row in graph.select(_COUNTED):
        subject = row["s"]
        if isinstance(subject, NamedNode | BlankNode) and number(row["number"]) > both[str(subject)]:
            yield from quads(graph, subject)
