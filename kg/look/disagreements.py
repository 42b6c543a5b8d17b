"""Which statements about one thing cannot all be right, in groups to be set side by side."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg import terms
from kg.network.statements import value_of
from kg.terms import jm

if TYPE_CHECKING:
    from kg.network.statements import Properties, Statements

_MEASURE: Final = ("indicator", "from", "to", "of", "scope", "product", "component", "sector", "unit")
"""What makes two figures figures of one measure, whatever their periods."""


def disagreements(
    said: Statements, facts: list[str], records: list[str], single: set[str]
) -> list[list[str]]:
    """Return groups of facts, or of records, on the same matter that say different things, each sorted.

    These are a fact and its denial; several values of a property of `single`, which can have but one; and
    figures of one measure that differ although their periods overlap, or of which one is marked as doubtful.
    """
    stated = [(one, *(other["iri"] for other in said.said(one).contradicts)) for one in [*facts, *records]]
    found = {
        frozenset(group) for group in [*stated, *_many_valued(said, facts, single), *_figures(said, records)]
    }
    rivals = [group for group in found if len(group) > 1 and not any(group < other for other in found)]
    return sorted(map(sorted, rivals))


def _figures(said: Statements, records: list[str]) -> list[list[str]]:
    """Return groups of figures of one measure, between the same ends, that may not all be right.

    Those are different values whose periods overlap, or of which one is marked as doubtful.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for record in records:
        properties = said.records[record]
        if jm("value") in properties and jm("indicator") in properties:
            groups[str([[str(v) for v in properties.get(jm(p), ())] for p in _MEASURE])].append(record)
    return [group for group in groups.values() if _is_doubtful(said, group)]


def _is_doubtful(said: Statements, group: list[str]) -> bool:
    pairs = [
        (a, b)
        for a, b in itertools.combinations([said.records[record] for record in group], 2)
        if value_of(a, jm("value")) != value_of(b, jm("value"))
    ]
    marked = any(said.said(record).status for record in group)
    return bool(pairs) and (marked or any(_overlap(a, b) for a, b in pairs))


def _overlap(a: Properties, b: Properties) -> bool:
    """Say whether two periods have a day in common; one without a first or last day is open there."""
    (start_a, end_a), (start_b, end_b) = ((value_of(p, jm("start")), value_of(p, jm("end"))) for p in (a, b))
    return (not end_b or start_a <= end_b) and (not end_a or start_b <= end_a)


def _many_valued(said: Statements, facts: list[str], single: set[str]) -> list[list[str]]:
    """Return the groups of facts that give several values to a property that can have but one."""
    groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for fact in facts:
        subject, prop = (value_of(said.facts[fact], terms.RDF + part) for part in ("subject", "predicate"))
        if prop in single and said.said(fact).modality in ("asserted", "reported"):
            groups[subject, prop][fact] = str(said.facts[fact][terms.RDF + "object"][0])
    return [sorted(group) for group in groups.values() if len(set(group.values())) > 1]
