"""A graph says its own prefixes, looks and title, and everything that writes or reads names goes by them."""

from __future__ import annotations

import json

import prefixed
import pyoxigraph as ox
import pytest
from endpoint import endpoint
from test_draw import data_of

from kg.draw.visualize import visualize
from kg.errors import QueryError
from kg.export import formats
from kg.graph.customary import besides
from kg.graph.graph import Graph
from kg.graph.locations import Reading, open_graph
from kg.look import search, typeset
from kg.look.show import show
from kg.network.from_graph import network
from kg.query import hints, saved
from kg.tables.table import Table
from kg.terms import RDF, STANDARD, Namespace

PK = prefixed.PK
GRANT = f"""
pk:Grant rdfs:subClassOf kg:Record ; rdfs:label "grant"@en ; kg:foldsFrom pk:giver ; kg:foldsTo pk:taker .
kg:USD a kg:Currency, kg:Unit .
id:grant a pk:Grant, kg:Record ; pk:giver id:ash ; pk:taker id:elm ; kg:value 5 ; kg:unit kg:USD ;
    kg:printed "US$5" ; kg:period "2001" ; kg:modality kg:asserted ;
    prov:wasDerivedFrom <{PK}source/guide#char=20,24> .
"""


@pytest.fixture(scope="module")
def parks():
    return prefixed.graph()


def test_a_graph_gives_the_prefixes_of_its_ontology_and_of_its_things(parks):
    anywhere = Graph.from_triples([]).prefixes.keys() - {"foaf"}
    own = {prefix: iri for prefix, iri in parks.prefixes.items() if prefix not in anywhere}
    assert own == {
        "pk": f"{PK}ontology#",
        "id": f"{PK}id/",
        "src": f"{PK}source/",
        "fact": f"{PK}fact/",
        "foaf": "http://xmlns.com/foaf/0.1/",
    }
    assert parks.title == "Parks and rivers"


def test_a_graph_that_says_nothing_has_the_prefixes_it_was_opened_with():
    namespace = Namespace("pk", f"{PK}ontology#")
    assert Graph.from_triples([]).prefixes == besides(STANDARD)
    assert Graph.from_triples([], namespace.prefixes).prefixes == besides(namespace.prefixes)
    assert Graph.from_triples(prefixed.graph().triples(), Namespace("x", "http://x/#").prefixes).prefixes == (
        prefixed.graph().prefixes
    )


def test_names_of_well_known_vocabularies_are_short_where_nothing_in_the_data_names_them(tmp_path):
    lima, city = "http://dbpedia.org/resource/Lima", "http://dbpedia.org/ontology/City"
    plain, own = tmp_path / "plain.nt", tmp_path / "own.ttl"
    plain.write_text(f'<{lima}> <{RDF}type> <{city}> .\n<{lima}> <http://schema.org/name> "Lima" .\n')
    own.write_text(f"@prefix ont: <http://dbpedia.org/ontology/> . <{lima}> a ont:City .\n")
    graph = open_graph(Reading((str(plain),)))
    assert Table(graph.query("SELECT * { ?s a dbo:City ; sdo:name ?name }"), graph).values() == [
        (lima, "Lima")
    ]
    assert formats.export(graph).decode() == (
        "@prefix dbo: <http://dbpedia.org/ontology/> .\n@prefix dbr: <http://dbpedia.org/resource/> .\n"
        '@prefix sdo: <http://schema.org/> .\n\ndbr:Lima a dbo:City ;\n    sdo:name "Lima" .\n'
    )
    assert open_graph(Reading((str(own),))).prefixes.compact(city) == "ont:City"


def test_a_query_needs_no_declaration_of_the_graphs_own_prefixes(parks):
    answer = parks.query("SELECT ?river { ?river a pk:River ; pk:flowsThrough id:elm }")
    assert Table(answer, parks).values() == [("https://example.org/pk/id/ash",)]
    with pytest.raises(QueryError):
        parks.query("SELECT ?x { ?x a jm:Company }")


def test_a_table_shows_names_with_the_graphs_own_prefixes(parks):
    shown = repr(Table(parks.query("SELECT ?river { ?river a pk:River }"), parks))
    assert "id:ash" in shown


def test_turtle_of_a_construct_and_of_an_export_has_the_graphs_own_prefixes(parks):
    exported = formats.export(parks).decode()
    assert f"@prefix pk: <{PK}ontology#> .\n" in exported
    assert "\nid:ash a pk:River, kg:Entity ;\n" in exported
    answer = parks.query("CONSTRUCT WHERE { ?a pk:flowsThrough ?b }")
    assert [str(t.subject) for t in answer] == [f"<{PK}id/ash>"]


