"""The views of one page in a real browser: whatever is chosen in one of them is chosen in all."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
import world
from test_access import SIZES, complaints

from kg.draw.visualize import visualize

VIEWS = ["network", "timeline", "flows", "chart", "map", "table"]
MEETING = """axis => {
  const words = [...document.querySelectorAll(axis)].filter((word) => word.getBoundingClientRect().width);
  const found = words.flatMap((word, i) => words.slice(i + 1).filter((other) => {
    const [a, b] = [word, other].map((each) => each.getBoundingClientRect());
    return a.top === b.top && a.left < b.right + 4 && b.left < a.right + 4;
  }).map((other) => `${innerWidth}: ${word.textContent}, ${other.textContent}`));
  return { words: words.length, found };
}"""
"""How many words stand along the axes, and which of them meet."""


@pytest.fixture(scope="module")
def small():
    return visualize(world.graph(world.small() + world.TILES)).html


@pytest.fixture
def page(opened, small):
    return opened(small)


def turn_to(page, view: str) -> None:
    page.click(f"#tab-{view}")


def find(page, name: str) -> None:
    page.fill("#query", name)
    page.keyboard.press("Enter")


def shown(page, view: str) -> list[str]:
    """Return what a view shows, as short texts in order: marks by their label, rows by from and to."""
    turn_to(page, view)
    if view == "table":
        page.locator("#table td").first.wait_for()
        return page.eval_on_selector_all(
            "#table tbody tr",
            "rows => rows.map((row) => `${row.cells[0].innerText} ${row.cells[2].innerText}`)",
        )
    if view == "timeline":
        return page.locator("#view-timeline .row:visible > span > span").all_inner_texts()
    if view == "flows":
        page.locator("#view-flows .band").first.wait_for(state="attached")
        return page.eval_on_selector_all(
            "#view-flows .band:not(.struck)",
            "all => all.filter((band) => band.getBoundingClientRect().width).map((band) => band.ariaLabel)",
        )
    marks = {"chart": ".bar.mark", "map": ".amounts .mark"}[view]
    return page.locator(f"#view-{view} {marks}:visible .value").all_inner_texts()


def test_the_network_comes_first_and_others_are_drawn_when_they_are_first_chosen(page):
    assert page.locator("[role=tab]").all_inner_texts() == [view.capitalize() for view in VIEWS]
    assert page.locator("[role=tab][aria-selected=true]").inner_text() == "Network"
    assert page.locator(".row, .band, .bar.mark").count() == 0
    turn_to(page, "timeline")
    assert page.locator("#view-timeline .row").count() > 0
    assert page.locator(".band, .bar.mark").count() == 0
    assert page.locator("#net").is_hidden()


def test_who_is_found_in_the_network_is_what_every_view_speaks_of(page):
    everything = {view: shown(page, view) for view in VIEWS[1:]}
    turn_to(page, "network")
    find(page, "Toyota")
    assert shown(page, "timeline") == ["Toyota operates in Mexico"]
    assert len(everything["timeline"]) > 1
    rows = shown(page, "table")
    assert 0 < len(rows) < len(everything["table"])
    assert all("Toyota" in row for row in rows)
    assert shown(page, "flows") == []
    assert everything["flows"]
    assert (
        page.locator("#view-flows [role=status]").inner_text() == "Nothing here is said of Toyota. Show all"
    )
    page.click("#view-flows [role=status] button")
    assert {view: shown(page, view) for view in VIEWS[1:]} == everything


def test_who_is_chosen_in_the_timeline_is_chosen_in_the_network(page):
    turn_to(page, "timeline")
    page.click("text=Toyota operates in Mexico")
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Toyota operates in Mexico"
    panel.locator(".thing", has_text="Toyota").click()
    assert page.locator("#chosen").inner_text() == "Chosen: Toyota ×"
    turn_to(page, "network")
    assert panel.locator("h2").inner_text() == "Toyota"
    assert "select=toyota" in page.evaluate("location.hash")


def test_what_is_read_is_left_before_what_is_chosen(page):
    find(page, "Toyota")
    turn_to(page, "timeline")
    row = page.locator(".row:visible")
    row.click()
    assert "read=f1" in page.evaluate("location.hash")
    page.keyboard.press("Escape")
    assert page.locator("#panel h2").inner_text() == "Toyota"
    assert row.evaluate("row => row === document.activeElement")
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


def test_a_source_struck_out_is_struck_out_in_every_view(page):
    before = {view: shown(page, view) for view in VIEWS[1:]}
    page.click("[data-key=sources][data-name=beta]")
    after = {view: shown(page, view) for view in VIEWS[1:]}
    assert all(len(after[view]) < len(before[view]) for view in ("flows", "chart", "table"))
    assert not any("2.1" in text for text in after["chart"])
    assert after["map"] == [text for text in before["map"] if "2.1" not in text]
    turn_to(page, "map")
    assert page.locator("#view-map .told path:visible").count() == len(after["map"])
    assert page.locator("#note").inner_text() == f"{len(after['map'])} of {len(before['map'])} shown"


def test_a_class_struck_out_takes_with_it_what_is_said_of_nothing_else(page):
    page.click("[data-key=classes] >> text=person")
    assert "Meeting of 4 January 2021" in shown(page, "timeline")
    page.click("[data-key=classes] >> text=state")
    assert "Meeting of 4 January 2021" not in shown(page, "timeline")


def test_years_are_brushed_with_the_pointer_for_every_view(page):
    years = page.locator("#span text").all_text_contents()
    assert years == ["2005", "2021", "2024"]
    box = page.locator("#span svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20, steps=3)
    page.mouse.up()
    assert re.search("from=2021&to=2021", page.evaluate("location.hash"))
    assert page.locator("#year-from").input_value() == "2021"
    assert "Meeting of 4 January 2021" in shown(page, "timeline")
    assert shown(page, "chart") == []
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + 20)
    assert "from" not in page.evaluate("location.hash")


@pytest.mark.parametrize(
    ("view", "axis"),
    [("chart", ".figures .head text"), ("timeline", "#ticks text"), ("timeline", "#span text")],
)
def test_no_two_words_of_an_axis_ever_meet_whatever_the_width(opened, view, axis):
    times = "".join(
        world.fact(f"y{year}", ("id:toyota", "jm:operatesIn", f"id:MX-{year}"), world.cite("alpha", "x", 0))
        + world.entity(f"MX-{year}", f"Place {year}", "jm:State")
        + f'fact:y{year} kg:period "{year}/{year + 1}" .\n'
        for year in range(1888, 2020, 7)
    )
    sums = world.small().replace("1950000000", "824000000").replace("2100000000", "404000000")
    page = opened(visualize(world.graph(sums + times)).html)
    turn_to(page, view)
    page.locator(axis).first.wait_for(state="attached")
    for width in range(320, 1420, 30):
        page.set_viewport_size({"width": width, "height": 844})
        afterwards = "new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(told)))"
        page.evaluate(afterwards)
        told = page.evaluate(MEETING, axis)
        assert told["words"] > 1
        assert told["found"] == []


def test_years_are_narrowed_with_the_keys_by_two_sliders(page):
    page.focus("#slide-0")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator("#slide-0").get_attribute("aria-valuetext") == "2024"
    assert "from=2024" in page.evaluate("location.hash")
    assert "Meeting of 4 January 2021" not in shown(page, "timeline")


def test_the_stacks_have_a_part_for_every_source_and_follow_what_is_chosen(page):
    stacks = "all => all.map((stack) => stack.children.length)"
    assert page.eval_on_selector_all("#span g", stacks) == [1, 1, 2]
    find(page, "Mexico City")
    assert page.eval_on_selector_all("#span g", stacks) == [0, 1, 1]


def test_a_link_opens_the_view_with_what_is_chosen_filtered_and_read(opened, small):
    page = opened(small)
    find(page, "Toyota")
    page.click("[data-key=sources][data-name=beta]")
    turn_to(page, "timeline")
    page.click(".row:visible")
    fragment = page.evaluate("location.hash")
    again = opened(small, fragment)
    again.wait_for_function("() => location.hash.includes('read=')")
    assert again.evaluate("location.hash") == fragment
    assert again.locator("[role=tab][aria-selected=true]").inner_text() == "Timeline"
    assert again.locator("#panel h2").inner_text() == "Toyota operates in Mexico"
    assert again.locator(".row:visible").count() == 1
    again.keyboard.press("Escape")
    assert again.locator("#panel h2").inner_text() == "Toyota"


def test_a_statement_that_is_read_in_one_view_is_read_in_the_next(page):
    turn_to(page, "timeline")
    page.click("text=FDI inflow 2024: US$727 billion")
    words = page.locator("#panel blockquote").inner_text()
    for view, mark in (("flows", ".band.chosen"), ("chart", ".bar.chosen")):
        turn_to(page, view)
        page.locator(f"#view-{view} {mark}").wait_for()
        assert page.locator("#panel blockquote").inner_text() == words
    turn_to(page, "network")
    page.wait_for_function("() => location.hash.startsWith('#select=')")
    assert page.locator("#panel h2").inner_text() == "Japan → Mexico City"


def test_a_link_to_a_band_opens_the_flows_with_its_words(opened, small):
    page = opened(small)
    turn_to(page, "flows")
    page.locator("#view-flows .band").first.click()
    told, fragment = page.locator("#panel").inner_text(), page.evaluate("location.hash")
    again = opened(small, fragment)
    again.locator(".band.chosen").wait_for()
    assert again.locator("#panel").inner_text() == told
    assert again.evaluate("location.hash") == fragment


def test_back_and_forward_go_through_tabs_and_what_is_read_in_them(page):
    steps = page.evaluate("history.length")
    find(page, "Toyota")
    turn_to(page, "timeline")
    page.click(".row:visible")
    turn_to(page, "chart")
    assert page.evaluate("history.length") == steps + 4
    tab, heading = page.locator("[role=tab][aria-selected=true]"), page.locator("#panel h2")
    shown_before = [("Timeline", "Toyota operates in Mexico"), ("Timeline", "Toyota"), ("Network", "Toyota")]
    for name, read in shown_before:
        page.go_back()
        heading.filter(has_text=re.compile(f"^{read}$")).wait_for()
        assert tab.inner_text() == name
    page.go_back()
    assert heading.is_hidden()
    assert page.evaluate("location.hash") == ""
    for name in ("Network", "Timeline", "Timeline", "Chart"):
        page.go_forward()
        assert tab.inner_text() == name


def test_letters_of_the_timeline_stand_in_the_link(opened, small):
    page = opened(small, "#view=timeline&rows=meeting")
    assert page.locator(".row:visible").count() == 1
    assert "rows=meeting" in page.evaluate("location.hash")


def test_tabs_are_gone_through_by_arrows_home_and_end_and_only_one_is_a_stop_of_the_tab_key(page):
    page.focus("#tab-network")
    for key, view in (
        ("ArrowRight", "timeline"),
        ("End", "table"),
        ("ArrowRight", "network"),
        ("ArrowLeft", "table"),
    ):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") == f"tab-{view}"
        assert page.locator("[role=tabpanel]:visible").count() == 1
    page.keyboard.press("Home")
    assert page.eval_on_selector_all("[role=tab]", "tabs => tabs.map((tab) => tab.tabIndex)") == [
        0,
        *[-1] * (len(VIEWS) - 1),
    ]


def test_the_key_of_the_table_turns_to_its_tab_and_back(page):
    page.keyboard.press("t")
    assert page.locator("[role=tab][aria-selected=true]").inner_text() == "Table"
    page.locator("#table td").first.wait_for()
    page.keyboard.press("t")
    assert page.locator("[role=tab][aria-selected=true]").inner_text() == "Network"


def test_a_view_that_has_nothing_to_show_says_why(opened):
    bare = (
        world.PREFIXES
        + world.ONTOLOGY
        + "".join(
            (
                world.entity("a", "A", "jm:Person"),
                world.entity("b", "B", "jm:Person"),
                "id:a jm:partnerOf id:b .\n",
            )
        )
    )
    page = opened(visualize(world.graph(bare)).html)
    for view, told in (
        ("timeline", "Nothing in this graph is dated."),
        ("flows", "No sum of money goes from one thing to another in this graph."),
        ("chart", "No figure of any indicator is in this graph."),
    ):
        turn_to(page, view)
        assert page.locator(f"#view-{view} .lead").inner_text().startswith(told)
    assert page.locator("#span").is_hidden()
    assert page.locator("#tab-map").count() == 0, "no graph but ours has tiles"


def test_the_tile_of_a_place_that_is_not_chosen_is_empty_and_no_stop_of_the_tab_key(page):
    find(page, "Guanajuato")
    assert shown(page, "map") == ["US$2.1 billion", "US$1.95 billion"]
    left = page.locator("#view-map .told", has_text="CMX")
    assert left.locator("rect").is_visible()
    assert left.locator("path:visible").count() == 0
    left.evaluate("tile => tile.focus()")
    assert left.evaluate("tile => tile !== document.activeElement")
    page.locator("#view-map .told", has_text="GUA").click()
    assert page.locator("#panel h2").inner_text() == "Guanajuato"


def test_hatchings_of_two_views_have_names_of_their_own(page):
    for view in ("chart", "map"):
        turn_to(page, view)
        page.locator(f"#view-{view} .area").first.wait_for()
    names = page.evaluate("[...document.querySelectorAll('pattern')].map(({ id }) => id)")
    assert len(names) == len(set(names)) > 0
    fills = page.evaluate(
        "[...document.querySelectorAll('.area, .tools path')].map((area) => area.getAttribute('fill'))"
    )
    used = {fill[5:-1] for fill in fills if fill.startswith("url(#")}
    assert used == {"hatch-view-chart-0", "hatch-view-map-0"}
    assert used <= set(names)


def test_bands_hidden_while_the_page_gets_another_width_are_drawn_to_it_when_shown(page):
    find(page, "Toyota")
    turn_to(page, "flows")
    page.set_viewport_size({"width": 1100, "height": 800})
    page.click("#chosen button")
    page.locator("#view-flows .band").first.wait_for()
    box, view = (
        page.locator("#view-flows .flow svg").first.bounding_box(),
        page.locator("#view-flows").bounding_box(),
    )
    assert view["width"] - 80 < box["width"] < view["width"]


def test_a_view_is_saved_as_it_is_shown(page):
    turn_to(page, "flows")
    page.locator("#view-flows .band").first.wait_for()
    find(page, "Guanajuato")
    with page.expect_download() as saved:
        page.click("#view-flows .save-svg")
    drawing = ElementTree.parse(saved.value.path()).getroot()
    texts = [text.text for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert "Guanajuato" in texts
    assert any(text and text.endswith("flows") for text in texts)
    assert [band.get("opacity") for band in drawing.iter("{http://www.w3.org/2000/svg}g")].count("0.13") == 1


def test_dates_of_a_graph_without_facts_are_those_of_the_thing_that_is_chosen(opened):
    plain = """
        @prefix ex: <https://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        ex:a rdfs:label "Anna" ; ex:knows ex:b ; ex:born "1970-01-02"^^xsd:date .
        ex:b rdfs:label "Berta" ; ex:born "1980-03-04"^^xsd:date .
    """
    page = opened(visualize(world.graph(plain)).html)
    assert len(shown(page, "timeline")) == 2
    find(page, "Berta")
    assert [label.split(":")[0] for label in shown(page, "timeline")] == ["Berta"]


def test_keys_of_the_network_do_nothing_while_another_view_is_shown(page):
    turn_to(page, "timeline")
    page.keyboard.press("+")
    page.keyboard.press("p")
    page.wait_for_timeout(300)
    assert page.evaluate("location.hash") == "#view=timeline"
    assert page.locator("#find-path[aria-pressed=true]").count() == 0


def test_hostile_names_stay_text_in_every_view(opened):
    page = opened(visualize(world.graph(world.hostile() + world.TILES)).html)
    for view in page.evaluate("[...document.querySelectorAll('[role=tab]')].map((tab) => tab.id.slice(4))"):
        turn_to(page, view)
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("landscape", [True, False])
def test_flows_are_printed_on_one_page_where_they_fit(opened, landscape):
    said = world.cite("alpha", "Toyota operates in Mexico", 0)
    one = world.observation("of-GUA", "id:MX-GUA", ("3000000000", "US$3 billion"), said)
    three = "".join(one.replace("GUA", state) for state in ("GUA", "CMX", "NLE"))
    of_years = "".join(
        three.replace("2024", str(year)).replace("id:of", f"id:of-{year}") for year in range(2019, 2024)
    )
    states = world.entity("MX-NLE", "Nuevo León", "jm:State, jm:Place")
    doubted = world.small().replace("exceeds the", "for many reasons, " * 30)
    page = opened(visualize(world.graph(doubted + states + of_years)).html)
    turn_to(page, "flows")
    page.locator("#view-flows .band").first.wait_for()
    printed = page.pdf(format="A4", landscape=landscape)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_out_of_reach_in_any_tab(opened, small, view, scheme, size):
    page = opened(small, color_scheme=scheme)
    page.set_viewport_size(SIZES[size])
    turn_to(page, view)
    page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert complaints(page) == []
    find(page, "Guanajuato")
    assert complaints(page) == []
