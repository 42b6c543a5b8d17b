"""A row beside the words it stands under: its passage in its text, and what is named there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final

from kg.build.context import Context
from kg.errors import Problem
from kg.seeds.rows import Passage, Row, Source, Value
from kg.terms import SCHEMA
from kg.text.document import Document
from kg.text.folding import Span
from kg.text.mentions import Mention, Names, within
from kg.text.quotes import locate

PLACES: Final = frozenset(SCHEMA + name for name in ("Country", "State", "City"))
"""Classes of schema.org by which a vocabulary says what its countries and their parts are."""


@dataclass(frozen=True)
class Heard:
    """A row, its passage, where its quote and the sentences around it stand, all mentions of the text.

    `leading` are the sentences of its paragraph before these, the last one of another at least; `headed` are
    the ids of what the title of the source names. `places` are named inside longer names too: US tariffs.
    """

    row: Row
    passage: Passage
    source: Source
    quote: Span
    sentence: Span
    leading: Span
    headed: Set[str]
    mentions: Sequence[Mention]
    places: Sequence[Mention]

    def words(self, span: Span) -> str:
        """Return the text of a span."""
        return self.source.text[span.start : span.end]

    def within(self, span: Span) -> list[Mention]:
        """Return the mentions inside a span, in order."""
        return within(self.mentions, span)

    def named(self, span: Span) -> set[str]:
        """Return the ids of what a span names, and of the places in its names."""
        return {name for mention in (*self.within(span), *within(self.places, span)) for name in mention.ids}

    def values(self, key: str) -> tuple[Value, ...]:
        """Return the values of a key of the row or its passage, none that the row says to be inferred."""
        if key in self.row.texts.get("inferred", ()):
            return ()
        return self.row.get(key) or self.passage.shared.get(key) or ()


def heard(source: Source, context: Context) -> Iterator[Heard]:
    """Yield every row of a source beside its words, but those whose quote cannot be found."""
    document, named, headed = Document(source.text), _named(source, context), _headed(source, context)
    for passage in source.passages:
        span = locate(document, passage.quote, source.file)
        if not isinstance(span, Problem):
            touched = [span, *(each for each in document.sentences if each.overlaps(span))]
            around = Span(min(each.start for each in touched), max(each.end for each in touched))
            leading = Span(_leading(document, around.start), around.start)
            words = (source, span, around, leading, headed, *named)
            yield from (Heard(row, passage, *words) for row in passage.rows)


def _named(source: Source, context: Context) -> tuple[Sequence[Mention], Sequence[Mention]]:
    """Return the mentions of a text, and those of places as if nothing else had a name."""
    things = context.things.by_id
    places = Names({row.id: row.texts for row in context.entities if things[row.id].classes & PLACES})
    return context.names.find(source.text), places.find(source.text)


def _headed(source: Source, context: Context) -> set[str]:
    title = " ".join(value.text for value in source.header.get("title") or ())
    return {name for mention in context.names.find(title) for name in mention.ids}


def _leading(document: Document, start: int) -> int:
    """Return where the sentences begin that lead to a place: its paragraph, or the sentence before it."""
    before = [sentence.start for sentence in document.sentences if sentence.end <= start]
    return min([document.text.rfind("\n", 0, start) + 1, *before[-1:]])


def warning(value: Value, rule: str, what: str, hint: str) -> Problem:
    """Return the warning that a value says other than its words."""
    return Problem(value.where, rule, what, hint, "warning")
