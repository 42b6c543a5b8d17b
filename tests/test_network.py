"""The network of a graph: what is a node, what an edge, and which words stand behind it."""

from __future__ import annotations

import pytest
import world

from kg.draw.printing import figure
from kg.draw.visualize import visualize
from kg.errors import KgError, UnknownNameError
from kg.network.from_graph import network, outline
from kg.statements.documents import Document


@pytest.fixture(scope="module")
def graph():
    return world.graph(world.small())


@pytest.fixture(scope="module")
def whole(graph):
    return network(graph)


def edge(drawn, a: str, b: str, key: str):
    return drawn.edges[world.NAMESPACE.entity(a), world.NAMESPACE.entity(b), key]


def short(edges) -> set[tuple[str, str, str]]:
    return {(u.rpartition("/")[2], v.rpartition("/")[2], k.rpartition("/")[2]) for u, v, k in edges}


def test_every_entity_is_a_node_with_its_labels_and_its_most_specific_class(whole):
    assert len(whole) == 8
    mexico = whole.nodes[world.NAMESPACE.entity("MX")]
    assert mexico["label"] == "Mexico"
    assert mexico["labels"] == {"en": "Mexico", "es": "México"}
    assert (mexico["cls"], mexico["cls_label"]) == ("Country", "country")
    assert mexico["classes"] == ["Country", "Place", "Entity"]


def test_facts_are_edges_keyed_by_their_iri_and_records_by_theirs(whole):
    assert short(whole.edges(keys=True)) == {
        ("toyota", "MX", "f1"),
        ("toyota", "MX", "f2"),
        ("toyota", "MX-GUA", "f3"),
        ("toyota", "JP", "f5"),
        ("JP", "MX-GUA", "fdi-gua"),
        ("JP", "MX-GUA", "fdi-gua-beta"),
        ("JP", "MX-CMX", "fdi-cmx"),
        ("ebrard", "motegi", "meeting"),
        ("ebrard", "MX-CMX", "meeting"),
        ("motegi", "MX-CMX", "meeting"),
    }


def test_an_edge_carries_the_words_their_sentence_and_source(whole):
    said = edge(whole, "toyota", "MX", world.NAMESPACE.prefixes["fact"] + "f1")
    (quote,) = said["quotes"]
    assert quote == {
        "quote": "Toyota operates in Mexico",
        "sentence": world.TEXT,
        "passage": world.NAMESPACE.passage("alpha", 0, 25),
        "source": "alpha",
        "source_title": "The first document",
        "published": "2025-07-30",
        "start": 0,
        "end": 25,
        "language": "",
        "document": Document("alpha", "The first document", date=(2025, 7, 30)),
    }
    assert (said["property"], said["label"], said["modality"]) == ("operatesIn", "operates in", "asserted")
    assert (said["period"], said["years"], said["sources"]) == ("2005/..", (2005, 2005), ("alpha",))


def test_a_denied_fact_is_an_edge_that_says_who_denies_it_and_what_it_contradicts(whole):
    said = edge(whole, "toyota", "MX", world.NAMESPACE.prefixes["fact"] + "f2")
    assert (said["modality"], said["said_by"]) == ("denied", ("Marcelo Ebrard",))
    assert [other["iri"] for other in said["contradicts"]] == [world.NAMESPACE.prefixes["fact"] + "f1"]


def test_an_observation_folds_into_an_edge_named_by_its_indicator(whole):
    said = edge(whole, "JP", "MX-CMX", world.NAMESPACE.entity("fdi-cmx"))
    assert (said["property"], said["property_label"], said["cls"]) == (
        "fdi-inflow",
        "FDI inflow",
        "Observation",
    )
    assert said["label"] == "FDI inflow 2024: US$727 billion"
    assert (said["status"], said["corrected"]) == ("suspect", "US$727 million")
    assert said["reason"] == "exceeds the national total"


