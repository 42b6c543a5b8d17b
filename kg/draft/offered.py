"""What a sentence may be told with: the known things it names, and the terms that fit these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.draft.vocabulary import Vocabulary, stems
from kg.ontology.lookups import Property
from kg.seeds.rows import Row
from kg.terms import KG, XSD, kg, local
from kg.text.mentions import Mention

_OF_EVIDENCE: Final = ("indicator", "printed", "period", "modality", "saidBy", "restrictedTo")
"""Keys of the evidence vocabulary that tell what a sentence says; its others follow, or are for a reader."""
PRINTED: Final = "printed"
"""The key of figures, as the text prints them."""
_MOST: Final = {"classes": 1500, "keys": 3500, "values": 1500}
"""Characters of each list; what shares no word with the sentence is left out first."""
_DATES: Final = frozenset(XSD + name for name in ("date", "gYearMonth", "gYear"))


@dataclass(frozen=True)
class Offer:
    """Ids of things, classes of records, keys and controlled values, by name, each with what it means."""

    things: Mapping[str, str]
    classes: Mapping[str, str]
    keys: Mapping[str, str]
    values: Mapping[str, str]


def offer(
    text: str,
    mentions: Iterable[Mention],
    words: Vocabulary,
    entities: Mapping[str, Row],
    *,
    has_dates: bool,
    has_figures: bool,
) -> Offer:
    """Return what a sentence may be told with, which names these known things."""
    printed = {name: text[slice(*m.span)] for m in reversed([*mentions]) for name in m.ids}
    things = {name: _thing(entities[name], printed[name]) for name in reversed(printed)}
    fitting = _Fitting(words, frozenset().union(*(words.classes[name] for name in things)), has_dates)
    records = {name: iri for name, iri in words.ontology.under(kg("Record")).items() if iri != kg("Record")}
    if not has_figures:
        measured = words.ontology.properties[PRINTED].domains
        records = {name: iri for name, iri in records.items() if not words.ontology.closure([iri]) & measured}
    subjects = fitting.classes | words.ontology.closure(records.values()) | {kg("Fact")}
    keys = {key: prop for key, prop in fitting.properties() if prop.domains & subjects}
    values = fitting.values(keys.values())
    said = stems(text)
    return Offer(
        things,
        _chosen({name: words.meaning(iri) for name, iri in records.items()}, said, _MOST["classes"]),
        _chosen({key: _key(prop, words) for key, prop in keys.items()}, said, _MOST["keys"]),
        _chosen({name: words.meaning(iri) for name, iri in values.items()}, said, _MOST["values"]),
    )


@dataclass(frozen=True)
class _Fitting:
    """The terms that fit things of these classes (IRIs)."""

    words: Vocabulary
    classes: frozenset[str]
    has_dates: bool

    def properties(self) -> Iterator[tuple[str, Property]]:
        """Yield each key that says something for which the sentence may have a value."""
        for key, prop in sorted(self.words.ontology.properties.items()):
            is_meant = not prop.iri.startswith(KG) or key in _OF_EVIDENCE
            if is_meant and not prop.background and self._has_values(prop):
                yield key, prop

    def _has_values(self, prop: Property) -> bool:
        is_date = bool(prop.datatypes & _DATES)
        is_text = bool(prop.datatypes & {XSD + "string", XSD + "integer"})
        return (
            is_text or (is_date and self.has_dates) or bool(prop.classes & (self.classes | self._controlled))
        )

    @property
    def _controlled(self) -> frozenset[str]:
        return frozenset().union(*(one.classes for one in self.words.ontology.individuals.values()))

    def values(self, keys: Iterable[Property]) -> dict[str, str]:
        """Return the controlled values that keys may have by name, as IRIs."""
        wanted = frozenset().union(*(prop.classes for prop in keys))
        individuals = sorted(self.words.ontology.individuals.items())
        return {name: one.iri for name, one in individuals if one.classes & wanted}


def _thing(row: Row, printed: str) -> str:
    return f"{' '.join(row.texts.get('a', ()))}, “{printed}”"


def _key(prop: Property, words: Vocabulary) -> str:
    subjects, values = (_names(iris) for iris in (prop.domains, prop.classes | prop.datatypes))
    return f"{subjects} → {values}. {words.meaning(prop.iri)}"


def _names(iris: Collection[str]) -> str:
    return ", ".join(sorted(map(local, iris)))


def _chosen(terms: Mapping[str, str], said: Collection[str], most: int) -> dict[str, str]:
    """Return as many of the terms as fit into so many characters, in order: those nearest to what is said."""
    told = {name: stems(f"{name} {meaning}") for name, meaning in terms.items()}
    common = Counter(word for each in told.values() for word in each)
    scores = {name: sum(1 / common[word] for word in each & set(said)) for name, each in told.items()}
    chosen, left = set(), most
    for name in sorted(terms, key=lambda name: (-scores[name], len(terms[name]), name)):
        left -= len(name) + len(terms[name])
        if left < 0:
            break
        chosen.add(name)
    return {name: meaning for name, meaning in terms.items() if name in chosen}
