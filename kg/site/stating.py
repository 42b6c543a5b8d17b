"""What the passages of a source state, one by one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from kg import terms
from kg.look.items import item_of, name_of
from kg.site.passages import Passage
from kg.statements.around import Surroundings
from kg.statements.properties import iris_of
from kg.statements.reading import read

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.look.page import Item
    from kg.statements.statement import Citation
    from kg.statements.statements import Statements
    from kg.terms import Prefixes


class Told(NamedTuple):
    """One statement: its subject with the prefixed name of that, its property, and the other end.

    Of a record, which is all in one, the subject is its class and there is no property.
    """

    subject: str
    name: str
    predicate: str
    end: Item


class Stated(NamedTuple):
    """One passage, its words, and what it states."""

    passage: Passage
    words: Citation
    statements: list[Told]


def statements_of(graph: Graph, source: str) -> Statements:
    """Return what the passages of a source state, with their words and the names of all things."""
    rows = graph.select(
        f"SELECT DISTINCT ?passage ?statement {{ ?passage a kg:Passage ; kg:inSource {NamedNode(source)} ."
        " OPTIONAL { ?statement prov:wasDerivedFrom ?passage } }"
    )
    terms_found = (row[name] for row in rows for name in ("passage", "statement"))
    part = Surroundings(graph)
    part.add_own_of({source, *(term.value for term in terms_found if isinstance(term, NamedNode))})
    return read(part.graph())


def stated(statements: Statements, source: str, prefixes: Prefixes) -> list[Stated]:
    """Return the passages of a source in the order of its text, less those without a place in it."""
    by_passage = _by_passage(statements)
    found = []
    for passage in statements.passages:
        words = statements.quote(passage)
        if statements.source_of(passage) == source and words["start"] < words["end"]:
            told = [_told(statements, one, prefixes) for one in by_passage[passage]]
            place = Passage(words["start"], words["end"], passage.partition("#")[2] or passage)
            found.append(Stated(place, words, sorted(told, key=lambda one: (*one[:3], one.end.text))))
    return sorted(found, key=lambda one: (one.passage.start, -one.passage.end))


def _by_passage(statements: Statements) -> dict[str, list[str]]:
    """Return the facts and records that each passage states."""
    found: dict[str, list[str]] = defaultdict(list)
    for group in (statements.facts, statements.parts, statements.records):
        for one, properties in group.items():
            for passage in iris_of(properties, terms.PROV + "wasDerivedFrom"):
                found[passage].append(one)
    return found


def _told(statements: Statements, iri: str, prefixes: Prefixes) -> Told:
    if iri in statements.records:
        end = item_of(statements.name(iri), prefixes.compact(iri), statements[iri])
        return Told(statements.class_label(iri), "", "", end)
    fact = statements.facts.get(iri) or statements.parts[iri]
    subject, predicate, value = (fact[part][0] for part in terms.TRIPLE)
    end = item_of(statements.text(value), name_of(value, prefixes), statements[iri])
    return Told(statements.text(subject), name_of(subject, prefixes), statements.text(predicate), end)
