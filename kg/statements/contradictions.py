"""Which statements say different things about the very same matter."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg import terms
from kg.speech.texts import joined, say
from kg.statements import wording
from kg.statements.extent import extent
from kg.statements.properties import value_of
from kg.terms import kg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.statements.properties import Properties
    from kg.statements.statement import Contradiction
    from kg.statements.statements import Statements

VALUES: Final = frozenset((kg("value"), kg("lowest"), kg("highest")))
"""What gives the number of a figure, or those of its ends."""


def contradictions(statements: Statements) -> dict[str, tuple[Contradiction, ...]]:
    """Return IRI → the statements that contradict it.

    Two observations of the same quantity contradict each other when their values differ, of a range any value
    between its ends, and their periods overlap; a fact contradicts its denial.
    """
    found: dict[str, tuple[Contradiction, ...]] = {}
    for group in [*_of_one_triple(statements), *figures_of_one_quantity(statements)]:
        for one in group:
            if others := [other for other in group if contradict(statements, one, other)]:
                found[one] = tuple(_told(statements, other) for other in others)
    return found


def figures_of_one_quantity(statements: Statements) -> list[list[str]]:
    """Return the groups of records that give values of one quantity, whatever their periods.

    What they have in common is everything of `matter`.
    """
    common = matter(statements.vocabulary.dimensions)
    valued = [iri for iri, properties in statements.records.items() if common and is_figure(properties)]
    return _groups((_quantity(statements.records[iri], common), iri) for iri in valued)


def matter(dimensions: Iterable[str]) -> list[str]:
    """Return the properties that figures of one quantity share: every dimension but the period, unit, class.

    Dimensions are those of an RDF Data Cube. None where a graph declares none: nothing tells its figures
    apart, so of no two can it be said that they are of one quantity.
    """
    told_apart = sorted(set(dimensions) - {kg("period")})
    return [*told_apart, kg("unit"), terms.RDF + "type"] if told_apart else []


def contradict(statements: Statements, one: str, other: str) -> bool:
    """Say whether two statements on one matter cannot both be right."""
    if one in statements.facts:
        return (statements[one].modality == "denied") != (statements[other].modality == "denied")
    a, b = statements.records[one], statements.records[other]
    return differ(a, b) and _overlap(a, b)


def is_figure(properties: Properties) -> bool:
    """Say whether a record gives a value, or the ends between which it lies."""
    return not VALUES.isdisjoint(properties)


def differ(a: Properties, b: Properties) -> bool:
    """Say whether two figures have different values; ranges with a value in common have not."""
    if kg("value") in a and kg("value") in b:
        return value_of(a, kg("value")) != value_of(b, kg("value"))
    if not (one := extent(a)) or not (other := extent(b)):
        return False
    return one.lowest > other.highest or other.lowest > one.highest


def _overlap(a: Properties, b: Properties) -> bool:
    """Say whether two periods have an instant in common; one without a first or last is open there."""
    (start_a, end_a), (start_b, end_b) = (
        (value_of(p, kg("earliest")), value_of(p, kg("latest"))) for p in (a, b)
    )
    return (not end_b or start_a <= end_b) and (not end_a or start_b <= end_a)


def _of_one_triple(statements: Statements) -> list[list[str]]:
    return _groups((_triple(properties), iri) for iri, properties in statements.facts.items())


def _groups(keyed: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the IRIs that share a key, where several do."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key, iri in keyed:
        groups[key].append(iri)
    return [group for group in groups.values() if len(group) > 1]


def _triple(properties: Properties) -> str:
    return " ".join(str(properties.get(part)) for part in terms.TRIPLE)


def _quantity(properties: Properties, common: list[str]) -> str:
    return str([[str(value) for value in properties.get(prop, ())] for prop in common])


def _told(statements: Statements, iri: str) -> Contradiction:
    statement = statements[iri]
    period = wording.period(value_of(statements.records.get(iri, {}), kg("period")))
    first = statement.quotes[0] if statement.quotes else None
    return {
        "iri": iri,
        "label": joined(": ", (period, statement.printed))
        or say("{label} ({meant})", label=statement.label, meant=wording.modality(statement.modality)),
        "source_title": first["source_title"] if first else "",
        "quote": first["quote"] if first else "",
    }
