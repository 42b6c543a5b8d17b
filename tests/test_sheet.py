"""Spreadsheets: what a query answers, read back by another library."""

import datetime
import io
import sys
import zipfile

import openpyxl
import pyoxigraph as ox
import pytest
from world import NAMESPACE, turtle

from kg.errors import OutputError
from kg.graph.graph import Graph
from kg.tables import sheet
from kg.tables.rows import solutions

ID = NAMESPACE.prefixes["id"]


def written(answer):
    """Return the bytes of the spreadsheet of an answer."""
    output = io.BytesIO()
    sheet.write(answer, output)
    return output.getvalue()


def cells(values):
    """Return the cells of one column that holds the given terms, as SPARQL writes them, heading first."""
    rows = Graph(ox.Store()).select(f"SELECT ?a {{ VALUES ?a {{ {values} }} }}")
    page = openpyxl.load_workbook(io.BytesIO(written(rows))).active
    return [row[0] for row in page.iter_rows()]


@pytest.mark.parametrize(
    ("term", "value", "shown_as"),
    [
        ("1950000000", 1950000000, "General"),
        ("-1.50", -1.5, "General"),
        ("1e-7", 1e-7, "General"),
        ('"2024"^^xsd:gYear', 2024, "General"),
        ("true", True, "General"),
        ('"2024-02-29"^^xsd:date', datetime.datetime(2024, 2, 29), "yyyy-mm-dd"),
        (
            '"2024-02-29T12:30:00"^^xsd:dateTime',
            datetime.datetime(2024, 2, 29, 12, 30),
            "yyyy-mm-dd hh:mm:ss",
        ),
        (
            '"2024-02-29T12:30:00+09:00"^^xsd:dateTime',
            datetime.datetime(2024, 2, 29, 3, 30),
            'yyyy-mm-dd hh:mm:ss"Z"',
        ),
        ('"Nuevo León"@es', "Nuevo León", "General"),
        ('"ヌエボ・レオン"@ja', "ヌエボ・レオン", "General"),
    ],
)
def test_a_cell_has_the_type_that_the_datatype_says(term, value, shown_as):
    _, cell = cells(term)
    assert (cell.value, cell.number_format) == (value, shown_as)


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@SUM(1)", "{=1}", "https://example.org/", "mailto:a@b.example", "internal:A1"),
        *("00123", "1950000000", "TRUE", "_x0041_", " spaced ", "two\nlines"),
    ],
)
def test_text_stays_text_whatever_it_looks_like(text):
    _, cell = cells(ox.Literal(text))
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize(
    "term",
    [
        *('"1234567890123456"^^xsd:integer', '"0.1234567890123456"^^xsd:decimal', '"NaN"^^xsd:double'),
        *('"INF"^^xsd:double', '"1899-12-31"^^xsd:date', '"1888-11-30T00:00:00Z"^^xsd:dateTime'),
        '"x"^^xsd:integer',
    ],
)
def test_what_a_cell_cannot_hold_exactly_is_text_as_it_was_written(term):
    _, cell = cells(term)
    assert (cell.value, cell.data_type) == (term.split('"')[1], "s")


def test_an_iri_is_a_link_and_its_text_the_iri():
    _, thing, passage, other = cells(f"<{ID}MX> <https://e.example/source/a#char=1,2> <urn:isbn:1>")
    assert (thing.value, thing.hyperlink.target) == (ID + "MX", ID + "MX")
    assert passage.value == "https://e.example/source/a#char=1,2"
    assert (passage.hyperlink.target, passage.hyperlink.location) == (
        "https://e.example/source/a",
        "char=1,2",
    )
    assert (other.value, other.hyperlink) == ("urn:isbn:1", None)


def test_a_longer_iri_than_a_link_can_be_is_text():
    iri = "https://e.example/" + "a" * 2100
    _, cell = cells(f"<{iri}>")
    assert (cell.value, cell.hyperlink) == (iri, None)


def test_links_beyond_those_of_a_sheet_are_text(monkeypatch):
    monkeypatch.setattr(sheet, "_LINKS", 2)
    found = cells("<http://e.example/1> <http://e.example/2> <http://e.example/3>")
    assert [cell.hyperlink is not None for cell in found] == [False, True, True, False]
    assert found[3].value == "http://e.example/3"


