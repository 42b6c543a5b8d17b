"""Answers as text: for people on a terminal, in Markdown and HTML, and in the standard formats."""

from __future__ import annotations

import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import OutputError, UnknownNameError
from kg.graph.graph import Graph
from kg.tables import terminal
from kg.tables import write as tables
from kg.tables.cells import Cell, ShortNames, cell, link, words
from kg.tables.rows import of_triples
from kg.terms import KG, STANDARD, Namespace

NAMESPACE = Namespace("jm", "https://w3id.org/japan-mexico-kg/ontology#")
JM, ID = NAMESPACE.iri, NAMESPACE.prefixes["id"]
LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
EVIL = "a\x1b[31m|<script>alert(1)</script>\u202e`*_[x](javascript:1)\nnext"


def node(name):
    return ox.NamedNode(ID + name)


def graph():
    return Graph.from_triples(
        [
            ox.Triple(node("toyota"), LABEL, ox.Literal("Toyota", language="en")),
            ox.Triple(node("MX"), LABEL, ox.Literal("Mexico", language="en")),
            ox.Triple(node("toyota"), ox.NamedNode(JM + "operatesIn"), node("MX")),
            ox.Triple(node("toyota"), ox.NamedNode(KG + "value"), ox.Literal(1950000000)),
            ox.Triple(node("toyota"), ox.NamedNode(KG + "note"), ox.Literal(EVIL)),
        ],
        NAMESPACE.prefixes,
    )


def text_of(query, form, style=None):
    output = io.BytesIO()
    draw = terminal.drawing(style) if style else None
    tables.write(graph().query(query), form, output, graph(), draw)
    return output.getvalue().decode()


def test_a_table_shows_prefixed_names_labels_and_grouped_numbers_on_the_right():
    query = "SELECT ?where ?value { ?c jm:operatesIn ?where ; kg:value ?value }"
    assert text_of(query, "table", terminal.Style(80)) == (
        "where                   value\n──────────────  ─────────────\nid:MX (Mexico)  1,950,000,000\n"
    )


def test_a_label_that_says_no_more_than_the_name_or_another_cell_is_left_out():
    assert cell(node("toyota"), "Toyota", ShortNames(NAMESPACE.prefixes)).text == "id:toyota"
    rows = text_of("SELECT ?c ?l { ?x jm:operatesIn ?c . ?c skos:prefLabel ?l }", "table", terminal.Style(80))
    assert rows.splitlines()[2] == "id:MX  Mexico"


def test_years_are_not_grouped_and_decimals_keep_their_digits():
    decimal = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    shown = [
        cell(literal, "", ShortNames(STANDARD)).text
        for literal in (ox.Literal(2024), ox.Literal("-12345.670", datatype=decimal))
    ]
    assert shown == ["2024", "-12,345.670"]


def test_a_table_fits_the_width_of_the_terminal_wrapping_long_text():
    rows = [[Cell("word " * 30), Cell("short")]]
    lines = "".join(terminal.drawing(terminal.Style(40))(["long", "other"], iter([rows]))).splitlines()
    assert max(map(terminal.width, lines)) <= 40
    assert len(lines) > 4


def test_a_number_stays_whole_while_texts_give_way():
    rows = [[Cell("word " * 30), Cell("727,000,000,000", is_number=True), Cell("text " * 30)]]
    lines = "".join(terminal.drawing(terminal.Style(50))(["long", "n", "text"], iter([rows]))).splitlines()
    assert "727,000,000,000" in lines[2]
    assert max(map(terminal.width, lines)) <= 50


def test_a_long_text_stands_below_its_row_where_it_would_make_it_tall():
    document = Cell("src:velasco-2025 (Japan-Mexico Trade Relations)", "https://example.org/velasco-2025")
    rows = [[Cell("Baja California"), Cell("a quote of many words, " * 6 + "."), document]]
    lines = "".join(terminal.drawing(terminal.Style(50))(["state", "quote", "document"], iter([rows])))
    assert lines.splitlines() == [
        "state            document",
        "  quote",
        "───────────────  ────────────────",
        "Baja California  src:velasco-2025",
        "  a quote of many words, a quote of many words, a",
        "  quote of many words, a quote of many words, a",
        "  quote of many words, a quote of many words, .",
    ]


