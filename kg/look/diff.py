"""Two graphs compared by fact: what was added, removed and changed from one to the other.

A fact is the same in both when subject, property, object, source and modality are; a record, an entity and
every other thing when its IRI is. What differs beyond that is a change of it. The triple that a fact makes by
itself is not told a second time, and what hangs on a blank node is told of the thing that leads to it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.graph.graph import Graph
from kg.look.differing import differing, has_blank, quads
from kg.look.held import Held, short
from kg.look.matching import matched
from kg.terms import Prefixes, kg, local

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

    from kg.look.disputes import Dispute

    Key = tuple[str, ...]
    Pair = tuple[str, str]

_KINDS: Final = {
    **{name: name.lower() for name in ("Fact", "Record", "Entity", "Source", "Passage")},
    "PrintedName": "name",
}
_WORDS: Final = tuple(map(kg, ("quote", "text")))
_LONGEST: Final = 80
"""Characters of a passage that stand for it."""
_DERIVED: Final = terms.PROV + "wasDerivedFrom"


@dataclass(frozen=True, order=True)
class Change:
    """One thing that differs: `sign` is `added`, `removed` or `changed`, `kind` as in `fact` or `entity`.

    Of the kind `graph` are triples in both graphs that stand in other named graphs.

    `before` and `after` hold the (property, value) pairs that only the one or the other graph has, as
    prefixed names and literals in Turtle.
    """

    kind: str
    label: str
    name: str
    sign: str
    before: tuple[Pair, ...]
    after: tuple[Pair, ...]


@dataclass(frozen=True)
class Difference:
    """What differs from one graph to another: by thing (`changes`) and as bare triples, sorted.

    `unnamed` are the blank nodes of the first graph in these triples; `disputes` what statements of the
    second disagree about, and those of the first did not.
    """

    changes: tuple[Change, ...]
    removed: tuple[Triple, ...]
    added: tuple[Triple, ...]
    unnamed: frozenset[str] = frozenset()
    disputes: tuple[Dispute, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def says(self) -> bool:
        """Whether facts or records differ."""
        return any(change.kind in ("fact", "record") for change in self.changes)

    @property
    def moves(self) -> bool:
        """Whether a triple stands in other named graphs."""
        return any(change.kind == "graph" for change in self.changes)


def compare(a: Graph, b: Graph, prefixes: Prefixes = terms.STANDARD) -> Difference:
    """Return what differs from graph `a` to `b`; their blank nodes are matched by what is around them.

    Of graphs on this machine only what has blank nodes is held, and what differs with all that is said of it.
    """
    a, b = _here(a), _here(b)
    mine, others = differing(a, b)
    before, after = matched(mine.blank, others.blank)
    removed, added = mine.only | before - after, others.only | after - before
    held = Held(before, after, prefixes), Held(after, before, prefixes)
    touched = {
        one.owner(str(t.subject)) for one, side in zip(held, (removed, added), strict=True) for t in side
    }
    old, new = _Side(a, before, removed, touched, held[0]), _Side(b, after, added, touched, held[1])
    changes = [_change(key, old, new, prefixes) for key in sorted({*old.things, *new.things})]
    found = sorted(change for change in changes if change.before or change.after)
    ends = {str(term) for triple in removed | added for term in (triple.subject, triple.object)}
    unnamed = frozenset(end for end in ends if held[0].words(end))
    return Difference(tuple(found), tuple(sorted(removed, key=str)), tuple(sorted(added, key=str)), unnamed)


def _here(graph: Graph) -> Graph:
    """Return a graph on this machine, one that an endpoint has as a copy."""
    return Graph.from_triples(graph.triples()) if graph.is_remote else graph


class _Side:
    """One of the two graphs: the things that differ, each with its properties, and the names of all.

    `blank` are its triples with blank nodes, by the names that these have in both graphs.
    """

    def __init__(
        self, graph: Graph, blank: set[Triple], differing: set[Triple], touched: set[str], held: Held
    ) -> None:
        self._graph, self._held = graph, held
        described: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for triple in sorted(_triples_of(graph, blank, touched), key=str):
            described[str(triple.subject)][triple.predicate.value].append(str(triple.object))
        stated = {tuple(one[0] for one in parts) for thing in described.values() if (parts := _parts(thing))}
        self.things: dict[Key, set[Pair]] = defaultdict(set)
        self.kinds: dict[Key, str] = {}
        for subject, properties in described.items():
            key = _key(subject, properties)
            self.kinds[key] = _kind(properties)
            pairs = _pairs(subject, properties, key, stated)
            self.things[key] |= {held.pair(subject, prop, value) for prop, value in pairs}
        for owner, pair in held.pairs(differing):
            self.things[_key(owner, described[owner])].add(pair)

    def text(self, term: str) -> str | None:
        """Return the label of an N-Triples term, a blank node in words, or None when this graph has none."""
        if not term.startswith("<"):
            return self._held.words(term) or None
        return self._graph.labels([term[1:-1]]).get(term[1:-1]) or _words(self._graph, NamedNode(term[1:-1]))


def _triples_of(graph: Graph, blank: set[Triple], subjects: set[str]) -> set[Triple]:
    """Return all triples of some subjects, written as N-Triples writes them."""
    iris = (NamedNode(subject[1:-1]) for subject in subjects if subject.startswith("<"))
    own = {quad.triple for iri in iris for quad in quads(graph, iri) if not has_blank(quad)}
    return own | {triple for triple in blank if str(triple.subject) in subjects}


def _parts(properties: Mapping[str, list[str]]) -> list[list[str]]:
    """Return the values of subject, predicate and object of a fact; empty for anything else."""
    return (
        [properties[part] for part in terms.TRIPLE]
        if all(part in properties for part in terms.TRIPLE)
        else []
    )


def _key(subject: str, properties: Mapping[str, list[str]]) -> Key:
    """Return what makes a thing the same in both graphs."""
    parts = _parts(properties)
    if not parts:
        return (subject,)
    source = sorted({passage.strip("<>").partition("#")[0] for passage in properties.get(_DERIVED, [])})
    modality = properties.get(kg("modality"), [""])
    return (*(one[0] for one in parts), " ".join(source), modality[0])


def _kind(properties: Mapping[str, list[str]]) -> str:
    classes = properties.get(terms.RDF + "type", [])
    return next((kind for cls, kind in _KINDS.items() if f"<{kg(cls)}>" in classes), "thing")


def _words(graph: Graph, iri: NamedNode) -> str | None:
    """Return the words of a passage or printed name, the first of many; None for anything else."""
    said = (quad.object for quad in quads(graph, iri) if quad.predicate.value in _WORDS)
    texts = sorted(" ".join(value.value.split()) for value in said if isinstance(value, Literal))
    return next((f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}”" for text in texts), None)


def _pairs(subject: str, properties: Mapping[str, list[str]], key: Key, stated: set[Key]) -> Iterable[Pair]:
    """Yield the (property, value) pairs of a thing beyond those that identify it or that a fact states."""
    identifying = {*terms.TRIPLE, kg("modality")} if len(key) > 1 else set()
    for prop, values in properties.items():
        for value in values:
            if prop not in identifying and (subject, f"<{prop}>", value) not in stated:
                yield prop, value


def _change(key: Key, old: _Side, new: _Side, known: Prefixes) -> Change:
    before, after = old.things.get(key), new.things.get(key)
    sign = "added" if before is None else "removed" if after is None else "changed"
    only_before, only_after = (before or set()) - (after or set()), (after or set()) - (before or set())
    kind = new.kinds.get(key) or old.kinds[key]
    label, name = _label(key, old, new, known), _name(key, known)
    return Change(kind, label, name, sign, tuple(sorted(only_before)), tuple(sorted(only_after)))


def _label(key: Key, old: _Side, new: _Side, known: Prefixes) -> str:
    """Return a thing's name, or a fact as a sentence."""
    return " ".join(_text(term, old, new, known) for term in (key[:3] if len(key) > 1 else key))


def _name(key: Key, known: Prefixes) -> str:
    """Return a thing's prefixed name, or the source and modality of a fact."""
    if len(key) == 1:
        return "" if key[0].startswith("_:") else _short(key[0], known)
    sources = [known.compact(source) for source in key[3].split()]
    return ", ".join([*sources, local(key[4].strip("<>"))]).strip(", ")


def _short(term: str, known: Prefixes) -> str:
    """Return a thing as commands take it: `src:rojas-2025#char=10,20` is a passage."""
    name = short(term, known)
    source, sign, place = term[1:-1].partition("#")
    return f"{known.compact(source)}{sign}{place}" if name.startswith("<") and "#char=" in term else name


def _text(term: str, old: _Side, new: _Side, known: Prefixes) -> str:
    return new.text(term) or old.text(term) or short(term, known)
