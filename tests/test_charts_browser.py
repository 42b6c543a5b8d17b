"""The timeline and the flows in a real browser without network: drawn, read by pointer and keys."""

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import world
from playwright.sync_api import expect
from test_charts import FRAME, RANGE, money, record

from kg.draw.visualize import visualize

TREATY = world.entity("treaty", "The Treaty", "jm:Agreement")
SIGNED = world.fact(
    "s", ("id:treaty", "jm:signed", '"1888"^^xsd:gYear'), world.cite("alpha", world.TEXT[:25], 0)
)
EVIL = "".join(
    record(f"evil{i}", "jm:Event", f'kg:period "2020-01-0{i + 1}" ; kg:reason {world.text(label)}').replace(
        f'"evil{i}"@en', f"{world.text(label)}@en"
    )
    for i, label in enumerate(world.HOSTILE.values())
)
MONEY = 'kg:indicator jm:imports ; kg:unit kg:USD ; kg:value 5 ; jm:from id:JP ; kg:period "2024"'


@pytest.fixture(params=["timeline", "flows", "chart"])
def kind(request):
    return request.param


@pytest.fixture
def opened(opened):
    """Open a chart; at the end of the test, fail on anything it asked a network for or complained of."""

    def open_chart(kind, turtle, width=1400, height=900):
        return opened(visualize(world.graph(turtle), kind=kind).html, size=(width, height))

    return open_chart


def flows_of(*pairs):
    made = [
        record(
            f"flow-{name}", "kg:Observation", f'{MONEY} ; jm:to id:{name} ; kg:printed "{printed}" {more}'
        ).replace("kg:value 5", f"kg:value {value}")
        for name, value, printed, more in pairs
    ]
    return (
        world.PREFIXES
        + world.ONTOLOGY
        + "".join(
            (
                world.source("alpha", "A document", "2025-07-30"),
                world.passage("alpha", "Toyota operates in Mexico", world.TEXT, 0),
                world.entity("JP", "Japan", "jm:Country, jm:Place"),
                *(world.entity(name, f"State {name}", "jm:State, jm:Place") for name, *_ in pairs),
                *made,
            )
        )
    )


@pytest.mark.parametrize("size", [(1400, 900), (390, 844)])
def test_hostile_text_is_shown_as_text_and_nothing_is_wider_than_the_page(opened, kind, size):
    page = opened(kind, world.hostile() + EVIL, *size)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.locator("#table td", has_text="</script><script>").count() + (kind != "timeline") > 0


def test_a_row_of_the_timeline_shows_its_words_by_click_and_gives_the_focus_back_on_escape(opened):
    page = opened("timeline", world.small() + TREATY + SIGNED + 'jm:signed rdfs:label "signed"@en .')
    row = page.locator(".row", has_text="The Treaty: signed")
    row.click()
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "The Treaty: signed"
    assert "The first document, 2025-07-30, characters 0–25" in panel.inner_text()
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert row.evaluate("row => row === document.activeElement")


def test_rows_are_filtered_by_letters_and_lanes_without_rows_disappear(opened):
    page = opened("timeline", world.small() + TREATY + SIGNED)
    page.get_by_label("Show only rows").fill("treaty")
    assert page.locator(".row:visible").count() == 1
    assert page.locator(".lane:visible").count() == 1


def test_signs_stand_in_the_order_of_their_dates(opened):
    dated = [record(f"e{year}", "jm:Event", f'kg:period "{year}-06-01"') for year in (1888, 1999, 2020, 2024)]
    page = opened("timeline", world.small() + "".join(dated))
    places = [
        page.locator(".row", has_text=f"e{y}").locator(".sign").bounding_box()["x"]
        for y in (1888, 1999, 2020, 2024)
    ]
    assert places == sorted(places)
    assert len(set(places)) == 4


