"""kg/graph/rdffile.py, mending.py and filegraph.py: files as people have them."""

from __future__ import annotations

import gzip
import os
import threading

import pytest

from kg.errors import LocationError, MendedWarning
from kg.graph.locations import Reading, open_graph

TURTLE = '@prefix ex: <http://example.org/> .\nex:a ex:name "A" .\n'
XML = (
    '<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:ex="http://example.org/">\n<rdf:Description rdf:about="http://example.org/a">'
    "<ex:name>A</ex:name></rdf:Description>\n</rdf:RDF>\n"
)
JSON = '{"@context": {"ex": "http://example.org/"}, "@id": "ex:a", "ex:name": "A"}'
SAID = ['<http://example.org/a> <http://example.org/name> "A"']


@pytest.fixture
def read(tmp_path):
    """Makes a file of the bytes and reads it."""

    def read(content, name="data.ttl", **how):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return open_graph(Reading((str(path),), **how))

    return read


@pytest.mark.parametrize(
    "name", ["data.ttl", "data.trig", "data.ttl.gz", "data.owl", "data.rdf", "data.jsonld"]
)
@pytest.mark.parametrize("content", [TURTLE, XML, JSON], ids=["turtle", "xml", "json"])
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_file_is_read_as_what_it_holds_whatever_its_name_says(read, name, content, packed):
    data = gzip.compress(content.encode()) if packed else content
    assert list(map(str, read(data, name).triples())) == SAID


def test_a_name_without_known_end_is_no_hindrance_where_the_content_tells(read):
    assert list(map(str, read("# exported\n@base <http://e/> .\n" + TURTLE, "data.txt").triples())) == SAID
    with pytest.raises(LocationError, match="the format is not known"):
        read("one, two", "data.txt")


def test_a_page_of_the_web_is_told_as_such(read):
    with pytest.raises(LocationError, match="the file is a page of the web, no RDF"):
        read("<!DOCTYPE html>\n<html><p>Not found", "data.ttl")


@pytest.mark.parametrize(("content", "name"), [(TURTLE, "a.ttl"), (XML, "a.rdf"), (JSON, "a.jsonld")])
def test_a_byte_order_mark_is_no_part_of_a_file(read, content, name):
    assert list(map(str, read(b"\xef\xbb\xbf" + content.encode(), name).triples())) == SAID


def test_a_blank_node_of_json_may_be_called_what_no_other_format_can_say(read):
    said = read(
        '{"@id": "http://e/a", "http://e/p": {"@id": "_:e:C", "http://e/p": {"@id": "_:d:e"}}}', "a.jsonld"
    )
    assert list(said.lines()) == [
        "<http://e/a> <http://e/p> _:c14n0 .",
        "_:c14n0 <http://e/p> _:c14n1 .",
    ]


@pytest.mark.parametrize(
    ("content", "place", "character"),
    [
        ("<http://e/x>\u200b <http://e/p> 1 .", "1:13", "U+200B ZERO WIDTH SPACE"),
        ("<http://e/x>\n <http://e/p>\u00a0 1 .", "2:14", "U+00A0 NO-BREAK SPACE"),
        ("<http://e/x y> <http://e/p> 1 .", "1:1", "U+0020 SPACE"),
    ],
)
def test_a_character_that_nobody_sees_is_named_with_its_place(read, content, place, character):
    with pytest.raises(LocationError) as caught:
        list(read(content).triples())
    assert caught.value.where.endswith(f"data.ttl:{place}")
    assert caught.value.what.endswith(f"; there stands {character}")


ODD = (
    '<http://e/a b> <http://e/p> "x"@en_US, "y"@zh-classical, "z"@abcdefghijk .\n'
    "<http://e/%zz?q[]=1> <http://e/p> <http://e/{id}> .\n"
)


def test_what_a_lenient_reading_would_get_through_is_refused_with_a_word_about_it(read):
    with pytest.raises(LocationError) as caught:
        list(read(ODD).triples())
    assert "--lenient" in caught.value.hint
    with pytest.raises(LocationError) as caught:
        list(read("<http://e/a> <http://e/p> .").triples())
    assert "--lenient" not in caught.value.hint


