"""What is known before any source is read: every id of the seeds with its thing, and all names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.build.things import Thing, Things
from kg.build.unknown import not_declared
from kg.errors import Problem
from kg.ontology.lookups import Ontology
from kg.seeds.rows import Row, Seeds, Value
from kg.spelling import did_you_mean
from kg.terms import kg
from kg.text.mentions import Names


@dataclass(frozen=True)
class Context:
    """What can be said, of which things, by which names they go, and what the seeds know of entities."""

    ontology: Ontology
    things: Things
    names: Names
    entities: tuple[Row, ...] = ()


def context_of(seeds: Seeds, ontology: Ontology) -> tuple[Context, list[Problem]]:
    """Return the context in which the sources are read, and what is wrong with ids and classes."""
    growing = _Index(ontology)
    for row in seeds.entities:
        growing.add_row(row, "Entity")
    for source in seeds.sources:
        growing.add(source.id, ontology.namespace.source(source.id), [kg("Source")], source.where)
    for row in _declarations(seeds):
        growing.add_row(row, "Record")
    longest = max((len(source.text) for source in (*seeds.sources, *seeds.drafts)), default=0)
    names = Names({row.id: row.texts for row in seeds.entities}, longest)
    return Context(ontology, Things(ontology, growing.by_id), names, seeds.entities), growing.problems


class _Index:
    """The growing index."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.by_id: dict[str, Thing] = {}
        self.problems: list[Problem] = []
        self.under = {root: ontology.under(kg(root)) for root in ("Entity", "Record")}

    def add_row(self, row: Row, root: str) -> None:
        classes = self.classes(row, root)
        iri = self.ontology.namespace.entity(row.id)
        self.add(row.id, iri, classes or [kg(root)], row.where, misclassed=not classes)

    def add(self, name: str, iri: str, classes: list[str], where: str, *, misclassed: bool = False) -> None:
        first = self.by_id.get(name)
        if first:
            what = f"the id {name!r} is already taken at {first.where}"
            hint = "Choose another id, or leave out `a` to add to that record."
            self.problems.append(Problem(where, "duplicate-id", what, hint))
            return
        closure = self.ontology.closure(classes)
        self.by_id[name] = Thing(ox.NamedNode(iri), closure, where, tuple(classes), misclassed)

    def classes(self, row: Row, root: str) -> list[str]:
        """Return the IRIs of the classes a row declares, reporting any not under `root`; then none."""
        stated, under = row.get("a") or (), self.under[root]
        wrong = [self.unknown(row, value, root) for value in stated if value.text not in under]
        if not stated:
            what, hint = f"{row.id} has no class", f"Add a: with its class. {self.choice(root)}"
            wrong.append(Problem(row.where, "class", what, hint))
        self.problems += wrong
        return [] if wrong else [under[value.text] for value in stated]

    def unknown(self, row: Row, value: Value, root: str) -> Problem:
        """Return the problem that a class is none of the ontology, or none under `root`."""
        if value.text in self.ontology.classes:
            what, hint = (
                f"{value.text} is no subclass of {root}",
                not_declared(row.id, value.text, root, self.ontology),
            )
        else:
            what = f"unknown class {value.text!r}"
            hint = did_you_mean(value.text, self.under[root]) or self.choice(root)
        return Problem(value.where, "class", what, hint)

    def choice(self, root: str) -> str:
        """Return the classes to choose from below `root`, and where a new one goes."""
        names = ", ".join(sorted(self.under[root].keys() - {root}))
        return f"It is one of {names}; a new one goes into a file of the project's own in ontology/."


def _declarations(seeds: Seeds) -> Iterator[Row]:
    """Yield the rows that declare a record: those with a class."""
    for source in seeds.sources:
        for passage in source.passages:
            yield from (row for row in passage.rows if row.get("a") is not None)
