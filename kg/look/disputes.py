"""What a graph is at odds about that an earlier one was not, as a new document brings it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.look.disagreements import disagreements, sentence, side_by_side, single
from kg.look.items import item_of
from kg.statements.reading import read

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.statements.statements import Statements
    from kg.terms import Prefixes


@dataclass(frozen=True, order=True)
class Said:
    """One statement: its prefixed name, the keys of its sources, and what it says."""

    name: str
    sources: tuple[str, ...]
    text: str


@dataclass(frozen=True, order=True)
class Dispute:
    """Statements on one matter that may not all be right: those of the earlier graph, and those new in it."""

    label: str
    before: tuple[Said, ...]
    after: tuple[Said, ...]


def arisen(old: Graph, new: Graph, prefixes: Prefixes) -> tuple[Dispute, ...]:
    """Return what statements of a graph disagree about and those of an old one did not."""
    before, after = read(old), read(new)
    known = {frozenset(group.values()) for group in _groups(before, single(old), prefixes)}
    found = []
    for group in _groups(after, single(new), prefixes):
        if frozenset(group.values()) not in known:
            label = side_by_side(after, list(group), prefixes).heading
            kept = {
                said
                for iri, said in group.items()
                if (iri in before.facts or iri in before.records) and _said(before, iri, prefixes) == said
            }
            added = set(group.values()) - kept
            found.append(Dispute(label, tuple(sorted(kept)), tuple(sorted(added))))
    return tuple(sorted(found))


def _groups(statements: Statements, once: set[str], prefixes: Prefixes) -> list[dict[str, Said]]:
    """Return the groups of statements that disagree, each by IRI."""
    groups = disagreements(statements, list(statements.facts), list(statements.records), once)
    return [{iri: _said(statements, iri, prefixes) for iri in group} for group in groups]


def _said(statements: Statements, iri: str, prefixes: Prefixes) -> Said:
    """Return what a statement says, with how it is meant."""
    text = statements.name(iri) if iri in statements.records else sentence(statements, iri)
    item = item_of(text, prefixes.compact(iri), statements[iri])
    sources = {prefixes.compact(quote["passage"].partition("#")[0]) for quote in item.quotes}
    return Said(item.name, tuple(sorted(sources)), "; ".join([text, *item.remarks]))
