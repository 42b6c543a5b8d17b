"""What is known before any source is read: every id of the seeds with its thing, and all names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.build.things import Thing, Things
from kg.build.unknown import not_declared
from kg.errors import Problem
from kg.ontology.lookups import Ontology
from kg.seeds.rows import Row, Seeds, Source, Value
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
    longest = max((len(source.text) for source in (*seeds.sources, *seeds.drafts)), default=0)
    ground, problems = grounded(seeds.entities, ontology, longest)
    context, others = joined(ground, seeds.sources)
    return context, problems + others


def grounded(entities: tuple[Row, ...], ontology: Ontology, longest: float) -> tuple[Context, list[Problem]]:
    """Return the context of the entities alone, for texts of `longest` characters, and what is wrong."""
    growing = _Index(ontology, {})
    for row in entities:
        growing.add_row(row, "Entity")
    names = Names({row.id: row.texts for row in entities}, longest)
    return Context(ontology, Things(ontology, growing.by_id), names, entities), growing.problems


def joined(ground: Context, sources: Sequence[Source]) -> tuple[Context, list[Problem]]:
    """Return a context in which the sources and their records are known as well, and what is wrong."""
    growing = _Index(ground.ontology, ground.things.by_id)
    for source in sources:
        iri = ground.ontology.namespace.source(source.id)
        growing.add(source.id, iri, [kg("Source")], source.where)
    for row in _declarations(sources):
        growing.add_row(row, "Record")
    return replace(ground, things=Things(ground.ontology, growing.by_id)), growing.problems


def taken(name: str, where: str, first: str) -> Problem:
    """Return the problem that an id is declared where another thing has it."""
    hint = "Choose another id, or leave out `a` to add to that record."
    return Problem(where, "duplicate-id", f"the id {name!r} is already taken at {first}", hint)


class _Index:
    """The growing index."""

    def __init__(self, ontology: Ontology, known: Mapping[str, Thing]) -> None:
        self.ontology = ontology
        self.by_id = dict(known)
        self.problems: list[Problem] = []
        self.under = {root: ontology.under(kg(root)) for root in ("Entity", "Record")}

    def add_row(self, row: Row, root: str) -> None:
        classes = self.classes(row, root)
        iri = self.ontology.namespace.entity(row.id)
        self.add(row.id, iri, classes or [kg(root)], row.where, misclassed=not classes)

    def add(self, name: str, iri: str, classes: list[str], where: str, *, misclassed: bool = False) -> None:
        first = self.by_id.get(name)
        if first:
            self.problems.append(taken(name, where, first.where))
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


def _declarations(sources: Sequence[Source]) -> Iterator[Row]:
    """Yield the rows that declare a record: those with a class."""
    for source in sources:
        for passage in source.passages:
            yield from (row for row in passage.rows if row.get("a") is not None)