def test_bands_are_as_wide_as_their_sums_and_doubtful_ones_are_hatched_and_say_so(opened):
    page = opened(
        "flows",
        flows_of(
            ("A", 3_000_000_000, "US$3 billion", ""),
            ("B", 1_000_000_000, "US$1 billion", ""),
            (
                "C",
                1_000_000_000_000,
                "US$1 trillion",
                '; kg:status kg:suspect ; kg:corrected "US$1 billion" ; kg:correctedValue 1000000000',
            ),
        ),
    )
    heights = [page.locator("rect.post").nth(i).bounding_box()["height"] for i in range(4)]
    assert [round(height / heights[2]) for height in heights] == [5, 3, 1, 1]
    assert (
        page.locator(".band.corrected path")
        .last.evaluate("path => path.style.fill")
        .startswith('url("#hatch')
    )
    assert page.locator("text.doubt").all_inner_texts()
    assert "⚠ printed US$1 trillion, drawn as US$1 billion" in " ".join(
        page.locator("text.doubt").all_text_contents()
    )


@pytest.mark.parametrize(
    ("width", "part"), [(1400, ".band.{} path >> nth=-1"), (390, ".bars svg rect >> nth={}")]
)
def test_a_range_is_a_pale_band_and_what_is_not_broken_down_a_grey_one(opened, width, part):
    parts = (money("gua", "jm:to id:MX-GUA"), RANGE)
    parts = (part.replace("jm:to", "kg:partOf id:whole ; jm:to") for part in parts)
    page = opened("flows", FRAME + money("whole", "", 9_000_000_000) + "".join(parts), width)
    looks = {
        name: page.locator(part.format(name if width > 1000 else number)).evaluate(
            "path => [path.style.fillOpacity, path.style.stroke, path.getBoundingClientRect().width > 0]"
        )
        for number, name in enumerate(("stated", "range", "rest"))
    }
    assert looks == {
        "stated": ["0.6", "none", True],
        "range": ["0.2", "rgb(59, 152, 214)", True],
        "rest": ["0.85", "none", True],
    }


def test_a_band_is_read_with_the_keyboard_alone(opened):
    page = opened("flows", flows_of(("A", 3, "US$3", ""), ("B", 1, "US$1", "")))
    page.locator(".band").first.focus()
    page.keyboard.press("Enter")
    assert "Printed: US$3" in page.locator("#panel").inner_text()
    assert page.locator("#panel mark").inner_text() == "Toyota operates in Mexico"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    expect(page.locator(".band").first).to_be_focused()


def test_the_flows_are_drawn_anew_when_the_window_gets_narrow(opened):
    page = opened("flows", flows_of(("A", 3, "US$3", ""), ("B", 1, "US$1", "")))
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".bars")).to_be_visible()
    expect(page.locator(".bars button").first).to_contain_text("State AUS$3")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    long, short = (page.locator(".bars rect").nth(i).bounding_box()["width"] for i in range(2))
    assert long == pytest.approx(3 * short, rel=0.02)


def test_a_bar_tells_how_wide_a_sum_is_drawn(opened):
    page = opened(
        "flows", flows_of(("A", 3_000_000, "US$3 million", ""), ("B", 1_000_000, "US$1 million", ""))
    )
    told = page.locator(".scale")
    assert told.inner_text() == "so high is US$500,000"
    high = told.locator("rect").bounding_box()["height"]
    assert page.locator("rect.post").first.bounding_box()["height"] == pytest.approx(8 * high, rel=0.02)


DAYS = "".join(record(f"e{day}", "jm:Event", f'kg:period "2020-01-{day:02}"') for day in range(1, 31))


def test_a_click_leaves_the_row_under_the_pointer(opened):
    long = "a very long label that needs several rows once the panel takes its room " * 2
    days = "".join(
        record(f"e{day}", "jm:Event", f'kg:period "2020-01-{day:02}"').replace(
            f'"e{day}"@en', f'"{long}{day}"@en'
        )
        for day in range(10, 31)
    )
    page = opened("timeline", world.small() + days)
    row = page.locator(".row", has_text="its room 20")
    row.scroll_into_view_if_needed()
    before = row.bounding_box()["y"]
    row.click()
    assert row.bounding_box()["y"] == pytest.approx(before, abs=1)


def test_back_closes_what_was_read_and_forward_opens_it_again(opened):
    page = opened("timeline", world.small() + DAYS)
    page.locator(".row", has_text="e12").click()
    assert page.url.endswith("#select=e12")
    page.go_back()
    expect(page.locator("#panel")).to_be_hidden()
    page.go_forward()
    expect(page.locator("#panel h2")).to_have_text("e12")


