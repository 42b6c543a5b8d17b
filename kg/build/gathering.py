"""What portions make together: what is wrong with them as a whole, and what the graph holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from kg.build.assembly import TYPE
from kg.build.context import taken
from kg.build.entities import read_entities
from kg.build.part import Part
from kg.build.portion import Ground, Heading
from kg.build.things import Thing, Things
from kg.build.unknown import once
from kg.errors import Problem, in_order
from kg.ontology.lookups import Ontology
from kg.seeds.rows import Row
from kg.terms import kg, local
from kg.text.folding import folded
from kg.text.mentions import REQUIRED

Texts = Callable[[], Iterable[str]]
"""What gives the texts of all sources, which only some advice needs."""


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


class Gathered(NamedTuple):
    """What the entities give the graph, all problems in order, and what the graph holds."""

    entities: Part
    problems: tuple[Problem, ...]
    summary: Summary


def gathered(ground: Ground, headings: Sequence[Heading], texts: Texts) -> Gathered:
    """Return what portions make together that stand on the same ground."""
    entities = _entities(ground, headings)
    printed = frozenset(chain.from_iterable(heading.printed for heading in headings))
    problems = [
        *ground.problems,
        *entities.problems,
        *chain.from_iterable(heading.problems for heading in headings),
        *_taken_twice(ground, headings),
        *_unprinted(ground.context.entities, printed, texts),
    ]
    return Gathered(entities, tuple(in_order(once(problems))), _summary(ground, entities, headings))


def things_of(headings: Iterable[Heading], ontology: Ontology) -> dict[str, Thing]:
    """Return what portions declare by id, of two that share one the first."""
    named = [each for heading in headings for each in heading.declared.items()]
    return {name: declared.thing(ontology) for name, declared in reversed(named)}


def _entities(ground: Ground, headings: Iterable[Heading]) -> Part:
    """Return what the entities give the graph, which may speak of sources and records."""
    if not ground.part.problems:
        return ground.part
    known = {**things_of(headings, ground.context.ontology), **ground.context.things.by_id}
    context = replace(ground.context, things=Things(ground.context.ontology, known))
    return read_entities(context, ground.context.entities)


def _taken_twice(ground: Ground, headings: Iterable[Heading]) -> Iterator[Problem]:
    """Yield a problem for each id that two portions declare, or one and the entities."""
    first = {name: thing.where for name, thing in ground.context.things.by_id.items()}
    for heading in headings:
        for name, declared in heading.declared.items():
            if name in first:
                yield taken(name, declared.where, first[name])
            first.setdefault(name, declared.where)


def _unprinted(entities: Iterable[Row], printed: Collection[str], texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each name that no text prints, by which nobody would ever find the entity."""
    for row in entities:
        for name in (value for kind in REQUIRED for value in row.get(kind) or ()):
            if name.text.strip() and folded(name.text) not in printed:
                what = f"no source prints {name.text!r}, a name of {row.id}"
                yield Problem(name.where, "spelled", what, _otherwise_written(name.text, texts()))


def _otherwise_written(name: str, texts: Iterable[str]) -> str:
    """Return the advice on a name that no text prints: how one prints it with other capitals, if any does."""
    anyhow = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    found = next((match[0] for text in texts if (match := anyhow.search(text))), "")
    return (
        f"It is printed with other capitals: write spelled: {found}."
        if found
        else "Spell it as a text does, capitals included."
    )


def _summary(ground: Ground, entities: Part, headings: Sequence[Heading]) -> Summary:
    """Return what the portions hold, each entity counted by its first class in the ontology's order."""
    ontology = ground.context.ontology
    numbers = Counter[str]()
    for heading in headings:
        numbers.update(heading.numbers)
    facts = {
        subject for subject, predicate, value in entities.triples if _is_fact(predicate.value, value.value)
    }
    things = ground.context.things.by_id.values()
    firsts = [
        min(t.declared, key=lambda cls: ontology.orders.get(cls, 0)) for t in things if t.is_a("Entity")
    ]
    ranked = sorted(Counter(firsts).items(), key=lambda item: (-item[1], item[0]))
    return Summary(
        sources=sum(len(heading.sources) - len(heading.drafts) for heading in headings),
        passages=numbers["passages"],
        facts=numbers["facts"] + len(facts),
        records=numbers["records"],
        entities={ontology.labels.get(cls, local(cls)): number for cls, number in ranked},
        drafts=tuple(chain.from_iterable(heading.drafts for heading in headings)),
        drafted={source: places for heading in headings for source, places in heading.drafted.items()},
    )


def _is_fact(predicate: str, value: str) -> bool:
    return predicate == TYPE.value and value == kg("Fact")
