"""What stands on the page of one thing: statements in groups, each with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.spelling import counted
from kg.statements.excerpt import extent

if TYPE_CHECKING:
    from kg.statements.statement import Citation


class Value(NamedTuple):
    """One value of a property: `text` as people read it, `name` its prefixed name where it is a thing."""

    text: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.text} [{self.name}]" if self.name else self.text


@dataclass(frozen=True)
class Item:
    """One statement on the page: `text` is the other end or the record, `name` its prefixed name.

    `remarks` say how it is meant (planned, said by …, since …, what is doubtful); without `quotes` no passage
    says it: it is background knowledge or a plain triple.
    """

    text: str
    name: str
    remarks: tuple[str, ...]
    quotes: tuple[Citation, ...]


@dataclass(frozen=True)
class Group:
    """Items under a heading; `direction` is `out` (the thing is the subject), `in` (the object) or empty."""

    heading: str
    direction: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Page:
    """What a graph says of one thing.

    `kinds` are the most specific of its `classes`; of a record, `statement` is what it states itself, and
    `properties` are its (label, values) pairs, `evidence` the quotes behind those with words of their own.
    `mentions` are (title, number of passages, IRI) of sources that name it, `unlisted` the number of passages
    in others, `usage` lines on how a class or property is used. Where the page is not the whole, it has what
    `documents` say, (title, date, IRI) of each, the newest first; none where no document says anything.
    """

    iri: str
    name: str
    label: str
    labels: tuple[tuple[str, str], ...]
    classes: tuple[str, ...]
    kinds: tuple[str, ...]
    statement: Item | None
    properties: tuple[tuple[str, tuple[Value, ...]], ...]
    evidence: tuple[tuple[str, tuple[Citation, ...]], ...]
    facts: tuple[Group, ...]
    records: tuple[Group, ...]
    disagreements: tuple[Group, ...]
    mentions: tuple[tuple[str, int, str], ...]
    unlisted: int
    usage: tuple[str, ...]
    is_whole: bool
    documents: tuple[tuple[str, str, str], ...]

    @property
    def extent(self) -> str:
        """What of all that is said the page tells, in words; empty where it is the whole."""
        if self.is_whole:
            return ""
        told = extent(len(self.documents))
        if len(self.documents) < 2:
            return ": ".join((told, *(title for title, *_ in self.documents)))
        first, last = (self.documents[place][1] for place in (0, -1))
        dates = (
            "" if not (first and last) else f", of {first}" if first == last else f", {first} back to {last}"
        )
        return f"{told}{dates}"

    @property
    def elsewhere(self) -> str:
        """How many passages in other documents name the thing, in words; empty for none."""
        return f"… and {counted(self.unlisted, 'passage')} in other documents" if self.unlisted else ""
