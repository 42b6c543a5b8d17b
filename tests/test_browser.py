"""The page in a real browser, cut off from every network: nothing is asked for and every part works."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
import world

from kg.draw.inlining import script
from kg.draw.networkpage import network_page
from kg.draw.visualize import visualize
from kg.network.from_graph import network


def page_of(turtle: str, title: str = "A sample") -> str:
    return network_page(network(world.graph(turtle)), title=title).html


@pytest.fixture(scope="module")
def small():
    return page_of(world.small())


def find(page, name: str) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type(name)
    page.keyboard.press("Enter")


def test_the_page_says_how_much_it_shows(opened, small):
    page = opened(small)
    assert page.inner_text("h1") == "A sample"
    assert page.inner_text("#note").startswith("8 things, 8 lines")


OF_NO_DOCUMENT = """@prefix ex: <https://example.org/> .
ex:a a ex:InverseFunctionalPropertyOfThings ; ex:near ex:b . ex:b a ex:Place ."""


def test_a_page_of_a_graph_without_documents_promises_none(opened, small):
    page = opened(page_of(OF_NO_DOCUMENT))
    assert page.inner_text("#note") == "2 things, 1 line · choose one to read what is said of it"
    assert page.get_attribute("#panel", "aria-label") == "What is said"
    assert opened(small).inner_text("#note").endswith(" · choose one to read what the documents say")


def test_a_long_name_of_a_class_breaks_at_its_words_in_the_legend(opened):
    page = opened(page_of(OF_NO_DOCUMENT))
    rows = """element => {
      const range = document.createRange(), rows = new Map();
      for (const part of [...element.childNodes].filter((each) => each.data)) {
        range.selectNodeContents(part);
        for (const { top } of range.getClientRects()) rows.set(top, (rows.get(top) ?? "") + part.data);
      }
      return [...rows.values()];
    }"""
    name = page.locator("#classes .choice span").filter(has_text="InverseFunctional")
    written = name.evaluate(rows)
    assert len(written) > 1
    assert all(re.fullmatch(r"([A-Z][a-z]+)+", row) for row in written)


def test_a_search_opens_the_panel_with_the_quoted_words_marked_in_their_sentence(opened, small):
    page = opened(small)
    find(page, "toyo")
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Toyota"
    assert "employees: 300000" in panel.inner_text()
    marks = panel.locator("mark").all_inner_texts()
    assert "Toyota operates in Mexico" in marks
    assert "The first document, 2025-07-30" in panel.inner_text()
    assert "since 2005" in panel.inner_text()


def test_a_search_finds_a_thing_by_its_name_in_another_language_without_accents(opened, small):
    page = opened(small)
    find(page, "MEXICO")
    assert page.locator("#panel h2").inner_text() == "Mexico"
    assert "México" in page.locator("#panel .aka").inner_text()


def test_what_contradicts_a_statement_and_what_is_suspect_stands_in_the_panel(opened, small):
    page = opened(small)
    find(page, "Guanajuato")
    text = page.locator("#panel").inner_text()
    assert "≠ Elsewhere: 2024: US$2.1 billion — “US$2.1 billion” (The second document)" in text
    find(page, "Mexico City")
    text = page.locator("#panel").inner_text()
    assert "The document prints US$727 billion; probably US$727 million; exceeds the national total." in text


def test_who_denies_it_stands_beside_a_denied_statement(opened, small):
    page = opened(small)
    find(page, "Toyota")
    assert "said by Marcelo Ebrard · The second document, 2024-02-21" in page.locator("#panel").inner_text()
    assert "denied" in page.locator("#panel .chip").all_inner_texts()


def test_a_click_on_the_drawing_chooses_the_thing_under_the_pointer(opened, small):
    page = opened(small)
    box = page.locator("#net").bounding_box()
    find(page, "Toyota")
    page.keyboard.press("Escape")
    link = page.evaluate("location.hash")
    assert link == ""
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 3)
    assert page.locator("#panel").is_hidden()


def test_the_legend_hides_and_shows_a_class_and_a_line(opened, small):
    page = opened(small)
    page.click('.choice[data-key="classes"][data-name="Person"]')
    assert page.inner_text("#note").startswith("5 things, 5 lines")
    page.click('.choice[data-key="properties"][data-name="fdi-inflow"]')
    assert "3 lines" in page.inner_text("#note")
    page.click("#reset")
    assert page.inner_text("#note").startswith("8 things, 8 lines")


def test_sources_years_and_certainty_filter_what_is_shown(opened, small):
    page = opened(small)
    page.fill("#year-from", "2021")
    page.uncheck("#undated")
    assert "5 lines" in page.inner_text("#note")
    page.click("#reset")
    page.click('.choice[data-key="modalities"][data-name="planned"]')
    assert "7 lines" in page.inner_text("#note")
    page.click('.choice[data-key="sources"][data-name="alpha"]')
    assert "2 lines" in page.inner_text("#note")


def test_the_path_finder_joins_two_things_and_quotes_every_step(opened, small):
    page = opened(small)
    page.click("#find-path")
    find_in_path(page, "Mexico City")
    find_in_path(page, "Guanajuato")
    assert page.locator("#panel h2").inner_text() == "From Mexico City to Guanajuato"
    assert "2 steps" in page.locator("#panel").inner_text()
    assert page.locator("ol.path > li").count() == 2


def find_in_path(page, name: str) -> None:
    page.fill("#query", name)
    page.keyboard.press("Enter")


def test_things_that_nothing_joins_are_said_to_be_apart(opened, small):
    page = opened(small)
    page.keyboard.press("p")
    find_in_path(page, "Toyota")
    find_in_path(page, "Nobody")
    assert "Nothing in this picture joins them" in page.locator("#panel").inner_text()


def test_folding_a_thing_hides_what_hangs_on_it_and_unfolding_shows_it_again(opened, small):
    page = opened(small)
    find(page, "Toyota")
    page.keyboard.press("x")
    assert page.inner_text("#note").startswith("7 things")
    page.keyboard.press("x")
    assert page.inner_text("#note").startswith("8 things")


def test_only_the_neighbours_of_a_thing_can_be_shown(opened, small):
    page = opened(small)
    find(page, "Marcelo Ebrard")
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    assert page.inner_text("#note").startswith("3 things, 2 lines ")


def test_the_address_remembers_the_view_and_opens_it_again(opened, small):
    page = opened(small)
    find(page, "Toyota")
    page.click('.choice[data-key="classes"][data-name="Person"]')
    fragment = page.evaluate("location.hash")
    assert fragment == "#select=toyota&classes=Person"
    again = opened(small, fragment)
    assert again.locator("#panel h2").inner_text() == "Toyota"
    assert again.locator('.choice[data-name="Person"]').get_attribute("aria-pressed") == "false"


def test_an_address_that_names_what_is_not_there_opens_the_whole_picture_and_says_so(opened, small):
    page = opened(small, "#select=nobody&path=a|b&only=x&folded=y&from=abc")
    told = page.inner_text("#note")
    assert told.startswith("The link asks for “nobody”, which is not in this picture. · 8 things, 8 lines")
    page.click("#copy-link")
    find(page, "Toyota")
    page.keyboard.press("Escape")
    assert page.inner_text("#note").startswith("8 things, 8 lines")


def saved_as(page, form: str = "svg", width: str = "170", colours: str = "light") -> Path:
    """Return the file that the dialog saves."""
    page.click("#save")
    page.check(f'#saving [value="{form}"]')
    page.fill('#saving [name="width"]', width)
    page.check(f'#saving [value="{colours}"]')
    with page.expect_download() as download:
        page.click('#saving button[value="save"]')
    assert download.value.suggested_filename.endswith(f".{form}")
    return Path(download.value.path())


def test_what_is_drawn_is_saved_as_a_figure_with_its_key_doubts_and_sources(opened, small):
    text = saved_as(opened(small), width="85").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.attrib["width"] == "85.00mm"
    words = [each for each in root.iter() if each.tag.endswith("}text")]
    assert min(float(each.attrib["font-size"]) for each in words) >= 7
    told = " ".join(each.text or "" for each in words)
    assert "A sample Shown: the whole graph. " in told
    for part in ("country state company person", "Lines asserted", "direction", "doubtful figure", "Toyota"):
        assert part in told
    assert "(1) Doubtful: " in told
    assert "probably US$727 million." in told
    assert "Newest source: 30 July 2025." in told
    assert text.count('class="line"') == 8


def test_a_doubtful_figure_of_several_lines_is_told_once_in_what_is_saved(opened):
    text = saved_as(opened(visualize(world.graph(world.shared())).html)).read_text(encoding="utf-8")
    told = " ".join(each.text or "" for each in ElementTree.fromstring(text).iter())
    assert sorted(re.findall(r"\) Doubtful: (.+?): FDI", told)) == [
        "Japan and Mexico City",
        "Japan, Mexico and Guanajuato",
    ]


def test_a_saved_figure_says_what_was_chosen_and_filtered(opened, small):
    page = opened(small, "#select=toyota&classes=Person", reduced_motion="reduce")
    root = ElementTree.fromstring(saved_as(page).read_text(encoding="utf-8"))
    assert root[1].text == "Shown: the whole graph; chosen: Toyota; without person."


def test_the_dialog_to_save_shows_its_buttons_on_a_phone_held_across(opened, small):
    page = opened(small)
    page.set_viewport_size({"width": 844, "height": 390})
    page.keyboard.press("s")
    dialog = page.locator("#saving")
    assert dialog.evaluate("dialog => dialog.scrollHeight <= dialog.clientHeight")
    button = page.locator('#saving button[value="save"]').bounding_box()
    assert button["y"] + button["height"] <= 390


def test_paper_is_light_dark_or_left_out(opened, small):
    page = opened(small, color_scheme="dark")
    page.click("#save")
    assert page.is_checked('#saving [value="dark"]')
    page.keyboard.press("Escape")
    papers = [
        re.findall(r'<rect [^>]*fill="(#\w+)"', saved_as(page, colours=name).read_text(encoding="utf-8"))
        for name in ("light", "dark", "transparent")
    ]
    assert papers == [["#ffffff"], ["#14171b"], []]


def test_a_saved_png_has_300_dots_to_the_inch_and_says_so(opened, small):
    png = saved_as(opened(small), "png", width="100").read_bytes()
    width, _ = struct.unpack(">II", png[16:24])
    where = png.index(b"pHYs") + 4
    assert (width, struct.unpack(">IIB", png[where : where + 9])) == (1181, (11811, 11811, 1))
    assert zlib.crc32(png[where - 4 : where + 9]) == struct.unpack(">I", png[where + 9 : where + 13])[0]


def test_show_everything_lets_go_of_what_was_chosen(opened, small):
    page = opened(small)
    find(page, "toyota")
    page.click("#reset")
    assert page.locator("#panel").is_hidden()
    assert "#select" not in page.url


def test_a_filter_that_leaves_what_is_off_the_screen_brings_it_into_view(opened, small):
    page = opened(small)
    pixels = "document.querySelector('#net canvas').toDataURL()"
    drawn = f"new Promise((told) => setTimeout(() => told({pixels}), 300))"
    for _ in range(14):
        page.click("#zoom-in")
    page.click('.choice[data-key="classes"][data-name="Person"]')
    refitted = page.evaluate(drawn)
    page.click("#zoom-fit")
    assert page.evaluate(drawn) == refitted


def test_a_search_forgives_a_slip(opened, small):
    page = opened(small)
    for slip in ("toyta", "Toyotta", "toyoat", "toyora"):
        find(page, slip)
        assert page.locator("#panel h2").inner_text() == "Toyota"


def test_reported_and_asserted_lines_are_stroked_unlike(opened):
    page = opened(page_of(world.small().replace("kg:modality kg:planned", "kg:modality kg:reported")))
    strokes = page.locator('[data-key="modalities"] path')
    assert [path.get_attribute("stroke-dasharray") for path in strokes.all()] == ["", "14 3", "9 4 2 4"]


def test_the_keyboard_alone_walks_the_network_and_reads_it(opened, small):
    page = opened(small)
    page.focus("#net")
    page.keyboard.press("ArrowRight")
    first = page.locator("#panel h2").inner_text()
    assert first in ("Japan", "Toyota")
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()


def test_dark_and_light_follow_the_reader_and_can_be_changed(opened, small):
    page = opened(small, color_scheme="dark")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    page.click("#toggle-scheme")
    assert page.evaluate("document.documentElement.dataset.scheme") == "light"


def test_the_page_fits_a_phone_without_sideways_scrolling(opened, small):
    page = opened(small)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.click("#open-filters")
    assert page.locator("#classes").is_visible()


def test_nothing_in_a_label_a_quote_a_title_or_an_id_ever_runs(opened):
    page = opened(page_of(world.hostile(), title="</title><script>window.hacked = 4</script>"))
    assert page.inner_text("h1") == "</title><script>window.hacked = 4</script>"
    for name, label in world.HOSTILE.items():
        page.fill("#query", label.split()[0][:12])
        page.keyboard.press("Enter")
        assert page.locator("#panel").is_visible(), name
        page.keyboard.press("Escape")
    assert "<script" not in saved(page)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#table script, #panel script, #panel img").count() == 0


def saved(page) -> str:
    """Return the picture that the page saves: where things stand and how lines are stroked, in numbers."""
    return saved_as(page).read_text(encoding="utf-8")


def strokes(page) -> list[dict[str, str]]:
    return [
        dict(re.findall(r'([\w-]+)="([^"]*)"', line))
        for line in re.findall("<path ([^>]*stroke-opacity[^>]*)", saved(page))
    ]


def counts_of(page, names) -> list[int]:
    return [int(page.inner_text(f'.choice[data-name="{name}"] small')) for name in names]


def test_one_line_joins_two_things_with_an_arrowhead_at_each_end_pointed_to(opened):
    back = world.fact("f8", ("id:MX", "jm:partnerOf", "id:toyota"), world.cite("alpha", "x", 0))
    page = opened(page_of(world.small() + back))
    assert page.inner_text("#note").startswith("8 things, 8 lines")
    lines = strokes(page)
    assert len(lines) == 8
    assert saved(page).count('class="head"') == 8


def test_a_line_is_as_wide_as_much_is_said_on_it_and_dashed_unless_any_of_it_is_asserted(opened, small):
    page = opened(small)
    widths = sorted(line["stroke-width"] for line in strokes(page))
    assert widths == ["0.5"] * 6 + ["0.7"] * 2
    assert [line.get("stroke-dasharray") for line in strokes(page)].count("4.05 2.25") == 1
    page.click('.choice[data-key="sources"][data-name="alpha"]')
    assert {line["stroke-width"] for line in strokes(page)} == {"0.5"}
    assert [line.get("stroke-dasharray") for line in strokes(page)] == [None, "4.05 1.8 0.9 1.8"]


def test_all_that_a_line_says_stands_in_the_panel(opened, small):
    page = opened(small, "#select=MX~toyota")
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Toyota → Mexico"
    assert panel.locator("article").count() == 2
    assert "2 statements" in panel.inner_text()
    assert page.inner_text("#note") == "operates in (2)"


def test_counts_of_the_legend_follow_every_filter(opened, small):
    page = opened(small)
    some = ("Person", "operatesIn", "denied", "beta", "alpha")
    assert counts_of(page, some) == [3, 3, 1, 2, 6]
    page.click('.choice[data-key="sources"][data-name="alpha"]')
    assert counts_of(page, some) == [0, 1, 1, 2, 6]
    page.click('.choice[data-key="properties"][data-name="operatesIn"]')
    assert counts_of(page, some) == [0, 1, 0, 1, 4]
    page.click("#reset")
    assert counts_of(page, some) == [3, 3, 1, 2, 6]


def test_things_go_with_their_last_line_and_the_others_move_together(opened, small):
    page = opened(small, reduced_motion="reduce")
    before = saved(page)
    page.click('.choice[data-key="sources"][data-name="alpha"]')
    assert page.inner_text("#note").startswith("4 things, 2 lines")
    after = saved(page)
    assert re.findall('viewBox="([^"]*)"', after) != re.findall('viewBox="([^"]*)"', before)
    page.click("#reset")
    assert saved(page) == before


def only(page, name: str) -> None:
    page.hover(f'.choice[data-name="{name}"]')
    page.click(f'li:has(> .choice[data-name="{name}"]) .only')


def test_where_no_line_is_left_the_reason_is_told_with_one_button_that_shows_what_joins(opened):
    page = opened(
        page_of(
            world.small()
            + world.entity("honda", "Honda", "jm:Company")
            + world.fact("f9", ("id:honda", "jm:operatesIn", "id:MX"), world.cite("alpha", "x", 0))
        )
    )
    only(page, "Company")
    assert page.inner_text("#note").startswith("2 things, 0 lines")
    assert page.locator("#reason").inner_text().startswith("2 companies, no line between them")
    page.click("#reason button")
    assert page.locator("#reason").is_hidden()
    assert page.inner_text("#note").startswith("3 things, 2 lines")
    assert "joins=yes" in page.evaluate("location.hash")
    page.click("#reset")
    assert page.inner_text("#note").startswith("9 things, 9 lines")


def test_where_nothing_is_left_the_button_lifts_the_filter_that_hides_most(opened, small):
    page = opened(small)
    page.fill("#year-to", "1900")
    page.uncheck("#undated")
    assert page.inner_text("#note").startswith("0 things, 0 lines")
    assert "No statement passes all filters" in page.inner_text("#reason")
    page.click("#reason button")
    assert page.inner_text("#note").startswith("8 things, 8 lines")
    assert page.locator("#reason").is_hidden()


def test_a_source_struck_out_or_of_other_years_is_not_drawn(opened):
    said = world.fact("f9", ("id:ebrard", "jm:partnerOf", "src:beta"), world.cite("alpha", "x", 0))
    page = opened(page_of(world.small() + said))
    assert page.inner_text("#note").startswith("9 things, 9 lines")
    page.click('.choice[data-key="sources"][data-name="beta"]')
    assert page.inner_text("#note").startswith("7 things, 8 lines")
    page.click("#reset")
    page.fill("#year-from", "2025")
    assert ">The second document</text>" not in saved(page)


def test_only_is_within_reach_of_a_finger(browser, small):
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.set_content(small)
    page.tap("#open-filters")
    page.locator('li:has(> .choice[data-name="Person"]) .only').tap()
    assert page.inner_text("#note").startswith("3 things, 1 line ")
    page.close()


def test_a_path_is_shown_alone_from_left_to_right(opened, small):
    page = opened(small, "#path=MX-CMX|MX-GUA", reduced_motion="reduce")
    assert page.inner_text("#note").startswith("3 things, 2 lines")
    xs = [
        float(re.search(f'<text x="([^"]+)"[^>]*>{name}</text>', saved(page))[1])
        for name in ("Mexico City", "Japan", "Guanajuato")
    ]
    assert xs == sorted(xs)
    assert len(set(xs)) == 3
    page.keyboard.press("Escape")
    assert page.inner_text("#note").startswith("8 things, 8 lines")


def test_a_choice_brings_all_neighbours_into_view_from_wherever_one_looks(opened, small):
    page = opened(small, reduced_motion="reduce")
    views = []
    for key in ("Shift+ArrowLeft", "Shift+ArrowDown"):
        for _ in range(14):
            page.click("#zoom-in")
        page.locator("#net").press(key)
        lost = page.evaluate("document.querySelector('#net canvas').toDataURL()")
        find(page, "Toyota")
        views.append(page.evaluate("document.querySelector('#net canvas').toDataURL()"))
        assert views[-1] != lost
    assert views[0] == views[1]


def test_nothing_of_the_page_lies_over_the_picture(opened, small):
    page = opened(small)
    net, bar = (page.locator(name).bounding_box() for name in ("#net", "#bar"))
    assert net["y"] + net["height"] <= bar["y"]
    for name in ("#note", "#zoom"):
        box = page.locator(name).bounding_box()
        assert box["y"] >= bar["y"]
        assert box["y"] + box["height"] <= 900


def names_in(page, declared):
    """Return what any script of a page can name: what its window has, and what is declared for all."""
    found = page.evaluate("Object.getOwnPropertyNames(window)")
    return {*found, *(name for name in declared if page.evaluate(f"typeof {name}") != "undefined")}


@pytest.mark.parametrize("kind", ["network", "timeline", "flows"])
def test_no_page_leaves_a_name_behind(browser, kind):
    html = visualize(world.graph(world.small()), kind=kind).html
    *libraries, _ = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    page, without = browser.new_page(), browser.new_page()
    page.set_content(html)
    without.set_content("".join(f"<script>{library}</script>" for library in libraries))
    page.wait_for_selector("#chart > *, #net canvas", state="attached")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    declared = {*re.findall(r"(?m)^(?:const|let|class|function) (\w+)", script(kind))} - {*ids}
    assert "make" in declared
    assert names_in(page, declared) == names_in(without, declared)


@pytest.mark.parametrize(
    ("kind", "shown", "told"),
    [
        ("network", "#note", "16 things"),
        ("timeline", "header p", "5 dated"),
        ("flows", "header p", "Bands are as wide"),
    ],
)
def test_a_notebook_shows_the_picture_in_a_frame_of_its_own(opened, kind, shown, told):
    frame = visualize(world.graph(world.hostile()), kind=kind, whole='"><script>')._repr_html_()
    page = opened(f"<!doctype html><html data-ready><title>Notebook</title><body>{frame}</body></html>")
    inner = page.frame_locator("iframe")
    inner.locator("#chart > *, html[data-ready] #net canvas").first.wait_for(state="attached")
    assert inner.locator(shown).first.inner_text().startswith(told)
    assert page.locator("body > *").count() == 1


@pytest.mark.parametrize("landscape", [True, False])
def test_a_network_is_printed_as_a_figure_on_one_page_its_key_below_the_picture(opened, small, landscape):
    page = opened(small)
    printed = page.pdf(format="A4", landscape=landscape)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert page.locator("#printed").count() == 0
    wide, high = (1000, 700) if landscape else (700, 1000)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": wide, "height": high})
    assert not page.locator("header, main").locator("visible=true").count()
    tops = """sheets => sheets.filter(({ clientWidth }) => clientWidth).map((sheet) =>
      [...sheet.querySelectorAll("text")].map((it) => [it.textContent, it.getBoundingClientRect().y]))"""
    (words,) = page.locator("#printed > div").evaluate_all(tops)
    assert dict(words)["Things"] > dict(words)["Toyota"]
    assert 0.7 * high < max(top for _, top in words) < high


def test_another_view_of_a_network_is_printed_as_it_is(opened):
    page = opened(visualize(world.graph(world.small())).html)
    page.click("#tabs button >> text=Timeline")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#printed").count() == 0


def chosen(page) -> str:
    """Return what the panel is about, empty where it is closed."""
    heading = page.locator("#panel h2")
    return heading.inner_text() if heading.is_visible() else ""


def test_back_and_forward_go_through_what_was_chosen(opened, small):
    page = opened(small)
    find(page, "Toyota")
    page.locator("#panel .thing", has_text="Guanajuato").first.click()
    page.locator("#panel button", has_text="Show only its neighbours").click()
    told = [page.inner_text("#note"), "8 things, 8 lines"]
    assert told[0] == "Guanajuato: 2 neighbours"
    page.go_back()
    assert (chosen(page), "only=" in page.url) == ("Guanajuato", False)
    page.go_back()
    assert chosen(page) == "Toyota"
    page.go_back()
    assert chosen(page) == ""
    assert page.inner_text("#note").startswith(told[1])
    assert page.evaluate("location.hash") == ""
    for name in ("Toyota", "Guanajuato", "Guanajuato"):
        page.go_forward()
        assert chosen(page) == name
    assert page.evaluate("location.hash") == "#select=MX-GUA&only=MX-GUA"


def test_back_leaves_a_path_and_forward_shows_it_again(opened, small):
    page = opened(small)
    whole = page.inner_text("#note")
    page.click("#find-path")
    find_in_path(page, "Mexico City")
    find_in_path(page, "Guanajuato")
    page.go_back()
    assert (chosen(page), page.inner_text("#note")) == ("", whole)
    page.go_forward()
    assert chosen(page) == "From Mexico City to Guanajuato"
    assert page.inner_text("#note").startswith("3 things, 2 lines")


def test_neither_letters_typed_nor_a_view_moved_nor_filters_are_steps_back(opened, small):
    page = opened(small)
    steps = page.evaluate("history.length")
    for letters in ("toyo", ""):
        page.fill("#query", letters)
    page.press("#net", "Shift+ArrowLeft")
    page.click("#zoom-in")
    page.click('.choice[data-key="classes"][data-name="Person"]')
    page.wait_for_function("() => location.hash.includes('at=')")
    assert page.evaluate("history.length") == steps
    find(page, "Toyota")
    assert page.evaluate("history.length") == steps + 1
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.evaluate("history.length") == steps + 2


def test_back_brings_the_view_that_was_moved_by_hand(opened, small):
    page = opened(small)
    page.click("#zoom-in")
    page.wait_for_function("() => location.hash.includes('at=')")
    zoomed = page.evaluate("location.hash")
    page.press("#net", "Shift+ArrowLeft")
    page.wait_for_function("(zoomed) => location.hash !== zoomed", arg=zoomed)
    here = page.evaluate("location.hash")
    find(page, "Mexico City")
    page.locator("#panel .thing", has_text="Japan").first.click()
    page.wait_for_timeout(400)
    page.go_back()
    page.go_back()
    assert page.evaluate("location.hash") == here
    page.click("#zoom-fit")
    page.wait_for_function("() => !location.hash.includes('at=')")


def test_what_was_hidden_and_is_found_by_name_is_one_step_and_back_hides_it_again(opened, small):
    page = opened(small)
    page.click('.choice[data-key="classes"][data-name="Person"]')
    find(page, "Marcelo Ebrard")
    assert chosen(page) == "Marcelo Ebrard"
    page.go_back()
    assert page.inner_text("#note").startswith("5 things")
    assert page.evaluate("location.hash") == "#classes=Person"


def test_a_walk_with_a_key_held_down_is_one_step(opened, small):
    page = opened(small)
    steps = page.evaluate("history.length")
    page.press("#net", "ArrowRight")
    heads = [chosen(page)]
    for way in ("ArrowLeft", "ArrowRight"):
        for _ in range(5):
            page.keyboard.down(way)
            heads.append(chosen(page))
        page.keyboard.up(way)
    assert len(set(heads)) > 2  # it did go from thing to thing
    assert page.evaluate("history.length") <= steps + 3
