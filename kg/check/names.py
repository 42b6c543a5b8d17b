"""What a text mentions by names that say too little: several things, or one of another country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from kg.build.context import Context
from kg.check.heard import PLACES
from kg.errors import Problem
from kg.ontology.lookups import Ontology
from kg.seeds.rows import Row, Seeds, Source
from kg.terms import kg, local
from kg.text.mentions import Names, Printed

Inside = Mapping[str, set[str]]
"""The ids of the places that the label of each entity names which is none itself."""


def of_names(seeds: Seeds, context: Context, inside: Inside) -> list[Problem]:
    """Return a warning for each name of several things that a text prints, and for each thing out of place.

    Out of place is what a text mentions or a row speaks of, where its label has places of which the text
    names none. `inside` are the `places_inside` of the entities.
    """
    rows = {row.id: row for row in seeds.entities}
    shared: dict[str, Problem] = {}
    problems: list[Problem] = []
    for source in seeds.sources:
        mentions = context.names.find(source.text)
        printed = context.names.printed(source.text, mentions)
        shared = {problem.what: problem for problem in _shared(printed, rows)} | shared
        problems += _out_of_place(source, {i for each in mentions for i in each.ids}, printed, rows, inside)
    return [*shared.values(), *problems]


def _shared(printed: Iterable[Printed], rows: Mapping[str, Row]) -> Iterator[Problem]:
    """Yield a warning for each printed name of several entities; a mere wording may speak of several."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for name in printed:
        bearers[name.text].append(name.id)
    for text, ids in bearers.items():
        if len(ids) > 1:
            what = f"{text!r} is a name of {' and '.join(ids)}: what prints it mentions each of them"
            hint = "Leave it to one of them; name the others as the texts tell them apart."
            yield Problem(rows[ids[-1]].where, "names", what, hint, "warning")


def places_inside(entities: Iterable[Row], context: Context) -> Inside:
    """Return the ids of the places that the label of each entity names which is none itself."""
    things, rows = context.things.by_id, {row.id: row for row in entities}
    places = {name for name in rows if things[name].classes & PLACES}
    names = Names({name: rows[name].texts for name in places})
    found: dict[str, set[str]] = defaultdict(set)
    for name in rows.keys() - places:
        for label in rows[name].get("label") or ():
            found[name] |= {place for mention in names.find(label.text) for place in mention.ids}
    return dict(found)


def _out_of_place(
    source: Source,
    named: set[str],
    printed: Iterable[Printed],
    rows: Mapping[str, Row],
    inside: Inside,
) -> Iterator[Problem]:
    """Yield a warning for each thing used of whose label the text prints neither the whole nor a place."""
    whole = {name.id for name in printed if name.kind == "label"}
    used = dict.fromkeys(named, source.where) | dict(reversed([*_spoken_of(source)]))
    for name in used.keys() - whole:
        if (places := inside.get(name)) and not places & named:
            label = rows[name].texts["label"][0]
            what = f"{name} is {label}, but the text names {' and '.join(sorted(places))} nowhere"
            hint = "Declare what the text means as another entity, and leave the name that it prints to that."
            yield Problem(used[name], "names", what, hint, "warning")


def _spoken_of(source: Source) -> Iterator[tuple[str, str]]:
    """Yield the ids and values of rows with their places."""
    for passage in source.passages:
        for row in passage.rows:
            yield row.id, row.where
            yield from ((value.text, value.where) for stated in row for value in stated.values)


def of_focus(ontology: Ontology, declared: Collection[str], folder: str) -> list[Problem]:
    """Return a warning for each focus or counterpart of the project that no seed has `declared` (IRIs)."""
    wanted = (triple for triple in ontology.triples if triple.predicate.value in _FOCUSED)
    return [
        Problem(
            f"{folder}:1:1",
            "focus",
            f"kg:{local(triple.predicate.value)} is {triple.object}, which no seed declares",
            "Declare it in seeds/entities.yaml, or correct the header of the ontology.",
            "warning",
        )
        for triple in wanted
        if getattr(triple.object, "value", "") not in declared
    ]


_FOCUSED: Final = (kg("focus"), kg("counterpart"))
