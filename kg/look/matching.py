"""The blank nodes of two graphs matched, so that one that changed a little is the same node in both.

Nodes match that look alike from all around, and like no others of their graph; then what one thing leads to
by one property, the likest first; then what nothing leads to. Any matching makes the difference of two graphs
correct, a good one makes it small.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from hashlib import sha256
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, TypeVar

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, Triple

from kg import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Literal, NamedNode

    Pair = tuple[str, str]
    Path = tuple[str, ...]

K = TypeVar("K")

_ROUNDS: Final = 16
"""How many steps from blank node to blank node are looked around a node."""
_DEEPEST: Final = 4
_MOST: Final = 200
"""How many steps down, and at how many texts and IRIs, it is looked for how like two nodes are."""
_LIKE_ENOUGH: Final = 0.5
_COMMON: Final = 100
"""What so many nodes have does not tell which of them is meant."""
_TYPE: Final = terms.RDF + "type"
_FIRST: Final = terms.RDF + "first"


def matched(a: Iterable[Triple], b: Iterable[Triple]) -> tuple[set[Triple], set[Triple]]:
    """Return two graphs in which blank nodes that match have one name, and others none of the other graph's.

    The two are equal exactly when the graphs are isomorphic (RDFC-1.0).
    """
    before, after = _canonical(a), _canonical(b)
    if before == after:
        return before, after
    names = _Matching(_Side(before), _Side(after)).names
    return before, {_renamed(triple, names) for triple in after}


def _canonical(triples: Iterable[Triple]) -> set[Triple]:
    found = set(triples)
    if any(isinstance(term, BlankNode) for t in found for term in (t.subject, t.object)):
        dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in found)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        found = {quad.triple for quad in dataset}
    return found


def _renamed(triple: Triple, names: Mapping[str, str]) -> Triple:
    subject, value = triple.subject, triple.object
    if isinstance(subject, BlankNode):
        subject = BlankNode(names.get(subject.value, f"new{subject.value}"))
    if isinstance(value, BlankNode):
        value = BlankNode(names.get(value.value, f"new{value.value}"))
    return Triple(subject, triple.predicate, value)


class _Side:
    """The blank nodes of one graph: the (property, end) pairs of what each leads to and what leads to it."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.out: dict[str, list[Pair]] = defaultdict(list)
        self.into: dict[str, list[Pair]] = defaultdict(list)
        for triple in triples:
            prop = triple.predicate.value
            if isinstance(triple.subject, BlankNode):
                self.out[triple.subject.value].append((prop, _end(triple.object)))
            if isinstance(triple.object, BlankNode):
                self.into[triple.object.value].append((prop, _end(triple.subject)))
        self.nodes = sorted({*self.out, *self.into})
        self.colours = self._colours()

    def _colours(self) -> dict[str, str]:
        """Return a digest of what is around each node: nodes that look alike have the same."""
        colours, count = dict.fromkeys(self.nodes, ""), 0
        for _ in range(_ROUNDS):
            colours = {node: self._colour(node, colours) for node in self.nodes}
            if count == (count := len({*colours.values()})):
                break
        return colours

    def _colour(self, node: str, colours: Mapping[str, str]) -> str:
        around = [
            sorted((prop, colours.get(end, end)) for prop, end in pairs)
            for pairs in (self.out[node], self.into[node])
        ]
        return sha256(repr((colours[node], around)).encode("utf-8", "surrogatepass")).hexdigest()

    def by_holder(self) -> dict[str, list[str]]:
        """Return property and IRI → the blank nodes to which that leads by it."""
        pairs = ((pair, node) for node in self.nodes for pair in self.into[node])
        return _groups((" ".join(pair), node) for pair, node in pairs if pair[1] not in self.colours)

    def free(self) -> list[str]:
        """Return the nodes to which nothing leads."""
        return [node for node in self.nodes if not self.into[node]]

    def below(self, node: str) -> Iterator[Pair]:
        """Yield the (property, blank node) pairs of what a blank node leads to."""
        return (pair for pair in self.out[node] if pair[1] in self.colours)

    def features(self, node: str) -> frozenset[Path]:
        """Return the ways from a node to what hangs on it but its classes; none for a list."""
        if any(prop == _FIRST for prop, _ in self.out[node]):
            return frozenset()  # a list that changed is another list
        return frozenset(islice(self._paths(node, ()), _MOST))

    def _paths(self, node: str, above: Path) -> Iterator[Path]:
        for prop, end in sorted(self.out[node], key=lambda pair: (pair[1] in self.colours, pair)):
            if end not in self.colours and prop != _TYPE:
                yield (*above, prop, end)
            elif end in self.colours and len(above) < _DEEPEST:
                yield from self._paths(end, (*above, prop))


class _Matching:
    """Which blank node of the second graph is which of the first: `names`, of those that match."""

    def __init__(self, old: _Side, new: _Side) -> None:
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
        old, new = (_groups((c, node) for node, c in side.colours.items()) for side in (self._old, self._new))
        for colour in old.keys() & new.keys():
            if len(old[colour]) == len(new[colour]) == 1:
                yield old[colour][0], new[colour][0]

    def _alike(self) -> Iterator[Pair]:
        """Yield nodes that look alike, of which others do too, for as long as they are not matched."""
        old = _groups((colour, node) for node, colour in self._old.colours.items())
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
            self._pair_groups(_groups(self._old.below(a)), _groups(self._new.below(b)))

    def _pair_groups(self, old: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> None:
        for place in sorted(old.keys() & new.keys()):
            self._pair(old[place], new[place])

    def _pair(self, olds: Sequence[str], news: Sequence[str]) -> None:
        """Match nodes that are like enough, the likest first."""
        olds = [node for node in olds if node not in self._taken]
        news = [node for node in news if node not in self.names]
        for _, a, b in sorted(self._likenesses(olds, news)):
            if self._is_free(a, b):
                self._match(a, b)

    def _likenesses(self, olds: Sequence[str], news: Sequence[str]) -> Iterator[tuple[float, str, str]]:
        """Yield (unlikeness, old, new) of nodes that are like enough, below 0 where they look alike."""
        coloured = _groups((self._new.colours[node], node) for node in news)
        features = {node: self._new.features(node) for node in news}
        having = _groups((feature, node) for node in news for feature in features[node])
        for a in olds:
            yield from ((-1.0, a, b) for b in coloured.get(self._old.colours[a], ()))
            mine = self._old.features(a)
            telling = [found for feature in mine if len(found := having.get(feature, ())) <= _COMMON]
            for b, shared in Counter(chain.from_iterable(telling)).items():
                unlikeness = 1 - shared / min(len(mine), len(features[b]))
                if unlikeness <= 1 - _LIKE_ENOUGH:
                    yield unlikeness, a, b


def _groups(keyed: Iterable[tuple[K, str]]) -> dict[K, list[str]]:
    groups: dict[K, list[str]] = defaultdict(list)
    for key, node in keyed:
        groups[key].append(node)
    return groups


def _end(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """Return a blank node by its name, any other term as N-Triples writes it."""
    return term.value if isinstance(term, BlankNode) else str(term)
