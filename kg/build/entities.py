"""Turn the entities into a part of the graph: their classes, their names and our own knowledge of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from kg.build.assembly import Assembly
from kg.build.context import Context
from kg.build.facts import Cited, add_fact
from kg.build.naming import KEYS, names_of
from kg.build.part import Part
from kg.build.things import Thing
from kg.ontology.lookups import Property
from kg.seeds.rows import Row, Stated
from kg.terms import SKOS

_CONCEPTS: Final = frozenset({SKOS + "Concept"})
_BROADER: Final = Property(SKOS + "broader", classes=_CONCEPTS, domains=_CONCEPTS)


def read_entities(context: Context, rows: Iterable[Row]) -> Part:
    """Return what the entities give the graph."""
    assembly = Assembly(context)
    for row in rows:
        _add_entity(assembly, context.things.by_id[row.id], row)
    return assembly.part()


def _add_entity(assembly: Assembly, thing: Thing, row: Row) -> None:
    assembly.typed(thing.node, thing.classes)
    labels = row.get("label") or ()
    assembly.label(thing.node, labels)
    if not any(value.language in {"", "en"} for value in labels):
        assembly.wrong(row.where, "label", f"{row.id} has no English label", "Add label: with its name.")
    for prop_iri, language, name in names_of(row):
        assembly.add(thing.node, ox.NamedNode(prop_iri), ox.Literal(name.text, language=language))
    for stated in row:
        if stated.key == "broader":
            _add_broader(assembly, thing, stated)
        elif stated.key not in {"a", *KEYS}:
            _add_background(assembly, thing, stated)


def _add_broader(assembly: Assembly, thing: Thing, stated: Stated) -> None:
    """Put a concept under a broader one (SKOS), of which it is a kind, not a part."""
    prop = assembly.found(assembly.things.fitting(thing, _BROADER, stated.where))
    for value in assembly.terms(stated, prop) if prop else ():
        assembly.add(thing.node, ox.NamedNode(_BROADER.iri), value)


def _add_background(assembly: Assembly, thing: Thing, stated: Stated) -> None:
    """Add our own knowledge: a code as it is, anything else as a fact that says so."""
    prop = assembly.found(assembly.things.property_of(thing, stated.key, stated.where))
    if not prop:
        return
    qualifiers = {"modality": [assembly.term_of("modality", "background")]}
    for value in assembly.terms(stated, prop):
        statement = (thing.node, ox.NamedNode(prop.iri), value)
        if prop.background:
            assembly.add(*statement)
        else:
            add_fact(assembly, statement, qualifiers, Cited("", stated.where))
