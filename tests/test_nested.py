"""Blank nodes in words, as things are shown and drawn: what hangs on them, and what they join."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.graph.graph import Graph
from kg.look.show import show
from kg.network.from_graph import network
from kg.statements.reading import read

PREFIXES = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Country rdfs:label "Country" .
"""
RESTRICTED = "a owl:Restriction ; owl:onProperty :in"
WORDS = {
    '[ :street "1 Test St" ; :city "Sometown" ]': "city Sometown, street 1 Test St",
    '[ a :Address ; :city "Sometown", "Elsewhere" ]': "Address, city Elsewhere, city Sometown",
    '[ :city [ :name "Sometown" ; :in :Country ] ]': "city (in Country, name Sometown)",
    f"[ {RESTRICTED} ; owl:someValuesFrom :Country ]": "in some Country",
    f"[ {RESTRICTED} ; owl:allValuesFrom :Country ]": "in only Country",
    f"[ {RESTRICTED} ; owl:hasValue :MX ]": "in value MX",
    f"[ {RESTRICTED} ; owl:maxCardinality 2 ]": "in max 2",
    f"[ {RESTRICTED} ; owl:qualifiedCardinality 1 ; owl:onClass :Country ]": "in exactly 1 Country",
    f"[ {RESTRICTED} ; owl:someValuesFrom [ owl:unionOf ( :Country :Sea ) ] ]": "in some (Country or Sea)",
    f"[ {RESTRICTED} ; owl:allValuesFrom [ {RESTRICTED} ; owl:hasValue :MX ] ]": "in only (in value MX)",
    "[ a owl:Class ; owl:intersectionOf ( :Country [ owl:complementOf :Sea ] ) ]": "(Country and (not Sea))",
    "[ a owl:Class ; owl:oneOf ( :MX :JP ) ]": "{MX, JP}",
    "[ a owl:Restriction ; owl:onProperty [ owl:inverseOf :in ] ; owl:someValuesFrom :Sea ]": (
        "(inverse in) some Sea"
    ),
    '( "a" 2 :Country )': "(a, 2, Country)",
    "_:round . _:round :next _:round": "next …",
    "_:bare": "[]",
}


def graph(turtle: str) -> Graph:
    return Graph.from_triples(quad.triple for quad in ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE))


def facts(turtle: str, thing: str = "thing") -> dict[str, list[str]]:
    """Return heading → texts of what the page of a thing says."""
    page = show(graph(turtle), f"http://example.org/{thing}")
    heading = {"out": "{} …", "in": "… {}"}
    return {
        heading[group.direction].format(group.heading): [item.text for item in group.items]
        for group in page.facts
    }


def lines(turtle: str) -> set[tuple[str, str, str]]:
    """Return the lines of the network of a graph: the label of each with those of its ends."""
    drawn = network(graph(turtle))
    label = {node: data["label"] for node, data in drawn.nodes(data=True)}
    return {(label[a], data["label"], label[b]) for a, b, data in drawn.edges(data=True)}


def own(turtle: str) -> dict[str, list[str]]:
    """Return thing → what is said of it that joins it to nothing."""
    drawn = network(graph(turtle))
    return {data["label"]: [fact["label"] for fact in data["facts"]] for _, data in drawn.nodes(data=True)}


@pytest.mark.parametrize(("node", "words"), WORDS.items(), ids=WORDS.values())
def test_a_blank_node_is_shown_by_what_hangs_on_it(node, words):
    assert facts(f":thing :has {node} .") == {"has …": [words]}


def test_what_is_deep_is_cut_off_where_it_is_too_deep_to_read():
    deep = ":thing :has " + "[ :has " * 30 + '"end"' + " ]" * 30 + " ."
    [words] = facts(deep)["has …"]
    assert words.startswith("has (has (has (")
    assert words.endswith("…" + ")" * words.count("("))
    assert len(words) < 60


def test_what_is_much_is_cut_off_after_some():
    [words] = facts(f":thing :has ( {' '.join(map(str, range(1000, 3000)))} ) .")["has …"]
    assert words.startswith("(1000, 1001, 1002, ")
    assert words.endswith(", …)")
    assert len(words) < 300


def test_nodes_that_branch_into_one_another_are_told_within_bounds():
    levels = [f"_:a{n} :l _:a{n + 1}, _:b{n + 1} . _:b{n} :r _:a{n + 1}, _:b{n + 1} ." for n in range(60)]
    [words] = facts(f":thing :has _:a0 . {' '.join(levels)}")["has …"]
    assert len(words) < 2000


def test_a_thing_is_told_of_by_those_that_lead_to_it_through_blank_nodes():
    restriction = f"[ {RESTRICTED} ; owl:someValuesFrom :Country ]"
    said = f":Company rdfs:subClassOf {restriction} . :way :stops ( :a :Country ) ."
    assert facts(said, "Country") == {"… stops": ["way"], "… subClassOf: in some": ["Company"]}


