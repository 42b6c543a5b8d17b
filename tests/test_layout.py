"""Where nodes stand: steady, apart, and within a page's shape."""

from __future__ import annotations

import math

import networkx as nx
import pytest
import world
from hashseeds import outputs

from kg.draw.layout import layout, lines_of
from kg.draw.sectors import sectors_of
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


def test_things_without_a_line_stand_together_below_what_is_joined():
    joined, single = [f"c{i}" for i in range(5)], [f"s{i}" for i in range(3)]
    drawn = nx.MultiDiGraph(nx.complete_graph(joined, nx.DiGraph))
    drawn.add_nodes_from(single)
    nx.set_node_attributes(drawn, {node: node for node in drawn}, "label")
    found = layout(drawn)
    assert min(found[node][1] for node in single) > max(found[node][1] for node in joined)


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


def test_a_line_of_a_label_is_as_wide_in_every_script_and_no_letter_loses_its_marks():
    assert lines_of("日本とメキシコの経済関係の強化") == ["日本とメキシコの経済", "関係の強化"]
    assert lines_of("トヨタTMMBC Plant") == ["トヨタTMMBC Plant"]
    assert lines_of("ความตกลงหุ้นส่วนทางเศรษฐกิจ") == ["ความตกลงหุ้นส่วนทางเศรษ", "ฐกิจ"]
    assert lines_of("Соглашение об экономическом партнёрстве") == [
        "Соглашение об",
        "экономическом",
        "партнёрстве",
    ]


def test_a_long_word_stays_whole_and_one_that_no_line_could_hold_is_broken():
    assert lines_of("Wirtschaftspartnerschaftsabkommen mit Japan") == [
        "Wirtschaftspartnerschaftsabkommen",
        "mit Japan",
    ]
    assert lines_of("Internationalization-oriented counterrevolutionaries") == [
        "Internationalization-",
        "oriented",
        "counterrevolutionaries",
    ]
    assert lines_of("x" * 50) == ["x" * 20, "x" * 20, "x" * 10]


def test_a_label_that_takes_more_than_two_lines_gives_way_to_its_abbreviation():
    assert lines_of("United States-Mexico-Canada Agreement", "USMCA") == ["USMCA"]
    assert lines_of("International Monetary Fund", "IMF") == ["International", "Monetary Fund"]


def test_a_few_things_that_two_hubs_share_stand_around_hubs_that_stand_apart():
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


def drawn(edges, **graph):
    """Return a network of records: an edge is (from, to, property), figures those that print a number."""
    made = nx.MultiDiGraph(**graph)
    for i, (a, b, prop) in enumerate(edges):
        printed = "US$1" if prop == "figure" else ""
        made.add_edge(
            a, b, i, kind="record", directed=True, property=prop, property_label=prop, printed=printed
        )
    nx.set_node_attributes(made, {node: node for node in made}, "label")
    return made


def columns_of(places):
    return [sorted(n for n in places if places[n][0] == x) for x in sorted({x for x, _ in places.values()})]


def test_paths_read_from_left_to_right_a_step_a_column_whichever_way_their_lines_point():
    edges = [("end", "c", "p"), ("a", "start", "p"), ("b", "start", "p"), ("a", "c", "p"), ("c", "b", "p")]
    assert columns_of(layout(drawn(edges, ends=["start", "end"]))) == [["start"], ["a", "b"], ["c"], ["end"]]


def test_two_things_compared_have_what_they_share_between_them_and_what_one_has_on_its_side():
    edges = [("A", "own", "p"), ("A", "both", "p"), ("B", "both", "q"), ("other", "B", "p"), ("A", "B", "p")]
    assert columns_of(layout(drawn(edges, compared=["A", "B"]))) == [
        ["A"],
        ["own"],
        ["both"],
        ["other"],
        ["B"],
    ]


def test_a_list_of_a_comparison_in_which_is_nothing_takes_no_room():
    edges = [("A", "own", "p"), ("B", "other", "p")]
    assert columns_of(layout(drawn(edges, compared=["A", "B"]))) == [["A"], ["own"], ["other"], ["B"]]


