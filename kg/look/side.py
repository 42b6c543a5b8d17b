"""The blank nodes of a graph that is compared: what is around each, and which look alike."""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from pyoxigraph import BlankNode

from kg import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Literal, NamedNode, Triple

    Pair = tuple[str, str]
    Path = tuple[str, ...]

K = TypeVar("K")

_ROUNDS: Final = 16
"""How many steps from blank node to blank node are looked around a node."""
_DEEPEST: Final = 4
_MOST: Final = 200
"""How many steps down, and at how many texts and IRIs, it is looked for how like two nodes are."""
_TYPE: Final = terms.RDF + "type"
_FIRST: Final = terms.RDF + "first"


class Side:
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
        self.colours = dict.fromkeys(self.nodes, "")

    def looks(self) -> list[str]:
        """Return how its blank nodes look, sorted: the same for isomorphic graphs."""
        return sorted(self.colours.values())

    def named(self, prefix: str = "b") -> dict[str, str]:
        """Return blank node → a name made of how it looks, numbered where several look alike."""
        alike = groups((colour, node) for node, colour in self.colours.items())
        return {
            node: f"{prefix}{colour[:24]}{f'n{number}' if number else ''}"
            for colour, nodes in alike.items()
            for number, node in enumerate(nodes)
        }

    def look_farther(self) -> bool:
        """Look a step farther around each node; say whether that tells more of them apart."""
        count = len({*self.colours.values()})
        self.colours = {node: self._colour(node) for node in self.nodes}
        return len({*self.colours.values()}) > count

    def _colour(self, node: str) -> str:
        around = [
            sorted((prop, self.colours.get(end, end)) for prop, end in pairs)
            for pairs in (self.out[node], self.into[node])
        ]
        told = repr((self.colours[node], around))
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    def by_holder(self) -> dict[str, list[str]]:
        """Return property and IRI → the blank nodes to which that leads by it."""
        pairs = ((pair, node) for node in self.nodes for pair in self.into[node])
        return groups((" ".join(pair), node) for pair, node in pairs if pair[1] not in self.colours)

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


def color(*sides: Side) -> None:
    """Give the nodes of several graphs colours: those that look alike have the same, in whichever graph."""
    for _ in range(_ROUNDS):
        told = [side.look_farther() for side in sides]
        if not any(told):
            break


def groups(keyed: Iterable[tuple[K, str]]) -> dict[K, list[str]]:
    """Return the nodes by their keys."""
    found: dict[K, list[str]] = defaultdict(list)
    for key, node in keyed:
        found[key].append(node)
    return found


def _end(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """Return a blank node by its name, any other term as N-Triples writes it."""
    return term.value if isinstance(term, BlankNode) else str(term)
