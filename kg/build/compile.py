"""Merge the parts that sources, entities and the ontology give into one graph, with all problems found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.build.assembly import TYPE, Assembly
from kg.build.context import Context, context_of
from kg.build.cube import add_data_sets
from kg.build.entities import read_entities
from kg.build.facts import add_statements
from kg.build.labels import add_labels
from kg.build.part import Part, Statement, merge
from kg.build.sources import read_source
from kg.build.units import misfitting
from kg.build.unknown import once
from kg.errors import Problem, SeedError, in_order
from kg.ontology.lookups import Ontology
from kg.seeds.coverage import Coverage
from kg.seeds.rows import Seeds, Source
from kg.terms import Prefixes, kg, local
from kg.text.folding import folded
from kg.text.mentions import REQUIRED


@dataclass(frozen=True)
class Summary:
    """What a built graph holds: numbers of sources, passages, facts and records, and entities by class.

    The facts that lead the statements of a record to their passages are not counted apart from it. `drafts`
    are the ids of the sources that are left out, `drafted` the places of single passages that are, by source.
    """

    sources: int
    passages: int
    facts: int
    records: int
    entities: dict[str, int]
    drafts: tuple[str, ...]
    drafted: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Built:
    """A graph in memory: its triples sorted, what is wrong, and which line of the seeds made which node."""

    triples: tuple[ox.Triple, ...]
    problems: tuple[Problem, ...]
    places: dict[str, str]
    coverage: tuple[Coverage, ...]
    summary: Summary
    prefixes: Prefixes

    def raise_for_problems(self) -> None:
        """Raise SeedError with all problems when there are any."""
        if self.problems:
            raise SeedError(self.problems)


def compile_graph(seeds: Seeds, ontology: Ontology) -> Built:
    """Return the graph of the seeds and the ontology, whole when its `problems` are empty."""
    context, problems = context_of(seeds, ontology)
    sources = [read_source(context, source) for source in seeds.sources]
    whole = merge([read_entities(context, seeds.entities), *sources])
    concluded = _concluded(context, whole)
    problems += [
        *seeds.problems,
        *whole.problems,
        *concluded.problems,
        *_unprinted(seeds, whole.printed | _in_drafts(seeds, context)),
    ]
    problems += misfitting(context, whole.triples)
    places = {thing.node.value: thing.where for thing in context.things.by_id.values()} | whole.places
    return Built(
        _canonical([*ontology.triples, *whole.triples, *concluded.triples]),
        tuple(in_order(once(problems))),
        places,
        whole.coverage,
        _summary(context, whole, seeds),
        ontology.prefixes,
    )


def refusals(context: Context, source: Source) -> list[Problem]:
    """Return what a build refuses of one source, whatever others say."""
    part = read_source(context, source)
    return [*part.problems, *misfitting(context, part.triples)]


def _concluded(context: Context, whole: Part) -> Part:
    """Return what follows from all parts: the facts of statements, data sets, the labels of records."""
    assembly = Assembly(context)
    add_statements(assembly, whole.said)
    add_data_sets(assembly, whole.triples)
    add_labels(assembly, whole.triples)
    return assembly.part()


def _in_drafts(seeds: Seeds, context: Context) -> frozenset[str]:
    """Return the names that drafts print: who is who is told before a passage is accepted."""
    names = context.names
    return frozenset().union(*(names.within(draft.text, names.find(draft.text)) for draft in seeds.drafts))


def _unprinted(seeds: Seeds, printed: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each name that no text prints, by which nobody would ever find the entity."""
    for row in seeds.entities:
        for name in (value for kind in REQUIRED for value in row.get(kind) or ()):
            if name.text.strip() and folded(name.text) not in printed:
                what = f"no source prints {name.text!r}, a name of {row.id}"
                yield Problem(name.where, "spelled", what, _otherwise_written(name.text, seeds))


def _otherwise_written(name: str, seeds: Seeds) -> str:
    """Return the advice on a name that no text prints: how one prints it with other capitals, if any does."""
    anyhow = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    found = next((match[0] for source in seeds.sources if (match := anyhow.search(source.text))), "")
    return (
        f"It is printed with other capitals: write spelled: {found}."
        if found
        else "Spell it as a text does, capitals included."
    )


def _canonical(triples: Iterable[ox.Triple | Statement]) -> tuple[ox.Triple, ...]:
    """Return the triples as an Oxigraph store holds them (canonical literals), each once, sorted."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in triples)
    return tuple(sorted((quad.triple for quad in store), key=str))


def _summary(context: Context, whole: Part, seeds: Seeds) -> Summary:
    """Return what the parts hold, each thing counted once, by its first class in the ontology's order."""
    types = Counter(value.value for _, predicate, value in set(whole.triples) if predicate == TYPE)
    things, orders = context.things.by_id.values(), context.ontology.orders
    entities = [min(t.declared, key=lambda cls: orders.get(cls, 0)) for t in things if t.is_a("Entity")]
    ranked = sorted(Counter(entities).items(), key=lambda item: (-item[1], item[0]))
    return Summary(
        sources=len(whole.coverage),
        passages=types[kg("Passage")],
        facts=types[kg("Fact")],
        records=sum(thing.is_record for thing in things),
        entities={context.ontology.labels.get(cls, local(cls)): number for cls, number in ranked},
        drafts=tuple(draft.id for draft in seeds.drafts),
        drafted={s.id: tuple(p.shared.where for p in s.drafted) for s in seeds.sources if s.drafted},
    )