def test_two_figures_of_one_quantity_contradict_each_other(whole):
    said = edge(whole, "JP", "MX-GUA", world.NAMESPACE.entity("fdi-gua"))
    assert [other["label"] for other in said["contradicts"]] == ["2024: US$2.1 billion"]
    assert edge(whole, "JP", "MX-CMX", world.NAMESPACE.entity("fdi-cmx"))["contradicts"] == ()


def test_a_meeting_joins_its_participants_without_direction_and_each_of_them_to_its_place(whole):
    assert not edge(whole, "ebrard", "motegi", world.NAMESPACE.entity("meeting"))["directed"]
    assert edge(whole, "ebrard", "MX-CMX", world.NAMESPACE.entity("meeting"))["directed"]


def test_a_fact_about_a_number_stands_in_the_list_of_its_subject(whole):
    facts = whole.nodes[world.NAMESPACE.entity("toyota")]["facts"]
    assert [fact["label"] for fact in facts] == ["employees: 300000"]


def test_records_can_be_shown_as_nodes_joined_to_all_they_name(graph):
    drawn = network(graph, records="show")
    meeting = world.NAMESPACE.entity("meeting")
    assert drawn.nodes[meeting]["kind"] == "record"
    assert {v.rpartition("/")[2]: e["label"] for _, v, e in drawn.edges(meeting, data=True)} == {
        "motegi": "participant",
        "ebrard": "participant",
        "MX-CMX": "place",
    }


def test_a_record_that_is_asked_for_is_a_thing_joined_to_all_it_names(graph):
    drawn = network(graph, ["meeting"])
    assert short(drawn.edges(keys=True)) == {
        ("meeting", "motegi", "meeting participant"),
        ("meeting", "ebrard", "meeting participant"),
        ("meeting", "MX-CMX", "meeting place"),
    }


def test_a_record_with_one_end_is_told_by_the_thing_at_that_end():
    lonely = (
        "id:rank a kg:Observation, kg:Record ; skos:prefLabel 'Fifth economy'@en ; "
        "jm:from id:JP ; kg:modality kg:asserted ."
    )
    drawn = network(world.graph(world.small() + lonely))
    assert [fact["label"] for fact in drawn.nodes[world.NAMESPACE.entity("JP")]["facts"]] == ["Fifth economy"]


def test_a_record_that_a_fact_speaks_of_stays_a_node():
    about = world.fact("f9", ("id:ebrard", "jm:attended", "id:meeting"), world.cite("alpha", "x", 0))
    drawn = network(world.graph(world.small() + about))
    assert drawn.has_edge(world.NAMESPACE.entity("ebrard"), world.NAMESPACE.entity("meeting"))


@pytest.mark.parametrize(
    "more",
    [
        "",
        world.fact("f9", ("id:ebrard", "jm:attended", "id:meeting"), world.cite("alpha", "x", 0)),
        "id:rank a kg:Observation, kg:Record ; jm:from id:JP ; kg:modality kg:asserted .",
        "id:odd a kg:Fact ; rdf:subject id:MX, id:JP ; rdf:predicate jm:operatesIn ; rdf:object id:MX, 7 .",
        'id:none a kg:Fact . id:text a kg:Fact ; rdf:subject "x" ; rdf:predicate jm:p ; rdf:object id:MX .',
    ],
    ids=["as it is", "with a record as a thing", "with a record of one end", "with two facts in one", "odd"],
)
def test_the_outline_of_a_network_has_its_nodes_and_what_joins_them(more):
    told = world.graph(world.small() + more)
    drawn, outlined = network(told), outline(told)
    assert set(outlined.edges(keys=True, data="directed")) == set(drawn.edges(keys=True, data="directed"))
    bare = {iri: data | {"facts": []} for iri, data in drawn.nodes(data=True)}
    assert dict(outlined.nodes(data=True)) == bare


def test_triples_that_nobody_states_are_the_outline_of_their_graph():
    plain = world.graph("id:toyota jm:operatesIn id:MX .")
    assert set(outline(plain).edges()) == {(world.NAMESPACE.entity("toyota"), world.NAMESPACE.entity("MX"))}


