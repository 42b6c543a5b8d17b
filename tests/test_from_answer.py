"""The answer of a query as a network."""

from __future__ import annotations

import pytest
import world

from kg.errors import QueryError
from kg.network.from_graph import network


@pytest.fixture(scope="module")
def graph():
    return world.graph(world.small())


def test_the_triples_of_a_construct_bring_the_words_that_state_them(graph):
    drawn = network(graph, query=graph.question("CONSTRUCT WHERE { ?a jm:operatesIn ?b }"))
    assert sorted(key for *_, key in drawn.edges(keys=True)) == [
        world.NAMESPACE.prefixes["fact"] + "f1",
        world.NAMESPACE.prefixes["fact"] + "f2",
    ]


def test_a_triple_that_the_query_made_itself_is_an_edge_without_words(graph):
    drawn = network(graph, query=graph.question("CONSTRUCT { ?b jm:hosts ?a } WHERE { ?a jm:operatesIn ?b }"))
    ((a, b, said),) = drawn.edges(data=True)
    assert (a, b) == (world.NAMESPACE.entity("MX"), world.NAMESPACE.entity("toyota"))
    assert (said["kind"], said["property"], said["quotes"]) == ("answer", "hosts", ())


def test_a_record_in_a_construct_is_folded_or_shown(graph):
    query = "CONSTRUCT WHERE { ?m jm:participant ?p }"
    assert len(network(graph, query=graph.question(query))) == 3
    assert world.NAMESPACE.entity("meeting") in network(graph, query=graph.question(query), records="show")


def test_two_columns_are_joined_by_whatever_the_graph_says_of_them(graph):
    drawn = network(graph, query=graph.question("SELECT ?a ?b { ?a jm:partnerOf ?b }"))
    assert [key for *_, key in drawn.edges(keys=True)] == [world.NAMESPACE.prefixes["fact"] + "f5"]


def test_the_middle_one_of_three_columns_names_the_line(graph):
    drawn = network(graph, query=graph.question('SELECT ?a ("sells to" AS ?how) ?b { ?a jm:partnerOf ?b }'))
    assert [said["label"] for *_, said in drawn.edges(data=True)] == ["sells to"]


def test_a_literal_in_an_answer_is_a_node_of_its_own(graph):
    drawn = network(graph, query=graph.question("SELECT ?a ?n { ?a jm:employees ?n }"))
    assert sorted(data["label"] for _, data in drawn.nodes(data=True)) == ["300000", "Toyota"]


def test_rows_with_an_empty_end_join_nothing(graph):
    drawn = network(
        graph, query=graph.question("SELECT ?a ?b { ?a a jm:Company OPTIONAL { ?a jm:nothing ?b } }")
    )
    assert len(drawn) == 0


@pytest.mark.parametrize(
    "query", ["ASK { ?s ?p ?o }", "SELECT ?s { ?s ?p ?o }", "SELECT * { ?s ?p ?o . ?o ?q ?r }"]
)
def test_an_answer_that_joins_nothing_has_no_picture_and_says_what_has(graph, query):
    with pytest.raises(QueryError) as caught:
        network(graph, query=graph.question(query))
    assert "no picture" in caught.value.what
    assert caught.value.hint
