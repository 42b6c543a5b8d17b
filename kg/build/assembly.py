"""A part while it is put together: how each kind of node is added, and what is wrong is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

import pyoxigraph as ox

from kg.build.context import Context
from kg.build.part import Part, Said, Statement
from kg.build.things import Term
from kg.errors import Problem
from kg.ontology.lookups import Property
from kg.seeds.coverage import Coverage
from kg.seeds.rows import Stated, Value
from kg.terms import PROV, RDF, SKOS, kg

TYPE: Final = ox.NamedNode(RDF + "type")
LABEL: Final = ox.NamedNode(SKOS + "prefLabel")
DERIVED: Final = ox.NamedNode(PROV + "wasDerivedFrom")

_Found = TypeVar("_Found")


class Assembly:
    """The growing part of one source."""

    def __init__(self, context: Context) -> None:
        self.ontology, self.things, self.names = context.ontology, context.things, context.names
        self.namespace = context.ontology.namespace
        self.problems: list[Problem] = []
        self.report = self.problems.append
        self.triples: list[Statement] = []
        self.places: dict[str, str] = {}
        self.said: list[Said] = []

    def part(self, printed: Iterable[str] = (), coverage: Iterable[Coverage] = ()) -> Part:
        """Return the finished part."""
        made = tuple(self.triples), tuple(self.problems), self.places, tuple(self.said)
        return Part(*made, frozenset(printed), tuple(coverage))

    def wrong(self, where: str, rule: str, what: str, hint: str) -> None:
        """Report an error."""
        self.report(Problem(where, rule, what, hint))

    def found(self, found: _Found | Problem | None) -> _Found | None:
        """Return what was found, or None after reporting the problem that there is instead."""
        if isinstance(found, Problem):
            self.report(found)
            return None
        return found

    def add(self, subject: ox.NamedNode, predicate: ox.NamedNode | str, value: Term | str) -> None:
        """Add a triple; a predicate in words is one of the evidence vocabulary, a value in words a string."""
        predicate = predicate if isinstance(predicate, ox.NamedNode) else ox.NamedNode(kg(predicate))
        value = ox.Literal(value) if isinstance(value, str) else value
        self.triples.append((subject, predicate, value))

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

    def dates(self, node: ox.NamedNode, instants: Mapping[str, str]) -> None:
        """Add the earliest and latest instant of a node and the precision in which they are stated."""
        for key, text in instants.items():
            self.add(node, key, self.term_of(key, text))

    def term_of(self, key: str, text: str) -> Term:
        """Return the value that `text` is of a key that the build writes itself."""
        found = self.things.term(Value(text, ""), self.ontology.properties[key], key)
        assert isinstance(found, Term), (key, text)
        return found

    def terms(self, stated: Stated, prop: Property) -> list[Term]:
        """Return the values of a key as RDF terms, leaving out (and reporting) those that do not fit."""
        judged = [self.things.term(value, prop, stated.key) for value in stated.values]
        self.problems += [term for term in judged if isinstance(term, Problem)]
        return [term for term in judged if isinstance(term, Term)]
