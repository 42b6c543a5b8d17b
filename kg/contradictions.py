"""Which statements say different things about the very same matter."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg import terms
from kg.terms import jm

if TYPE_CHECKING:
    from kg.statements import Contradiction, Properties, Statements

_NOT_THE_MATTER: Final = {terms.PROV + "wasDerivedFrom", terms.SKOS + "prefLabel"} | {
    jm(name)
    for name in (
        *("value", "printed", "modality", "saidBy", "status", "corrected", "correctedValue", "correctedUnit"),
        *("reason", "approximation", "unitInferred", "precision"),
    )
}
"""What may differ between two observations of one and the same quantity."""


def contradictions(said: Statements) -> dict[str, list[Contradiction]]:
    """Return IRI → the statements that contradict it.

    Two observations of the same quantity, ends and period contradict each other when their values differ; a
    fact and its denial do when they are the same triple.
    """
    found: dict[str, list[Contradiction]] = {}
    for rivals in _rivals(said):
        for iri, position in rivals.items():
            others = [other for other, its in rivals.items() if its != position]
            if others:
                found[iri] = [_told(said, other) for other in others]
    return found


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
    kept = {p: [str(v) for v in values] for p, values in properties.items() if p not in _NOT_THE_MATTER}
    return str(sorted(kept.items()))


def _told(said: Statements, iri: str) -> Contradiction:
    statement = said.said(iri)
    first = statement.quotes[0] if statement.quotes else None
    return {
        "iri": iri,
        "label": statement.printed or f"{statement.label} ({statement.modality})",
        "source_title": first["source_title"] if first else "",
        "quote": first["quote"] if first else "",
    }
