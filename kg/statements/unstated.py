"""The plain triples of a well-known thing that no document states: background knowledge."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from kg import terms
from kg.graph import labels
from kg.graph.answers import number
from kg.statements.properties import iri_value, written
from kg.terms import kg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.graph import Graph

MOST: Final = 400
"""How many triples in each direction are looked at, beside names and classes."""
_ENOUGH: Final = 20
"""Of how many facts at the other end of a triple it is looked whether they state it."""
_AT_ONCE: Final = 50
_IS_NAME: Final = f"?p IN (rdf:type, {', '.join(f'<{prop}>' for prop in labels.EVERY)})"
_NAMES: Final = f"CONSTRUCT {{ THING ?p ?o }} WHERE {{ THING ?p ?o FILTER({_IS_NAME}) }}"
_OWN: Final = f"CONSTRUCT {{ THING ?p ?o }} WHERE {{ THING ?p ?o FILTER(!({_IS_NAME})) }}"
_OF_ENTITIES: Final = "CONSTRUCT { ?s ?p THING } WHERE { ?s a kg:Entity ; ?p THING }"
_OF_ANYTHING: Final = (
    "CONSTRUCT { ?s ?p THING } WHERE { ?s ?p THING FILTER(?p NOT IN (rdf:type, kg:mentions, kg:nameOf)) }"
)
_WITH_END: Final = f"{{ SELECT ?fact (NUMBER AS ?number) {{ ?fact END }} LIMIT {_ENOUGH + 1} }}"
_FACTS: Final = (
    "SELECT DISTINCT ?number ?fact ?s ?p ?o ?modality { { FOUND }"
    " ?fact rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o OPTIONAL { ?fact kg:modality ?modality } }"
)


class _Fact(NamedTuple):
    """A fact that states a triple, in a modality."""

    iri: str
    triple: ox.Triple
    modality: str


class Unstated(NamedTuple):
    """Plain triples, and the facts by which some are said to be background knowledge."""

    triples: frozenset[ox.Triple]
    facts: frozenset[str]


def unstated(graph: Graph, iri: str) -> Unstated:
    """Return the names of a thing and the plain triples that no document states, of `MOST` each way.

    One is left out where too many facts stand at its other end to know.
    """
    names, own = _names(graph, iri), _triples(graph, _OWN, iri)
    leading = _triples(graph, _OF_ENTITIES, iri)
    ends = {triple: f"rdf:object {triple.object}" for triple in own if _may_be_stated(triple)}
    if _is_record(names):  # its properties stand on its page, whichever passage states them
        ends = {}
    ends |= {triple: f"rdf:subject {triple.subject}" for triple in leading if _may_be_stated(triple)}
    facts = _facts(graph, ends.values())
    plain, background = names | own - ends.keys(), set[str]()
    for triple, end in ends.items():
        stating = [fact for fact in facts[end] if fact.triple == triple]
        background |= {fact.iri for fact in stating if fact.modality == kg("background")}
        if not stating and len(facts[end]) <= _ENOUGH:
            plain.add(triple)
    return Unstated(frozenset(plain), frozenset(background))


def anything(graph: Graph, iri: str) -> frozenset[ox.Triple]:
    """Return the names of a thing of which no document speaks, and `MOST` triples each way."""
    return frozenset(_names(graph, iri) | _triples(graph, _OWN, iri) | _triples(graph, _OF_ANYTHING, iri))


def _names(graph: Graph, iri: str) -> set[ox.Triple]:
    return set(graph.construct(_NAMES.replace("THING", f"<{iri}>")))


def _triples(graph: Graph, query: str, iri: str) -> set[ox.Triple]:
    return set(graph.construct(f"{query.replace('THING', f'<{iri}>')} LIMIT {MOST}"))


def _may_be_stated(triple: ox.Triple) -> bool:
    """Say whether a triple is one that a document may state, and of which may be asked."""
    return not (isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode))


def _is_record(own: Iterable[ox.Triple]) -> bool:
    return any(t.predicate.value == terms.RDF + "type" and iri_value(t.object) == kg("Record") for t in own)


def _facts(graph: Graph, ends: Iterable[str]) -> dict[str, list[_Fact]]:
    """Return the facts that have a thing at one end, one more than `_ENOUGH` at most, by these ends."""
    ordered = sorted({*ends})
    found: dict[str, list[_Fact]] = defaultdict(list)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        parts = (
            _WITH_END.replace("NUMBER", str(place)).replace("END", end) for place, end in enumerate(some)
        )
        for row in graph.select(_FACTS.replace("FOUND", " UNION ".join(parts))):
            triple = ox.Triple(row["s"], row["p"], row["o"])
            fact = _Fact(written(row["fact"]), triple, written(row["modality"]))
            found[some[number(row["number"])]].append(fact)
    return found
