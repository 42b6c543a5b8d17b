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
ex:thing ex:near ex:other .
"""
CASES = {
    "foaf:name alone": ('foaf:name "Ada"', "Ada"),
    "schema:name alone, by its old address": ('schema:name "Ada"', "Ada"),
    "a label before a title, whatever their languages": (
        'rdfs:label "Uno"@es ; dcterms:title "One"@en',
        "Uno",
    ),
    "English before no language before another": ('rdfs:label "Uno"@es, "1", "One"@en-GB', "One"),
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
