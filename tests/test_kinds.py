"""What is counted is said by kind, so that the numbers of different commands agree."""

import re

from kg.graph.graph import Graph
from kg.network.from_graph import network
from kg.network.kinds import things


def test_a_network_says_how_many_things_of_each_kind_it_has():
    mixed = network(Graph.from_triples(()))
    for number, kind in enumerate(["entity", "entity", "record", "source", "other"]):
        mixed.add_node(str(number), kind=kind)
    assert things(mixed) == "5 things (2 entities, 1 record, 1 source, 1 other)"


def test_things_of_one_kind_are_only_counted():
    alike = network(Graph.from_triples(()))
    alike.add_node("a", kind="entity")
    assert things(alike) == "1 thing"


def test_build_picture_and_measure_agree_on_the_entities(kg, mini, tmp_path):
    built = kg("build", "--project", mini).stdout
    data = mini / "build/kg.ttl"
    drawn = kg("visualize", "-d", data, "-o", tmp_path / "page.html").stderr
    measured = kg("measure", "-d", data, "-f", "table", "--top", 1).stderr
    assert re.search(r"^entities +6$", built, re.MULTILINE)
    assert "6 entities" in measured
    assert "6 entities" in drawn