def test_a_link_opens_what_it_names_filtered_and_in_its_colours_and_says_what_is_not_there(opened):
    page = opened("timeline", world.small() + DAYS)
    page.goto(f"{page.url}#select=e12&rows=E1&scheme=dark")
    page.reload()
    expect(page.locator("#panel h2")).to_have_text("e12")
    assert page.locator(".row:visible").count() == page.locator("#table tbody tr:visible").count() == 11
    assert page.locator("html").get_attribute("data-scheme") == "dark"
    page.goto(f"{page.url.partition('#')[0]}#select=nobody")
    page.reload()
    told = "The link asks for “nobody”, which is not in this picture."
    expect(page.locator("#note")).to_have_text(told)


def test_a_filter_that_leaves_nothing_says_so_and_is_taken_back_by_a_button(opened):
    page = opened("timeline", world.small() + DAYS)
    page.get_by_label("Show only rows").fill("zebra")
    assert "No row contains “zebra”." in page.locator("#chart").inner_text()
    assert page.locator("#table tbody tr:visible").count() == 0
    page.get_by_role("button", name="Show all rows").click()
    assert page.locator(".row:visible").count() == page.locator("#table tbody tr:visible").count() > 30
    assert "#" not in page.url


def test_what_is_planned_is_large_enough_to_see_and_explained(opened):
    planned = record("t", "jm:Event", 'kg:period "2020-01-05/2020-01-31"', modality="planned")
    page = opened("timeline", world.small() + DAYS + planned)
    sign = page.locator(".row .sign.planned")
    assert sign.bounding_box()["width"] >= 12
    assert sign.get_attribute("stroke-dasharray")
    assert "planned when the document was written" in page.locator(".tools").inner_text()


def test_the_page_changes_between_light_and_dark(opened, kind):
    page = opened(kind, flows_of(("A", 3, "US$3", ""), ("B", 1, "US$1", "")))
    colour = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(colour)
    page.click("#toggle-scheme")
    assert page.evaluate(colour) != before
    assert page.url.endswith("#scheme=dark")


def test_a_chart_is_saved_as_svg_with_its_words_and_as_png(opened, kind):
    turtle = (
        world.small() + TREATY if kind == "timeline" else flows_of(("A", 3, "US$3", ""), ("B", 1, "US$1", ""))
    )
    page = opened(kind, turtle)
    with page.expect_download() as svg:
        page.click(".save-svg")
    text = Path(svg.value.path()).read_text(encoding="utf-8")
    parsed = ElementTree.fromstring(text)
    said = " ".join(element.text or "" for element in parsed.iter("{http://www.w3.org/2000/svg}text"))
    assert {"timeline": "What happened when", "flows": "State A", "chart": "US$3"}[kind] in said
    with page.expect_download() as png:
        page.click(".save-png")
    assert Path(png.value.path()).read_bytes().startswith(b"\x89PNG\r\n")


def test_a_doubtful_bar_is_hatched_and_opens_the_words_with_the_keyboard(opened):
    meant = '; kg:status kg:suspect ; kg:corrected "US$2" ; kg:correctedValue 2'
    page = opened("chart", flows_of(("A", 3, "US$3", ""), ("B", 2000, "US$2000", meant)))
    fills = [page.locator(".bar .area").nth(i).get_attribute("fill") for i in range(3)]
    assert fills == ["#3b98d6", "url(#hatch-0)", "url(#hatch-0)"]
    widths = [page.locator(".bar .area").nth(i).bounding_box()["width"] for i in (0, 2)]
    assert widths[0] == pytest.approx(1.5 * widths[1], rel=0.02)
    page.locator(".bar.corrected").focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel mark").inner_text() == "Toyota operates in Mexico"
    assert "probably US$2" in page.locator("#panel .warning").inner_text()


def test_the_bar_of_a_range_begins_where_its_lower_end_is_and_the_key_tells_its_caps(opened):
    page = opened("chart", FRAME + money("gua", "jm:to id:MX-GUA", 4_000_000_000) + RANGE)
    whole, ends = (page.locator(".bar .area").nth(i).bounding_box() for i in range(2))
    assert ends["x"] - whole["x"] == pytest.approx(whole["width"] / 4, abs=1)
    assert ends["width"] == pytest.approx(whole["width"] / 4, abs=1)
    assert "range, end to end" in page.locator(".tools").inner_text()
    assert page.locator(".bar .doubt").count() == 0


