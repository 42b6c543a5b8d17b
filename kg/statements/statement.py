"""One statement: a fact or a record as people read it, with the words behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from kg.statements.documents import Document


class Citation(TypedDict):
    """The words of one passage: `quote` within `sentence`, where they stand and when they were published.

    `language` is as `Document` has it.
    """

    quote: str
    sentence: str
    passage: str
    source: str
    source_title: str
    published: str
    start: int
    end: int
    language: str
    document: Document


class Contradiction(TypedDict):
    """Another statement about the very same thing that says something else."""

    iri: str
    label: str
    source_title: str
    quote: str


@dataclass(frozen=True)
class Statement:
    """A fact or a record as people read it; its fields are the attributes of a network's edges.

    `kind` is `fact`, `record`, `triple` (of a graph without facts and records) or `answer` (an edge a query
    made itself); `property` the local name an edge is filtered by: a fact's property, a record's indicator
    where it has one, else its class (`cls`); `label` what is written on it; `restricted_to` the part of
    which it is said; `details` further (property label, value) pairs; `period` as the graph writes it
    (2024, 1999/..), `precision` how fine it is (year, century) and `years` the first and last year of which
    it speaks; `sources` citation keys. Texts that are absent are empty.
    """

    iri: str
    kind: str
    property: str
    property_label: str
    label: str
    cls: str = ""
    modality: str = ""
    said_by: tuple[str, ...] = ()
    restricted_to: tuple[str, ...] = ()
    period: str = ""
    precision: str = ""
    as_of: str = ""
    years: tuple[int, int] | None = None
    status: str = ""
    printed: str = ""
    corrected: str = ""
    reason: str = ""
    details: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    quotes: tuple[Citation, ...] = ()
    contradicts: tuple[Contradiction, ...] = ()
