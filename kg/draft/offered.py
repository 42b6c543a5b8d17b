"""What a sentence may be told with: the known things it names, and the terms that fit these."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.draft.vocabulary import Vocabulary, stems
from kg.ontology.lookups import Property
from kg.seeds.rows import Row
from kg.terms import KG, XSD, kg, local
from kg.text.mentions import Mention

PRINTED: Final = "printed"
"""The key of figures, as the text prints them."""
_OF_EVIDENCE: Final = (PRINTED, "indicator", "period", "modality", "saidBy", "restrictedTo")
"""Keys of the evidence vocabulary that tell what a sentence says; its others follow, or are for a reader."""
_MOST: Final = {"classes": 1500, "keys": 4500, "values": 2500}
"""Characters of each list."""
_DATES: Final = frozenset(XSD + name for name in ("date", "gYearMonth", "gYear"))
_TEXTS: Final = frozenset(XSD + name for name in ("string", "integer"))
_STOP: Final = re.compile(r"[.;](?:\s|$)")


class Found(NamedTuple):
    """What is found in a sentence: the known things it names, whether it prints dates and figures."""

    mentions: Collection[Mention]
    has_dates: bool
    has_figures: bool


@dataclass(frozen=True)
class Offer:
    """Ids of things, classes of records, keys and controlled values, by name, each with what it means."""

    things: Mapping[str, str]
    classes: Mapping[str, str]
    keys: Mapping[str, str]
    values: Mapping[str, str]


def offer(text: str, found: Found, words: Vocabulary, entities: Mapping[str, Row]) -> Offer:
    """Return what a sentence in which this is found may be told with."""
    things = {name: text[slice(*m.span)] for m in reversed([*found.mentions]) for name in m.ids}
    records = _records(found, words)
    classes = frozenset[str]().union(*(words.classes[name] for name in things))
    subjects = classes | words.ontology.closure(records.values()) | {kg("Fact")}
    keys = dict(_keys(classes, subjects, found, words))
    terms = {key: _Term(_sides(prop, subjects), prop.iri) for key, prop in keys.items()}
    said = stems(text)
    return Offer(
        {name: _thing(entities[name], things[name]) for name in reversed(things)},
        _chosen({name: _Term("", iri) for name, iri in records.items()}, said, "classes", words),
        _chosen(terms, said, "keys", words),
        _chosen(dict(_values(keys.values(), words)), said, "values", words),
    )


class _Term(NamedTuple):
    """How a term is used, and its IRI."""

    use: str
    iri: str


def _records(found: Found, words: Vocabulary) -> dict[str, str]:
    """Return the classes of records by name, as IRIs; those of figures where there are figures."""
    measured = words.ontology.properties[PRINTED].domains
    return {
        name: iri
        for name, iri in words.ontology.under(kg("Record")).items()
        if iri != kg("Record") and (found.has_figures or not words.ontology.closure([iri]) & measured)
    }


def _keys(
    classes: frozenset[str], subjects: frozenset[str], found: Found, words: Vocabulary
) -> Iterator[tuple[str, Property]]:
    """Yield each key of these subjects (classes) that may have a value: of `classes`, controlled, a text."""
    values = classes.union(*(one.classes for one in words.ontology.individuals.values()))
    literals = _TEXTS | (_DATES if found.has_dates else frozenset())
    for key, prop in sorted(words.ontology.properties.items()):
        is_meant = (not prop.iri.startswith(KG) or key in _OF_EVIDENCE) and not prop.background
        is_fitting = not prop.domains or prop.domains & subjects
        if is_meant and is_fitting and (prop.classes & values or prop.datatypes & literals):
            yield key, prop


def _values(keys: Collection[Property], words: Vocabulary) -> Iterator[tuple[str, _Term]]:
    """Yield the controlled values that keys may have by name, each with the classes by which they have it."""
    wanted = frozenset[str]().union(*(prop.classes for prop in keys))
    for name, one in sorted(words.ontology.individuals.items()):
        if fitting := one.classes & wanted:
            yield name, _Term(_names(fitting), one.iri)


def _thing(row: Row, printed: str) -> str:
    return f"{' '.join(row.texts.get('a', ()))}, printed “{printed}”"


def _sides(prop: Property, subjects: frozenset[str]) -> str:
    return f"{_names(prop.domains & subjects)} → {_names(prop.classes | prop.datatypes)}".lstrip()


def _names(iris: Iterable[str]) -> str:
    return ", ".join(sorted(map(local, iris)))


def _chosen(
    terms: Mapping[str, _Term], said: Collection[str], kind: str, words: Vocabulary
) -> dict[str, str]:
    """Return the terms that fit into a list, the nearest to what is said first, with their use.

    As many as there is room for have what they mean as well. The order is that of the terms.
    """
    meant = {name: _STOP.split(words.meaning(term.iri))[0] for name, term in terms.items()}
    chosen: dict[str, str] = {}
    left = _MOST[kind]
    for name in _nearest(meant, said):
        left -= len(name) + len(terms[name].use)
        if left >= 0:
            chosen[name] = terms[name].use
    for name in chosen:
        left -= len(meant[name])
        if left >= 0:
            chosen[name] = ". ".join(filter(None, (terms[name].use, meant[name])))
    return {name: chosen[name] for name in terms if name in chosen}


def _nearest(meant: Mapping[str, str], said: Collection[str]) -> list[str]:
    """Return the names of terms, first those that share rare words with what is said."""
    told = {name: stems(f"{name} {meaning}") for name, meaning in meant.items()}
    common = Counter(word for each in told.values() for word in each)
    scores = {name: sum(1 / common[word] for word in each & set(said)) for name, each in told.items()}
    return sorted(meant, key=lambda name: (-scores[name], name))