def test_the_table_of_flows_is_sorted_by_the_sums_printed_and_by_time(opened):
    page = opened(
        "flows",
        flows_of(
            ("A", 12_000_000, "US$12 million", '; kg:period "2023-04"'),
            ("B", 3_000_000_000, "US$3 billion", '; kg:period "2023-12"'),
        ).replace('; kg:period "2024" ;', ";"),
    )
    for name, sorted_by in (
        ("Printed", ["US$12 million", "US$3 billion"]),
        ("Period", ["April", "December"]),
    ):
        page.locator("#table th").get_by_text(name).click()
        cells = page.locator(f'#table td[data-column="{name}"]').all_inner_texts()
        assert [cell.removesuffix(" 2023") for cell in cells] == sorted_by


@pytest.mark.parametrize("landscape", [True, False])
def test_a_chart_is_printed_on_one_page_without_its_table(opened, kind, landscape):
    made = flows_of(*((f"S{i}", i + 1, f"US${i + 1}", "") for i in range(9)))
    page = opened(kind, made)
    printed = page.pdf(format="A4", landscape=landscape)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


@pytest.mark.parametrize("width", [1900, 390])
def test_no_heading_stands_on_another_sheet_than_its_bars_and_none_touches_the_edge(opened, width):
    extract_pages = pytest.importorskip("pdfminer.high_level").extract_pages
    years = range(1980, 2020)
    made = flows_of(*((f"S{year}", year, f"US${year}", "") for year in years))
    for year in years:
        made = made.replace(f'kg:printed "US${year}"', f'kg:printed "US${year}" ; kg:period "{year}"')
    page = opened("chart", made.replace('; kg:period "2024"', ""), width=width)
    sheets = list(extract_pages(io.BytesIO(page.pdf(format="A4", landscape=True, print_background=True))))
    texts = [box for sheet in sheets for box in sheet if hasattr(box, "get_text")]
    assert min(box.x0 for box in texts) > 20
    told = ["".join(box.get_text() for box in sheet if hasattr(box, "get_text")) for sheet in sheets]
    assert len(told) > 1
    for year in years:
        (one,) = [words for words in told if f"US${year}" in words]
        assert str(year) in one.splitlines()


def test_nothing_of_a_chart_reaches_beyond_the_paper_and_the_screen_gets_its_own_back(opened, kind):
    states = (("A", 3, "US$3", ""), ("B", 1, "US$1", ""))
    page = opened(kind, flows_of(*states) + record("late", "jm:Event", 'kg:period "2030/.."'))
    reach = """Math.max(...[...document.querySelectorAll("#chart *")].map((element) =>
        element.getBoundingClientRect().right))"""
    before = page.evaluate(reach)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert 300 < page.evaluate(reach) <= 700
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(reach) == before > 1000


def test_a_phone_shows_the_signs_of_a_lane_on_one_track_until_it_is_opened(opened):
    page = opened("timeline", world.small() + DAYS, width=390)
    events = page.locator("details.lane", has_text="Events and developments")
    assert events.locator("summary .sign").count() == 30
    assert page.locator("#chart").bounding_box()["height"] < 844
    assert events.locator(".row:visible").count() == 0
    events.locator("summary").click()
    assert (events.locator(".row:visible").count(), events.locator("summary .sign:visible").count()) == (
        30,
        0,
    )


def test_letters_open_the_lanes_of_a_phone_that_have_them(opened):
    page = opened("timeline", world.small() + DAYS, width=390)
    page.get_by_label("Show only rows").fill("e12")
    assert page.locator(".row:visible").all_inner_texts()[0].startswith("e12")


def test_lanes_that_are_folded_on_a_phone_are_printed_open_and_fold_again(opened):
    page = opened("timeline", world.small() + DAYS, width=390)
    rows = page.locator("details.lane", has_text="Events and developments").locator(".row:visible")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert rows.count() == 30
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert rows.count() == 0