def test_a_thing_is_told_of_by_a_blank_node_that_nothing_leads_to():
    said = '[] a :Marriage ; :spouse :Ada, :Bob ; :note "x" .'
    assert facts(said, "Ada") == {"… spouse": ["Marriage, note x, spouse Ada, spouse Bob"]}


def test_things_are_joined_through_the_restriction_between_them():
    said = f":Company rdfs:subClassOf [ {RESTRICTED} ; owl:someValuesFrom :Country ] ."
    assert lines(said) == {("Company", "subClassOf: in some", "Country")}
    assert own(said) == {"Company": [], "Country": []}


def test_a_union_joins_to_each_of_its_members():
    said = ":Place owl:equivalentClass [ a owl:Class ; owl:unionOf ( :Country :Sea ) ] ."
    assert lines(said) == {("Place", "equivalentClass", "Country"), ("Place", "equivalentClass", "Sea")}


def test_an_address_of_texts_is_a_text_of_its_owner():
    said = ':Bob :address [ :street "1 Test St" ; :city "Sometown" ] .'
    assert lines(said) == set()
    assert own(said)["Bob"] == ["address: city Sometown, street 1 Test St"]


def test_an_address_in_a_country_is_a_text_and_a_line():
    said = ':Bob :address [ :city "Sometown" ; :in :Country ] .'
    assert lines(said) == {("Bob", "address: in", "Country")}
    assert own(said)["Bob"] == ["address: city Sometown, in Country"]


def test_a_blank_node_that_several_things_share_joins_them():
    said = ':Ada :lives _:house . :Bob :lives _:house . _:house :street "Elm Street" .'
    assert lines(said) == {("Ada", "lives", "street Elm Street"), ("Bob", "lives", "street Elm Street")}


def test_a_blank_node_that_nothing_leads_to_is_drawn_by_its_name():
    said = '[] a :Person ; rdfs:label "Ada" ; :knows :Bob ; :pet [ :name "Rex" ] .'
    assert lines(said) == {("Ada", "knows", "Bob")}
    assert own(said) == {"Ada": ["pet: name Rex"], "Bob": []}


def test_blank_nodes_that_hold_only_each_other_are_things_and_so_is_one_that_holds_itself():
    assert lines('_:a rdfs:label "Ana" ; :knows _:b . _:b rdfs:label "Ben" ; :knows _:a .') == {
        ("Ana", "knows", "Ben"),
        ("Ben", "knows", "Ana"),
    }
    assert lines('_:a rdfs:label "Ana" ; :sees _:a .') == {("Ana", "sees", "Ana")}


def test_what_hangs_on_a_circle_of_blank_nodes_joins_it_to_what_it_leads_to():
    said = '_:a rdfs:label "Ana" ; :knows _:b . _:b rdfs:label "Ben" ; :knows _:a ; :lives [ :in :Country ] .'
    assert ("Ben", "lives: in", "Country") in lines(said)
    assert len(lines(said)) == 3


def test_the_network_of_blank_nodes_is_the_same_whenever_it_is_read():
    said = f"""
        :a :has [ :n "1" ], [ :n "2" ], [ :to :b ], [ :to :c ] . :c :has ( :a :b ), ( :b :a ) .
        [] :joins :a, :b . [] :joins :c ; :n "3" .
        :b rdfs:subClassOf [ {RESTRICTED} ; owl:someValuesFrom :a ] .
    """
    once, again = network(graph(said)), network(graph(said))
    assert list(once.edges(keys=True)) == list(again.edges(keys=True))
    assert list(once.nodes(data=True)) == list(again.nodes(data=True))


def test_an_address_of_a_fact_is_told_in_words():
    evidence = "@prefix kg: <https://w3id.org/japan-mexico-kg/evidence#> ."
    fact = ':f a kg:Fact ; rdf:subject :Bob ; rdf:predicate :address ; rdf:object [ :city "Sometown" ] .'
    statements = read(graph(evidence + fact))
    [properties] = statements.facts.values()
    assert (
        statements.text(properties["http://www.w3.org/1999/02/22-rdf-syntax-ns#object"][0]) == "city Sometown"
    )


def test_blank_nodes_are_measured_as_the_things_that_they_are(kg, tmp_path):
    data = tmp_path / "people.ttl"
    data.write_text(
        """@prefix s: <http://schema.org/> .
        _:a a s:Person ; s:name "Ana" ; s:knows _:c .
        _:b a s:Person ; s:name "Ben" ; s:knows _:c .
        _:c a s:Person ; s:name "Eva" .
        """,
        encoding="utf-8",
    )
    rows = [row.split(",") for row in kg("measure", "degree", "-d", data).stdout.splitlines()]
    assert [(row[0], row[2][:2], row[-1]) for row in rows[1:]] == [
        ("Eva", "_:", "2"),
        ("Ana", "_:", "1"),
        ("Ben", "_:", "1"),
    ]
