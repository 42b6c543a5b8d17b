"""What sources give the graph that speak of each other's records: mostly one source, by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.build.assembly import TYPE, Assembly
from kg.build.context import Context, grounded, joined
from kg.build.cube import add_data_sets
from kg.build.entities import read_entities
from kg.build.facts import add_statements
from kg.build.labels import add_labels, in_english
from kg.build.part import Part, Statement, merge
from kg.build.sources import read_source
from kg.build.things import Thing, Things
from kg.build.units import misfitting
from kg.errors import Problem
from kg.ontology.lookups import Ontology
from kg.seeds.read import ID
from kg.seeds.rows import Row, Source
from kg.terms import kg


@dataclass(frozen=True)
class Ground:
    """What every source stands on: the entities, what they give the graph, and what is wrong with them."""

    context: Context
    part: Part
    problems: tuple[Problem, ...]

    @cached_property
    def labels(self) -> dict[str, str]:
        """The English labels of entities and of the terms of the ontology by IRI."""
        return {**self.context.ontology.labels, **in_english(self.part.triples)}

    @cached_property
    def nodes(self) -> frozenset[str]:
        """The IRIs of the entities."""
        return frozenset(thing.node.value for thing in self.context.things.by_id.values())

    def is_shared(self, subject: str) -> bool:
        """Say whether several portions may speak of a node: of entities, and of data structures."""
        return subject in self.nodes or subject.startswith(self.context.ontology.namespace.structures)


def ground_of(entities: tuple[Row, ...], ontology: Ontology, longest: float) -> Ground:
    """Return what sources of at most `longest` characters stand on."""
    context, problems = grounded(entities, ontology, longest)
    return Ground(context, read_entities(context, entities), tuple(problems))


class Declared(NamedTuple):
    """A source or record as others may speak of it: its line of the seeds, IRI and declared classes."""

    where: str
    iri: str
    classes: tuple[str, ...]
    misclassed: bool

    def thing(self, ontology: Ontology) -> Thing:
        """Return it as a thing of a context."""
        closure = ontology.closure(self.classes)
        return Thing(ox.NamedNode(self.iri), closure, self.where, self.classes, self.misclassed)


class Heading(NamedTuple):
    """What must be known of a portion to join it with others, all of it plain data.

    `declared` are its sources and records by id, `proposed` those of drafts; `wanted` the words of its rows
    that may be ids of others', `awaited` those of drafts; `printed` the names its texts print; `numbers` how
    many passages, facts and records it has; `drafts` and `drafted` the sources and passages left out;
    `unreadable` what keeps its files from being read.
    """

    sources: tuple[tuple[str, str], ...]
    declared: dict[str, Declared]
    proposed: dict[str, Declared]
    wanted: tuple[str, ...]
    awaited: tuple[str, ...]
    printed: tuple[str, ...]
    problems: tuple[Problem, ...]
    numbers: dict[str, int]
    drafts: tuple[str, ...]
    drafted: dict[str, tuple[str, ...]]
    unreadable: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Heading:
        """Return a heading that went through JSON, which knows lists alone."""
        drafted = {source: tuple(places) for source, places in plain["drafted"].items()}
        told = {key: tuple(Problem(*each) for each in plain[key]) for key in ("problems", "unreadable")}
        lists = {key: tuple(plain[key]) for key in ("wanted", "awaited", "printed", "drafts")}
        sources = tuple((name, where) for name, where in plain["sources"])
        things = {key: _declared_in(plain[key]) for key in ("declared", "proposed")}
        return cls(**{**plain, **lists, **told, **things, "sources": sources, "drafted": drafted})


def _declared_in(plain: Mapping[str, Any]) -> dict[str, Declared]:
    return {
        name: Declared(where, iri, tuple(classes), misclassed)
        for name, (where, iri, classes, misclassed) in plain.items()
    }


@dataclass(frozen=True)
class Portion:
    """What its sources state, what follows from that, and what joining it with others needs to know."""

    stated: Part
    concluded: Part
    heading: Heading

    @property
    def triples(self) -> Iterator[Statement]:
        """Everything it gives the graph."""
        yield from self.stated.triples
        yield from self.concluded.triples


def portion_of(
    ground: Ground,
    sources: Sequence[Source],
    reported: Sequence[Problem] = (),
    others: Mapping[str, Thing] | None = None,
) -> Portion:
    """Return what sources and drafts give together.

    `reported` is what was wrong with their files, `others` what other portions declare, for advice alone.
    """
    accepted = [source for source in sources if not source.is_draft]
    drafts = [source for source in sources if source.is_draft]
    context, problems = joined(ground.context, accepted)
    waiting = [replace(s, passages=s.passages + s.drafted) for s in sources if s.is_draft or s.drafted]
    own = _beside(context.things, ground.context.things)
    proposed = _beside(joined(ground.context, waiting)[0].things, context.things)
    awaited = _words(waiting) - context.things.by_id.keys() - proposed.keys()
    if others:
        context = replace(context, things=Things(context.ontology, {**others, **context.things.by_id}))
    stated = merge([read_source(context, source) for source in accepted])
    concluded = _concluded(context, ground, stated)
    problems += [*reported, *stated.problems, *concluded.problems, *misfitting(context, stated.triples)]
    heading = Heading(
        sources=tuple((source.id, source.where) for source in sources),
        declared={name: _declared(thing) for name, thing in own.items()},
        proposed={name: _declared(thing) for name, thing in proposed.items()},
        wanted=tuple(sorted(_words(accepted) - context.things.by_id.keys())),
        awaited=tuple(sorted(awaited)),
        printed=tuple(sorted(stated.printed | _in_drafts(drafts, context))),
        problems=tuple(problems),
        numbers=_numbers(stated, own.values()),
        drafts=tuple(draft.id for draft in drafts),
        drafted={s.id: tuple(p.shared.where for p in s.drafted) for s in accepted if s.drafted},
    )
    return Portion(stated, concluded, heading)


def _beside(things: Things, known: Things) -> dict[str, Thing]:
    """Return the things that are not known."""
    return {name: thing for name, thing in things.by_id.items() if name not in known.by_id}


def _declared(thing: Thing) -> Declared:
    return Declared(thing.where, thing.node.value, thing.declared, thing.misclassed)


def canonical(triples: Iterable[ox.Triple | Statement]) -> Iterator[ox.Triple]:
    """Yield the triples as an Oxigraph store holds them (canonical literals), each once, in any order."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in triples)
    return (quad.triple for quad in store)


