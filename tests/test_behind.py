"""The words behind an answer: facts that state its triples, and what in its rows documents say themselves."""

import pyoxigraph as ox
import pytest
from endpoint import endpoint
from world import BASE, TURTLE, graph, turtle

from kg.graph.locations import Reading, open_graph
from kg.look import typeset
from kg.look.behind import behind, triples_of

EXTRA = f"""
fact:part a kg:Fact ; rdf:subject id:fdi-gua ; rdf:predicate jm:to ; rdf:object id:MX-GUA ;
    kg:modality kg:asserted ; prov:wasDerivedFrom <{BASE}source/alpha#char=30,70> .
id:toyota jm:knows _:someone . _:someone jm:operatesIn id:MX .
"""


@pytest.fixture(scope="module")
def asked():
    return graph(TURTLE + EXTRA)


def of_query(asked, text, **bindings):
    question = asked.question(text, bindings)
    found = asked.answer(question)
    rows = [{name: row[name] for name in found.variables} for row in found]
    things = (term for row in rows for term in row.values())
    return behind(asked, things, triples_of(question, rows))


def told(items):
    return [(item.text, item.name, item.remarks, [quote["quote"] for quote in item.quotes]) for item in items]


SAID = ("Toyota operates in Mexico", "fact:f1", ("since 2005",), ["Toyota operates in Mexico"])
DENIED = ("Toyota operates in Mexico", "fact:f2", ("denied",), ["Toyota does not operate in Mexico"])


def test_a_triple_of_the_query_leads_to_all_that_state_or_deny_it(asked):
    assert told(of_query(asked, "SELECT ?x { ?x jm:operatesIn id:MX FILTER(ISIRI(?x)) }")) == [SAID, DENIED]
    assert told(of_query(asked, "SELECT ?where { id:toyota jm:operatesIn ?where }")) == [SAID, DENIED]


def test_a_value_given_for_a_variable_is_an_end_of_a_triple_too(asked):
    bound = {"who": ox.NamedNode(f"{BASE}id/toyota")}
    assert told(of_query(asked, "SELECT ?where { ?who jm:operatesIn ?where }", **bound)) == [SAID, DENIED]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?label { ?x jm:operatesIn id:MX ; skos:prefLabel ?label }",
        "SELECT ?x { ?x a jm:Company }",
        "SELECT ?x { ?x jm:operatesIn|jm:homeCountry id:MX }",
        "SELECT ?p { id:toyota ?p id:MX }",
        "SELECT ?x { _:b jm:operatesIn ?x FILTER(ISBLANK(?x)) }",
        "SELECT ?x { id:toyota jm:knows ?x }",
        "SELECT (1 AS ?one) {}",
    ],
)
def test_where_no_triple_is_known_whole_there_are_no_words(asked, query):
    assert of_query(asked, query) == ()


def test_facts_records_and_passages_in_rows_bring_their_own_words_in_the_order_of_the_rows(asked):
    names = (
        "source/alpha#char=0,25",
        "id/fdi-gua-beta",
        "id/toyota",
        "fact/f2",
        "fact/part",
        "id/fdi-gua-beta",
    )
    items = behind(asked, [ox.NamedNode(BASE + name) for name in names] + [ox.Literal("x"), None])
    doubt = "suspect: US$2.1 billion, should be US$2.0 billion – a misprint"
    figure = "FDI inflow, Japan → Guanajuato, 2024: US$2.1 billion"
    assert told(items) == [
        ("passage", f"<{BASE}source/alpha#char=0,25>", (), ["Toyota operates in Mexico"]),
        (figure, "id:fdi-gua-beta", (doubt,), ["US$2.1 billion for Guanajuato"]),
        DENIED,
        (
            "FDI inflow, Japan → Guanajuato, 2024: US$1.95 billion to Guanajuato",
            "fact:part",
            (),
            ["Guanajuato received US$1.95 billion"],
        ),
    ]


def test_words_that_several_statements_share_stand_once_below_them(asked):
    items = behind(asked, [ox.NamedNode(f"{BASE}fact/{name}") for name in ("f1", "f3", "f2")])
    assert list(typeset.as_list(items)) == [
        "Toyota operates in Mexico [fact:f1] (since 2005)",
        "Toyota home country Japan [fact:f3]",
        "    “Toyota operates in Mexico”",
        "    — The first document, 2025-07-30, characters 0–25",
        "Toyota operates in Mexico [fact:f2] (denied)",
        "    “Toyota does not operate in Mexico”",
        "    — The second document, 2024-02-21, characters 9–42",
    ]


def test_an_endpoint_is_asked_alike(tmp_path):
    (tmp_path / "graph.ttl").write_text(turtle(), encoding="utf-8")
    with endpoint(open_graph(Reading((str(tmp_path / "graph.ttl"),)))) as url:
        query = f"SELECT ?x {{ ?x <{BASE}ontology#operatesIn> <{BASE}id/MX> }}"
        items = of_query(open_graph(Reading((url,))), query)
    assert [item.quotes[0]["quote"] for item in items] == [SAID[3][0], DENIED[3][0]]


def test_more_than_a_query_should_hold_is_looked_for_in_several(asked):
    many = [("<x:s>", "<x:p>", f"<x:{number}>") for number in range(1200)]
    triple = (f"<{BASE}id/toyota>", f"<{BASE}ontology#operatesIn>", f"<{BASE}id/MX>")
    assert told(behind(asked, [], [*many, triple])) == [SAID, DENIED]
