"""Which statements on one thing to set side by side: contradictions, and what else may not all be right."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from kg import terms
from kg.look.items import item_of
from kg.look.page import Group
from kg.statements.contradictions import contradict, differ, figures_of_one_quantity
from kg.statements.properties import value_of
from kg.terms import kg

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.statements.statements import Statements
    from kg.terms import Prefixes


def disagreements(
    statements: Statements, facts: list[str], records: list[str], single: set[str]
) -> list[list[str]]:
    """Return groups of facts, or of records, on the same matter that say different things, each sorted.

    These are a fact and its denial; several values of a property of `single`, which can have but one; and
    figures of one quantity that differ although their periods overlap, or of which one is marked as doubtful.
    """
    stated = [(one, *(other["iri"] for other in statements[one].contradicts)) for one in [*facts, *records]]
    found = {
        frozenset(group)
        for group in [*stated, *_many_valued(statements, facts, single), *_figures(statements, records)]
    }
    rivals = [group for group in found if len(group) > 1 and not any(group < other for other in found)]
    return sorted(map(sorted, rivals))


def single(graph: Graph) -> set[str]:
    """Return the properties that can have but one value."""
    return {row["p"].value for row in graph.select("SELECT ?p { ?p a owl:FunctionalProperty }")}


def side_by_side(statements: Statements, group: list[str], prefixes: Prefixes) -> Group:
    """Return statements that disagree as items, each with what it says, under what they are about."""
    items = [item_of(_position(statements, iri), prefixes.compact(iri), statements[iri]) for iri in group]
    first = statements[group[0]]
    if group[0] not in statements.records:
        return Group(first.property_label, "", tuple(items))
    periods = {value_of(statements.records[iri], kg("period")) for iri in group}
    note = " (for different periods)" if len(periods) > 1 else ""
    return Group(f"{first.property_label}{note}", "", tuple(items))


def _position(statements: Statements, iri: str) -> str:
    """Return what a statement says, in one line."""
    if iri in statements.records:
        period = value_of(statements.records[iri], kg("period"))
        return (
            f"{period}: {statements[iri].printed}"
            if period
            else statements[iri].printed or statements.name(iri)
        )
    return sentence(statements, iri)


def sentence(statements: Statements, iri: str) -> str:
    """Return what a fact states: subject, property and object by their names."""
    fact = statements.facts[iri]
    return " ".join(statements.text(fact[part][0]) for part in terms.TRIPLE)


def _figures(statements: Statements, records: list[str]) -> list[list[str]]:
    """Return groups of figures of one quantity that may not all be right, as `disagreements` says."""
    groups = [[iri for iri in group if iri in records] for group in figures_of_one_quantity(statements)]
    return [group for group in groups if _is_doubtful(statements, group)]


def _is_doubtful(statements: Statements, group: list[str]) -> bool:
    pairs = list(itertools.combinations(group, 2))
    if any(contradict(statements, a, b) for a, b in pairs):
        return True
    marked = any(statements[record].status for record in group)
    return marked and any(differ(statements.records[a], statements.records[b]) for a, b in pairs)


def _many_valued(statements: Statements, facts: list[str], single: set[str]) -> list[list[str]]:
    """Return the groups of facts that give several values to a property that can have but one."""
    groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for fact in facts:
        subject, prop = (
            value_of(statements.facts[fact], terms.RDF + part) for part in ("subject", "predicate")
        )
        if prop in single and statements[fact].modality in ("asserted", "reported"):
            groups[subject, prop][fact] = str(statements.facts[fact][terms.RDF + "object"][0])
    return [sorted(group) for group in groups.values() if len(set(group.values())) > 1]