@pytest.mark.parametrize(
    "name", ["toyota", "Toyota", "TOYOTA", "id:toyota", world.NAMESPACE.entity("toyota")]
)
def test_a_thing_is_found_by_id_label_curie_and_iri(graph, name):
    assert short(network(graph, entities=[name]).edges(keys=True)) == {
        ("toyota", "MX", "f1"),
        ("toyota", "MX", "f2"),
        ("toyota", "MX-GUA", "f3"),
        ("toyota", "JP", "f5"),
    }


def test_an_unknown_thing_is_reported_with_the_nearest_name(graph):
    with pytest.raises(UnknownNameError) as caught:
        network(graph, entities=["Toyoto"])
    assert caught.value.hint == "Did you mean Toyota?"


def test_a_known_thing_that_the_filters_leave_out_gives_an_empty_network_and_no_error(graph):
    assert len(network(graph, entities=["toyota"], since=1500, until=1600)) == 0


def test_years_keep_what_speaks_of_them_and_drop_what_has_no_date(graph):
    assert short(network(graph, since=2024).edges(keys=True)) == {
        ("JP", "MX-GUA", "fdi-gua"),
        ("JP", "MX-GUA", "fdi-gua-beta"),
        ("JP", "MX-CMX", "fdi-cmx"),
    }
    assert short(network(graph, until=2010).edges(keys=True)) == {("toyota", "MX", "f1")}


@pytest.mark.parametrize("kind", ["views", "network", "timeline", "flows", "chart", "map"])
def test_years_of_which_the_first_comes_after_the_last_are_refused_rather_than_finding_nothing(graph, kind):
    what = "no year is both 2025 or later and 2020 or earlier"
    for draw in (visualize, figure):
        with pytest.raises(KgError, match=what) as refused:
            draw(graph, kind=kind, since=2025, until=2020)
        assert refused.value.exit_code == 2
    with pytest.raises(KgError, match=what):
        network(graph, ["toyota"], since=2025, until=2020)


def test_the_paths_between_two_things_are_walked_in_either_direction(graph):
    assert short(network(graph, path=("toyota", "MX-CMX")).edges(keys=True)) == {
        ("toyota", "JP", "f5"),
        ("JP", "MX-CMX", "fdi-cmx"),
    }


def test_the_most_central_nodes_stay_and_the_others_are_counted(graph):
    drawn = network(graph, limit=3)
    assert sorted(data["label"] for _, data in drawn.nodes(data=True)) == ["Japan", "Mexico City", "Toyota"]
    assert drawn.graph["left_out"] == 5


def test_evidence_that_says_less_than_ours_is_drawn_without_it():
    odd = (
        'id:odd a kg:Fact ; rdf:subject "Toyota" ; rdf:predicate jm:operatesIn ; rdf:object id:MX .'
        " id:none a kg:Fact ."
        " id:cited a kg:Fact ; rdf:subject id:toyota ; rdf:predicate jm:operatesIn ; rdf:object id:JP ;"
        "   prov:wasDerivedFrom id:somewhere ."
        ' id:somewhere a kg:Passage ; kg:quote "there" ; kg:beginIndex "a" .'
    )
    ((_, _, edge),) = network(world.graph(odd)).edges(data=True)
    assert [(quote["quote"], quote["start"]) for quote in edge["quotes"]] == [("there", 0)]


def test_a_thing_is_called_by_the_project_s_class_where_no_ontology_tells_which_is_narrower():
    turtle = 'id:MX a kg:Entity, jm:Country ; rdfs:label "Mexico" .'
    (mexico,) = dict(network(world.graph(turtle)).nodes(data=True)).values()
    assert mexico["classes"] == ["Country", "Entity"]


def test_a_graph_of_nothing_has_an_empty_network():
    assert len(network(world.graph(""))) == 0
