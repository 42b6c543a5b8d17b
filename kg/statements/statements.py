"""All statements of a graph by IRI: facts and records, with the words, source, date and speaker of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode

from kg import terms
from kg.speech.texts import LANGUAGES, in_each, joined
from kg.statements.documents import Document, document
from kg.statements.nested import Nested
from kg.statements.properties import date_of, iri_of, iri_value, iris_of, value_of, written
from kg.statements.statement import Citation, Contradiction, Statement
from kg.statements.vocabulary import Vocabulary
from kg.terms import kg, local
from kg.text.periods import ends, years

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.graph.answers import Term
    from kg.statements.properties import Properties


_TYPE: Final = terms.RDF + "type"
_DERIVED: Final = terms.PROV + "wasDerivedFrom"
_OFFSET: Final = re.compile("[0-9]{1,18}")
_LABELS: Final = {terms.SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel")}
TOLD_APART: Final = {_TYPE, _DERIVED, *_LABELS, *terms.TRIPLE, terms.QB + "dataSet"} | {
    kg(name)
    for name in (
        *("modality", "saidBy", "restrictedTo", "period", "earliest", "latest", "asOf", "precision"),
        *("status", "corrected", "correctedValue", "correctedLowest", "correctedHighest", "reason"),
        *("printed", "unit", "approximation"),
        *("value", "lowest", "highest"),
        "indicator",
    )
}
"""Properties of a fact or record with a place of their own in a statement, or that `printed` says better."""


@dataclass(frozen=True)
class Statements:
    """Everything in a graph that can be drawn, read with a handful of SELECTs.

    `parts` are the facts that say of a record which passage states which of its properties; `blanks` what
    hangs on each blank node; `contradictions` the statements that contradict one.
    """

    types: dict[str, list[str]]
    names: dict[str, dict[str, str]]
    vocabulary: Vocabulary
    facts: dict[str, Properties]
    parts: dict[str, Properties]
    records: dict[str, Properties]
    passages: dict[str, Properties]
    sources: dict[str, Properties]
    entities: frozenset[str]
    abbreviations: dict[str, dict[str, str]] = field(default_factory=dict)
    blanks: dict[str, Properties] = field(default_factory=dict)
    contradictions: dict[str, tuple[Contradiction, ...]] = field(default_factory=dict)
    _told: dict[str, Statement] = field(default_factory=dict, init=False, repr=False)
    _documents: dict[str, Document] = field(default_factory=dict, init=False, repr=False)

    def name(self, iri: str) -> str:
        """Return the label to show of anything in the languages spoken, else its local name."""
        names = self.names.get(iri)
        return in_each(lambda language: names[_tag(names, language)]) if names else local(iri)

    def abbreviation(self, iri: str) -> str:
        """Return how a thing is abbreviated in the language of the label shown, or an empty string."""
        known, names = self.abbreviations.get(iri, {}), self.names.get(iri, {})
        return in_each(lambda language: known.get(_tag(names, language)) or known.get("", ""))

    def classes(self, iri: str) -> list[str]:
        """Return the local names of a thing's classes, most specific first."""
        return [local(cls) for cls in self.ranked(iri)]

    def class_label(self, iri: str) -> str:
        """Return the label of a thing's most specific class, or an empty string."""
        return next((self.name(cls) for cls in self.ranked(iri)), "")

    def text(self, term: Term) -> str:
        """Return a term as people read it: the label of an IRI, the lexical form of a literal.

        A blank node is told by what hangs on it.
        """
        iri = iri_value(term)
        if isinstance(term, BlankNode):
            return self.nested.words(term)
        return self.name(iri) if iri else written(term)

    def label(self, node: str) -> str:
        """Return the label of a thing by its IRI, or a blank node (`_:…`) in words."""
        return self.nested.words(BlankNode(node[2:])) if node in self.blanks else self.name(node)

    @cached_property
    def nested(self) -> Nested:
        """The blank nodes in words."""
        return Nested(self.blanks, self.text, self.name)

    def __getitem__(self, iri: str) -> Statement:
        """Return the statement that a fact, be it one about a record, or a record makes."""
        if iri not in self._told:
            self._told[iri] = self._record(iri) if iri in self.records else self._fact(iri)
        return self._told[iri]

    def ends(self, record: str) -> list[tuple[str, str, bool]]:
        """Return the (from, to, directed) pairs into which a record folds.

        Its entities at one end are joined to those at the other, as its class declares them, and to whatever
        else it names: a speech to its topics, a figure to its product. Equals are joined without direction.
        """
        froms, tos = self._fold_values(record)
        named = sorted({iri for _, iri in self.links(record) if iri in self.entities} - {*froms, *tos})
        pairs: dict[tuple[str, str], bool] = {}
        for a in froms or tos:
            for b in [*(tos if froms else []), *named]:
                if a != b and (b, a) not in pairs:
                    pairs[a, b] = not (b in froms and a in tos)
        return [(a, b, directed) for (a, b), directed in pairs.items()]

    def attached(self, record: str) -> list[str]:
        """Return the entities whose own list a record that does not fold belongs to."""
        froms, tos = self._fold_values(record)
        return sorted({*froms, *tos}) or [value for _, value in self.links(record)]

    def links(self, record: str) -> list[tuple[str, str]]:
        """Return the (property, thing) pairs by which a record names entities, sources and other records."""
        properties = self.records[record]
        named = ((prop, iri) for prop in properties for iri in iris_of(properties, prop))
        return [(prop, iri) for prop, iri in named if prop not in TOLD_APART and self.is_thing(iri)]

    def is_thing(self, iri: str) -> bool:
        """Say whether an IRI is something to draw: an entity, a record or a source."""
        return iri in self.entities or iri in self.records or iri in self.sources

    def fold_of(self, record: str) -> tuple[set[str], set[str]]:
        """Return the properties at the two ends of a record, as its classes declare them."""
        folds = self.vocabulary.folds
        declared = [folds[cls] for cls in self.types.get(record, []) if cls in folds]
        froms, tos = ({prop for fold in declared for prop in fold[side]} for side in (0, 1))
        return froms, tos

    def is_directed(self, record: str) -> bool:
        """Say whether a record goes from one end to the other: no property it has stands at both ends."""
        froms, tos = self.fold_of(record)
        return not froms & tos & self.records[record].keys()

    def _fold_values(self, record: str) -> tuple[list[str], list[str]]:
        """Return the entities at the two ends of a record."""
        froms, tos = (
            {iri for prop in props for iri in iris_of(self.records[record], prop)}
            for props in self.fold_of(record)
        )
        return sorted(froms & self.entities), sorted(tos & self.entities)

    def _fact(self, iri: str) -> Statement:
        fact = self.facts.get(iri) or self.parts[iri]
        predicate = iri_of(fact, terms.RDF + "predicate")
        name = self.name(predicate)
        return self._with_words(Statement(iri, "fact", local(predicate), name, name), fact)

    def _record(self, iri: str) -> Statement:
        properties = self.records[iri]
        kind = iri_of(properties, kg("indicator")) or next(iter(self.ranked(iri)), kg("Record"))
        cls = next(iter(self.classes(iri)), "Record")
        told = Statement(iri, "record", local(kind), self.name(kind), self.name(iri), cls)
        return self._with_words(told, properties)

    def ranked(self, iri: str) -> list[str]:
        """Return a thing's classes, the most specific that says something first."""
        return sorted(self.types.get(iri, []), key=self.vocabulary.narrowness)

    def _with_words(self, told: Statement, properties: Properties) -> Statement:
        """Return the statement with who says it, how, of what part, for when, and in which words."""
        quotes = self.quotes_of(properties)
        return replace(
            told,
            modality=local(iri_of(properties, kg("modality"))),
            said_by=tuple(map(self.text, properties.get(kg("saidBy"), ()))),
            restricted_to=tuple(map(written, properties.get(kg("restrictedTo"), ()))),
            period=value_of(properties, kg("period")),
            precision=local(iri_of(properties, kg("precision"))),
            as_of=value_of(properties, kg("asOf")),
            years=_years(properties),
            status=local(iri_of(properties, kg("status"))),
            printed=value_of(properties, kg("printed")),
            corrected=value_of(properties, kg("corrected")),
            reason=value_of(properties, kg("reason")),
            details=self._details(properties),
            sources=tuple(sorted({quote["source"] for quote in quotes})),
            quotes=quotes,
            contradicts=self.contradictions.get(told.iri, ()),
        )

    def _details(self, properties: Properties) -> tuple[tuple[str, str], ...]:
        told = properties.keys() - TOLD_APART
        return tuple(sorted((self.name(p), joined(", ", map(self.text, properties[p]))) for p in told))

    def quotes_of(self, properties: Properties) -> tuple[Citation, ...]:
        """Return the words behind a fact or record, in the order in which the sources print them."""
        quotes = map(self.quote, iris_of(properties, _DERIVED))
        return tuple(sorted(quotes, key=lambda q: (q["source"], q["start"])))

    def quote(self, passage: str) -> Citation:
        """Return the words of a passage, with the source they stand in."""
        properties = self.passages.get(passage, {})
        source = self.source_of(passage)
        about, cited = self.sources.get(source, {}), self.document(source)
        term = next(iter(properties.get(kg("quote"), ())), None)
        quote = written(term)
        return Citation(
            quote=quote,
            sentence=value_of(properties, kg("sentence")) or quote,
            passage=passage,
            source=local(source),
            source_title=cited.title,
            published=value_of(about, terms.DCTERMS + "issued"),
            start=_offset(value_of(properties, kg("beginIndex"))),
            end=_offset(value_of(properties, kg("endIndex"))),
            language=getattr(term, "language", None) or cited.language,
            document=cited,
        )

    def document(self, source: str) -> Document:
        """Return a source as it is cited."""
        if source not in self._documents:
            self._documents[source] = document(self, source)
        return self._documents[source]

    def source_of(self, passage: str) -> str:
        """Return the source in which a passage stands."""
        return iri_of(self.passages.get(passage, {}), kg("inSource")) or passage.partition("#")[0]


def _tag(names: Mapping[str, str], language: str) -> str:
    """Return the tag of the name to show in a language: its own, unless it is English, else the first."""
    first = next(iter(names), "")
    own = (tag for tag in names if tag == language or tag.startswith(f"{language}-"))
    return first if language == LANGUAGES[0] else next(own, first)


def _offset(text: str) -> int:
    """Return an offset in a text; 0 for what is none, as a passage that somebody else wrote may have."""
    return int(text) if _OFFSET.fullmatch(text) else 0


def _years(properties: Properties) -> tuple[int, int] | None:
    """Return the first and last year of which a fact or record speaks, as printed where a period is.

    A fact without period or date of its own speaks of the date that it states.
    """
    period, *dates = (value_of(properties, kg(key)) for key in ("period", "asOf", "earliest", "latest"))
    target = next(iter(properties.get(terms.RDF + "object", ())), None)
    return years(*ends(period), dates[0]) or years(*dates) or years(date_of(target))
