"""What the page of a review completes: keys of rows, and who and what may be their values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.ontology.lookups import Ontology, Property
from kg.review.review import State
from kg.seeds.rows import QUALIFIERS, Row
from kg.terms import kg, local
from kg.text.mentions import KINDS

Offer = dict[str, Any]


def offered(state: State, ontology: Ontology) -> Offer:
    """Return the classes, keys and things that rows can name, by their local names and ids."""
    roots = {root: ontology.under(kg(root)) for root in ("Record", "Entity")}
    return {
        "records": {name: ontology.labels.get(iri, name) for name, iri in roots["Record"].items()},
        "entities": {name: ontology.labels.get(iri, name) for name, iri in roots["Entity"].items()},
        "above": {name: _named(ontology.closure([iri])) for name, iri in ontology.classes.items()},
        "qualifiers": [key for key in QUALIFIERS if key in ontology.properties],
        "keys": {key: _key(prop, ontology) for key, prop in sorted(ontology.properties.items())},
        "things": [*_entities(state, ontology), *_records(state, ontology), *_individuals(ontology)],
    }


def _key(prop: Property, ontology: Ontology) -> Offer:
    label = ontology.labels.get(prop.iri, "")
    return {"told": label, "of": _named(prop.domains), "takes": _named(prop.classes)}


def _entities(state: State, ontology: Ontology) -> list[Offer]:
    return [
        _thing(row, [name for key in KINDS for name in row.texts.get(key, ())], ontology)
        for row in state.seeds.entities
    ]


def _thing(row: Row, names: list[str], ontology: Ontology) -> Offer:
    known = [ontology.classes[name] for name in row.texts.get("a", ()) if name in ontology.classes]
    label = (names or [row.id])[0]
    return {"id": row.id, "label": label, "names": names, "classes": _named(ontology.closure(known))}


def _records(state: State, ontology: Ontology) -> list[Offer]:
    """Return the records of this source, whose ids its other rows may name."""
    passages = (*state.source.passages, *state.source.drafted)
    rows = (row for passage in passages for row in passage.rows if row.get("a"))
    return [_thing(row, row.texts.get("label", []), ontology) for row in rows]


def _individuals(ontology: Ontology) -> list[Offer]:
    individuals = sorted(ontology.individuals.items())
    return [
        {"id": name, "label": ontology.labels.get(one.iri, name), "names": [], "classes": _named(one.classes)}
        for name, one in individuals
    ]


def _named(iris: Iterable[str]) -> list[str]:
    return sorted(set(map(local, iris)))