def test_great_columns_are_as_high_as_makes_a_picture_wider_than_high():
    edges = [(end, f"thing {i}", "p") for i in range(200) for end in "AB"]
    xs, ys = zip(*layout(drawn(edges, compared=["A", "B"])).values(), strict=True)
    assert 0.8 < (max(xs) - min(xs)) / (max(ys) - min(ys)) < 2


def test_what_flows_stands_in_columns_from_origin_to_receiver():
    edges = [("JP", "MX", "fdi"), ("MX", "GUA", "fdi"), ("JP", "GUA", "fdi"), ("US", "MX", "fdi")]
    assert columns_of(layout(drawn(edges))) == [["JP", "US"], ["MX"], ["GUA"]]


def test_two_that_give_to_each_other_share_a_column():
    edges = [("JP", "MX", "trade"), ("MX", "JP", "trade"), ("JP", "cars", "trade"), ("MX", "fruit", "trade")]
    assert columns_of(layout(drawn(edges))) == [["JP", "MX"], ["cars", "fruit"]]


def test_a_line_that_is_no_flow_leaves_the_network_to_forces():
    flows = drawn([("JP", "MX", "fdi"), ("JP", "GUA", "fdi"), ("US", "MX", "fdi")])
    assert columns_of(layout(flows)) == [["JP", "US"], ["GUA", "MX"]]
    flows.add_edge("JP", "US", 9, kind="fact", directed=True)
    assert ["GUA", "MX"] not in columns_of(layout(flows))


def test_columns_of_more_things_than_a_page_is_high_are_broken():
    places = layout(drawn([("JP", f"product {i}", "trade") for i in range(30)]))
    assert [len(column) for column in columns_of(places)] == [1, 10, 10, 10]


def angle(places, node):
    return math.atan2(places[node][1], places[node][0])


def test_one_thing_asked_for_has_its_relations_around_it_kind_by_kind():
    edges = [("toyota", f"state {i}", "operatesIn") for i in range(6)]
    edges += [("toyota", f"partner {i}", "partnerOf") for i in range(6)]
    places = layout(drawn(edges, centres=["toyota"]))
    assert places["toyota"] == (0, 0)
    around = sorted(
        places.keys() - {"toyota"}, key=lambda node: (angle(places, node) + 2.5 * math.pi) % 6.283
    )
    kinds = [node.split()[0] for node in around]
    assert sum(a != b for a, b in zip(kinds, kinds[1:] + kinds[:1], strict=True)) == 2


def test_what_only_a_figure_joins_stands_outermost():
    edges = [("JP", f"state {i}", "figure") for i in range(5)] + [("JP", f"ally {i}", "p") for i in range(5)]
    places = layout(drawn(edges, centres=["JP"]))
    far = {node: math.hypot(x / 1.4, y) for node, (x, y) in places.items() if node != "JP"}
    assert min(far[f"state {i}"] for i in range(5)) > max(far[f"ally {i}"] for i in range(5))


def test_a_thing_joined_in_two_ways_stands_in_the_sector_that_more_share_and_never_for_its_figure():
    edges = [("JP", "a", "figure"), ("JP", "a", "rare"), ("JP", "a", "common"), ("JP", "b", "common")]
    edges += [("JP", node, "figure") for node in ("b", "c", "d", "e")]
    found = {sector.name: (sector.things, sector.figures) for sector in sectors_of(drawn(edges), "JP")}
    assert found == {"common": (["a", "b"], []), "figure": ([], ["c", "d", "e"])}


def test_a_great_circle_of_labels_has_rings_and_no_two_things_on_one_another():
    edges = [("JP", f"thing number {i}", "p") for i in range(150)]
    places = sorted(layout(drawn(edges, centres=["JP"])).values())
    near = [1 for i, (x, y) in enumerate(places) for u, v in places[i + 1 :] if abs(x - u) + abs(y - v) < 20]
    assert near == []
