"""What the domain's ontology says of itself is true of the graph: its examples, its schemes, its names."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.graph import Graph
from kg.ontology.vocabularies import read_triples
from kg.project import at
from kg.terms import RDF, SKOS, local

ROOT = Path(__file__).parent.parent
EXAMPLES = [
    (triple.subject.value, triple.object.value)
    for triple in read_triples(ROOT / "ontology/jm.ttl")
    if triple.predicate.value == SKOS + "example"
]

UNCERTAIN = {"cooperation-program-hr"}
"""Whose name in Japanese is not known for certain."""


@cache
def graph() -> Graph:
    built = at(ROOT).compile()
    built.raise_for_problems()
    return Graph.from_triples(built.triples)


def ask(pattern: str) -> bool:
    return bool(graph().query(f"ASK {{ {pattern} }}"))


@pytest.mark.parametrize(("term", "example"), EXAMPLES, ids=[local(term) for term, _ in EXAMPLES])
def test_an_example_of_the_ontology_is_true_of_the_graph(term: str, example: str) -> None:
    """A class has a name of an instance as its example, a property a triple, or what a fact ([]) says."""
    is_name = re.fullmatch(r"[\w-]*:[\w-]+", example)
    assert ask(f"{example} a <{term}>" if is_name else example)
    assert is_name or f":{local(term)} " in example


def test_every_concept_is_in_a_scheme() -> None:
    assert not ask("?x a skos:Concept, kg:Entity FILTER NOT EXISTS { ?x skos:inScheme ?scheme }")
    assert ask("id:automotive skos:inScheme jm:sectors")


def test_no_name_stands_twice_in_one_language() -> None:
    """SKOS S13: prefLabel, altLabel and hiddenLabel are disjoint."""
    assert not ask("?x skos:prefLabel ?name ; skos:altLabel|skos:hiddenLabel ?name")
    assert not ask("?x skos:altLabel ?name ; skos:hiddenLabel ?name")


@pytest.mark.parametrize("cls", ["Country", "State", "City", "Agreement"])
def test_every_country_state_city_and_agreement_has_a_spanish_and_a_japanese_name(cls: str) -> None:
    for language in ("es", "ja"):
        named = f'?x skos:prefLabel ?n FILTER (LANG(?n) = "{language}")'
        rows = graph().query(f"SELECT ?x {{ ?x a jm:{cls} FILTER NOT EXISTS {{ {named} }} }}")
        assert {local(row["x"].value) for row in rows} <= UNCERTAIN, language


def test_every_class_of_entities_and_records_has_a_spanish_and_a_japanese_word() -> None:
    lacking = """SELECT DISTINCT ?class WHERE {
        VALUES ?language { "es" "ja" }
        ?thing a ?class . FILTER(CONTAINS(STR(?class), "/ontology#"))
        FILTER NOT EXISTS { ?class kg:translation ?word . FILTER(LANG(?word) = ?language) }
    }"""
    assert [row["class"] for row in graph().select(lacking)] == []


def test_a_term_has_one_label_and_no_second_translation_into_a_language() -> None:
    """More labels than one would give every question that reads them a row more for each language."""
    assert not ask("?term rdfs:label ?one, ?other ; rdfs:isDefinedBy ?vocabulary . FILTER(?one != ?other)")
    assert not ask("?term kg:translation ?one, ?other . FILTER(?one != ?other && LANG(?one) = LANG(?other))")
    assert not ask("?term kg:translation ?word . FILTER(LANG(?word) IN ('', 'en'))")


def test_what_points_at_a_challenge_is_a_challenge_and_says_whom_it_affects() -> None:
    """No country, government or company is itself a challenge, an advantage or a benefit."""
    actors = "jm:Country jm:GovernmentBody jm:Company"
    kinds = "jm:challenge jm:benefit"
    assert not ask(
        f"VALUES ?actor {{ {actors} }} VALUES ?kind {{ {kinds} }} ?a jm:kind ?kind ; jm:about/a ?actor"
    )


def test_no_figure_of_trade_both_ways_has_a_direction() -> None:
    assert not ask("?f kg:indicator jm:trade-volume ; jm:from|jm:to ?country")
    assert ask("?f kg:indicator jm:trade-volume ; jm:between id:JP, id:MX")


def test_comparing_moments_never_drops_a_dated_thing() -> None:
    """Every earliest and latest instant is an xsd:dateTime, whatever the precision printed."""
    mixed = "?x kg:earliest|kg:latest ?when FILTER (DATATYPE(?when) != xsd:dateTime)"
    assert not ask(mixed)
    assert not ask("?x kg:period|kg:asOf ?when FILTER NOT EXISTS { ?x kg:earliest|kg:latest ?instant }")


def test_what_is_said_to_come_later_does_not_start_before_it_was_said() -> None:
    assert ask(
        'id:biden-inauguration kg:earliest ?when FILTER (?when > "2021-01-04T00:00:00Z"^^xsd:dateTime)'
    )


def test_the_summary_counts_each_thing_once_as_sparql_does() -> None:
    summary = at(ROOT).compile().summary
    counted = "SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {} }}"
    (entities,) = graph().query(counted.format("?x a kg:Entity"))
    (records,) = graph().query(counted.format("?x a kg:Record"))
    (facts,) = graph().query(counted.format("?x a kg:Fact ; rdf:subject ?s MINUS { ?s a kg:Record }"))
    assert sum(summary.entities.values()) == int(entities["n"].value)
    assert (summary.records, summary.facts) == (int(records["n"].value), int(facts["n"].value))


def test_counts_of_companies_are_counts() -> None:
    assert not ask("?f kg:indicator jm:company-count ; kg:unit ?unit FILTER (?unit != kg:count)")


def test_a_plain_triple_is_never_one_that_held_only_then_of_some_or_by_inference() -> None:
    narrowed = (
        "?f a kg:Fact ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s a kg:Entity . ?s ?p ?o ."
        " { ?f kg:period ?w ; kg:latest ?l } UNION { ?f kg:restrictedTo ?r }"
        " UNION { ?f kg:inferred rdf:object }"
        " FILTER NOT EXISTS { ?g rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o FILTER (?g != ?f)"
        "   FILTER NOT EXISTS { ?g kg:restrictedTo ?of } FILTER NOT EXISTS { ?g kg:period ?w ; kg:latest ?l }"
        "   FILTER NOT EXISTS { ?g kg:inferred rdf:object } }"
    )
    assert not ask(narrowed)
    assert not ask("id:JP jm:memberOf id:axis-powers")
    assert ask("?f rdf:subject id:JP ; rdf:predicate jm:memberOf ; rdf:object id:axis-powers")


def test_the_data_cubes_are_well_formed() -> None:
    """RDF Data Cube, IC-1 to IC-3, IC-11, IC-12, IC-14: data set, structure, measure, every dimension."""
    assert not ask("?o a qb:Observation FILTER NOT EXISTS { ?o qb:dataSet ?d }")
    assert not ask("?d a qb:DataSet FILTER NOT EXISTS { ?d qb:structure ?s }")
    assert not ask("?s a qb:DataStructureDefinition FILTER NOT EXISTS { ?s qb:component/qb:measure ?m }")
    assert not ask("?o qb:dataSet/qb:structure/qb:component/qb:dimension ?d FILTER NOT EXISTS { ?o ?d ?v }")
    assert not ask("?o qb:dataSet/qb:structure/qb:component/qb:measure ?m FILTER NOT EXISTS { ?o ?m ?v }")
    twins = (
        "?a qb:dataSet ?set . ?b qb:dataSet ?set FILTER (STR(?a) < STR(?b))"
        " FILTER NOT EXISTS { ?set qb:structure/qb:component/qb:dimension ?d . ?a ?d ?v"
        "   FILTER NOT EXISTS { ?b ?d ?v } }"
    )
    assert not ask(twins)


def test_every_borrowed_type_is_declared_or_standard() -> None:
    """No instance has a class that neither vocabulary defines, but for those of the Data Cube and of SKOS."""
    query = "SELECT DISTINCT ?c { ?x a ?c FILTER NOT EXISTS { ?c a owl:Class } }"
    unknown = {row["c"].value for row in graph().query(query)}
    standard = {RDF, SKOS, "http://purl.org/linked-data/cube#", "http://www.w3.org/2002/07/owl#"}
    assert not {iri for iri in unknown if not iri.startswith(tuple(standard))}


def test_the_prefixes_of_both_vocabularies_need_no_declaration() -> None:
    assert ask("?f a kg:Fact ; rdf:predicate jm:operatesIn")
    assert isinstance(graph().prefixes["jm"], str)
    assert ox.NamedNode(graph().prefixes["id"] + "JP")
