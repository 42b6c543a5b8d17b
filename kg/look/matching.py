"""The blank nodes of two graphs matched, so that one that changed a little is the same node in both.

Nodes match that look alike from all around, and like no others of their graph; then what one thing leads to
by one property, the likest first; then what nothing leads to. Any matching makes the difference of two graphs
correct, a good one makes it small.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, Triple

from kg.look.side import Side, color, groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Pair = tuple[str, str]
    Likeness = tuple[float, str, str, str, str]
    Path = tuple[str, ...]

_LIKE_ENOUGH: Final = 0.5
_COMMON: Final = 100
"""What so many nodes have does not tell which of them is meant."""


def matched(a: Iterable[Triple], b: Iterable[Triple]) -> tuple[set[Triple], set[Triple]]:
    """Return two graphs in which blank nodes that match have one name, and others none of the other graph's.

    The two are equal exactly when the graphs are isomorphic: where only the canonical form (RDFC-1.0) tells,
    that of both is returned.
    """
    before, after = set(a), set(b)
    old, new = Side(before), Side(after)
    if not old.nodes and not new.nodes:
        return before, after
    color(old, new)
    names = old.named()
    found = {node: names[other] for node, other in _Matching(old, new).names.items()}
    others = new.named("new") | found
    first = {_renamed(triple, names) for triple in before}
    second = {_renamed(triple, others) for triple in after}
    if first != second and old.looks() == new.looks() and canonical(before) == canonical(after):
        return canonical(before), canonical(after)
    return first, second


def canonical(triples: Iterable[Triple]) -> set[Triple]:
    """Return a graph with the names that RDFC-1.0 gives to its blank nodes."""
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {quad.triple for quad in dataset}


def _renamed(triple: Triple, names: Mapping[str, str]) -> Triple:
    """Return a triple with other names for its blank nodes."""
    subject, value = triple.subject, triple.object
    if isinstance(subject, BlankNode):
        subject = BlankNode(names[subject.value])
    if isinstance(value, BlankNode):
        value = BlankNode(names[value.value])
    return Triple(subject, triple.predicate, value)


class _Matching:
    """Which blank node of the second graph is which of the first: `names`, of those that match."""

    def __init__(self, old: Side, new: Side) -> None:
        self._old, self._new = old, new
        self.names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._waiting: list[Pair] = []
        for a, b in self._unmistakable():
            self._match(a, b)
        self._pair_groups(old.by_holder(), new.by_holder())
        self._follow()
        self._pair(old.free(), new.free())
        self._follow()
        for a, b in self._alike():
            self._match(a, b)
            self._follow()

    def _unmistakable(self) -> Iterator[Pair]:
        """Yield the nodes that look alike, and like no other of their graph."""
        old, new = (groups((c, node) for node, c in side.colours.items()) for side in (self._old, self._new))
        for colour in old.keys() & new.keys():
            if len(old[colour]) == len(new[colour]) == 1:
                yield old[colour][0], new[colour][0]

    def _alike(self) -> Iterator[Pair]:
        """Yield nodes that look alike, of which others do too, for as long as they are not matched."""
        old = groups((colour, node) for node, colour in self._old.colours.items())
        for node in self._new.nodes:
            for other in old.get(self._new.colours[node], ()):
                if self._is_free(other, node):
                    yield other, node

    def _is_free(self, a: str, b: str) -> bool:
        return a not in self._taken and b not in self.names

    def _match(self, a: str, b: str) -> None:
        self.names[b] = a
        self._taken.add(a)
        self._waiting.append((a, b))

    def _follow(self) -> None:
        """Match what the nodes matched lead to."""
        while self._waiting:
            a, b = self._waiting.pop()
            self._pair_groups(groups(self._old.below(a)), groups(self._new.below(b)))

    def _pair_groups(self, old: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> None:
        for place in sorted(old.keys() & new.keys()):
            self._pair(old[place], new[place])

    def _pair(self, olds: Sequence[str], news: Sequence[str]) -> None:
        """Match nodes that are like enough, the likest first."""
        olds = [node for node in olds if node not in self._taken]
        news = [node for node in news if node not in self.names]
        for *_, a, b in sorted(self._likenesses(olds, news)):
            if self._is_free(a, b):
                self._match(a, b)

    def _likenesses(
        self, olds: Sequence[str], news: Sequence[str]
    ) -> Iterator[tuple[float, str, str, str, str]]:
        """Yield (unlikeness, …, old, new) of nodes that are like enough, below 0 where they look alike."""
        coloured = groups((self._new.colours[node], node) for node in news)
        features = {node: self._new.features(node) for node in news}
        having = groups((feature, node) for node in news for feature in features[node])
        for a in olds:
            look = self._old.colours[a]
            yield from ((-1.0, look, look, a, b) for b in coloured.get(look, ()))
            mine = self._old.features(a)
            telling = [found for feature in mine if len(found := having.get(feature, ())) <= _COMMON]
            for b, shared in Counter(chain.from_iterable(telling)).items():
                unlikeness = 1 - shared / min(len(mine), len(features[b]))
                if unlikeness <= 1 - _LIKE_ENOUGH:
                    yield unlikeness, self._old.colours[a], self._new.colours[b], a, b