def test_the_widest_text_stands_below_its_row_rather_than_that_a_word_of_another_is_cut():
    rows = [
        ["jm:InternationalOrganization", "international organization", "jm:Organization"],
        ["jm:GovernmentBody", "government body", "jm:Organization, schema:GovernmentOrganization"],
    ]
    assert drawn(["class", "label", "superclass"], rows, 60) == [
        "class                         label",
        "  superclass",
        "────────────────────────────  ──────────────────────────",
        "jm:InternationalOrganization  international organization",
        "  jm:Organization",
        "jm:GovernmentBody             government body",
        "  jm:Organization, schema:GovernmentOrganization",
    ]
    assert drawn(["class", "label", "superclass"], rows, 80)[2:4] == [
        "jm:InternationalOrganization  international        jm:Organization",
        "                              organization",
    ]


def test_a_prefixed_name_is_never_broken():
    name = Cell("id:ministry-of-foreign-affairs (Ministry of Foreign Affairs)", "https://example.org/m")
    drawn = "".join(terminal.drawing(terminal.Style(42))(["a", "b"], iter([[[name, Cell("word " * 9)]]])))
    assert drawn.splitlines()[2].startswith("id:ministry-of-foreign-affairs  word")


def drawn(columns, rows, across):
    cells = [[words(text) for text in row] for row in rows]
    return "".join(terminal.drawing(terminal.Style(across))(columns, iter([cells]))).splitlines()


@pytest.mark.parametrize("name", ["schema:GovernmentOrganization", "<https://example.org/a/very/long/one>"])
@pytest.mark.parametrize("text", ["{}", "kg:Entity, {}, kg:Record", "({})", "two words {}"])
@pytest.mark.parametrize("across", [20, 40, 80])
def test_a_name_within_a_text_is_never_broken(name, text, across):
    shown = drawn(["class", "label"], [[text.format(name), "some words of a label"]], across)
    assert any(name in line for line in shown)


def test_a_name_that_comes_late_and_is_longer_than_its_column_stays_whole():
    early, late = "id:a", "id:a-name-that-is-much-longer-than-all-before"
    chunks = [
        [[words(early, "http://e.org/a"), words("x" * 30)]],
        [[words(late, "http://e.org/b"), words("y")]],
    ]
    shown = "".join(terminal.drawing(terminal.Style(40))(["name", "text"], iter(chunks))).splitlines()
    assert any(late in line for line in shown)


def test_a_list_of_values_wraps_its_texts():
    columns = [f"column{i}" for i in range(9)]
    shown = drawn(columns, [[*(str(i) * 9 for i in range(8)), "some words that need two lines"]], 30)
    assert shown[-2:] == ["column8  some words that need", "         two lines"]


def test_a_table_without_columns_is_nothing_but_its_lines():
    assert "".join(terminal.drawing(terminal.Style(42))([], iter([[[]]]))).strip() == ""


def test_wide_characters_take_two_columns_and_combining_marks_none():
    assert terminal.width("日本") == 4
    assert terminal.width("e\u0301") == 1
    assert terminal.wrap("日本経済新聞", 4) == ["日本", "経済", "新聞"]


TEXTS = st.text(st.characters(exclude_characters=":"), max_size=40)
"""No text in it is a prefixed name, which is never broken."""


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=5), st.integers(30, 120))
@example([["0\x1f", "00000\x1f\U0001d250", "00000000"]], 30)
def test_no_text_breaks_the_width_of_a_table_or_reaches_the_terminal_unescaped(rows, width):
    cells = [[words(text) for text in row] for row in rows]
    drawn = "".join(terminal.drawing(terminal.Style(width))(["a", "b", "c"], iter([cells])))
    assert "\x1b" not in drawn
    assert all(terminal.width(line) <= width for line in drawn.split("\n"))


def test_more_columns_than_fit_are_shown_as_lists():
    columns = [f"column{i}" for i in range(20)]
    drawn = "".join(
        terminal.drawing(terminal.Style(60))(columns, iter([[[Cell(str(i)) for i in range(20)]]]))
    )
    assert drawn.splitlines()[:2] == ["─ 1 ─", "column0   0"]


