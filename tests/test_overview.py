"""The overview of a great network: communities lie apart and have names."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import pytest
import world
from hashseeds import outputs
from test_draw import data_of

from kg.draw.areas import areas_of, communities_of
from kg.draw.layout import layout, radius_of
from kg.draw.networkpage import network_page
from kg.network.from_graph import network


def cliques(count: int, size: int) -> nx.MultiDiGraph:
    """Return groups in which everything is joined, each joined to the next by one line; `i.0` has most."""
    drawn = nx.MultiDiGraph()
    for i in range(count):
        drawn.add_edges_from((f"{i}.{a}", f"{i}.{b}") for a in range(size) for b in range(a))
        drawn.add_edge(f"{i}.0", f"{(i + 1) % count}.0")
    nx.set_node_attributes(drawn, {node: f"Thing {node}" for node in drawn}, "label")
    return drawn


def test_the_communities_of_a_great_network_are_called_by_their_two_most_central_things():
    drawn = cliques(7, 10)
    areas = areas_of(drawn, communities_of(drawn))
    assert sorted(area.label for area in areas) == [f"Thing {i}.0 · Thing {i}.1" for i in range(7)]
    assert {len(area.things) for area in areas} == {10}


def test_long_names_of_areas_are_cut_between_words():
    drawn = cliques(7, 10)
    drawn.nodes["0.0"]["label"] = "Action Plan for Strengthening Industrial Foundations"
    labels = [area.label for area in areas_of(drawn, communities_of(drawn))]
    assert "Action Plan for… · Thing 0.1" in labels


def test_a_name_that_both_central_things_have_stands_once():
    drawn = cliques(7, 10)
    drawn.nodes["0.0"]["label"] = drawn.nodes["0.1"]["label"] = "Alarm"
    assert "Alarm" in [area.label for area in areas_of(drawn, communities_of(drawn))]


def test_no_two_communities_lie_on_one_another():
    drawn = cliques(7, 10)
    communities = communities_of(drawn)
    places = layout(drawn, communities)
    edges = [
        [f([places[n][axis] for n in group]) for f in (min, max) for axis in (0, 1)] for group in communities
    ]
    for i, (left, top, right, bottom) in enumerate(edges):
        for west, north, east, south in edges[i + 1 :]:
            assert right < west or east < left or bottom < north or south < top


def test_no_two_main_things_of_a_great_network_stand_on_one_another_where_all_of_it_is_seen():
    drawn = nx.MultiDiGraph()
    for i in range(400):
        hubs = {i % 20, i * 5 % 20, (i * 7 + 1) % 20}
        drawn.add_edges_from((f"leaf {i}", f"hub {hub}") for hub in hubs)
    nx.set_node_attributes(drawn, {node: node for node in drawn}, "label")
    places = layout(drawn, communities_of(drawn))
    xs, ys = zip(*places.values(), strict=True)
    scale = min(1140 / (max(xs) - min(xs)), 760 / (max(ys) - min(ys)))
    radii = {hub: radius_of(drawn.degree(hub)) * scale**0.5 for hub in (f"hub {i}" for i in range(20))}
    near = [
        (a, b)
        for a, b in combinations(radii, 2)
        if math.dist(places[a], places[b]) * scale < radii[a] + radii[b] + 20
    ]
    assert near == []


def records(edges, **graph):
    """Return a network whose lines are records with a direction."""
    drawn = nx.MultiDiGraph(**graph)
    drawn.add_edges_from((a, b, {"kind": "record", "directed": True}) for a, b in edges)
    return drawn


@pytest.mark.parametrize(
    "network",
    [
        records([("JP", f"state {i}") for i in range(70)], centres=["JP"]),
        records([("JP", f"state {i}") for i in range(70)]),
        records([e for i in range(70) for e in (("a", f"b{i}"), (f"b{i}", "c"))], ends=["a", "c"]),
    ],
    ids=["one thing", "flows", "paths"],
)
def test_what_is_laid_out_by_its_question_has_no_communities(network):
    assert communities_of(network) == []


def test_a_small_network_is_drawn_whole_and_a_great_one_opens_on_its_overview():
    small = data_of(network_page(network(world.graph(world.small()))).html)
    assert (small["opensOnOverview"], small["areas"]) == (False, [])
    great = data_of(network_page(network(world.graph(world.large(120, 300)))).html)
    assert great["opensOnOverview"]
    assert sum(len(area["things"]) for area in great["areas"]) <= 120
    assert {n for area in great["areas"] for n in area["things"]} <= {node["id"] for node in great["nodes"]}


def test_a_picture_lies_around_its_middle_where_forces_draw_everything():
    places = layout(network(world.graph(world.large(120, 300)))).values()
    assert [abs(min(axis) + max(axis)) <= 1 for axis in zip(*places, strict=True)] == [True, True]


def test_the_overview_is_the_same_whatever_the_hash_seed():
    code = (
        "import hashlib, world; from kg.draw.networkpage import network_page; "
        "from kg.network.from_graph import network; "
        "page = network_page(network(world.graph(world.large(200, 500)))).html; "
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    assert len(outputs(code)) == 1


def test_things_around_one_lie_in_areas_named_by_their_relation():
    drawn = network(world.graph(world.small()), ["toyota"])
    page = data_of(network_page(drawn).html)
    assert not page["opensOnOverview"]
    assert [area["label"] for area in page["areas"]] == [area.label for area in areas_of(drawn, [])]


def test_what_hangs_on_one_thing_opens_on_few_where_it_is_much():
    around = "".join(
        world.entity(f"c{i}", f"Company {i}", "jm:Company")
        + world.fact(f"g{i}", (f"id:c{i}", "jm:operatesIn", "id:MX"), world.cite("alpha", "x", 0))
        for i in range(80)
    )
    page = data_of(network_page(network(world.graph(world.small() + around), ["MX"])).html)
    assert (page["opensOnOverview"], page["things"][page["middle"]]["label"]) == (True, "Mexico")