def test_the_heading_is_bold_and_stays_in_sight_and_columns_are_as_wide_as_they_need_up_to_a_width():
    rows = solutions(("state", "quote", "n"), [("Nuevo León and Guanajuato", "long " * 100, 1)])
    page = openpyxl.load_workbook(io.BytesIO(written(rows))).active
    assert page.freeze_panes == "A2"
    assert [cell.font.bold for cell in page[1]] == [True, True, True]
    assert [round(page.column_dimensions[column].width) for column in "ABC"] == [27, 61, 9]


def test_what_is_unbound_is_an_empty_cell():
    page = openpyxl.load_workbook(io.BytesIO(written(solutions(("a", "b"), [(None, "x")])))).active
    assert [cell.value for cell in page[2]] == [None, "x"]


def test_a_yes_or_no_is_a_cell():
    answer = Graph(ox.Store()).query("ASK { ?s ?p ?o }")
    page = openpyxl.load_workbook(io.BytesIO(written(answer))).active
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [["answer"], [False]]


def test_a_text_longer_than_a_cell_is_refused_with_its_place():
    assert cells(ox.Literal("a" * 32767))[1].value == "a" * 32767
    for text in ("a" * 32768, "🗾" * 16384):
        with pytest.raises(OutputError) as caught:
            written(solutions(("n", "quote"), [(1, "short"), (2, text)]))
        assert caught.value.where == "row 2, column quote"


def test_more_rows_or_columns_than_a_sheet_holds_are_refused(monkeypatch):
    monkeypatch.setattr(sheet, "_ROWS", 3)
    assert sheet.write(solutions(("a",), [(1,), (2,)]), io.BytesIO()) == 2
    with pytest.raises(OutputError) as caught:
        written(solutions(("a",), [(1,), (2,), (3,)]))
    assert caught.value.what == "a spreadsheet holds 2 rows below its heading, and the answer has more"
    with pytest.raises(OutputError) as caught:
        written(solutions([f"c{number}" for number in range(16385)], []))
    assert caught.value.what == "a spreadsheet holds 16,384 columns, not 16,385"


def test_the_same_rows_are_the_same_bytes_whenever_they_are_written():
    first = written(solutions(("a",), [(1,), ("x",)]))
    assert written(solutions(("a",), [(1,), ("x",)])) == first
    archive = zipfile.ZipFile(io.BytesIO(first))
    assert {member.date_time[0] for member in archive.infolist()} == {1980}
    assert str(datetime.date.today().year).encode() not in archive.read("docProps/core.xml")


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "graph.ttl"
    path.write_text(turtle(), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [("query", "SELECT ?record ?value { ?record kg:value ?value }"), ("schema",), ("schema", "company")],
)
def test_a_command_writes_a_spreadsheet_where_the_file_is_called_so(kg, data, tmp_path, command):
    answer = kg(*command, "-d", data, "-o", tmp_path / "answer.xlsx")
    assert answer.exit_code == 0, answer.stderr
    page = openpyxl.load_workbook(tmp_path / "answer.xlsx").active
    shown = kg(*command, "-d", data, "-f", "csv").stdout.splitlines()
    assert [cell.value for cell in page[1]] == shown[0].split(",")
    assert page.max_row == len(shown)


def test_a_spreadsheet_without_rows_says_why(kg, data, tmp_path):
    answer = kg("query", "SELECT ?x { ?x a jm:Compny }", "-d", data, "-o", tmp_path / "answer.xlsx")
    assert answer.stderr == "jm:Compny is not in this graph; did you mean jm:Company?\n"


def test_without_the_writer_the_message_says_how_to_install_it_and_the_old_file_stays(
    kg, data, tmp_path, monkeypatch
):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    old = tmp_path / "answer.xlsx"
    old.write_bytes(b"old")
    answer = kg("query", "SELECT * { ?s ?p ?o }", "-d", data, "-o", old)
    assert (answer.exit_code, answer.stderr.splitlines()) == (
        2,
        [
            "Error: a spreadsheet needs XlsxWriter, which is not installed",
            "  Install it with: pip install 'japan-mexico-kg[xlsx]'",
        ],
    )
    assert old.read_bytes() == b"old"
