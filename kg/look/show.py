"""One thing on a page: its names, what is said of it with the words that say it, and who disagrees."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg import terms
from kg.graph import names
from kg.look import record
from kg.look.around import around
from kg.look.disagreements import disagreements
from kg.look.items import in_groups, item_of, name_of
from kg.look.page import Group, Item, Page
from kg.network.properties import local, value_of, written
from kg.network.reading import read
from kg.terms import Prefixes, kg

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.network.properties import Properties, Term
    from kg.network.statements import Statements


def show(graph: Graph, entity: str) -> Page:
    """Return the page of the thing that an IRI, prefixed name, id or label names.

    Raises UnknownNameError, with the nearest names, when nothing or more than one thing is called so.
    """
    iri = names.resolve(graph, entity).value
    said = read(part := around(graph, iri))
    facts = [fact for fact in said.facts if _takes_part(said.facts[fact], iri)]
    records = [one for one in said.records if _takes_part(said.records[one], iri)]
    evidence = record.evidence(said, iri)
    return Page(
        iri,
        graph.prefixes.compact(iri),
        _label(said, part, iri),
        _labels(part, iri),
        _classes(said, iri),
        _kinds(said, iri),
        record.statement(said, iri, evidence, graph.prefixes),
        record.properties(said, iri, graph.prefixes),
        evidence,
        (*_facts(said, iri, graph.prefixes), *_plain(said, part, iri)),
        _records(said, records, graph.prefixes),
        tuple(
            _disagreement(said, group, graph.prefixes)
            for group in disagreements(said, facts, records, _single(part))
        ),
        _mentions(graph, iri),
    )


def _takes_part(properties: Properties, iri: str) -> bool:
    return any(written(value) == iri for values in properties.values() for value in values)


def _label(said: Statements, part: Graph, iri: str) -> str:
    return said.name(iri) if iri in said.names else next(iter(_labels(part, iri)), (local(iri), ""))[0]


def _labels(part: Graph, iri: str) -> tuple[tuple[str, str], ...]:
    """Return (label, language) for every name of a thing."""
    found = [name for name in names.names(part) if name.iri == iri and not name.hidden]
    ranked = sorted(found, key=lambda name: name.rank)
    return tuple(dict.fromkeys((name.label, name.language) for name in ranked))


def _classes(said: Statements, iri: str) -> tuple[str, ...]:
    """Return the labels of a thing's classes, the narrowest first."""
    return tuple(said.name(cls) for cls in said.ranked(iri))


def _kinds(said: Statements, iri: str) -> tuple[str, ...]:
    """Return the labels of those of a thing's classes that are no superclass of another of them."""
    types = said.types.get(iri, [])
    general = {cls for other in types for cls in said.vocabulary.supers.get(other, ())}
    return tuple(sorted(said.name(cls) for cls in types if cls not in general))


def _facts(said: Statements, iri: str, prefixes: Prefixes) -> tuple[Group, ...]:
    """Return the facts about a thing, one group for each property and direction."""
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for fact, properties in said.facts.items():
        subject, obj = (_first(properties, part) for part in ("subject", "object"))
        if iri in (written(subject), written(obj)):
            outwards = written(subject) == iri
            other = obj if outwards else subject
            statement = said.said(fact)
            key = (statement.property_label, "out" if outwards else "in")
            groups[key].append(item_of(said.text(other), name_of(other, prefixes), statement))
    return in_groups(groups)


def _first(properties: Properties, part: str) -> Term:
    return properties[terms.RDF + part][0]


def _plain(said: Statements, part: Graph, iri: str) -> tuple[Group, ...]:
    """Return what plain triples alone say: background knowledge, and all of a graph that has no facts."""
    stated = {(g[0], written(g[1])) for g in record.stated(said)}
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for triple in part.triples():
        s, p, o = written(triple.subject), triple.predicate.value, triple.object
        if (
            iri not in (s, written(o))
            or p in record.NOT_LISTED
            or (s + p, written(o)) in stated
            or _is_statement(said, s, iri)
            or s in said.records
        ):
            continue
        other = o if s == iri else triple.subject
        item = Item(said.text(other), name_of(other, part.prefixes), (), ())
        groups[said.name(p), "out" if s == iri else "in"].append(item)
    return in_groups(groups)


def _is_statement(said: Statements, subject: str, iri: str) -> bool:
    """Say whether a subject is a fact, record or passage, shown as such elsewhere on the page."""
    return subject != iri and (
        subject in said.facts or subject in said.records or subject in said.passages or subject in said.parts
    )


def _records(said: Statements, records: list[str], prefixes: Prefixes) -> tuple[Group, ...]:
    """Return the records a thing takes part in, by class."""
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for one in records:
        statement = said.said(one)
        cls = next((said.name(c) for c in said.types[one] if local(c) == statement.cls), statement.cls)
        groups[cls, ""].append(item_of(said.name(one), prefixes.compact(one), statement))
    return in_groups(groups)


def _single(part: Graph) -> set[str]:
    """Return the properties that can have but one value."""
    return {row["p"].value for row in part.select("SELECT ?p { ?p a owl:FunctionalProperty }")}


def _disagreement(said: Statements, group: list[str], prefixes: Prefixes) -> Group:
    items = [item_of(_position(said, iri), prefixes.compact(iri), said.said(iri)) for iri in group]
    first = said.said(group[0])
    if group[0] not in said.records:
        return Group(first.property_label, "", tuple(items))
    periods = {value_of(said.records[iri], kg("period")) for iri in group}
    note = " (for different periods)" if len(periods) > 1 else ""
    return Group(f"{first.property_label}{note}", "", tuple(items))


def _position(said: Statements, iri: str) -> str:
    """Return what a statement says, in one line."""
    if iri in said.records:
        period = value_of(said.records[iri], kg("period"))
        return f"{period}: {said.said(iri).printed}" if period else said.said(iri).printed or said.name(iri)
    fact = said.facts[iri]
    return " ".join(said.text(_first(fact, part)) for part in ("subject", "predicate", "object"))


def _mentions(graph: Graph, iri: str) -> tuple[tuple[str, int], ...]:
    """Return (title of a source, number of its passages that name the thing), most first."""
    rows = graph.select(
        "SELECT ?source (SAMPLE(STR(?title)) AS ?name) (COUNT(DISTINCT ?passage) AS ?passages) {"
        f" ?passage kg:mentions <{iri}> ; kg:inSource ?source . OPTIONAL {{ ?source dcterms:title ?title }}"
        " } GROUP BY ?source",
    )
    counts = [(row["name"] or row["source"], int(row["passages"].value)) for row in rows]
    return tuple(sorted(((name.value, n) for name, n in counts), key=lambda c: (-c[1], c[0])))
