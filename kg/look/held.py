"""What differs on blank nodes, told of the thing that leads to them: `ex:address/ex:zip`."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode, Triple

from kg import terms
from kg.statements.nested import Nested

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.statements.properties import Properties
    from kg.terms import Prefixes

    Pair = tuple[str, str]

_TYPE: Final = terms.RDF + "type"
_REST: Final = terms.RDF + "rest"
_TELLING: Final = 2
"""So many properties tell which of several blank nodes is meant."""


class Held:
    """The blank nodes of one of two graphs; one to which one thing leads is told of that thing.

    Terms are written as N-Triples writes them; blank nodes have the same names in both graphs.
    """

    def __init__(self, own: set[Triple], other: set[Triple], known: Prefixes) -> None:
        self._known, self._other = known, other
        self._ways: dict[str, list[Pair]] = defaultdict(list)
        blanks: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
        for triple in sorted(own, key=str) if any(map(_has_blank, own)) else ():
            if isinstance(triple.object, BlankNode):
                self._ways[str(triple.object)].append((str(triple.subject), triple.predicate.value))
            if isinstance(triple.subject, BlankNode):
                blanks[str(triple.subject)][triple.predicate.value].append(triple.object)
        self._in_both = {str(t.subject) for t in other if isinstance(t.subject, BlankNode)} & blanks.keys()
        self._links = {(str(t.subject), t.predicate.value, str(t.object)) for t in other if _has_blank(t)}
        held = (t for t in own | other if isinstance(t.object, BlankNode))
        self._siblings = Counter((str(t.subject), t.predicate.value) for t in held)
        self._blanks, self._nested = (
            blanks,
            Nested(blanks, lambda term: short(str(term), known), known.compact),
        )

    def owner(self, subject: str) -> str:
        """Return the thing of which is told what differs on a subject: itself where it is no blank node."""
        return self._way(subject)[0]

    def pairs(self, triples: Iterable[Triple]) -> Iterator[tuple[str, Pair]]:
        """Yield (owner, (property, value)) of triples on blank nodes that both graphs have."""
        for triple in triples:
            owner, path = self._way(subject := str(triple.subject))
            if owner != subject and subject in self._in_both:
                prop, value = self.pair(subject, triple.predicate.value, str(triple.object))
                yield owner, ("/".join((*path, prop)), value)

    def pair(self, subject: str, prop: str, value: str) -> Pair:
        """Return property and object of a triple as Turtle writes them.

        A blank node is told by what hangs on it, and that other things lead to it too; where both graphs have
        the triple, it is the same by its name.
        """
        if value not in self._blanks or (subject, prop, value) in self._links:
            return self._known.compact(prop), short(value, self._known)
        shared = ", shared" if len(self._ways[value]) > 1 else ""
        return self._known.compact(prop), self.words(value) + shared

    def words(self, node: str) -> str:
        """Return what hangs on a blank node; empty where it is not in this graph."""
        return self._nested.words(BlankNode(node[2:])) if node in self._blanks else ""

    def _way(self, subject: str) -> tuple[str, tuple[str, ...]]:
        """Return the owner of a subject, and the properties that lead from there to the subject."""
        path: list[str] = []
        seen = [subject]
        while len(ways := self._ways.get(subject, [])) == 1:
            subject, prop = ways[0]
            path[:0] = [self._step(seen[-1], subject, prop)] if prop != _REST else []
            if subject in seen:  # a circle that nothing else leads to
                return min(seen[seen.index(subject) :]), tuple(path)
            seen.append(subject)
        return subject, tuple(path)

    def _step(self, node: str, holder: str, prop: str) -> str:
        """Return the property that leads to a blank node, with what tells this from others it leads to."""
        name = self._known.compact(prop)
        if self._siblings[holder, prop] < 2:
            return name
        common = (
            f"{self._known.compact(p)} {short(str(value), self._known)}"
            for p, values in self._blanks[node].items()
            for value in values
            if p != _TYPE and Triple(BlankNode(node[2:]), NamedNode(p), value) in self._other
        )
        return f"{name} [{', '.join(islice(common, _TELLING))}]"


def short(term: str, known: Prefixes) -> str:
    """Return a term in N-Triples as Turtle with prefixes writes it."""
    if term.startswith("<"):
        return known.compact(term[1:-1])
    literal, marks, datatype = term.rpartition("^^<")
    if not marks:
        return term
    if datatype == f"{terms.XSD}integer>":
        return literal.strip('"')
    return f"{literal}^^{known.compact(datatype[:-1])}"


def _has_blank(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)
