"""A thing has one name wherever it is shown: in tables, on its page, in searches, networks, comparisons."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

THINGS = """
@prefix ex: <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <http://schema.org/> .
@prefix schemas: <https://schema.org/> .
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix gn: <http://www.geonames.org/ontology#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
ex:thing ex:near ex:other .
"""
CASES = {
    "foaf:name alone": ('foaf:name "Ada"', "Ada"),
    "schema:name alone, by its old address": ('schema:name "Ada"', "Ada"),
    "schema:name alone, by its new address": ('schemas:name "Ada"', "Ada"),
    "dc:title alone": ('dc:title "Alpha Old"', "Alpha Old"),
    "vcard:fn alone": ('vcard:fn "Bea Card"', "Bea Card"),
    "gn:name alone": ('gn:name "Lima"', "Lima"),
    "a label that is a node without an IRI": (
        'xl:prefLabel [ a xl:Label ; xl:literalForm "maize"@en ]',
        "maize",
    ),
    "a label that is a node with an IRI": (
        'xl:prefLabel ex:label . ex:label xl:literalForm "Mais"@de, "maize"@en',
        "maize",
    ),
    "a label before a title, whatever their languages": (
        'rdfs:label "Uno"@es ; dcterms:title "One"@en',
        "Uno",
    ),
    "an empty label, which is none, and another": ('rdfs:label ""@en, "Uno"@es', "Uno"),
    "an empty label, which is none, before a title": ('rdfs:label "" ; dcterms:title "One"@en', "One"),
    "an empty node": ('xl:prefLabel [ xl:literalForm "" ] ; rdfs:label "maize"', "maize"),
    "English before no language before another": ('rdfs:label "Uno"@es, "1", "One"@en-GB', "One"),
    "all languages before another": ('rdfs:label "Uno"@es, "1"@mul', "1"),
    "English before all languages": ('rdfs:label "One"@en, "1"@mul', "One"),
    "no language before another": ('skos:prefLabel "Uno"@es, "1"', "1"),
    "a preferred label before any other": ('rdfs:label "b"@en ; skos:prefLabel "z"@en', "z"),
}


@pytest.fixture(params=CASES.values(), ids=CASES)
def named(request, tmp_path: Path) -> tuple[Path, str]:
    said, name = request.param
    path = tmp_path / "things.ttl"
    path.write_text(f"{THINGS}ex:thing {said} .", encoding="utf-8")
    return path, name


def test_a_thing_has_the_same_name_in_a_table_on_its_page_in_a_search_in_a_network_and_in_a_comparison(
    kg, named, tmp_path
):
    path, name = named
    (tmp_path / "empty.ttl").write_text("", encoding="utf-8")
    asked = "SELECT ?s { ?s <http://example.org/near> ?o }"
    table = kg("query", "-d", path, asked, "-f", "markdown").output
    page = json.loads(kg("show", "-d", path, "http://example.org/thing", "-f", "json").stdout)
    hits = list(csv.DictReader(io.StringIO(kg("search", "-d", path, name).stdout)))
    nodes = list(
        csv.DictReader(io.StringIO(kg("export", "-d", path, "-f", "nodes-csv").stdout.lstrip("\ufeff")))
    )
    changes = json.loads(kg("diff", tmp_path / "empty.ttl", path, "-f", "json").stdout)

    assert f"({name})" in table
    assert page["label"] == name
    assert hits[0]["label"] == name
    assert name in [node["label"] for node in nodes]
    assert name in [change["label"] for change in changes]


@pytest.mark.parametrize(
    "said", ['rdfs:label ""', 'skos:prefLabel ""@en, "" ; xl:prefLabel [ xl:literalForm "" ]']
)
def test_a_thing_whose_only_label_is_empty_is_called_as_one_without_any(kg, tmp_path, said):
    path, bare = tmp_path / "things.ttl", tmp_path / "bare.ttl"
    path.write_text(f"{THINGS}ex:thing {said} .", encoding="utf-8")
    bare.write_text(THINGS, encoding="utf-8")
    assert (
        json.loads(kg("show", "-d", path, "http://example.org/thing", "-f", "json").stdout)["label"]
        == "thing"
    )
    for command in (
        ("query", "SELECT ?s { ?s <http://example.org/near> ?o }", "-f", "markdown"),
        ("search", "thing"),
        ("measure", "degree"),
    ):
        assert kg(*command, "-d", path).output == kg(*command, "-d", bare).output
    nodes = kg("export", "-d", path, "-f", "nodes-csv").stdout.lstrip("\ufeff")
    assert {row["label"] for row in csv.DictReader(io.StringIO(nodes))} == {"thing", "other"}


OTHER_NAMES = {
    "schema:alternateName": 'schema:alternateName "Fictitious Tower"',
    "gn:alternateName": 'gn:alternateName "Fictitious Tower"@en',
    "skosxl:altLabel": 'xl:altLabel [ xl:literalForm "Fictitious Tower" ]',
    "skosxl:hiddenLabel": 'xl:hiddenLabel [ xl:literalForm "Fictitious Tower"@mul ]',
}


@pytest.mark.parametrize("said", OTHER_NAMES.values(), ids=OTHER_NAMES)
def test_a_thing_is_found_by_its_other_names_and_shown_by_its_first(kg, tmp_path, said):
    path = tmp_path / "things.ttl"
    path.write_text(f'{THINGS}ex:thing rdfs:label "Torre" ; {said} .', encoding="utf-8")
    page = json.loads(kg("show", "-d", path, "fictitious tower", "-f", "json").stdout)
    [hit] = csv.DictReader(io.StringIO(kg("search", "-d", path, "fictitious tower").stdout))
    assert (page["iri"], page["label"]) == ("http://example.org/thing", "Torre")
    assert (hit["label"], hit["matched"]) == ("Torre", "Fictitious Tower")


def test_a_class_that_says_nothing_gives_way_to_any_other_wherever_a_class_is_shown(kg, tmp_path):
    path = tmp_path / "things.ttl"
    nothing = "<http://www.w3.org/2002/07/owl#NamedIndividual>"
    said = f'ex:thing rdfs:label "PLN" ; a {nothing} , <https://example.org/Zloty> . ex:other a {nothing} .'
    path.write_text(THINGS + said, encoding="utf-8")
    page = json.loads(kg("show", "-d", path, "PLN", "-f", "json").stdout)
    hits = csv.DictReader(io.StringIO(kg("search", "-d", path, "PLN").stdout))
    nodes = kg("export", "-d", path, "-f", "nodes-csv").stdout.lstrip("\ufeff")
    measured = csv.DictReader(io.StringIO(kg("measure", "degree", "-d", path).stdout))

    assert page["kinds"] == ["Zloty"]
    assert [hit["class"] for hit in hits] == ["Zloty"]
    assert [row["class"] for row in csv.DictReader(io.StringIO(nodes))] == ["NamedIndividual", "Zloty"]
    assert sorted(row["class"] for row in measured) == ["NamedIndividual", "Zloty"]


def test_a_search_and_a_picture_show_the_same_of_several_classes(kg, tmp_path):
    path = tmp_path / "things.ttl"
    said = (
        "@prefix kg: <https://w3id.org/japan-mexico-kg/evidence#> ."
        'ex:thing rdfs:label "Ada" ; a ex:Being, ex:Author, ex:Zealot . ex:Author rdfs:subClassOf ex:Being .'
        "ex:Zealot rdfs:subClassOf ex:Being ; kg:order 1 ."
    )
    path.write_text(THINGS + said, encoding="utf-8")
    [hit] = csv.DictReader(io.StringIO(kg("search", "-d", path, "Ada").stdout))
    nodes = kg("export", "-d", path, "-f", "nodes-csv").stdout.lstrip("\ufeff")
    drawn = {row["label"]: row["class"] for row in csv.DictReader(io.StringIO(nodes))}
    assert hit["class"] == drawn["Ada"] == "Zealot"
