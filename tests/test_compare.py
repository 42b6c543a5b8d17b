"""Two things compared: what both share, what only one is joined to, in the page and in print."""

from __future__ import annotations

import re

import pytest
import world
from test_draw import data_of
from test_figure import texts

from kg.draw.printing import figure
from kg.draw.visualize import visualize
from kg.graph.graph import Graph
from kg.network.from_graph import network
from kg.network.sharing import comparison

WORDS = world.cite("alpha", "x", 0)


def said(name: str, *triple: str) -> str:
    return world.fact(name, triple, WORDS)


NISSAN = (
    world.entity("nissan", "Nissan", "jm:Company, jm:Organization")
    + world.entity("sonora", "Sonora", "jm:State, jm:Place")
    + said("n1", "id:nissan", "jm:operatesIn", "id:MX")
    + said("n2", "id:nissan", "jm:homeCountry", "id:JP")
    + said("n3", "id:sonora", "jm:partnerOf", "id:nissan")
    + said("n4", "id:nissan", "jm:employees", '"300000"^^xsd:integer')
    + said("n5", "id:toyota", "jm:partnerOf", "id:nissan")
)
"""A company that shares two countries with Toyota: both operate in Mexico; only one has its home in Japan."""


@pytest.fixture(scope="module")
def companies() -> Graph:
    return world.graph(world.small() + NISSAN)


@pytest.fixture(scope="module")
def compared(companies) -> str:
    return visualize(companies, compare=("toyota", "nissan")).html


def found(graph: Graph, a: str, b: str, **options) -> list[list[str]]:
    drawn = network(graph, compare=(a, b), **options)
    lists = [things for _, things in comparison(drawn).lists(drawn)]
    return [[drawn.nodes[node]["label"] for node in things] for things in lists]


def test_what_both_share_is_told_apart_from_what_one_has_whichever_way_lines_point(companies):
    assert found(companies, "toyota", "nissan") == [["Guanajuato"], ["Mexico", "Japan"], ["Sonora"]]
    assert found(companies, "nissan", "toyota") == [["Sonora"], ["Mexico", "Japan"], ["Guanajuato"]]


def test_what_both_are_related_to_alike_comes_first(companies):
    _, shared, _ = found(companies, "toyota", "nissan")
    assert shared == ["Mexico", "Japan"]


def test_filters_count_before_anything_is_compared(companies):
    assert found(companies, "toyota", "nissan", properties=["operatesIn"]) == [["Guanajuato"], ["Mexico"], []]


def test_lines_of_what_stands_beside_are_no_part_of_a_comparison(companies):
    ends = {frozenset(pair) for pair in network(companies, compare=("toyota", "JP")).edges()}
    assert all(any(end.endswith(("/toyota", "/JP")) for end in pair) for pair in ends)


def test_any_graph_can_be_compared_in():
    turtle = "@prefix e: <http://e/> . e:a e:knows e:b, e:c . e:d e:knows e:b ; e:likes e:f ."
    drawn = network(world.graph(turtle), compare=("http://e/a", "http://e/d"))
    assert comparison(drawn).told(drawn) == "shared 1, only a 1, only d 1"


def test_a_great_comparison_opens_on_an_overview_of_its_three_lists():
    many = "".join(
        world.entity(f"p{i}", f"Product {i}", "jm:Sector")
        + said(f"p{i}", "id:JP", "jm:partnerOf", f"id:p{i}")
        for i in range(70)
    )
    data = data_of(visualize(world.graph(world.small() + many), compare=("JP", "MX")).html)
    assert data["opensOnOverview"]
    assert {area["label"]: len(area["things"]) for area in data["areas"]} == {"only Japan": 72}


def test_a_small_comparison_is_drawn_whole_and_needs_no_areas(compared):
    data = data_of(compared)
    assert (data["opensOnOverview"], data["areas"]) == (False, [])


def test_the_page_lists_both_sides_and_how_each_is_related(opened, compared):
    page = opened(compared)
    assert page.inner_text("#panel h2") == "Toyota and Nissan"
    lists = page.locator("#panel details").all_inner_texts()
    assert [" ".join(each.split()) for each in lists[:3]] == [
        "shared 2 Mexico both: operates in Japan Toyota: partner of; Nissan: home country",
        "only Toyota 1 Guanajuato operates in",
        "only Nissan 1 Sonora ← partner of",
    ]
    assert lists[3].startswith("said alike of both 2")
    assert page.locator("#panel article p", has_text="employees: 300000").count() == 2
    assert "shared 2, only Toyota 1, only Nissan 1" in page.inner_text("#note")


def test_an_entry_opens_its_thing_and_closing_that_leads_back_to_the_lists(opened, compared):
    page = opened(compared)
    page.get_by_role("button", name="Guanajuato").click()
    assert page.inner_text("#panel h2") == "Guanajuato"
    page.click("#close")
    assert page.inner_text("#panel h2") == "Toyota and Nissan"
    page.click("#close")
    assert page.locator("#panel").is_hidden()
    page.click("#show-compared")
    assert page.inner_text("#panel h2") == "Toyota and Nissan"


def test_what_joins_the_two_is_read_from_their_lists(opened, compared):
    page = opened(compared)
    page.get_by_role("button", name="What joins the two: 1 statement").click()
    assert page.locator("#panel article").count() == 1


def test_lists_and_counts_follow_the_filters_and_an_empty_one_says_so(opened, compared):
    page = opened(compared)
    for name in ("home country", "operates in"):
        page.click(f"#properties button:has-text('{name}')")
    assert "nothing shared, only Toyota 1, only Nissan 1" in page.inner_text("#panel")
    assert "Nothing shown here is joined to both." in page.inner_text("#panel")


def test_a_path_within_a_comparison_is_a_path_and_nothing_is_compared(opened, compared):
    page = opened(compared, "#path=MX-GUA|sonora")
    assert page.inner_text("#panel h2") == "From Guanajuato to Sonora"
    assert "shared" not in page.inner_text("#note")


def test_a_page_that_compares_nothing_has_no_button_for_it(opened):
    page = opened(visualize(world.graph(world.small())).html)
    assert page.locator("#show-compared").is_hidden()


def test_on_a_phone_the_picture_comes_first_and_the_lists_on_demand(browser, compared, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(compared, encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"file://{file}")
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#panel").is_hidden()
    page.click("#open-tools")
    page.click("#show-compared")
    assert page.inner_text("#panel h2") == "Toyota and Nissan"
    page.close()


def test_a_figure_has_the_counted_headings_and_tells_what_is_compared(companies):
    drawn = figure(companies, compare=("toyota", "nissan"))
    words = [text for text, *_ in texts(drawn.svg)]
    assert "Shown: Toyota compared with Nissan." in words
    assert {"only Toyota 1", "shared 2", "only Nissan 1"} <= {*words}
    assert re.search(r": shared 2, only Toyota 1, only Nissan 1$", drawn.summary)