def test_a_parameter_is_a_thing_of_a_class_by_its_local_name(parks):
    asked = saved.parse(
        "# title: T\n# parameter: park (Park) = EP\nSELECT ?x { ?x pk:flowsThrough ?park }", "q"
    )
    assert saved.bind(asked, {}, parks) == {"park": ox.NamedNode(f"{PK}id/elm")}
    assert saved.bind(asked, {"park": "Elmpark"}, parks) == {"park": ox.NamedNode(f"{PK}id/elm")}
    assert saved.bind_free("ASK { ?x a ?y }", {"x": "pk:Park"}, parks) == {
        "x": ox.NamedNode(f"{PK}ontology#Park")
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("SELECT ?x { ?x a pk:Prk }", "pk:Prk is not in this graph; did you mean pk:Park?"),
        ("SELECT ?x { ?x a pk:Fact }", "pk:Fact is not in this graph; did you mean kg:Fact?"),
        ("SELECT ?x { ?x pk:quote ?y }", "pk:quote is not in this graph; did you mean kg:quote?"),
        (
            "SELECT ?x { ?x pk:start ?y }",
            "pk:start is not in this graph; did you mean kg:beginIndex or kg:earliest?",
        ),
        ("SELECT ?x { ?x pk:since ?y }", "pk:since is not in this graph; did you mean kg:earliest?"),
        (
            f"PREFIX jm: <{PK.replace('pk', 'jm')}ontology#> SELECT ?x {{ ?x jm:quote ?y }}",
            "jm:quote is not in this graph; did you mean kg:quote?",
        ),
    ],
)
def test_a_hint_leads_from_an_old_name_to_the_new_one(parks, text, line):
    assert hints.why_empty(parks, parks.question(text), seconds=60) == [line]


def test_a_page_names_things_by_the_graphs_own_prefixes_and_tells_restriction_and_period(parks):
    told = typeset.as_text(show(parks, "Elm Park"))
    assert told.startswith("Elm Park – park – id:elm\n  also: EP (en)\n")
    assert "Ash [id:ash] (only: its lower course; since 1999)" in told
    assert "E1 (background knowledge)" in told
    assert "Elmpark" not in told


def test_what_states_a_detail_of_a_record_is_no_fact_of_its_own(parks):
    assert len(network(parks).edges) == 2
    page = show(parks, "flood")
    assert page.facts == ()
    assert page.properties == (
        ("park", (("Elm Park", "id:elm"),)),
        ("period", (("1999", ""),)),
        ("river", (("Ash", "id:ash"),)),
    )


def test_a_thing_is_found_by_a_misprint_and_shown_by_its_name(parks):
    (hit, *_) = search.search(parks, "Elmpark")
    assert (hit.name, hit.label, hit.cls) == ("id:elm", "Elm Park", "Park")


def test_a_picture_has_the_looks_and_the_title_of_the_graph(parks):
    picture = visualize(parks)
    assert picture.title == "Parks and rivers"
    data = data_of(picture.html)
    assert [(c["name"], c["color"], c["shape"]) for c in data["classes"]] == [
        ("Park", "#009e73", "star"),
        ("River", "#668fff", "dot"),
    ]
    assert "jm" not in json.dumps(data).replace("jmp", "")


@pytest.mark.parametrize("kind", ["timeline", "flows"])
def test_charts_of_another_project_are_drawn(kind):
    graph = Graph.from_triples(
        quad.triple for quad in ox.parse(prefixed.TURTLE + GRANT, format=ox.RdfFormat.TURTLE)
    )
    told = {"timeline": "3 dated statements", "flows": "1 sum of money: 0 diagrams, 1 alone"}
    assert visualize(graph, kind=kind).summary == told[kind]


def test_an_endpoint_is_asked_for_its_prefixes_only_when_a_query_needs_them(parks):
    with endpoint(parks) as url:
        remote = open_graph(Reading((url,)))
        assert len(list(remote.query("SELECT ?x { ?x a kg:Source }"))) == 1
        assert "prefixes" not in vars(remote)
        assert len(list(remote.query("SELECT ?x { ?x a pk:Park }"))) == 1
        assert remote.prefixes == parks.prefixes
        assert remote.title == "Parks and rivers"


def test_a_detail_of_a_record_stands_with_the_words_that_state_it(parks):
    page = show(parks, "flood")
    assert [(label, [quote["quote"] for quote in quotes]) for label, quotes in page.evidence] == [
        ("period", ["1999"])
    ]
    told = typeset.as_text(page)
    assert "  period: 1999\n      “1999”\n      — The guide, characters 20–24\n" in told
    assert "- period: 1999\n  > “1999” — The guide, characters 20–24\n" in typeset.as_markdown(page)
