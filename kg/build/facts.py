"""Facts: the node of a triple with its evidence, and whether the plain triple may be said as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.build.assembly import DERIVED, Assembly
from kg.build.part import Qualifiers, Said, Statement
from kg.build.things import Term
from kg.ontology.lookups import SYMMETRIC
from kg.seeds.implied import dated
from kg.seeds.rows import Value
from kg.terms import RDF, XSD, kg

_SAID_PLAINLY: Final = {kg("asserted"), kg("reported"), kg("background")}
_REMARKS: Final = {"note", "position"}
_PARTS: Final = ("subject", "predicate", "object")
_DATES: Final = {XSD + name for name in ("date", "gYearMonth", "gYear", "dateTime")}


class Cited(NamedTuple):
    """Which source says a fact, on which line of the seeds, in which passage (None: our own knowledge)."""

    source: str
    where: str
    passage: ox.NamedNode | None = None


def add_fact(assembly: Assembly, statement: Statement, qualifiers: Qualifiers, cited: Cited) -> None:
    """Add the fact node and, where what it says may be said today of the whole subject, the plain triple.

    Its IRI is made of the statement, the source and its qualifiers, but for remarks and the place in a list.
    """
    telling = sorted(qualifiers.keys() - _REMARKS)
    said = [f"{key} {' '.join(sorted(map(str, qualifiers[key])))}" for key in telling]
    node = ox.NamedNode(assembly.namespace.fact([*map(str, statement), cited.source, *said]))
    assembly.places.setdefault(node.value, cited.where)
    _describe(assembly, node, statement, qualifiers)
    if cited.passage:
        assembly.add(node, DERIVED, cited.passage)
    if _is_plain(assembly, qualifiers):
        _say(assembly, statement)


def add_statements(assembly: Assembly, said: Iterable[Said]) -> None:
    """Lead each statement of a record of several passages, or with a place in a list, to its own passages."""
    records: dict[str, dict[Statement, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for one in said:
        records[one.statement[0].value][one.statement].append(one)
    for statements in records.values():
        several = len({one.passage for sayings in statements.values() for one in sayings}) > 1
        for statement, sayings in statements.items():
            if several or any(one.position for one in sayings):
                _add_statement(assembly, statement, sayings)


def _add_statement(assembly: Assembly, statement: Statement, sayings: Sequence[Said]) -> None:
    """Add the fact of one statement of a record, which leads to the passages of that statement alone."""
    node = ox.NamedNode(assembly.namespace.fact(["statement", *map(str, statement)]))
    positions: list[Term] = [ox.Literal(one.position) for one in sayings if one.position]
    _describe(assembly, node, statement, {**sayings[0].qualifiers, "position": positions[-1:]})
    for one in sayings:
        assembly.add(node, DERIVED, one.passage)


def _describe(assembly: Assembly, node: ox.NamedNode, statement: Statement, qualifiers: Qualifiers) -> None:
    assembly.typed(node, assembly.ontology.closure([kg("Fact")]))
    for name, term in zip(_PARTS, statement, strict=True):
        assembly.add(node, ox.NamedNode(RDF + name), term)
    for key, values in qualifiers.items():
        for value in values:
            assembly.add(node, ox.NamedNode(assembly.ontology.properties[key].iri), value)
    if "earliest" not in qualifiers and "latest" not in qualifiers:
        _date_by_object(assembly, node, statement[2])


def _date_by_object(assembly: Assembly, node: ox.NamedNode, value: Term) -> None:
    """Date a fact that says when something was done by that date."""
    if isinstance(value, ox.Literal) and value.datatype.value in _DATES:
        assembly.dates(node, dated(Value(value.value, ""), "", assembly.report))


def _is_plain(assembly: Assembly, qualifiers: Qualifiers) -> bool:
    """Say whether a fact may be said today of the whole subject, without “then”, “some” or “we think”."""
    modalities = {str(getattr(term, "value", term)) for term in qualifiers["modality"]}
    is_past = bool(qualifiers.get("period")) and "latest" in qualifiers
    is_inferred = any(str(term) == f"<{RDF}object>" for term in qualifiers.get("inferred", ()))
    known = assembly.ontology.properties
    is_narrowed = any(kg("Restriction") in known[key].kinds for key in qualifiers)
    return modalities <= _SAID_PLAINLY and not (is_past or is_inferred or is_narrowed)


def _say(assembly: Assembly, statement: Statement) -> None:
    """Add the plain triple; one that holds both ways, both ways."""
    subject, predicate, value = statement
    assembly.add(subject, predicate, value)
    kinds = next((p.kinds for p in assembly.ontology.properties.values() if p.iri == predicate.value), ())
    if SYMMETRIC in kinds and isinstance(value, ox.NamedNode):
        assembly.add(value, predicate, subject)