def _concluded(context: Context, ground: Ground, stated: Part) -> Part:
    """Return what follows from all parts: the facts of statements, data sets, the labels of records."""
    assembly = Assembly(context)
    add_statements(assembly, stated.said)
    add_data_sets(assembly, stated.triples)
    add_labels(assembly, stated.triples, ground.labels)
    return assembly.part()


def _words(sources: Sequence[Source]) -> set[str]:
    """Return the words of rows that may be ids: subjects, and values that look like one."""
    words = set()
    for source in sources:
        rows = [source.header, *(row for p in source.passages for row in (p.shared, *p.rows))]
        words |= {row.id for row in rows}
        words |= {value.text for row in rows for stated in row for value in stated.values}
    return {word for word in words if ID.fullmatch(word)}


def _in_drafts(drafts: Sequence[Source], context: Context) -> frozenset[str]:
    """Return the names that drafts print: who is who is told before a passage is accepted."""
    names = context.names
    return frozenset().union(*(names.within(draft.text, names.find(draft.text)) for draft in drafts))


def _numbers(stated: Part, own: Collection[Thing]) -> dict[str, int]:
    """Return how many passages, facts and records there are, each counted once."""
    types = Counter(value.value for _, predicate, value in set(stated.triples) if predicate == TYPE)
    records = sum(thing.is_record for thing in own)
    return {"passages": types[kg("Passage")], "facts": types[kg("Fact")], "records": records}