def test_names_are_links_where_the_terminal_understands_them():
    style = terminal.style_of({"KITTY_WINDOW_ID": "1"}, terminal=True)
    assert style.links
    assert f"\x1b]8;;{ID}MX\x1b\\id:MX (Mexico)\x1b]8;;\x1b\\" in text_of(
        "SELECT ?o { ?s jm:operatesIn ?o }", "table", style
    )
    assert not terminal.style_of({"TERM": "dumb", "KITTY_WINDOW_ID": "1"}, terminal=True).links
    assert not terminal.style_of({"KITTY_WINDOW_ID": "1"}, terminal=False).links


def test_hostile_text_does_nothing_on_a_terminal():
    shown = text_of("SELECT ?n { ?s kg:note ?n }", "table", terminal.Style(200)).splitlines()[2]
    assert shown == r"a\u001b[31m|<script>alert(1)</script>\u202e`*_[x](javascript:1)↵next"


def test_hostile_text_does_nothing_in_markdown():
    shown = text_of("SELECT ?n { ?s kg:note ?n }", "markdown").splitlines()[2]
    assert shown == (
        r"| a\\u001b\[31m\|&lt;script>alert(1)&lt;/script>\\u202e\`\*\_\[x\](javascript:1) next |"
    )


def test_hostile_text_does_nothing_in_html():
    shown = text_of("SELECT ?n { ?s kg:note ?n }", "html")
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "\x1b" not in shown


def test_only_http_iris_become_links():
    assert link("javascript:alert(1)") == ""
    assert link('https://e.org/"onload=x') == "https://e.org/%22onload=x"


def test_csv_and_tsv_are_exact_even_for_hostile_text():
    assert text_of("SELECT ?n { ?s kg:note ?n }", "csv") == f'n\r\n"{EVIL}"\r\n'.replace("\r\n", "\n", 0)
    assert text_of("SELECT ?v { ?s kg:value ?v }", "tsv") == "?v\n1950000000\n"


def test_json_and_xml_are_the_standard_formats():
    assert json.loads(text_of("SELECT ?v { ?s kg:value ?v }", "json")) == {
        "head": {"vars": ["v"]},
        "results": {
            "bindings": [
                {
                    "v": {
                        "type": "literal",
                        "value": "1950000000",
                        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
                    }
                }
            ]
        },
    }
    assert '<sparql xmlns="http://www.w3.org/2005/sparql-results#">' in text_of("ASK {}", "xml")


@pytest.mark.parametrize("form", tables.RESULTS)
def test_an_empty_result_is_known_to_be_empty_in_every_standard_format(form):
    for query, is_empty in (
        ("SELECT ?s { ?s jm:none ?o }", True),
        ("SELECT ?s { ?s kg:value ?o }", False),
        ("ASK {}", False),
    ):
        written = tables.write(graph().query(query), form, io.BytesIO(), graph())
        assert (written.rows == 0) is is_empty


@pytest.mark.parametrize("form", sorted(set(tables.RESULTS) - {"xlsx"}))
@pytest.mark.parametrize(
    ("query", "is_open"),
    [
        ("SELECT ?a ?b { VALUES (?a ?b) { (UNDEF 1) (1 2) } }", False),
        ("SELECT ?a ?b { VALUES (?a ?b) { (UNDEF 1) (UNDEF 2) } }", True),
        (r"""SELECT ?a ?b { VALUES (?a ?b) { (UNDEF 'a,"b"\n,c') } }""", True),
        ("SELECT (COUNT(*) AS ?n) { ?s jm:none ?o }", True),
        ("SELECT (COUNT(*) AS ?n) { ?s kg:value ?o }", False),
        ("ASK { ?s jm:none ?o }", False),
    ],
)
def test_a_column_without_value_and_a_count_of_nothing_are_known_from_how_a_result_begins(
    form, query, is_open
):
    assert tables.write(graph().query(query), form, io.BytesIO(), graph()).is_open is is_open


def test_triples_are_written_as_a_graph_is_exported_with_the_prefixes_that_they_use():
    text = text_of("CONSTRUCT WHERE { ?s jm:operatesIn ?o }", "turtle")
    declared = "".join(
        f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in (("id", NAMESPACE.prefixes["id"]), ("jm", JM))
    )
    assert text == f"{declared}\nid:toyota jm:operatesIn id:MX .\n"
    assert text_of("CONSTRUCT WHERE { ?s jm:none ?o }", "turtle") == ""
    context = json.loads(text_of("CONSTRUCT WHERE { ?s jm:operatesIn ?o }", "jsonld"))["@context"]
    assert context == {"id": NAMESPACE.prefixes["id"], "jm": JM}


