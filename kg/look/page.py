"""What stands on the page of one thing: statements in groups, each with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

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
    """Everything a graph says of one thing.

    `kinds` are the most specific of its `classes`; of a record, `statement` is what it states itself, and
    `properties` are its (label, values) pairs, `evidence` the quotes behind those with words of their own.
    `mentions` are (title, number of passages, IRI) of the sources that name it, `usage` lines on how a class
    or property is used.
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
    usage: tuple[str, ...]