def test_what_comes_through_a_pipe_and_is_malformed_is_told_without_waiting_for_more(tmp_path):
    pipe = tmp_path / "data.ttl"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("<http://e/a b> <http://e/p> 1 .",))
    writer.start()
    with pytest.raises(LocationError) as caught:
        list(open_graph(Reading((str(pipe),))).triples())
    writer.join()
    assert caught.value.where == f"{pipe}:1:1"


def test_a_lenient_reading_mends_iris_and_language_tags_and_tells_each(read):
    with pytest.warns(MendedWarning) as told:
        found = sorted(map(str, read(ODD, lenient=True).triples()))
    assert found == [
        "<http://e/%25zz?q%5B%5D=1> <http://e/p> <http://e/%7Bid%7D>",
        '<http://e/a%20b> <http://e/p> "x"@en-us',
        '<http://e/a%20b> <http://e/p> "y"@zh',
        '<http://e/a%20b> <http://e/p> "z"',
    ]
    first, *rest = str(told[0].message).splitlines()
    assert first.endswith("data.ttl: mended 6 things")
    assert rest == [
        "  the language tag en_US, now en-US",
        "  the IRI <http://e/a b>, now <http://e/a%20b>",
        "  the language tag zh-classical, now zh",
        "  the language tag abcdefghijk, now none",
        "  the IRI <http://e/%zz?q[]=1>, now <http://e/%25zz?q%5B%5D=1>",
        "  the IRI <http://e/{id}>, now <http://e/%7Bid%7D>",
    ]


def test_a_sound_file_read_leniently_is_the_same_without_a_word(read, recwarn):
    assert list(map(str, read(TURTLE, lenient=True).triples())) == SAID
    assert not recwarn.list


def test_a_base_resolves_what_is_relative_instead_of_the_files_own_address(read, tmp_path):
    text = "<a> <b> <../c> ."
    assert list(map(str, read(text, base="http://e/x/y").triples())) == [
        "<http://e/x/a> <http://e/x/b> <http://e/c>"
    ]
    own = tmp_path.as_uri()
    assert next(iter(read(text).triples())).subject.value == f"{own}/a"


@pytest.mark.parametrize(("content", "name"), [(TURTLE, "a.ttl"), (XML, "a.rdf"), (JSON, "a.jsonld")])
def test_prefixes_that_a_file_declares_need_no_declaration(read, content, name):
    graph = read(content, name)
    assert graph.prefixes["ex"] == "http://example.org/"
    assert [row["name"].value for row in graph.query("SELECT ?name { ex:a ex:name ?name }")] == ["A"]


def test_prefixes_declared_late_or_empty_are_known_too(read):
    graph = read("@prefix : <http://e/> .\n:a :p 1 .\nPREFIX late: <http://late/>\nlate:b late:p 2 .")
    assert [row["x"].value for row in graph.query("SELECT ?x { ?s :p|late:p ?x } ORDER BY ?x")] == ["1", "2"]


def test_a_prefix_of_the_data_counts_before_ours_and_one_given_before_both(read):
    text = "@prefix kg: <http://other/> .\n@prefix skos: <http://s/> .\nkg:a skos:prefLabel 'A' ."
    graph = read(text, prefixes={"skos": "http://mine/"})
    assert graph.query("ASK { kg:a <http://s/prefLabel> 'A' }")
    assert not graph.query("ASK { kg:a skos:prefLabel 'A' }")
    assert (graph.prefixes["kg"], graph.prefixes["skos"]) == ("http://other/", "http://mine/")


def test_what_the_program_itself_asks_means_the_usual_prefixes_whatever_the_data_declare(read):
    text = "@prefix rdfs: <http://other/> .\n<http://e/a> <http://www.w3.org/2000/01/rdf-schema#label> 'A' ."
    graph = read(text)
    assert graph.ask("ASK { ?s rdfs:label 'A' }")
    assert not graph.query("ASK { ?s rdfs:label 'A' }")


def test_prefixes_that_shapes_declare_are_known_in_a_store_or_file(read):
    graph = read(
        "<http://e/o> <http://www.w3.org/ns/shacl#declare> [ <http://www.w3.org/ns/shacl#prefix> 'own' ; "
        "<http://www.w3.org/ns/shacl#namespace> 'http://own/' ] ."
    )
    assert graph.prefixes["own"] == "http://own/"
