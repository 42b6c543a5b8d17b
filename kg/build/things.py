"""Everything the seeds give an id to, with its classes; turns written values into RDF terms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.build.literals import described, literal
from kg.errors import Problem
from kg.ontology.lookups import Ontology, Property
from kg.seeds.outline import Report
from kg.seeds.rows import Row, Seeds, Value
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


class Things:
    """The index from ids to things; reports ids declared twice and classes nobody knows."""

    def __init__(self, seeds: Seeds, ontology: Ontology, report: Report) -> None:
        self.ontology, self.report = ontology, report
        self.by_id: dict[str, Thing] = {}
        self.individuals = {
            name: Thing(ox.NamedNode(value.iri), value.classes)
            for name, value in ontology.individuals.items()
        }
        self.terms = {name: Thing(ox.NamedNode(iri), _A_PROPERTY) for name, iri in _properties(ontology)}
        for row in seeds.entities:
            self._add_row(row, "Entity")
        for source in seeds.sources:
            self._add(source.id, ontology.namespace.source(source.id), [kg("Source")], source.where)
        for row in _declarations(seeds):
            self._add_row(row, "Record")

    def _add_row(self, row: Row, root: str) -> None:
        classes = self._classes(row, root)
        iri = self.ontology.namespace.entity(row.id)
        self._add(row.id, iri, classes or [kg(root)], row.where, misclassed=not classes)

    def _add(self, name: str, iri: str, classes: list[str], where: str, *, misclassed: bool = False) -> None:
        first = self.by_id.get(name)
        if first:
            what = f"the id {name!r} is already taken at {first.where}"
            self.report(
                Problem(
                    where, "duplicate-id", what, "Choose another id, or leave out `a` to add to that record."
                )
            )
            return
        closure = self.ontology.closure(classes)
        self.by_id[name] = Thing(ox.NamedNode(iri), closure, where, tuple(classes), misclassed)

    def _classes(self, row: Row, root: str) -> list[str]:
        """Return the IRIs of the classes a row declares, reporting any not under `root`; then none."""
        stated = row.get("a")
        if not stated:
            self.report(
                Problem(row.where, "class", f"{row.id} has no class", f"Add a: with a subclass of {root}.")
            )
        under = {
            name: iri for name, iri in self.ontology.classes.items() if self.ontology.is_a(iri, kg(root))
        }
        for value in stated or ():
            if value.text not in under:
                known = value.text in self.ontology.classes
                what = f"{value.text} is no subclass of {root}" if known else f"unknown class {value.text!r}"
                self.report(Problem(value.where, "class", what, did_you_mean(value.text, under)))
        known_all = all(value.text in under for value in stated or ())
        return [under[value.text] for value in stated or ()] if known_all else []

    def subject(self, row: Row) -> Thing | None:
        """Return the thing a row is about, or None after reporting that nobody declared it."""
        thing = self.by_id.get(row.id)
        if thing is None:
            near = did_you_mean(row.id, self.by_id)
            hint = (
                near
                or "Declare it in seeds/entities.yaml, or give the row a class (a: …) to make it a record."
            )
            self.report(Problem(row.where, "unknown-id", f"nobody knows {row.id!r}", hint))
        return thing

    def property(self, key: str, where: str) -> Property | None:
        """Return the property of the ontology called `key`, or None after reporting that there is none."""
        prop = self.ontology.properties.get(key)
        if prop is None:
            near = (
                did_you_mean(key, self.ontology.properties)
                or "Its properties are listed in the files of ontology/."
            )
            self.report(Problem(where, "unknown-key", f"the ontology has no property {key!r}", near))
        return prop

    def fits(self, thing: Thing, prop: Property, where: str) -> bool:
        """Say whether the property may be stated of the thing, reporting it when not."""
        if not prop.domains or prop.domains & thing.classes or thing.misclassed:
            return True
        key, wanted = local(prop.iri), _names(prop.domains)
        what = f"{key} is said of {wanted}, but {local(thing.node.value)} is {_names(thing.declared)}"
        self.report(
            Problem(where, "domain", what, f"Use another property, or widen {key}'s domain in the ontology.")
        )
        return False

    def term(self, value: Value, prop: Property, key: str) -> Term | None:
        """Return the value as the property's range wants it, or None after reporting that it does not fit.

        `key` is the property as the seeds call it.
        """
        thing = self._thing(value.text, prop.classes) if prop.classes else None
        if thing:
            return thing.node
        found = literal(value.text, prop.datatypes, value.language) if prop.datatypes else None
        if found is None and not self._is_misclassed(value.text):
            self.report(self._misfit(value, prop, key))
        return found

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
            return Problem(
                value.where, "range", what, "Correct the value, or its class in seeds/entities.yaml."
            )
        fitting = sorted(self._fitting(prop.classes))
        hint = did_you_mean(value.text, fitting) or self._where_to_declare(prop.classes, wanted, fitting)
        return Problem(value.where, "unknown-id", f"nobody knows {value.text!r}, the value of {key}", hint)

    def _where_to_declare(self, classes: Collection[str], wanted: str, fitting: Sequence[str]) -> str:
        """Return the advice for a value nobody knows: an entity is declared, a controlled value chosen."""
        if any(self.ontology.is_a(cls, kg("Entity")) for cls in classes):
            return f"Declare it in seeds/entities.yaml as {wanted}."
        return f"It is one of {', '.join(fitting)}; a new one goes into the project's ontology."

    def _fitting(self, classes: frozenset[str]) -> Iterator[str]:
        for index in (self.by_id, self.individuals, self.terms):
            yield from (name for name, thing in index.items() if thing.classes & classes)


def _declarations(seeds: Seeds) -> Iterator[Row]:
    """Yield the rows that declare a record: those with a class."""
    for source in seeds.sources:
        for passage in source.passages:
            yield from (row for row in passage.rows if row.get("a") is not None)


def _properties(ontology: Ontology) -> Iterator[tuple[str, str]]:
    """Yield the names by which properties are values themselves, with their IRIs: `period`, `object`."""
    yield from ((name, RDF + name) for name in ("subject", "predicate", "object"))
    yield from ((name, prop.iri) for name, prop in ontology.properties.items())


def _names(iris: Iterable[str]) -> str:
    """Return "a Company", "a Place or an Event"."""
    names = sorted(map(local, iris))
    return (
        " or ".join(("an " if name[0] in "AEIOU" else "a ") + name for name in names) or "of no known class"
    )
