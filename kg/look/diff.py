"""Two graphs compared by fact: what was added, removed and changed from one to the other.

A fact is the same in both when subject, property, object, source and modality are; a record, an entity and
every other thing when its IRI is. What differs beyond that is a change of it. The triple that a fact makes by
itself is not told a second time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg import terms
from kg.graph.labels import labels_of
from kg.terms import Prefixes, kg, local

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import BlankNode, NamedNode, Triple

    Subject = NamedNode | BlankNode | Triple
    Key = tuple[str, ...]
    Pair = tuple[str, str]

_KINDS: Final = ("Fact", "Record", "Entity", "Source", "Passage")
_TRIPLE: Final = tuple(terms.RDF + part for part in ("subject", "predicate", "object"))
_DERIVED: Final = terms.PROV + "wasDerivedFrom"


@dataclass(frozen=True, order=True)
class Change:
    """One thing that differs: `sign` is `added`, `removed` or `changed`, `kind` as in `fact` or `entity`.

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
    """What differs from one graph to another: by thing (`changes`) and as bare triples, sorted."""

    changes: tuple[Change, ...]
    removed: tuple[Triple, ...]
    added: tuple[Triple, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)


def compare(a: Iterable[Triple], b: Iterable[Triple], prefixes: Prefixes = terms.STANDARD) -> Difference:
    """Return what differs from graph `a` to `b`; blank nodes are compared by their RDFC-1.0 labels."""
    before, after = _canonical(a), _canonical(b)
    removed, added = before - after, after - before
    touched = {triple.subject for triple in removed | added}
    old, new = _Side(before, touched), _Side(after, touched)
    changes = [_change(key, old, new, prefixes) for key in sorted({*old.things, *new.things})]
    found = sorted(change for change in changes if change.before or change.after)
    return Difference(tuple(found), tuple(sorted(removed, key=str)), tuple(sorted(added, key=str)))


def _canonical(triples: Iterable[Triple]) -> set[Triple]:
    from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad

    found = set(triples)
    if any(isinstance(term, BlankNode) for t in found for term in (t.subject, t.object)):
        dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in found)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        found = {quad.triple for quad in dataset}
    return found


class _Side:
    """One of the two graphs: the things that differ, each with its properties, and the names of all."""

    def __init__(self, triples: set[Triple], touched: set[Subject]) -> None:
        self.labels = labels_of(triples)
        described: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for triple in sorted((t for t in triples if t.subject in touched), key=str):
            described[str(triple.subject)][triple.predicate.value].append(str(triple.object))
        stated = {tuple(one[0] for one in parts) for thing in described.values() if (parts := _parts(thing))}
        self.things: dict[Key, set[Pair]] = defaultdict(set)
        self.kinds: dict[Key, str] = {}
        for subject, properties in described.items():
            key = _key(subject, properties)
            self.kinds[key] = _kind(properties)
            self.things[key] |= set(_pairs(subject, properties, key, stated))

    def text(self, term: str) -> str | None:
        """Return the label of an N-Triples term, or None when this graph has none."""
        return self.labels.get(term[1:-1])


def _parts(properties: Mapping[str, list[str]]) -> list[list[str]]:
    """Return the values of subject, predicate and object of a fact; empty for anything else."""
    return [properties[part] for part in _TRIPLE] if all(part in properties for part in _TRIPLE) else []


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
    return next((kind.lower() for kind in _KINDS if f"<{kg(kind)}>" in classes), "thing")


def _pairs(subject: str, properties: Mapping[str, list[str]], key: Key, stated: set[Key]) -> Iterable[Pair]:
    """Yield the (property, value) pairs of a thing beyond those that identify it or that a fact states."""
    identifying = {*_TRIPLE, kg("modality")} if len(key) > 1 else set()
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
    return Change(kind, label, name, sign, _shown(only_before, known), _shown(only_after, known))


def _label(key: Key, old: _Side, new: _Side, known: Prefixes) -> str:
    """Return a thing's name, or a fact as a sentence."""
    return " ".join(_text(term, old, new, known) for term in (key[:3] if len(key) > 1 else key))


def _name(key: Key, known: Prefixes) -> str:
    """Return a thing's prefixed name, or the source and modality of a fact."""
    if len(key) == 1:
        return _compact(key[0], known)
    sources = [known.compact(source) for source in key[3].split()]
    return ", ".join([*sources, local(key[4].strip("<>"))]).strip(", ")


def _text(term: str, old: _Side, new: _Side, known: Prefixes) -> str:
    return new.text(term) or old.text(term) or _compact(term, known)


def _compact(term: str, known: Prefixes) -> str:
    """Return an N-Triples term as Turtle with prefixes writes it."""
    if term.startswith("<"):
        return known.compact(term[1:-1])
    literal, marks, datatype = term.rpartition("^^<")
    if not marks:
        return term
    if datatype == f"{terms.XSD}integer>":
        return literal.strip('"')
    return f"{literal}^^{known.compact(datatype[:-1])}"


def _shown(pairs: set[Pair], known: Prefixes) -> tuple[Pair, ...]:
    return tuple(sorted((known.compact(prop), _compact(value, known)) for prop, value in pairs))
