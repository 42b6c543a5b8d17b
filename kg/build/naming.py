"""The names of entities: which kinds there are, how each is written in RDF, and which the texts print."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kg.seeds.rows import Row, Value
from kg.terms import SKOS, kg
from kg.text.mentions import Mention, Names

_KINDS: Final = {
    "label": (SKOS + "prefLabel",),
    "spelled": (SKOS + "altLabel",),
    "officialName": (kg("officialName"), SKOS + "altLabel"),
    "abbreviation": (kg("abbreviation"), SKOS + "altLabel"),
    "misprint": (kg("misprint"), SKOS + "hiddenLabel"),
    "wording": (kg("wording"), SKOS + "hiddenLabel"),
}
"""Keys of entities.yaml that name an entity → the properties that say so, the most telling one first."""

KEYS: Final = frozenset({*_KINDS, "unspelled"})
PRINTED: Final = ("spelled", "misprint", "wording")
"""Kinds of names that some text must print, as they are only there to be found in one."""


class Printed(NamedTuple):
    """A name as a source prints it: the entity's id, the text, the kind of name and how often."""

    id: str
    text: str
    kind: str
    times: int


class Naming:
    """Every name of every entity, and where they stand in a text."""

    def __init__(self, entities: Iterable[Row]) -> None:
        self._kinds: dict[str, dict[str, str]] = defaultdict(dict)
        for row in entities:
            for key, name in _looked_for(row):
                self._kinds[_folded(name.text)].setdefault(row.id, key)
        self._names = Names({text: list(bearers) for text, bearers in self._kinds.items()})

    def find(self, text: str) -> list[Mention]:
        """Return where the names of entities stand in a text, the longest at each place."""
        return self._names.find(text)

    def printed(self, text: str, mentions: Iterable[Mention]) -> list[Printed]:
        """Return the names that a text prints, sorted; a mere wording is none."""
        counted = Counter(
            (_folded(text[slice(*mention.span)]), name) for mention in mentions for name in mention.ids
        )
        found = ((name, words, self._kinds[words][name], times) for (words, name), times in counted.items())
        return sorted(
            Printed(i, w, _KINDS[kind][0], times) for i, w, kind, times in found if kind != "wording"
        )


def names_of(row: Row) -> Iterator[tuple[str, str, Value]]:
    """Yield (property, language, name) of all names of an entity but its labels, none that equals a label."""
    labels = {(value.language or "en", value.text) for value in row.get("label") or ()}
    for key, properties in _KINDS.items():
        for value in (row.get(key) or ()) if key != "label" else ():
            for prop in properties:
                language = value.language or "en"
                if (language, value.text) not in labels or not prop.startswith(SKOS):
                    yield prop, language, value


def _looked_for(row: Row) -> Iterator[tuple[str, Value]]:
    """Yield the names to look for in the texts: labels unless `unspelled`, and every other name."""
    unspelled = row.first("unspelled")
    for key in _KINDS:
        if key != "label" or not (unspelled and unspelled.text == "true"):
            yield from ((key, value) for value in row.get(key) or () if value.text.strip())


def _folded(text: str) -> str:
    return " ".join(text.split())
