"""Which statements about one thing cannot all be right, in groups to be set side by side."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from kg import terms
from kg.network.contradictions import contradict, differ, figures_of_one_quantity
from kg.network.properties import value_of

if TYPE_CHECKING:
    from kg.network.statements import Statements


def disagreements(
    said: Statements, facts: list[str], records: list[str], single: set[str]
) -> list[list[str]]:
    """Return groups of facts, or of records, on the same matter that say different things, each sorted.

    These are a fact and its denial; several values of a property of `single`, which can have but one; and
    figures of one quantity that differ although their periods overlap, or of which one is marked as doubtful.
    """
    stated = [(one, *(other["iri"] for other in said.said(one).contradicts)) for one in [*facts, *records]]
    found = {
        frozenset(group) for group in [*stated, *_many_valued(said, facts, single), *_figures(said, records)]
    }
    rivals = [group for group in found if len(group) > 1 and not any(group < other for other in found)]
    return sorted(map(sorted, rivals))


def _figures(said: Statements, records: list[str]) -> list[list[str]]:
    """Return groups of figures of one quantity that may not all be right, as `disagreements` says."""
    groups = [[iri for iri in group if iri in records] for group in figures_of_one_quantity(said)]
    return [group for group in groups if _is_doubtful(said, group)]


def _is_doubtful(said: Statements, group: list[str]) -> bool:
    pairs = list(itertools.combinations(group, 2))
    if any(contradict(said, a, b) for a, b in pairs):
        return True
    marked = any(said.said(record).status for record in group)
    return marked and any(differ(said.records[a], said.records[b]) for a, b in pairs)


def _many_valued(said: Statements, facts: list[str], single: set[str]) -> list[list[str]]:
    """Return the groups of facts that give several values to a property that can have but one."""
    groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for fact in facts:
        subject, prop = (value_of(said.facts[fact], terms.RDF + part) for part in ("subject", "predicate"))
        if prop in single and said.said(fact).modality in ("asserted", "reported"):
            groups[subject, prop][fact] = str(said.facts[fact][terms.RDF + "object"][0])
    return [sorted(group) for group in groups.values() if len(set(group.values())) > 1]
