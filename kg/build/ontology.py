"""Read the vocabularies in ontology/ into lookups: classes, properties with their ranges, individuals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import Problem, SeedError
from kg.graph.stores import malformed
from kg.terms import DCTERMS, EVIDENCE, KG, OWL, QB, RDF, RDFS, SCHEMA, SKOS, VANN, XSD, Namespace, local

_TYPE: Final = RDF + "type"
_RANGES: Final = (RDFS + "range", SCHEMA + "rangeIncludes")
_DOMAINS: Final = (RDFS + "domain", SCHEMA + "domainIncludes")
_CLASS_TYPES: Final = {OWL + "Class", RDFS + "Class"}
DIMENSION: Final = QB + "DimensionProperty"
SYMMETRIC: Final = OWL + "SymmetricProperty"
_PROPERTY_TYPES: Final = {OWL + "ObjectProperty", OWL + "DatatypeProperty", RDF + "Property"}
_OWN_EVIDENCE: Final = (
    Path(__file__).parents[2] / "ontology/evidence.ttl",
    Path(__file__).parents[1] / "data/ontology/evidence.ttl",
)

_Index = Mapping[str, Mapping[str, list[str]]]
"""Subject → predicate → values."""


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
    class; `title` and `namespace` are those of the project's own ontology.
    """

    triples: tuple[ox.Triple, ...]
    namespace: Namespace
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

    def is_own(self, iri: str) -> bool:
        """Say whether a term is one of the evidence vocabulary or of the project's own."""
        return iri.startswith((KG, self.namespace.iri))

    def keys_of_dates(self) -> list[str]:
        """Return the keys whose values are dates, the period included, sorted."""
        return [
            "period",
            *(key for key, p in sorted(self.properties.items()) if XSD + "gYear" in p.datatypes),
        ]

    def keys_of_numbers(self) -> list[str]:
        """Return the keys of the project's own whose values are whole numbers, sorted."""
        numbers = (XSD + "integer", XSD + "nonNegativeInteger")
        own = self.properties.items()
        return sorted(
            n for n, p in own if p.datatypes & set(numbers) and p.iri.startswith(self.namespace.iri)
        )

    def of_kind(self, kind: str) -> list[Property]:
        """Return the properties of a type, such as `qb:DimensionProperty`, sorted by IRI."""
        return sorted((p for p in self.properties.values() if kind in p.kinds), key=lambda p: p.iri)


def read_triples(path: Path) -> tuple[ox.Triple, ...]:
    """Return the triples of a Turtle file; raises SeedError with file:line:column when it is malformed."""
    label = f"{path.parent.name}/{path.name}"
    try:
        quads = list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=EVIDENCE))
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


def vocabularies(folder: Path) -> list[Path]:
    """Return the Turtle files of `folder` that are vocabularies, that of evidence first.

    A vocabulary has an `owl:Ontology` header, which shapes have not. A folder without evidence.ttl is read
    with the program's own. Raises SeedError as `read_triples` does.
    """
    own = folder / "evidence.ttl"
    evidence = own if own.exists() else next(path for path in _OWN_EVIDENCE if path.exists())
    others = [path for path in sorted(folder.glob("*.ttl")) if path != own and _header(read_triples(path))]
    return [evidence, *others]


def read_ontology(folder: Path) -> Ontology:
    """Return the lookups of the vocabularies in a folder.

    Raises SeedError as `read_triples` does, and when none of them is the project's own: one that imports
    the evidence vocabulary and states its prefix and namespace.
    """
    triples = tuple(triple for path in vocabularies(folder) for triple in read_triples(path))
    index = _index(triples)
    header = _own_header(index, folder)
    namespace = Namespace(index[header][VANN + "preferredNamespacePrefix"][0], _namespace_of(index, header))
    types = {iri: frozenset(about.get(_TYPE, ())) for iri, about in index.items()}
    supers = _supers(
        {iri: about.get(RDFS + "subClassOf", []) for iri, about in index.items() if types[iri] & _CLASS_TYPES}
    )
    own = sorted((iri for iri in index if iri.startswith((KG, namespace.iri))), key=_evidence_last)
    return Ontology(
        triples=triples,
        namespace=namespace,
        title=next(iter(index[header].get(DCTERMS + "title", ())), ""),
        supers=supers,
        classes={local(iri): iri for iri in own if iri in supers},
        properties={
            local(iri): _property(iri, index[iri], types[iri]) for iri in own if types[iri] & _PROPERTY_TYPES
        },
        individuals=_individuals(own, types, supers),
        labels=_labels(index),
        patterns=_annotated(index, "labelPattern"),
        schemes=_annotated(index, "scheme"),
        orders={iri: int(order) for iri, order in _annotated(index, "order").items()},
    )


def _index(triples: Iterable[ox.Triple]) -> _Index:
    index: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            index[triple.subject.value][triple.predicate.value].append(triple.object.value)
    return index


def _header(triples: Iterable[ox.Triple]) -> bool:
    return any(t.predicate.value == _TYPE and str(t.object) == f"<{OWL}Ontology>" for t in triples)


def _own_header(index: _Index, folder: Path) -> str:
    """Return the IRI of the ontology that imports the evidence vocabulary."""
    for iri, about in sorted(index.items()):
        if EVIDENCE in about.get(OWL + "imports", ()) and about.get(VANN + "preferredNamespacePrefix"):
            return iri
    what = "no file here is the project's own ontology"
    hint = (
        f"Its header says: a owl:Ontology ; owl:imports <{EVIDENCE}> ; dcterms:title … ;"
        " vann:preferredNamespacePrefix … ; vann:preferredNamespaceUri …."
    )
    raise SeedError([Problem(f"{folder.name}:1:1", "ontology", what, hint)])


def _namespace_of(index: _Index, header: str) -> str:
    return next(iter(index[header].get(VANN + "preferredNamespaceUri", ())), header + "#")


def _evidence_last(iri: str) -> tuple[bool, str]:
    """Sort so that, of two terms with one local name, that of the evidence vocabulary prevails."""
    return iri.startswith(KG), iri


def _property(iri: str, about: Mapping[str, list[str]], types: frozenset[str]) -> Property:
    ranges = {value for key in _RANGES for value in about.get(key, ())}
    datatypes = {value for value in ranges if value.startswith(XSD) or value == RDF + "langString"}
    domains = {value for key in _DOMAINS for value in about.get(key, ())}
    parents = tuple(sorted(about.get(RDFS + "subPropertyOf", ())))
    return Property(
        iri, frozenset(ranges - datatypes), frozenset(datatypes), frozenset(domains), types, parents
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
    own: Iterable[str], types: Mapping[str, frozenset[str]], supers: Mapping[str, frozenset[str]]
) -> dict[str, Individual]:
    """Return local name → controlled value of what is neither class nor property."""
    named = {iri: types[iri] & supers.keys() for iri in own}
    return {
        local(iri): Individual(iri, frozenset().union(*(supers[kind] for kind in kinds)))
        for iri, kinds in named.items()
        if kinds and iri not in supers and not types[iri] & _PROPERTY_TYPES
    }


def _labels(index: _Index) -> dict[str, str]:
    return {
        iri: label
        for iri, about in index.items()
        for label in about.get(RDFS + "label", about.get(SKOS + "prefLabel", []))[:1]
    }


def _annotated(index: _Index, name: str) -> dict[str, str]:
    return {iri: value for iri, about in index.items() for value in about.get(KG + name, [])[:1]}
