"""What a build has put together so far: triples, places, labels, problems; how each kind of node is added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from kg.build.labels import fill, pattern_of
from kg.build.things import Term, Thing, Things
from kg.errors import Problem
from kg.ontology.lookups import Ontology, Property
from kg.seeds.rows import Seeds, Stated, Value
from kg.terms import PROV, RDF, SKOS, kg
from kg.text.mentions import Names

TYPE: Final = ox.NamedNode(RDF + "type")
LABEL: Final = ox.NamedNode(SKOS + "prefLabel")
DERIVED: Final = ox.NamedNode(PROV + "wasDerivedFrom")


@dataclass
class Said:
    """How one statement of a record is said: its passages, its qualifiers, its position in a list."""

    passages: set[str] = field(default_factory=set)
    qualifiers: dict[str, list[Term]] = field(default_factory=dict)
    position: int | None = None


class Assembly:
    """The growing graph of one build."""

    def __init__(self, seeds: Seeds, ontology: Ontology) -> None:
        self.seeds, self.ontology = seeds, ontology
        self.namespace = ontology.namespace
        self.problems: list[Problem] = []
        self.report = self.problems.append
        self.things = Things(seeds, ontology, self.report)
        self.triples = list(ontology.triples)
        self.places = {thing.node.value: thing.where for thing in self.things.by_id.values()}
        self.labels = dict(ontology.labels)
        self.names = Names({row.id: row.texts for row in seeds.entities})
        self.statements: dict[str, dict[tuple[str, Term], Said]] = defaultdict(dict)
        self._stated: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))

    def wrong(self, where: str, rule: str, what: str, hint: str) -> None:
        """Report an error."""
        self.report(Problem(where, rule, what, hint))

    def add(self, subject: ox.NamedNode, predicate: ox.NamedNode | str, value: Term | str) -> None:
        """Add a triple; a predicate in words is one of the evidence vocabulary, a value in words a string."""
        predicate = predicate if isinstance(predicate, ox.NamedNode) else ox.NamedNode(kg(predicate))
        value = ox.Literal(value) if isinstance(value, str) else value
        self.triples.append(ox.Triple(subject, predicate, value))

    def typed(self, node: ox.NamedNode, classes: Iterable[str]) -> None:
        """Type a node with those of its classes that are ours, and put it into their concept schemes."""
        for cls in sorted(filter(self.ontology.is_own, classes)):
            self.add(node, TYPE, ox.NamedNode(cls))
            if cls in self.ontology.schemes:
                self.add(node, ox.NamedNode(SKOS + "inScheme"), ox.NamedNode(self.ontology.schemes[cls]))

    def label(self, node: ox.NamedNode, values: Iterable[Value]) -> None:
        """Label a node; a value without a language is English."""
        for value in values:
            self.add(node, LABEL, ox.Literal(value.text, language=value.language or "en"))
            if value.language in {"", "en"}:
                self.labels[node.value] = value.text

    def dates(self, node: ox.NamedNode, instants: Mapping[str, str]) -> None:
        """Add the earliest and latest instant of a node and the precision in which they are stated."""
        for key, text in instants.items():
            self.add(node, key, self.term_of(key, text))

    def term_of(self, key: str, text: str) -> Term:
        """Return the value that `text` is of a key that the build writes itself."""
        prop = self.ontology.properties[key]
        found = self.things.term(Value(text, ""), prop, key)
        assert found is not None, (key, text)
        return found

    def terms(self, stated: Stated, prop: Property) -> list[Term]:
        """Return the values of a key as RDF terms, leaving out (and reporting) those that do not fit."""
        found = (self.things.term(value, prop, stated.key) for value in stated.values)
        return [term for term in found if term is not None]

    def state(self, record: Thing, prop: Property, key: str, values: Iterable[Term]) -> None:
        """Add a record's property, and remember it for the record's label."""
        for value in values:
            self._stated[record.node.value][key].append(value)
            self.add(record.node, ox.NamedNode(prop.iri), value)

    def record_label(self, record: Thing) -> str:
        """Return a record's label: its own, else the one that its class's pattern makes."""
        iri = record.node.value
        if iri not in self.labels:
            self.labels[iri] = iri.rpartition("/")[2]
            stated = self._stated[iri]
            pattern = pattern_of(record.declared, self.ontology.supers, self.ontology.patterns)
            made = fill(pattern, lambda key: [self._shown(value) for value in stated.get(key, ())])
            self.labels[iri] = made or self.labels[iri]
        return self.labels[iri]

    def _shown(self, term: Term) -> str:
        """Return how a value reads in a label: by its own label, a literal as it is."""
        if isinstance(term, ox.Literal):
            return term.value
        thing = self.things.by_id.get(term.value.rpartition("/")[2])
        if thing and thing.is_record:
            return self.record_label(thing)
        return self.labels.get(term.value, term.value.rpartition("/")[2])
