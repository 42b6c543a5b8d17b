"""Read the vocabularies in ontology/ into lookups: classes, properties with their ranges, individuals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import Problem, SeedError
from kg.graph.labels import labels_of
from kg.graph.prefixes import is_iri
from kg.ontology.vocabularies import (
    Index,
    header,
    index_of,
    namespace_of,
    places_of_terms,
    preferred,
    vocabularies,
)
from kg.terms import (
    DCTERMS,
    KG,
    OWL,
    QB,
    RDF,
    RDFS,
    SCHEMA,
    STANDARD,
    XSD,
    Namespace,
    Prefixes,
    closure,
    kg,
    local,
)

_TYPE: Final = RDF + "type"
_RANGES: Final = (RDFS + "range", SCHEMA + "rangeIncludes")
_DOMAINS: Final = (RDFS + "domain", SCHEMA + "domainIncludes")
_CLASS_TYPES: Final = {OWL + "Class", RDFS + "Class"}
DIMENSION: Final = QB + "DimensionProperty"
SYMMETRIC: Final = OWL + "SymmetricProperty"
_LONGEST: Final = 10
"""Digits of an order."""
_PROPERTY_TYPES: Final = {OWL + "ObjectProperty", OWL + "DatatypeProperty", RDF + "Property"}


@dataclass(frozen=True)
class Property:
    """A property: IRI, the classes and datatypes its values may have, the classes its subjects may have.

    `kinds` are the IRIs of its types: a `kg:Restriction`, an `owl:SymmetricProperty`.
    """

    iri: str
    classes: frozenset[str] = frozenset()
    datatypes: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    parents: tuple[str, ...] = ()

    @property
    def background(self) -> bool:
        """Whether its values are our own knowledge, which no document states."""
        return KG + "BackgroundProperty" in self.kinds


@dataclass(frozen=True)
class Individual:
    """A controlled value: IRI and all its classes."""

    iri: str
    classes: frozenset[str]


@dataclass(frozen=True)
class Ontology:
    """What can be said, by local names: evidence and domain are one here.

    `supers` gives each class with all its superclasses, itself included; `schemes` the concept scheme of a
    class; `title` and `namespace` are those of the project's own ontology; `spaces` gives the namespace of
    each vocabulary by its prefix.
    """

    triples: tuple[ox.Triple, ...]
    namespace: Namespace
    spaces: Mapping[str, str]
    title: str
    supers: dict[str, frozenset[str]]
    classes: dict[str, str]
    properties: dict[str, Property]
    individuals: dict[str, Individual]
    labels: dict[str, str]
    patterns: dict[str, str]
    schemes: dict[str, str]
    orders: dict[str, int]

    def closure(self, classes: Iterable[str]) -> frozenset[str]:
        """Return the classes with all their superclasses."""
        return frozenset().union(*(self.supers.get(cls, frozenset({cls})) for cls in classes))

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Say whether the class `cls` is `ancestor` or one of its subclasses (IRIs)."""
        return ancestor in self.closure([cls])

    def under(self, ancestor: str) -> dict[str, str]:
        """Return the classes at or below `ancestor` (IRIs) by local name."""
        return {name: iri for name, iri in self.classes.items() if self.is_a(iri, ancestor)}

    def is_own(self, iri: str) -> bool:
        """Say whether a term is one of the project's vocabularies, evidence included."""
        return iri.startswith(tuple(self.spaces.values()))

    @property
    def prefixes(self) -> Prefixes:
        """The standard prefixes with those of the project's vocabularies."""
        return Prefixes(self.spaces) | self.namespace.prefixes

    def objects(self, predicate: str) -> dict[str, frozenset[str]]:
        """Return what a property (IRI) leads to, IRIs and texts alike, by the IRI of the term that has it."""
        found: dict[str, set[str]] = defaultdict(set)
        for triple in self.triples:
            if triple.predicate.value == predicate and isinstance(triple.object, ox.NamedNode | ox.Literal):
                found[str(getattr(triple.subject, "value", ""))].add(triple.object.value)
        return {subject: frozenset(values) for subject, values in found.items()}

    @cached_property
    def ends(self) -> tuple[list[str], list[str]]:
        """The keys of a figure that say where it comes from, and those that say where it goes, sorted."""
        froms, tos = (
            set(map(local, self.objects(kg(side)).get(kg("Observation"), ())))
            for side in ("foldsFrom", "foldsTo")
        )
        return sorted(froms - tos), sorted(tos - froms)

    @cached_property
    def focused(self) -> frozenset[str]:
        """The IRIs of the two things whose relations the project is about."""
        return frozenset().union(
            *(found for side in ("focus", "counterpart") for found in self.objects(kg(side)).values())
        )

    def keys_of_dates(self) -> list[str]:
        """Return the keys whose values are dates, the period included, sorted."""
        return ["period", *sorted(key for key, p in self.properties.items() if XSD + "gYear" in p.datatypes)]

    def keys_of_numbers(self) -> list[str]:
        """Return the keys of the domain whose values are whole numbers, sorted."""
        numbers = {XSD + "integer", XSD + "nonNegativeInteger"}
        own = {key: p for key, p in self.properties.items() if not p.iri.startswith(KG)}
        return sorted(key for key, p in own.items() if p.datatypes & numbers)

    def of_kind(self, kind: str) -> list[Property]:
        """Return the properties of a type, such as `qb:DimensionProperty`, sorted by IRI."""
        return sorted((p for p in self.properties.values() if kind in p.kinds), key=lambda p: p.iri)


