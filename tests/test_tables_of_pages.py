"""The tables of the pages: all that is shown as rows, sorted, filtered, saved; cards on a phone."""

from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path

import pytest
import world
from test_browser import page_of

from kg.draw.visualize import visualize
from kg.tables.plain import as_csv

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
    " =1+2",
    "\u00a0+1",
    "\u200b-1",
    'so, "quoted"',
    "plain",
)


@pytest.fixture(scope="module")
def small():
    return page_of(world.small())


@pytest.fixture(params=["network", "timeline", "flows"])
def page(request, opened):
    """The page of each kind of picture, its table open."""
    shown = opened(visualize(world.graph(world.small()), kind=request.param).html)
    if request.param == "network":
        shown.keyboard.press("t")
    return shown


def column(page, name: str) -> list[str]:
    return page.locator(f'#table td[data-column="{name}"]').all_inner_texts()


def test_the_table_of_a_network_holds_every_statement_with_its_certainty_words_and_source(opened, small):
    page = opened(small)
    assert page.locator("#table").is_hidden()
    page.click("#show-table")
    assert page.get_attribute("#show-table", "aria-expanded") == "true"
    rows = page.locator("#table tbody tr").all_inner_texts()
    assert len(rows) == 10
    denied = ("denied", "", "Toyota does not operate in Mexico", "The second document", "2024-02-21")
    assert "\t".join(("Toyota", "operates in", "Mexico", *denied)) in rows
    page.keyboard.press("Escape")
    assert page.locator("#table").is_hidden()


def test_a_filter_of_the_legend_holds_for_the_open_table(opened, small):
    page = opened(small)
    page.keyboard.press("t")
    page.evaluate("document.querySelector('.choice[data-name=Person]').click()")
    assert page.locator("#table tbody tr").count() == 7
    assert page.locator("#table [role=status]").inner_text() == "7 rows"


def test_a_table_is_sorted_by_any_column_both_ways_and_empty_cells_come_last(opened, small):
    page = opened(small)
    page.keyboard.press("t")
    heads = page.locator("#table th")
    heads.get_by_text("When").click()
    assert column(page, "When") == [
        "since 2005", *["4 January 2021"] * 3, *["2024"] * 3, *[""] * 3,
    ]  # fmt: skip
    assert heads.nth(4).get_attribute("aria-sort") == "ascending"
    heads.get_by_text("When").click()
    assert column(page, "When")[::5] == ["2024", "4 January 2021"]
    assert column(page, "When")[-1] == ""
    heads.get_by_text("From").click()
    assert column(page, "From") == sorted(column(page, "From"), key=str.lower)
    assert page.locator("#table [aria-sort]").count() == 1


def test_rows_of_a_table_are_found_by_letters_without_accents_and_capitals(page):
    every = page.locator("#table tbody tr").count()
    page.get_by_label("Filter the rows").fill("DOCÚMENT")
    assert page.locator("#table tbody tr").count() == every
    page.get_by_label("Filter the rows").fill("no such words")
    assert page.locator("#table [role=status]").inner_text().startswith("0 of ")


def test_sums_of_a_table_are_sorted_by_how_large_they_are_and_dates_by_time(opened):
    page = opened(visualize(world.graph(world.small()), kind="flows").html)
    page.locator("#table th").get_by_text("Drawn").click()
    assert column(page, "Drawn") == ["US$1.95 billion", "US$2.1 billion", "not to scale"]


def test_the_rows_shown_are_saved_as_csv_guarded_against_formulas(opened):
    named = "".join(
        world.entity(f"x{i}", label, "jm:Company")
        + world.fact(f"x{i}", (f"id:x{i}", "jm:homeCountry", "id:JP"), world.cite("alpha", "x", 0))
        for i, label in enumerate(FORMULAS)
    )
    page = opened(page_of(world.small() + named))
    page.keyboard.press("t")
    page.get_by_label("Filter the rows").fill("home country")
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV").click()
    assert saved.value.suggested_filename == "a-sample.csv"
    text = Path(saved.value.path()).read_bytes().decode("utf-8-sig")
    head, *rows = csv.reader(text.splitlines())
    assert head == ["From", "Line", "To", "Certainty", "When", "Words", "Source", "Published"]
    firsts = [first for first, *_ in rows]
    guarded = as_csv(["From"], [[label] for label in FORMULAS])
    assert sorted(firsts) == sorted(first for (first,) in list(csv.reader(guarded.splitlines()))[1:])


def test_a_table_has_no_columns_that_nothing_fills(opened):
    joined = "@prefix e: <http://example.org/> . e:event a e:Class ; e:broader e:thing . e:thing a e:Class ."
    page = opened(visualize(world.graph(joined)).html)
    page.get_by_role("tab", name="Table").click()
    heads = page.locator("#table th:visible").all_inner_texts()
    assert [head.split()[0] for head in heads] == ["From", "Line", "To"]
    assert page.locator("#table tbody td:visible").count() == 3


def test_on_a_phone_every_row_is_a_card_and_a_long_table_waits_behind_a_button(opened):
    page = opened(page_of(world.large(40, 60)))
    page.set_viewport_size({"width": 390, "height": 844})
    page.click("#open-tools")
    page.click("#show-table")
    cards = page.locator("#table tbody tr")
    assert page.locator("#table tbody tr:visible").count() == 20
    assert page.evaluate("document.querySelector('#table').scrollWidth") <= 390
    first = cards.first.locator("td").first
    assert first.evaluate("cell => getComputedStyle(cell, '::before').content") == '"From"'
    page.get_by_role("button", name="All rows").click()
    assert page.locator("#table tbody tr:visible").count() == cards.count() > 20
    assert page.get_by_role("button", name="All rows").is_hidden()


def test_on_paper_upright_a_table_is_a_table_with_all_its_rows(opened):
    page = opened(visualize(world.graph(world.large(40, 60))).html)
    page.get_by_role("tab", name="Table").click()
    page.set_viewport_size({"width": 718, "height": 1047})
    page.emulate_media(media="print")
    rows = page.locator("#table tbody tr")
    assert rows.count() > 20
    assert {row.evaluate("row => getComputedStyle(row).display") for row in rows.all()} == {"table-row"}
    assert page.locator("#table thead").is_visible()


@pytest.mark.parametrize("landscape", [True, False])
def test_every_sheet_of_a_printed_table_begins_with_the_names_of_its_columns(opened, landscape):
    pdfminer = pytest.importorskip("pdfminer.high_level")
    page = opened(visualize(world.graph(world.large(60, 120))).html)
    page.get_by_role("tab", name="Table").click()
    page.locator("#table tbody tr").nth(100).wait_for()
    sheets = (
        pdfminer.extract_text(BytesIO(page.pdf(format="A4", landscape=landscape))).rstrip("\f").split("\f")
    )
    assert len(sheets) > 1
    assert all(all(name in sheet for name in ("From", "Words", "Published")) for sheet in sheets)
    assert not any("↕" in sheet for sheet in sheets)
