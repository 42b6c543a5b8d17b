"""Where nodes stand: steady, apart, and within a page's shape."""

from __future__ import annotations

import math

import pytest
import world
from hashseeds import outputs

from kg.draw.layout import layout, lines_of
from kg.network.from_graph import network


@pytest.fixture(scope="module")
def places():
    return layout(network(world.graph(world.large(120, 300))))


def test_no_two_nodes_stand_on_one_another(places):
    points = sorted(places.values())
    near = [
        1
        for i, (x, y) in enumerate(points)
        for u, v in points[i + 1 :]
        if abs(x - u) < 12 and abs(y - v) < 12
    ]
    assert len(points) == 120
    assert near == []


def test_a_picture_is_wider_than_high_as_a_page_is(places):
    xs, ys = zip(*places.values(), strict=True)
    assert 1 <= (max(xs) - min(xs)) / (max(ys) - min(ys)) <= 2.2


def test_the_same_network_is_laid_out_alike_whatever_the_hash_seed():
    code = (
        "import world; from kg.draw.layout import layout; from kg.network.from_graph import network; "
        "print(sorted(layout(network(world.graph(world.large(450, 900)))).items()))"
    )
    assert len(outputs(code)) == 1


@pytest.mark.parametrize(("nodes", "edges"), [(1, 0), (2, 2), (3, 3)])
def test_the_smallest_networks_have_places_too(nodes, edges):
    places = layout(network(world.graph(world.large(nodes, edges))))
    assert len(set(places.values())) == nodes


def test_an_empty_network_has_no_places():
    assert layout(network(world.graph(""))) == {}


def test_a_label_is_written_in_at_most_three_lines():
    assert lines_of("Toyota") == ["Toyota"]
    assert lines_of("Strategic partnership between Japan and Mexico") == [
        "Strategic",
        "partnership between",
        "Japan and Mexico",
    ]
    assert lines_of("Action Plan for Strengthening Industrial Foundations") == [
        "Action Plan for",
        "Strengthening",
        "Industrial…",
    ]
    assert lines_of("") == [""]


def test_a_label_that_takes_more_than_two_lines_gives_way_to_its_abbreviation():
    assert lines_of("United States-Mexico-Canada Agreement", "USMCA") == ["USMCA"]
    assert lines_of("International Monetary Fund", "IMF") == ["International", "Monetary Fund"]


def test_a_few_things_that_two_hubs_share_stand_around_hubs_that_stand_apart():
    import networkx as nx

    shared = nx.MultiDiGraph([(hub, state) for hub in "AB" for state in "cdefgh"])
    for _, data in shared.nodes(data=True):
        data["label"] = "State"
    places = layout(shared)
    (ax, ay), (bx, by) = places["A"], places["B"]
    xs, ys = zip(*places.values(), strict=True)
    assert math.hypot(ax - bx, ay - by) > 0.2 * math.hypot(max(xs) - min(xs), max(ys) - min(ys))
    assert len(set(places.values())) == 8


def test_things_that_nothing_joins_fill_a_page_that_is_wider_than_high():
    turtle = "".join(world.entity(f"c{i}", f"Company {i}", "jm:Company") for i in range(24))
    places = layout(network(world.graph(turtle))).values()
    wide, high = (max(axis) - min(axis) for axis in zip(*places, strict=True))
    assert 0.9 < wide / high < 2
