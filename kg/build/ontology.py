"""Read ontology/jm.ttl into lookups: classes, properties with their ranges, individuals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg import terms
from kg.errors import Problem, SeedError
from kg.graph.stores import malformed
from kg.terms import JM, RDF, RDFS, SKOS, XSD

_TYPE: Final = RDF + "type"
_RANGES: Final = (RDFS + "range", terms.PREFIXES["schema"] + "rangeIncludes")
_DOMAINS: Final = (RDFS + "domain", terms.PREFIXES["schema"] + "domainIncludes")
_CLASS_TYPES: Final = {terms.PREFIXES["owl"] + "Class", RDFS + "Class"}
_PROPERTY_TYPES: Final = {terms.PREFIXES["owl"] + kind for kind in ("ObjectProperty", "DatatypeProperty")} | {
    RDF + "Property"
}


@dataclass(frozen=True)
class Property:
    """A property: IRI, the classes and datatypes its values may have, the classes its subjects may have."""

    iri: str
    classes: frozenset[str] = frozenset()
    datatypes: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    background: bool = False


@dataclass(frozen=True)
class Ontology:
    """What can be said. `supers` gives each class with all its superclasses, itself included."""

    triples: tuple[ox.Triple, ...]
    supers: dict[str, frozenset[str]]
    properties: dict[str, Property]
    individuals: dict[str, frozenset[str]]
    labels: dict[str, str]
    patterns: dict[str, str]

    @property
    def classes(self) -> list[str]:
        """Local names of the classes that the ontology itself defines, sorted."""
        return sorted(iri[len(JM) :] for iri in self.supers if iri.startswith(JM))

    def closure(self, classes: Iterable[str]) -> frozenset[str]:
        """Return the classes with all their superclasses."""
        return frozenset().union(*(self.supers.get(cls, frozenset({cls})) for cls in classes))

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Say whether the class `cls` is `ancestor` or one of its subclasses (IRIs)."""
        return ancestor in self.closure([cls])


def read_triples(path: Path) -> tuple[ox.Triple, ...]:
    """Return the triples of a Turtle file; raises SeedError with file:line:column when it is malformed."""
    label = f"{path.parent.name}/{path.name}"
    try:
        quads = list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=terms.BASE))
    except SyntaxError as error:
        where = f"{label}:{error.lineno or 1}:{error.offset or 1}"
        raise SeedError([Problem(where, "turtle", *malformed("Turtle", error))]) from error
    except FileNotFoundError as error:
        hint = "Restore it; the program reads it with every build."
        raise SeedError([Problem(f"{label}:1:1", "missing-file", "the file is missing", hint)]) from error
    except OSError as error:
        problem = Problem(f"{label}:1:1", "unreadable", f"the file cannot be read: {error.strerror}")
        raise SeedError([problem]) from error
    return tuple(ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)


def read_ontology(path: Path) -> Ontology:
    """Return the lookups of an ontology file; raises SeedError as `read_triples` does."""
    triples = read_triples(path)
    index: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            index[triple.subject.value][triple.predicate.value].append(triple.object.value)
    types = {iri: set(about.get(_TYPE, ())) for iri, about in index.items()}
    properties = {iri for iri, kinds in types.items() if kinds & _PROPERTY_TYPES}
    supers = _supers(
        {iri: about.get(RDFS + "subClassOf", []) for iri, about in index.items() if types[iri] & _CLASS_TYPES}
    )
    return Ontology(
        triples=triples,
        supers=supers,
        properties={
            iri[len(JM) :]: _property(iri, index[iri], types[iri]) for iri in properties if iri.startswith(JM)
        },
        individuals=_individuals(types, supers, properties),
        labels={
            iri: label
            for iri, about in index.items()
            for label in about.get(RDFS + "label", about.get(SKOS + "prefLabel", []))[:1]
        },
        patterns={iri: text for iri, about in index.items() for text in about.get(JM + "labelPattern", [])},
    )


def _property(iri: str, about: dict[str, list[str]], types: set[str]) -> Property:
    ranges = {value for key in _RANGES for value in about.get(key, ())}
    datatypes = {value for value in ranges if value.startswith(XSD) or value == RDF + "langString"}
    domains = {value for key in _DOMAINS for value in about.get(key, ())}
    return Property(
        iri,
        frozenset(ranges - datatypes),
        frozenset(datatypes),
        frozenset(domains),
        JM + "BackgroundProperty" in types,
    )


def _supers(parents: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """Return the reflexive, transitive closure of rdfs:subClassOf; a cycle makes its classes equal."""

    def up(cls: str, seen: set[str]) -> set[str]:
        for parent in parents.get(cls, ()):
            if parent not in seen:
                seen.add(parent)
                up(parent, seen)
        return seen

    return {cls: frozenset(up(cls, {cls})) for cls in parents}


def _individuals(
    types: dict[str, set[str]], supers: dict[str, frozenset[str]], properties: set[str]
) -> dict[str, frozenset[str]]:
    """Return local name → classes (superclasses included) of what is neither class nor property."""
    named = {
        iri: kinds
        for iri, kinds in types.items()
        if iri.startswith(JM) and iri not in supers and iri not in properties
    }
    return {
        iri[len(JM) :]: frozenset().union(*(supers.get(kind, frozenset({kind})) for kind in kinds))
        for iri, kinds in named.items()
        if kinds & supers.keys()
    }
