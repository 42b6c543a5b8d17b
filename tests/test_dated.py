"""The dates that graphs of other vocabularies give to their things."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.draw.entries import entries
from kg.draw.visualize import visualize
from kg.graph.graph import Graph
from kg.statements.dated import dated
from kg.statements.reading import read

PREFIXES = """
@prefix : <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix old: <http://schema.org/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dbo: <http://dbpedia.org/ontology/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix time: <http://www.w3.org/2006/time#> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
INTERVAL = (
    '[ a time:Interval ; time:hasBeginning [ time:inXSDDate "1904-02-08"^^xsd:date ] ; time:hasEnd :end ] .'
    ' :end a time:Instant ; time:inXSDgYear "1905"^^xsd:gYear .'
)
ONE = {
    'schema:startDate "2024-05-01"^^xsd:date .': ("startDate", "2024-05-01"),
    'schema:startDate "2024-05-01" ; schema:endDate "2024-05-05" .': (
        "startDate–endDate",
        "2024-05-01/2024-05-05",
    ),
    'old:birthDate "1815-12-10"^^old:Date ; old:deathDate "1852-11-27"^^old:Date .': (
        "birthDate–deathDate",
        "1815-12-10/1852-11-27",
    ),
    'dcterms:issued "1999"^^xsd:gYear .': ("issued", "1999"),
    'dcterms:created "1998-03"^^xsd:gYearMonth .': ("created", "1998-03"),
    'dbo:foundingYear "1950"^^xsd:gYear ; dbo:dissolutionYear "1960"^^xsd:gYear .': (
        "foundingYear–dissolutionYear",
        "1950/1960",
    ),
    'prov:startedAtTime "2020-01-01T10:00:00Z"^^xsd:dateTime ;'
    ' prov:endedAtTime "2020-01-02T10:00:00Z"^^xsd:dateTime .': (
        "startedAtTime–endedAtTime",
        "2020-01-01T10:00:00Z/2020-01-02T10:00:00Z",
    ),
    'wdt:P571 "1888-11-30T00:00:00Z"^^xsd:dateTime .': ("P571", "1888-11-30T00:00:00Z"),
    'time:hasBeginning [ time:inXSDDate "1904-02-08"^^xsd:date ] .': ("hasBeginning", "1904-02-08"),
    f"time:hasTime {INTERVAL}": ("hasTime", "1904-02-08/1905"),
    ':audit [ :on "1999-01-01"^^xsd:date ; :by "x" ] .': ("audit", "1999-01-01"),
}


def graph(turtle: str) -> Graph:
    return Graph.from_triples(quad.triple for quad in ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE))


def told(turtle: str) -> list[tuple[str, str, str]]:
    """Return (thing, statement, when) of everything dated."""
    found = graph(turtle)
    statements = read(found)
    return [(statements.label(d.thing), d.statement.label, d.when) for d in dated(found, statements)]


@pytest.mark.parametrize(("said", "date"), ONE.items(), ids=[label for label, _ in ONE.values()])
def test_a_thing_is_dated_by_any_vocabulary(said, date):
    assert told(f":thing {said}") == [("thing", *date)]


def test_what_ends_before_it_begins_is_two_dates():
    said = ':a schema:startDate "2024-05-02"^^xsd:date ; schema:endDate "2024-05-01"^^xsd:date .'
    assert told(said) == [("a", "endDate", "2024-05-01"), ("a", "startDate", "2024-05-02")]


def test_a_beginning_with_two_ends_is_three_dates():
    said = ':a :start "2001"^^xsd:gYear ; :end "2002"^^xsd:gYear, "2003"^^xsd:gYear .'
    assert [when for _, _, when in told(said)] == ["2001", "2002", "2003"]


@pytest.mark.parametrize(
    "value", ['"2024"', "2024", '"about 1999-01-01"', '"2024-13-01"^^xsd:date', '"1999"@en']
)
def test_what_is_no_date_is_none(value):
    assert told(f":a :year {value} .") == []


def test_a_thing_without_an_iri_is_dated_itself_where_nothing_leads_to_it():
    assert told('[] a :Fair ; :on "2024-05-01"^^xsd:date .') == [("Fair, on 2024-05-01", "on", "2024-05-01")]


def test_the_timeline_of_another_vocabulary_has_a_lane_for_each_class():
    said = """
        :fair a schema:Event ; rdfs:label "Fair" ; schema:startDate "2024-05-01"^^xsd:date .
        :ada a :Person ; rdfs:label "Ada" ; :born "1815"^^xsd:gYear ; :died "1852"^^xsd:gYear .
        :thing :on "1900-01-01"^^xsd:date . :Person rdfs:label "person"@en .
    """
    found = graph(said)
    statements = read(found)
    drawn = entries(statements, dated(found, statements))
    assert [(e.lane, e.label, e.when, e.sign) for e in drawn] == [
        ("Event", "Fair: startDate", "1 May 2024", "day"),
        ("Other things", "thing: on", "1 January 1900", "day"),
        ("Person", "Ada: born–died", "1815–1852", "span"),
    ]
    picture = visualize(found, kind="timeline")
    assert picture.summary == "3 dated statements"


def test_plain_dates_are_not_drawn_where_a_graph_has_records():
    evidence = "@prefix kg: <https://w3id.org/japan-mexico-kg/evidence#> ."
    said = ':r a kg:Record ; rdfs:label "Visit" ; kg:period "2020" . :a :on "1900-01-01"^^xsd:date .'
    assert visualize(graph(evidence + said), kind="timeline").summary == "1 dated statement"
