"""A row beside the words it stands under: its passage in its text, and what is named there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.build.context import Context
from kg.errors import Problem
from kg.seeds.rows import Passage, Row, Source, Value
from kg.text.document import Document
from kg.text.folding import Span
from kg.text.mentions import Mention
from kg.text.quotes import locate


@dataclass(frozen=True)
class Heard:
    """A row, its passage, where its quote and the sentences around it stand, all mentions of the text."""

    row: Row
    passage: Passage
    source: Source
    quote: Span
    sentence: Span
    mentions: Sequence[Mention]

    def words(self, span: Span) -> str:
        """Return the text of a span."""
        return self.source.text[span.start : span.end]

    def within(self, span: Span) -> list[Mention]:
        """Return the mentions inside a span, in order."""
        return [m for m in self.mentions if span.start <= m.span.start and m.span.end <= span.end]

    def named(self, span: Span) -> set[str]:
        """Return the ids of what a span names."""
        return {name for mention in self.within(span) for name in mention.ids}

    def values(self, key: str) -> tuple[Value, ...]:
        """Return the values of a key of the row or its passage, none that the row says to be inferred."""
        if key in self.row.texts.get("inferred", ()):
            return ()
        return self.row.get(key) or self.passage.shared.get(key) or ()


def heard(source: Source, context: Context) -> Iterator[Heard]:
    """Yield every row of a source beside its words, but those whose quote cannot be found."""
    document, mentions = Document(source.text), context.names.find(source.text)
    for passage in source.passages:
        span = locate(document, passage.quote, source.file)
        if not isinstance(span, Problem):
            touched = [span, *(each for each in document.sentences if each.overlaps(span))]
            around = Span(min(each.start for each in touched), max(each.end for each in touched))
            yield from (Heard(row, passage, source, span, around, mentions) for row in passage.rows)
