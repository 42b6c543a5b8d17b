"""Everything the seeds give an id to, with its classes; written values as RDF terms, or what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from kg.build.literals import described, literal
from kg.build.unknown import declaration, unknown, unknown_value
from kg.errors import Problem
from kg.ontology.lookups import Ontology, Property
from kg.seeds.rows import Row, Value
from kg.spelling import did_you_mean
from kg.terms import RDF, kg, local

Term = ox.NamedNode | ox.Literal

_A_PROPERTY: Final = frozenset({RDF + "Property"})


@dataclass(frozen=True)
class Thing:
    """An entity, record, source or individual of the ontology: node, all its classes, place in the seeds.

    It is `misclassed` when its class has been reported: what follows from that is not worth a message.
    """

    node: ox.NamedNode
    classes: frozenset[str]
    where: str = ""
    declared: tuple[str, ...] = ()
    misclassed: bool = False

    def is_a(self, cls: str) -> bool:
        """Say whether it is an instance of the evidence vocabulary's class called `cls`."""
        return kg(cls) in self.classes

    @property
    def is_record(self) -> bool:
        """Say whether it is a record: what its passages say of it needs no fact nodes."""
        return self.is_a("Record") and not self.is_a("Entity")


@dataclass(frozen=True)
class Things:
    """The index from ids to things, and the ontology by which values are judged."""

    ontology: Ontology
    by_id: Mapping[str, Thing]

    @cached_property
    def individuals(self) -> dict[str, Thing]:
        """The controlled values of the ontology by name."""
        named = self.ontology.individuals.items()
        return {name: Thing(ox.NamedNode(value.iri), value.classes) for name, value in named}

    @cached_property
    def terms(self) -> dict[str, Thing]:
        """The properties that are values themselves by name: `period`, `object`."""
        iris = {name: RDF + name for name in ("subject", "predicate", "object")}
        iris |= {name: prop.iri for name, prop in self.ontology.properties.items()}
        return {name: Thing(ox.NamedNode(iri), _A_PROPERTY) for name, iri in iris.items()}

    def subject(self, row: Row) -> Thing | Problem:
        """Return the thing a row is about, or the problem that nobody declared it."""
        if row.id in self.by_id:
            return self.by_id[row.id]
        otherwise = f"Make it a record with a class (a: …). {declaration(row.id, ())}"
        return unknown(row.id, row.where, self.by_id, otherwise)

    def property(self, key: str, where: str) -> Property | Problem:
        """Return the property of the ontology called `key`, or the problem that there is none."""
        known = self.ontology.properties
        if key in known:
            return known[key]
        hint = did_you_mean(key, known) or "Its properties are listed in the files of ontology/."
        return Problem(where, "unknown-key", f"the ontology has no property {key!r}", hint)

    def property_of(self, thing: Thing, key: str, where: str) -> Property | Problem:
        """Return the property called `key`, or the problem that it may not be stated of the thing."""
        prop = self.property(key, where)
        return prop if isinstance(prop, Problem) else self.fitting(thing, prop, where)

    def fitting(self, thing: Thing, prop: Property, where: str) -> Property | Problem:
        """Return the property where it may be stated of the thing, else the problem that it may not."""
        if not prop.domains or prop.domains & thing.classes or thing.misclassed:
            return prop
        key, wanted = local(prop.iri), _names(prop.domains)
        what = f"{key} is said of {wanted}, but {local(thing.node.value)} is {_names(thing.declared)}"
        hint = f"Use another property, or widen {key}'s domain in the ontology."
        return Problem(where, "domain", what, hint)

    def term(self, value: Value, prop: Property, key: str) -> Term | Problem | None:
        """Return the value as the property's range wants it, or the problem that it does not fit.

        `key` is the property as the seeds call it. None where the value's class is wrong, as has been told.
        """
        thing = self._thing(value.text, prop.classes) if prop.classes else None
        if thing:
            return thing.node
        found = literal(value.text, prop.datatypes, value.language) if prop.datatypes else None
        return found or (None if self._is_misclassed(value.text) else self._misfit(value, prop, key))

    def _is_misclassed(self, name: str) -> bool:
        return name in self.by_id and self.by_id[name].misclassed

    def _thing(self, name: str, classes: Collection[str]) -> Thing | None:
        """Return the thing called `name` of one of `classes`: of the seeds first, then of the ontology."""
        bearers = (self.by_id.get(name), self.individuals.get(name), self.terms.get(name))
        return next((thing for thing in bearers if thing and thing.classes & set(classes)), None)

    def _misfit(self, value: Value, prop: Property, key: str) -> Problem:
        if not prop.classes:
            what = f"{value.text!r} is no value of {key}" + (" in a language" if value.language else "")
            return Problem(value.where, "range", what, f"Write {described(prop.datatypes)}.")
        other = self.by_id.get(value.text) or self.individuals.get(value.text)
        wanted = _names(prop.classes)
        if other:
            what = f"{value.text} is {_names(other.declared or other.classes)}, but {key} wants {wanted}"
            hint = "Correct the value, or its class in seeds/entities.yaml."
            return Problem(value.where, "range", what, hint)
        known = sorted(self.named(prop.classes))
        return unknown_value(value.text, value.where, key, prop.classes, known=known, ontology=self.ontology)

    def named(self, classes: Collection[str]) -> Iterator[str]:
        """Yield the names of the things of any of these classes, of the seeds first."""
        for index in (self.by_id, self.individuals, self.terms):
            yield from (name for name, thing in index.items() if thing.classes & set(classes))


def _names(iris: Iterable[str]) -> str:
    """Return "a Company", "a Place or an Event"."""
    names = [("an " if name[0] in "AEIOU" else "a ") + name for name in sorted(map(local, iris))]
    return " or ".join(names) or "of no known class"