def read_ontology(folder: Path) -> Ontology:
    """Return the lookups of the vocabularies in a folder.

    Raises SeedError as `vocabularies` and `namespace_of` do, and when a term cannot be what it is said to be.
    """
    triples = tuple(chain.from_iterable(vocabularies(folder).values()))
    index = index_of(triples)
    namespace = namespace_of(index, folder)
    types = {iri: frozenset(about.get(_TYPE, ())) for iri, about in index.items()}
    above = {iri: index[iri].get(RDFS + "subClassOf", []) for iri in index if types[iri] & _CLASS_TYPES}
    supers = {cls: frozenset(found) for cls, found in closure(above).items()}
    spaces = {**preferred(index), "kg": KG, namespace.prefix: namespace.iri}
    own = sorted(iri for iri in index if iri.startswith(tuple(spaces.values())))
    classes = [iri for iri in own if iri in supers]
    properties = [iri for iri in own if types[iri] & _PROPERTY_TYPES]
    individuals = [iri for iri in own if types[iri] & supers.keys() and iri not in {*classes, *properties}]
    _check(index, spaces, folder, (classes, properties, individuals))
    return Ontology(
        triples=triples,
        namespace=namespace,
        spaces=spaces,
        title=next(iter(index[header(index, folder)].get(DCTERMS + "title", ())), ""),
        supers=supers,
        classes={local(iri): iri for iri in classes},
        properties={local(iri): _property(iri, index[iri], types[iri]) for iri in properties},
        individuals={local(iri): _individual(iri, types[iri], supers) for iri in individuals},
        labels=labels_of(triples),
        patterns=_annotated(index, "labelPattern"),
        schemes=_annotated(index, "scheme"),
        orders={iri: int(order) for iri, order in _annotated(index, "order").items()},
    )


def _check(index: Index, spaces: Mapping[str, str], folder: Path, kinds: Iterable[Iterable[str]]) -> None:
    """Raise SeedError where two terms of a kind have one name, or a term or annotation is of no use."""
    prefixes = STANDARD | spaces
    wrong = [twins for terms in kinds for twins in _twins(terms, prefixes)]
    wrong += [*_misannotated(index, prefixes), *_strange(index, spaces)]
    if wrong:
        places = places_of_terms(folder)
        nowhere = f"{folder.name}:1:1"
        raise SeedError([Problem(places.get(iri, nowhere), "ontology", *said) for iri, said in wrong])


def _twins(iris: Iterable[str], prefixes: Prefixes) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield (IRI, what is wrong, what to do) for each term with the local name of another, all seeds give."""
    first: dict[str, str] = {}
    for iri in sorted(iris, key=lambda iri: (not iri.startswith(KG), iri)):
        other = first.setdefault(local(iri), iri)
        if other != iri:
            name, taken = map(prefixes.compact, (iri, other))
            what = f"{name} has the name of {taken}, and seeds say {local(iri)!r} alone"
            yield iri, (what, f"Use {taken} if it is meant, else give {name} another name.")


def _misannotated(index: Index, prefixes: Prefixes) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the same for each annotation of a class whose value cannot be used."""
    usable: dict[str, tuple[Callable[[str], bool], str]] = {
        "order": (_is_whole, "Write a whole number, such as 3."),
        "scheme": (is_iri, "Name a concept scheme: an IRI or a prefixed name."),
    }
    for key, (fits, hint) in usable.items():
        for iri, value in _annotated(index, key).items():
            if not fits(value):
                yield iri, (f"the kg:{key} of {prefixes.compact(iri)} cannot be {value!r}", hint)


def _strange(index: Index, spaces: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the same for each class and property that no seed can name: its namespace is no vocabulary's."""
    for iri, about in index.items():
        kinds = {*about.get(_TYPE, ())} & (_CLASS_TYPES | _PROPERTY_TYPES)
        if kinds and not iri.startswith(tuple(spaces.values())):
            known = ", ".join(f"{prefix}: <{space}>" for prefix, space in spaces.items())
            what = f"<{iri}> is defined in a namespace that is none of this project's"
            yield iri, (what, f"Use one of {known}; or give its vocabulary an owl:Ontology header.")


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < _LONGEST


def _property(iri: str, about: Mapping[str, list[str]], types: frozenset[str]) -> Property:
    ranges = {value for key in _RANGES for value in about.get(key, ())}
    datatypes = {value for value in ranges if value.startswith(XSD) or value == RDF + "langString"}
    domains = {value for key in _DOMAINS for value in about.get(key, ())}
    parents = tuple(sorted(about.get(RDFS + "subPropertyOf", ())))
    classes = frozenset(ranges - datatypes)
    return Property(iri, classes, frozenset(datatypes), frozenset(domains), types, parents)


def _individual(iri: str, types: frozenset[str], supers: Mapping[str, frozenset[str]]) -> Individual:
    return Individual(iri, frozenset().union(*(supers[kind] for kind in types & supers.keys())))


def _annotated(index: Index, name: str) -> dict[str, str]:
    return {iri: value for iri, about in index.items() for value in about.get(KG + name, [])[:1]}
