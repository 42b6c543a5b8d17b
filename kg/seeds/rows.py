"""What seeds/ says, as frozen dataclasses: sources with their passages and rows, entities; no RDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.errors import Problem
from kg.text.quotes import Selector, Words

QUALIFIERS: Final = ("modality", "saidBy", "period", "asOf", "inferred")
"""Keys that say something about a fact, not about its subject; a passage gives them to all its rows."""


@dataclass(frozen=True)
class Value(Words):
    """One value as it is written, with its language tag ("" when none is given)."""

    language: str = ""


@dataclass(frozen=True)
class Stated:
    """A key of a row with its values: what the row states of its subject."""

    key: str
    where: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Row:
    """A subject and what is stated of it, in the order of the file."""

    id: str
    where: str
    stated: tuple[Stated, ...]

    def __iter__(self) -> Iterator[Stated]:
        return iter(self.stated)

    def get(self, key: str) -> tuple[Value, ...] | None:
        """Return the values of `key`, or None when the row has no such key."""
        return next((stated.values for stated in self if stated.key == key), None)

    @property
    def texts(self) -> dict[str, list[str]]:
        """The values of each key without their places."""
        return {stated.key: [value.text for value in stated.values] for stated in self}

    def first(self, key: str) -> Value | None:
        """Return the first value of `key`, or None when there is none."""
        return next(iter(self.get(key) or ()), None)


@dataclass(frozen=True)
class Passage:
    """A quote, the rows it states and the qualifiers they share (a row without subject).

    `role` says what part of the page it is, None for ordinary text. A draft waits to be accepted.
    """

    quote: Selector
    rows: tuple[Row, ...]
    shared: Row
    role: Value | None = None
    is_draft: bool = False


@dataclass(frozen=True)
class Skipped:
    """A stretch of a source that needs no annotation, why, and what part of the page it is."""

    quote: Selector
    reason: str
    role: Value | None = None


@dataclass(frozen=True)
class Source:
    """A document with its metadata (`header`: title, author, published) and its passages.

    `language` is its language tag and `url` its address on the web; either is empty where nobody says it. A
    draft waits to be accepted: it is no part of the graph, and neither are `drafted`, passages that wait by
    themselves.
    """

    id: str
    where: str
    file: str
    text: str
    identifier: str
    header: Row
    quote: Selector | None
    passages: tuple[Passage, ...]
    skipped: tuple[Skipped, ...]
    language: str = ""
    url: str = ""
    is_draft: bool = False
    drafted: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Seeds:
    """Accepted sources and drafts in the order of their files, entities in that of entities.yaml.

    `problems` are what is wrong with them although they can be read.
    """

    sources: tuple[Source, ...]
    entities: tuple[Row, ...]
    drafts: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def proposed(self) -> Seeds:
        """The same with all that waits to be accepted as if it were, accepted passages of drafts included."""
        sources = [replace(s, passages=s.passages + s.drafted) for s in (*self.sources, *self.drafts)]
        return Seeds(tuple(sources), self.entities)
