"""The names of entities as RDF: the properties that say each kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.seeds.rows import Row, Value
from kg.terms import SKOS, kg

PROPERTIES: Final = {
    "label": (SKOS + "prefLabel",),
    "spelled": (SKOS + "altLabel",),
    "officialName": (kg("officialName"), SKOS + "altLabel"),
    "abbreviation": (kg("abbreviation"), SKOS + "altLabel"),
    "misprint": (kg("misprint"), SKOS + "hiddenLabel"),
    "wording": (kg("wording"), SKOS + "hiddenLabel"),
}
"""Kinds of names → the properties that say so, the most telling one first."""

KEYS: Final = frozenset({*PROPERTIES, "unspelled"})
"""Keys of entities.yaml that name an entity."""


def names_of(row: Row) -> Iterator[tuple[str, str, Value]]:
    """Yield (property, language, name) of all names of an entity but its labels, none that equals a label."""
    labels = {(value.language or "en", value.text) for value in row.get("label") or ()}
    for kind, properties in PROPERTIES.items():
        for value in (row.get(kind) or ()) if kind != "label" else ():
            for prop in properties:
                language = value.language or "en"
                if (language, value.text) not in labels or not prop.startswith(SKOS):
                    yield prop, language, value