def test_blank_nodes_of_triples_are_nested_in_turtle_and_the_same_in_every_run():
    query = "CONSTRUCT { ?s jm:told [ jm:of ?o ; jm:by 1 ] } WHERE { ?s jm:operatesIn ?o }"
    text = text_of(query, "turtle")
    assert text.partition("\n\n")[2] == "id:toyota jm:told [ jm:by 1 ;\n        jm:of id:MX ] .\n"
    assert all(text_of(query, form) == text_of(query, form) for form in tables.GRAPHS)


def test_triples_are_a_table_of_three_columns_in_every_format_of_rows():
    query, iris = "CONSTRUCT { ?s jm:operatesIn ?o } WHERE { ?s jm:operatesIn ?o }", [ID, JM, ID]
    toyota, operates, mexico = (i + n for i, n in zip(iris, ("toyota", "operatesIn", "MX"), strict=True))
    assert text_of(query, "csv").splitlines() == ["subject,predicate,object", f"{toyota},{operates},{mexico}"]
    assert text_of(query, "tsv").splitlines() == [
        "?subject\t?predicate\t?object",
        f"<{toyota}>\t<{operates}>\t<{mexico}>",
    ]
    found = json.loads(text_of(query, "json"))
    assert found["head"] == {"vars": ["subject", "predicate", "object"]}
    assert [value["value"] for value in found["results"]["bindings"][0].values()] == [
        toyota,
        operates,
        mexico,
    ]
    assert f"<uri>{mexico}</uri>" in text_of(query, "xml")


def test_the_terms_of_triples_are_in_the_table_as_they_were():
    part = ox.Triple(node("a"), LABEL, ox.Literal('tab\t"end"\n', language="en-US"))
    number = ox.Literal("01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    triples = [ox.Triple(ox.BlankNode("b"), LABEL, part), ox.Triple(node("a"), LABEL, number)]
    assert [tuple(row) for row in of_triples(triples)] == [tuple(triple) for triple in triples]


def test_no_triples_are_a_table_without_rows():
    output = io.BytesIO()
    assert tables.write(graph().query("CONSTRUCT WHERE { ?s jm:none ?o }"), "csv", output, graph()).rows == 0
    assert output.getvalue() == b"subject,predicate,object\r\n"


@pytest.mark.parametrize("form", ["ntriples", "jsonld", "rdfxml"])
def test_triples_can_be_written_in_every_format_of_rdf(form):
    text = text_of("CONSTRUCT WHERE { ?s jm:operatesIn ?o }", form)
    (quad,) = ox.parse(text, tables.GRAPHS[form].engine)
    assert (quad.subject, quad.object) == (node("toyota"), node("MX"))


def test_the_order_of_order_by_is_kept():
    query = "SELECT ?v { VALUES ?v { 3 1 20000 } } ORDER BY DESC(?v)"
    assert text_of(query, "csv").split() == ["v", "20000", "3", "1"]
    assert [line.strip() for line in text_of(query, "table", terminal.Style(80)).splitlines()[2:]] == [
        "20,000",
        "3",
        "1",
    ]


def test_the_format_follows_the_suffix_and_the_kind_of_answer():
    rows, triples = graph().query("SELECT * {}"), graph().query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert tables.choose(rows, None, "x.json", terminal=False) == "json"
    assert tables.choose(triples, None, "x.json", terminal=False) == "jsonld"
    assert tables.choose(triples, None, "x.csv", terminal=False) == "csv"
    assert tables.choose(triples, "json", "-", terminal=False) == "json"
    assert tables.choose(rows, None, "-", terminal=True) == "table"
    assert tables.choose(rows, None, "-", terminal=False) == "csv"
    assert tables.choose(triples, None, "-", terminal=True) == "turtle"


def test_a_format_that_cannot_hold_the_answer_is_refused_with_those_that_can():
    with pytest.raises(OutputError, match="turtle cannot hold rows"):
        tables.choose(graph().query("SELECT * {}"), "turtle", "-", terminal=False)
    with pytest.raises(OutputError, match="says no format"):
        tables.choose(graph().query("SELECT * {}"), None, "x.docx", terminal=False)
    with pytest.raises(UnknownNameError) as caught:
        tables.choose(graph().query("SELECT * {}"), "cvs", "-", terminal=False)
    assert caught.value.hint == "Did you mean csv?"
