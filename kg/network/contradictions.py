"""Which statements say different things about the very same matter."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg import terms
from kg.network.statements import value_of
from kg.terms import jm

if TYPE_CHECKING:
    from kg.network.statements import Contradiction, Properties, Statements

_MATTER: Final = [terms.RDF + "type"] + [
    jm(name)
    for name in ("indicator", "from", "to", "about", "of", "product", "sector", "component", "scope", "unit")
]
"""What two observations of one and the same quantity have in common."""


def contradictions(said: Statements) -> dict[str, list[Contradiction]]:
    """Return IRI → the statements that contradict it.

    Two observations of the same quantity contradict each other when their values differ and their periods
    overlap; a fact contradicts its denial.
    """
    found: dict[str, list[Contradiction]] = {}
    for rivals in _rivals(said):
        for iri, position in rivals.items():
            others = [
                other for other, its in rivals.items() if its != position and _overlap(said, iri, other)
            ]
            if others:
                found[iri] = [_told(said, other) for other in others]
    return found


def _overlap(said: Statements, one: str, other: str) -> bool:
    """Say whether two statements may speak of one day; a period without a first or last day is open there."""
    (start, end), (begin, finish) = (
        [value_of(said.records.get(iri, {}), jm(day)) for day in ("start", "end")] for iri in (one, other)
    )
    return (not finish or start <= finish) and (not end or begin <= end)


def _period(said: Statements, iri: str) -> str:
    return value_of(said.records.get(iri, {}), jm("period"))


def _rivals(said: Statements) -> list[dict[str, str]]:
    """Return groups of statements about one matter: IRI → the position each takes on it."""
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for iri, properties in said.facts.items():
        groups[_triple(properties)][iri] = str(said.said(iri).modality == "denied")
    for iri, properties in said.records.items():
        if jm("value") in properties:
            groups[_quantity(properties)][iri] = str(properties[jm("value")][0])
    return [group for group in groups.values() if len(group) > 1]


def _triple(properties: Properties) -> str:
    return " ".join(str(properties.get(terms.RDF + part)) for part in ("subject", "predicate", "object"))


def _quantity(properties: Properties) -> str:
    return str([[str(value) for value in properties.get(prop, ())] for prop in _MATTER])


def _told(said: Statements, iri: str) -> Contradiction:
    statement = said.said(iri)
    first = statement.quotes[0] if statement.quotes else None
    return {
        "iri": iri,
        "label": ": ".join(filter(None, (_period(said, iri), statement.printed)))
        or f"{statement.label} ({statement.modality})",
        "source_title": first["source_title"] if first else "",
        "quote": first["quote"] if first else "",
    }
