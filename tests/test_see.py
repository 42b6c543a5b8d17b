"""`kg visualize`: what it writes, what it says, and how it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import world
from test_draw import data_of


@pytest.fixture
def data(tmp_path) -> Path:
    file = tmp_path / "small.ttl"
    file.write_text(world.small(), encoding="utf-8")
    return file


def test_the_whole_graph_is_drawn_and_what_was_written_is_said(kg, data, tmp_path):
    page = tmp_path / "page.html"
    result = kg("visualize", "-d", data, "-o", page)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"Wrote {page}: 7 things, 8 lines; 1 thing of which nothing is said is left out\n"
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_thing_and_its_surroundings_are_drawn(kg, data, tmp_path):
    page = tmp_path / "page.html"
    assert "4 things, 3 lines" in kg("visualize", "Toyota", "-d", data, "-o", page).stderr
    assert "<title>Toyota</title>" in page.read_text(encoding="utf-8")
    assert "5 things, 5 lines" in kg("visualize", "toyota", "--depth", 2, "-d", data, "-o", page).stderr


LEONS = (
    world.entity("MX-NLE", "Nuevo León", "jm:State, jm:Place")
    + world.entity("leon", "León", "jm:Company")
    + world.entity("leon-city", "León", "jm:Place")
    + world.fact("f9", ("id:leon", "jm:operatesIn", "id:MX-NLE"), world.cite("alpha", "x", 0))
)


@pytest.fixture
def leons(tmp_path) -> Path:
    file = tmp_path / "leons.ttl"
    file.write_text(world.small() + LEONS, encoding="utf-8")
    return file


def test_a_name_is_understood_without_its_accents_and_heads_the_page_with_them(kg, leons, tmp_path):
    page = tmp_path / "page.html"
    assert kg("visualize", "Nuevo Leon", "-d", leons, "-o", page).exit_code == 0
    assert "<title>Nuevo León</title>" in page.read_text(encoding="utf-8")
    path = kg("measure", "--path", "Nuevo Leon", "id:leon", "-f", "csv", "-d", leons)
    assert "Nuevo León,← operates in,León" in path.stdout


@pytest.mark.parametrize(
    "command", [("show", "León"), ("visualize", "León"), ("measure", "--path", "León", "MX-NLE")]
)
def test_a_name_of_several_things_is_refused_by_every_command_alike(kg, leons, command):
    result = kg(*command, "-d", leons)
    told = "'León' names 2 things: id:leon, id:leon-city\n  Give the prefixed name of the one you mean."
    assert (result.exit_code, result.stderr) == (2, f"Error: {told}\n")


def test_a_thing_of_the_graph_that_is_no_thing_of_the_network_is_told_to_be_one(kg, data):
    result = kg("measure", "--path", "fdi-cmx", "Japan", "-d", data)
    told = "Error: 'fdi-cmx' is in this graph, but not a thing of the network drawn\n"
    assert (result.exit_code, result.stderr) == (2, told)


def test_a_thing_that_only_the_query_names_is_meant_by_its_iri(kg, data, tmp_path):
    asked = "CONSTRUCT { <http://ex.org/new> jm:partnerOf ?a } WHERE { ?a a jm:Company }"
    result = kg("visualize", "http://ex.org/new", "--query", asked, "-d", data, "-o", tmp_path / "page.html")
    assert "2 things (1 entity, 1 other), 1 line" in result.stderr


def test_the_page_is_headed_by_what_was_asked_for_even_where_the_limit_leaves_it_out(kg, data, tmp_path):
    page = tmp_path / "page.html"
    assert (
        kg("visualize", "Marcelo Ebrard", "--depth", 3, "--limit", 2, "-d", data, "-o", page).exit_code == 0
    )
    assert "<title>Marcelo Ebrard</title>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--path", "Toyota", "Mexico City"), "3 things, 2 lines"),
        (
            ("--compare", "Toyota", "Mexico City"),
            ": shared 1, only Toyota 2, only Mexico City 2",
        ),
        (("--compare", "Marcelo Ebrard", "Mexico"), ": nothing shared, only Marcelo Ebrard 2, only Mexico 1"),
        (("--class", "Place"), "4 things, 2 lines"),
        (("--class", "Person"), "3 things, 1 line"),
        (("Toyota", "--class", "Person"), "1 thing, 0 lines"),
        (("Toyota", "--class", "Country"), "3 things, 2 lines"),
        (("--property", "operatesIn"), "3 things, 2 lines"),
        (("--source", "beta"), "4 things, 2 lines"),
        (("--from", "2024"), "3 things, 2 lines"),
        (("--until", "2010"), "2 things, 1 line"),
        (("--query", "CONSTRUCT WHERE { ?a jm:operatesIn ?b }"), "2 things, 1 line"),
        (("--query", "SELECT ?a ?b { ?a jm:partnerOf ?b }", "-p", "a=id:toyota"), "2 things, 1 line"),
        (("--records", "show"), "11 things"),
        (("--limit", "3"), "3 things, 2 lines; the 5 least central things are left out (limit)"),
        (("--color-by", "community", "--size-by", "betweenness"), "7 things, 8 lines"),
        (("--as", "timeline"), "5 dated statements"),
        (("--as", "timeline", "Japan"), "3 dated statements"),
        (("--as", "timeline", "--source", "beta"), "1 dated statement"),
        (("--as", "timeline", "--until", "2010"), "1 dated statement"),
        (("--as", "timeline", "--property", "fdi-inflow"), "3 dated statements"),
        (("--as", "timeline", "--path", "Japan", "Mexico City"), "1 dated statement"),
        (("--as", "timeline", "--compare", "Toyota", "Mexico City"), "3 dated statements"),
        (("--as", "timeline", "--query", "CONSTRUCT WHERE { ?a jm:operatesIn ?b }"), "1 dated statement"),
        (("--as", "flows", "Mexico City"), "1 sum of money: 0 diagrams, 1 alone"),
    ],
)
def test_options_choose_what_is_drawn(kg, data, tmp_path, options, told):
    result = kg("visualize", "-d", data, "-o", tmp_path / "page.html", *options)
    assert result.exit_code == 0, result.stderr
    assert told in result.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("Toyoto",), "Did you mean Toyota?"),
        (("--class", "Companny"), "Did you mean Company?"),
        (("--class", "Meeting"), "records of the class Meeting are drawn as lines"),
        (
            ("--class", "Meeting"),
            "by --property Meeting, or draw them as things: --as network --records show",
        ),
        (("--source", "gamma"), "no source of the network is called 'gamma'"),
        (("--from", "3000"), "there is nothing to draw"),
        (("--path", "Toyota", "Marcelo"), "nothing in this graph is called 'Marcelo'"),
        (("--compare", "Toyota", "Mexiko"), "Did you mean Mexico?"),
        (("--compare", "Toyota", "id:toyota"), "both names given to compare mean Toyota"),
        (("--compare", "Toyota", "Nobody's friend"), "nothing is left of Nobody's friend to compare"),
        (("--compare", "Toyota", "Mexico", "--from", "2024"), "nothing is left of Toyota to compare"),
        (("Japan", "--compare", "Toyota", "Mexico"), "Leave out other things"),
        (("--compare", "Toyota", "Mexico", "--path", "Toyota", "Japan"), "together with a path"),
        (("--compare", "Toyota", "Mexico", "--depth", 2), "together with a depth"),
        (("--query", "SELECT ?a { ?a ?b ?c }"), "has no picture"),
        (("--query", "SELECT ?a ?b { ?a jm:none ?b }"), "there is nothing to draw"),
        (("--query", "SELECT ?a { ?a"), "Error"),
        (("--query", "no-such-query"), "no query is saved as 'no-such-query'"),
        (("--size-by", "beauty"), "no measure is called 'beauty'"),
        (("-p", "a=b"), "-p gives a value to a --query"),
        (("--as", "timeline", "Toyota", "--class", "Person"), "nothing in what is asked for is dated"),
        (("--as", "timeline", "--from", "3000"), "Leave out a filter"),
        (("--as", "flows", "Toyota"), "no sum of money goes from one thing to another in what is asked for"),
        (("--as", "flows", "--source", "gamma"), "no source of the network is called 'gamma'"),
        (("--as", "flows", "--size-by", "degree"), "a picture of kind flows shows no measures"),
        (("--depth", "-1"), "--depth"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_words_with_exit_code_2(kg, data, tmp_path, options, told):
    result = kg("visualize", "-d", data, "-o", tmp_path / "page.html", *options)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "page.html").exists()


def test_a_page_has_all_views_unless_one_is_asked_for(kg, data, tmp_path):
    for options, held in (((), True), (("--as", "views"), True), (("--as", "network"), False)):
        page = tmp_path / "page.html"
        assert kg("visualize", "-d", data, "-o", page, *options).exit_code == 0
        assert ('"views":{"chart":' in page.read_text(encoding="utf-8")) is held


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("timeline", "nothing in this graph is dated"),
        ("flows", "no sum of money goes from one thing to another in this graph"),
    ],
)
def test_a_chart_of_a_graph_that_has_none_of_it_is_refused(kg, tmp_path, kind, told):
    path = tmp_path / "bare.ttl"
    path.write_text("<http://e/a> <http://e/knows> <http://e/b> .")
    result = kg("visualize", "-d", path, "--as", kind, "-o", tmp_path / "page.html")
    assert result.exit_code == 2
    assert told in result.stderr
    assert not (tmp_path / "page.html").exists()


def test_a_place_that_cannot_be_written_is_told_and_leaves_nothing(kg, data, tmp_path):
    result = kg("visualize", "-d", data, "-o", tmp_path / "missing" / "page.html")
    assert result.exit_code == 2
    assert "cannot write" in result.stderr


def test_the_page_goes_to_standard_output_for_a_dash(kg, data):
    result = kg("visualize", "-d", data, "-o", "-")
    assert result.stdout.startswith("<!doctype html>")
    assert result.stderr == ""


def test_the_help_shows_examples(kg):
    assert "kg visualize --path toyota sonora" in kg("visualize", "--help").stdout


FOREIGN = """
@prefix ex: <http://ex.org/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
ex:ann a foaf:Person ; foaf:name "Ann Lee" ; foaf:knows ex:bob ; foaf:age 33 .
ex:bob a foaf:Person .
"""


def test_a_graph_of_other_vocabularies_is_drawn_by_its_triples(kg, tmp_path):
    file, page = tmp_path / "foaf.ttl", tmp_path / "page.html"
    file.write_text(FOREIGN, encoding="utf-8")
    assert "2 things, 1 line" in kg("visualize", "-d", file, "-o", page).stderr
    told = json.dumps(data_of(page.read_text(encoding="utf-8")))
    assert all(text in told for text in ("Ann Lee", "age: 33", '"knows"'))
    assert "1 thing, 0 lines" in kg("visualize", "Ann Lee", "--depth", "0", "-d", file, "-o", page).stderr


def test_a_line_that_only_the_query_makes_is_labelled_so(kg, tmp_path):
    file, page = tmp_path / "foaf.ttl", tmp_path / "page.html"
    file.write_text(FOREIGN, encoding="utf-8")
    asked = "SELECT ?a ?b { ?a <http://xmlns.com/foaf/0.1/knows> ?b }"
    assert kg("visualize", "-d", file, "--query", asked, "-o", page).exit_code == 0
    assert '"label": "joined by the query"' in json.dumps(data_of(page.read_text(encoding="utf-8")))


def test_an_empty_graph_is_told_to_be_one(kg, tmp_path):
    file = tmp_path / "empty.ttl"
    file.write_text("", encoding="utf-8")
    result = kg("visualize", "-d", file, "-o", tmp_path / "page.html")
    assert (result.exit_code, "there is no network in this graph" in result.stderr) == (2, True)


@pytest.mark.parametrize("name", ["pic.gif", "pic.JPG", "pic.svgz"])
def test_a_picture_is_not_written_under_a_name_that_promises_another_format(kg, data, tmp_path, name):
    result = kg("visualize", "-d", data, "-o", tmp_path / name)
    assert (result.exit_code, (tmp_path / name).exists()) == (2, False)
    assert "a figure one in .svg, .png or .pdf" in result.stderr


def test_a_query_that_takes_too_long_is_stopped_with_exit_code_3(data, tmp_path):
    page = tmp_path / "page.html"
    endless = "?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h FILTER(CONCAT(STR(?b), STR(?h)) = STR(?d))"
    command = [sys.executable, "-m", "kg", "visualize", "-d", data, "-o", page]
    command += ["--query", f"SELECT ?a ?b {{ {endless} }}", "--timeout", "1"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 3, result.stderr
    assert result.stderr.startswith("Error: stopped after 1 s, the time limit\n")
    assert not page.exists()
