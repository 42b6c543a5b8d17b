"""What a record states itself: its status, its properties in the order of the text, the words of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg import terms
from kg.graph import labels
from kg.look.items import item_of, shown
from kg.statements.properties import value_of
from kg.terms import kg

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph.answers import Term
    from kg.look.page import Item, Value
    from kg.statements.statement import Citation
    from kg.statements.statements import Statements
    from kg.terms import Prefixes

    Evidence = tuple[tuple[str, tuple[Citation, ...]], ...]

_SPECIAL_NAMES: Final = {
    kg(name) for name in ("abbreviation", "officialName", "misprint", "wording", "nameOf")
}
NOT_LISTED: Final = {
    *labels.EVERY,
    *_SPECIAL_NAMES,
    terms.RDF + "type",
    terms.PROV + "wasDerivedFrom",
    kg("mentions"),
    terms.QB + "dataSet",
}
_REMARKED: Final = {kg(name) for name in ("modality", "saidBy", "restrictedTo", "asOf")}
_DOUBTED: Final = {
    kg(name)
    for name in (
        *("status", "printed", "corrected", "reason"),
        *("correctedValue", "correctedLowest", "correctedHighest"),
    )
}
_DATED: Final = {kg(name) for name in ("earliest", "latest", "precision")}


def statement(statements: Statements, iri: str, evidence: Evidence, prefixes: Prefixes) -> Item | None:
    """Return what a record states, with the quotes that stand under none of its properties."""
    if iri not in statements.records:
        return None
    told = [quote for _, quotes in evidence for quote in quotes]
    item = item_of(statements.name(iri), prefixes.compact(iri), statements[iri])
    return replace(item, quotes=tuple(quote for quote in item.quotes if quote not in told))


def properties(
    statements: Statements, iri: str, prefixes: Prefixes
) -> tuple[tuple[str, tuple[Value, ...]], ...]:
    """Return the properties of a record as (label, values), without what its statement or period says."""
    properties = statements.records.get(iri, {})
    untold = {*NOT_LISTED, *_REMARKED} | (_DATED if kg("period") in properties else set())
    facts = {subject_and_property for subject_and_property, _ in stated(statements)}
    untold |= _DOUBTED if kg("status") in properties else set()
    order = _positions(statements, iri)
    return tuple(
        sorted(
            (
                statements.name(prop),
                tuple(shown(statements, value, prefixes) for value in sorted(values, key=order)),
            )
            for prop, values in properties.items()
            if prop not in untold and iri + prop not in facts
        )
    )


def _positions(statements: Statements, iri: str) -> Callable[[Term], int]:
    """Return the key that sorts a record's values as the text lists them; others stay as they are."""
    found = {
        str(part[terms.RDF + "object"][0]): int(value_of(part, kg("position")))
        for part in statements.parts.values()
        if value_of(part, terms.RDF + "subject") == iri and kg("position") in part
    }
    return lambda term: found.get(str(term), 0)


def evidence(statements: Statements, iri: str) -> Evidence:
    """Return (label, quotes) for every property of a record that a passage of its own states."""
    found: dict[str, list[Citation]] = defaultdict(list)
    for part in statements.parts.values():
        if value_of(part, terms.RDF + "subject") == iri:
            told = found[statements.name(value_of(part, terms.RDF + "predicate"))]
            told += [quote for quote in statements.quotes_of(part) if quote not in told]
    return tuple((label, tuple(found[label])) for label in sorted(found))


def stated(statements: Statements) -> list[tuple[str, Term]]:
    """Return (subject and predicate, object) of every fact."""
    return [
        (
            value_of(fact, terms.RDF + "subject") + value_of(fact, terms.RDF + "predicate"),
            fact[terms.RDF + "object"][0],
        )
        for fact in statements.facts.values()
    ]
