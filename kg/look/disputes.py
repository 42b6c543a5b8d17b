"""What a graph is at odds about that an earlier one was not, as a new document brings it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg import terms
from kg.graph import labels
from kg.look.disagreements import disagreements, sentence, side_by_side, single
from kg.look.items import item_of
from kg.statements.around import Surroundings
from kg.statements.properties import iri_value
from kg.statements.reading import read
from kg.terms import kg

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyoxigraph import Triple

    from kg.graph.graph import Graph
    from kg.statements.statements import Statements
    from kg.terms import Prefixes

_TELLING: Final = {*labels.SHOWN, kg("abbreviation"), kg("inSource"), terms.RDF + "type"}
"""Properties of a thing by which statements that name it say something else."""


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


def arisen(old: Graph, new: Graph, prefixes: Prefixes, differing: Collection[Triple]) -> tuple[Dispute, ...]:
    """Return what statements of a graph disagree about and those of an old one did not.

    `differing` are the triples that one of the two has; only what these bear upon is read.
    """
    before, after = map(read, _borne_upon(old, new, differing))
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


def _borne_upon(old: Graph, new: Graph, differing: Collection[Triple]) -> tuple[Graph, Graph]:
    """Return the parts of two graphs with the statements that differ and all on the same matters.

    Both have the same statements, as far as the graphs have them. It is all of both graphs where vocabularies
    or labels that are nodes differ, or blank nodes hang on something, beyond which no query can ask.
    """
    parts = Surroundings(old), Surroundings(new)
    things = {iri_value(triple.subject) for triple in differing}
    told_otherwise = {iri_value(t.subject) for t in differing if t.predicate.value in _TELLING}
    if (
        "" in things
        or any(t.predicate.value == labels.FORM for t in differing)
        or parts[0].vocabulary != parts[1].vocabulary
    ):
        return old, new
    for part in parts:
        part.add_statements(things)
        part.add_naming(told_otherwise)
    _level(parts)
    for part, graph in zip(parts, (old, new), strict=True):
        part.add_rival_facts(single(graph))
        part.add_rivals()
    _level(parts)
    if any(part.leads_to_blank_nodes() for part in parts):
        return old, new
    return parts[0].graph(), parts[1].graph()


def _level(parts: tuple[Surroundings, Surroundings]) -> None:
    """Add to each of two parts the statements that the other has."""
    statements = parts[0].statements() | parts[1].statements()
    for part in parts:
        part.add_statements(statements)


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
