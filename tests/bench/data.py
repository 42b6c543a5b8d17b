"""Synthetic graphs in the shape of the real one, of any size, the same for the same number."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

from kg.terms import Namespace

NAMESPACE = Namespace("jm", "https://w3id.org/japan-mexico-kg/ontology#")

STATES, SECTORS, YEARS = 32, 12, range(1990, 2026)


def turtle(number: int) -> Iterator[str]:
    """Yield the lines of a Turtle file of about `number` triples: companies, records, facts, passages."""
    yield from (f"@prefix {prefix}: <{iri}> ." for prefix, iri in NAMESPACE.prefixes.items())
    yield "kg:Observation kg:foldsFrom jm:from ; kg:foldsTo jm:to ; rdfs:subClassOf kg:Record ."
    yield "jm:from a qb:DimensionProperty . jm:to a qb:DimensionProperty . jm:year a qb:DimensionProperty ."
    for i in range(STATES):
        yield f'id:state-{i} a jm:State, jm:Region, kg:Entity ; skos:prefLabel "State {i}"@en .'
    for i in range(SECTORS):
        yield f'id:sector-{i} a jm:Sector, kg:Entity ; skos:prefLabel "Sector {i}"@en .'
    chance = random.Random(7)
    written = 6 + 4 * STATES + 3 * SECTORS
    for i in itertools.count():
        if written >= number:
            return
        block = list(_company(i, chance))
        written += 29
        yield from block


def _company(i: int, chance: random.Random) -> Iterator[str]:
    state, sector, year = chance.randrange(STATES), chance.randrange(SECTORS), chance.choice(YEARS)
    passage = f"<{NAMESPACE.source('doc-' + str(i % 50))}#char={i * 10},{i * 10 + 9}>"
    yield f"id:company-{i} a jm:Company, jm:Organization, kg:Entity ;"
    yield f'  skos:prefLabel "Company {i}"@en, "Empresa {i}"@es ; skos:altLabel "C{i}"@en ;'
    yield f"  jm:operatesIn id:state-{state} ; jm:sector id:sector-{sector} ;"
    yield f"  jm:partnerOf id:company-{i // 2} ."
    yield f"fact:{i:020x} a kg:Fact ; rdf:subject id:company-{i} ; rdf:predicate jm:operatesIn ;"
    yield f"  rdf:object id:state-{state} ; kg:modality kg:asserted ; prov:wasDerivedFrom {passage} ."
    yield f"{passage} a kg:Passage ; kg:beginIndex {i * 10} ;"
    yield f'  kg:quote "Company {i} has a plant in State {state}." .'
    yield f"id:fdi-{i} a kg:Observation, kg:Record ; jm:from id:company-{i} ; jm:to id:state-{state} ;"
    yield f"  kg:indicator jm:fdi-inflow ; kg:value {chance.randrange(10**9)} ; kg:unit kg:USD ;"
    yield f"  jm:year {year} ;"
    yield f'  skos:prefLabel "Investment {i}"@en ; prov:wasDerivedFrom {passage} .'


def file(number: int, folder: Path) -> Path:
    """Return the Turtle file of about `number` triples in `folder`, written when it is not there yet."""
    path = folder / f"synthetic-{number}.ttl"
    if not path.exists():
        path.write_text("\n".join(turtle(number)) + "\n", encoding="utf-8")
    return path


QUERIES = {
    "companies by label": "SELECT ?c ?l { ?c a jm:Company ; skos:prefLabel ?l FILTER(LANG(?l) = 'en') }",
    "count by class": "SELECT ?t (COUNT(*) AS ?n) { ?s a ?t } GROUP BY ?t ORDER BY DESC(?n)",
    "companies of a state": "SELECT ?c { ?c jm:operatesIn id:state-3 ; a jm:Company }",
    "sum by state": "SELECT ?s (SUM(?v) AS ?n) { ?o jm:to ?s ; kg:value ?v } GROUP BY ?s ORDER BY DESC(?n)",
    "largest investments": "SELECT ?o ?v { ?o a kg:Observation ; kg:value ?v } ORDER BY DESC(?v) LIMIT 10",
    "facts with quotes": "SELECT ?s ?q { ?f rdf:subject ?s ; prov:wasDerivedFrom/kg:quote ?q }",
    "everything of one": "SELECT ?p ?o { id:company-5 ?p ?o }",
    "everything to one": "SELECT ?s ?p { ?s ?p id:state-1 }",
    "two steps": "SELECT ?b { ?a jm:partnerOf id:company-3 . ?b jm:partnerOf ?a }",
    "path of any length": "SELECT ?a { ?a jm:partnerOf+ id:company-40 }",
    "optional label": "SELECT ?c ?l { ?c a jm:Company OPTIONAL { ?c skos:altLabel ?l } } LIMIT 500",
    "companies without a fact": "SELECT ?c { ?c a jm:Company FILTER NOT EXISTS { ?f rdf:subject ?c } }",
    "union": "SELECT ?x { { ?x jm:sector id:sector-2 } UNION { ?x jm:operatesIn id:state-2 } }",
    "by year": "SELECT ?y (AVG(?v) AS ?mean) { ?o jm:year ?y ; kg:value ?v } GROUP BY ?y ORDER BY ?y",
    "filter by value": "SELECT ?o ?v { ?o kg:value ?v FILTER(?v > 900000000) }",
    "label contains": "SELECT ?s ?l { ?s skos:prefLabel ?l FILTER(CONTAINS(?l, '17')) }",
    "ask": "ASK { ?c jm:operatesIn id:state-4 ; jm:sector id:sector-4 }",
    "construct": "CONSTRUCT { ?c jm:operatesIn ?s } WHERE { ?c jm:operatesIn ?s ; jm:sector id:sector-1 }",
    "distinct pairs": "SELECT DISTINCT ?state ?sector { ?c jm:operatesIn ?state ; jm:sector ?sector }",
    "values": "SELECT ?c ?v { VALUES ?s { id:state-1 id:state-2 } ?o jm:to ?s ; jm:from ?c ; kg:value ?v }",
}
"""Twenty typical questions: look-ups, joins, aggregates, paths, filters, a graph."""
