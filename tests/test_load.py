"""The graph in Python: `kg.load()`, its answers as tables, values, data frames and networks."""

import datetime
import sys
from decimal import Decimal

import pyoxigraph as ox
import pytest
import rdflib
from world import NAMESPACE, turtle

import kg
from kg.errors import KgError, LocationError, ParameterError, QueryError

FIGURES = "SELECT ?record ?label ?value { ?record skos:prefLabel ?label ; kg:value ?value } ORDER BY ?value"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    path = tmp_path_factory.mktemp("load") / "graph.ttl"
    path.write_text(turtle(), encoding="utf-8")
    return kg.load(path)


def test_a_select_gives_a_table_that_can_be_read_again(loaded):
    table = loaded.query(FIGURES)
    assert table.variables == ["record", "label", "value"]
    assert [row["value"].value for row in table] == ["1950000000", "2100000000"]
    assert len(table) == 2
    assert table[0]["record"] == ox.NamedNode(NAMESPACE.prefixes["id"] + "fdi-gua")
    assert [row["value"].value for row in table] == ["1950000000", "2100000000"]


def test_values_are_python_values_with_names(loaded):
    row = loaded.query(FIGURES).values()[0]
    assert (row.record, row.value) == ("id:fdi-gua", 1950000000)


def test_every_datatype_has_its_python_value(loaded):
    text = (
        'SELECT * { VALUES (?a ?b ?c ?d ?e ?f ?g) { (1.50 1e3 true "2024-02-29"^^xsd:date "2005"^^xsd:gYear'
        ' "2024-01-02T03:04:05Z"^^xsd:dateTime UNDEF) } }'
    )
    assert tuple(loaded.query(text).values()[0]) == (
        *(Decimal("1.50"), 1000.0, True, datetime.date(2024, 2, 29), 2005),
        *(datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.UTC), None),
    )


def test_a_literal_that_its_datatype_does_not_allow_stays_text(loaded):
    assert loaded.query('SELECT ?a { VALUES ?a { "x"^^xsd:integer } }').values()[0].a == "x"


def test_an_ask_gives_a_bool_and_a_construct_a_graph(loaded):
    assert loaded.query("ASK { id:toyota a jm:Company }") is True
    part = loaded.query("CONSTRUCT WHERE { ?s kg:value ?o }")
    assert len(part) == 2
    assert part.query("ASK { id:fdi-gua kg:value 1950000000 }") is True


@pytest.mark.parametrize(
    "value",
    [
        "México",
        "id:MX",
        ox.NamedNode(NAMESPACE.prefixes["id"] + "MX"),
        rdflib.URIRef(NAMESPACE.prefixes["id"] + "MX"),
    ],
)
def test_a_parameter_is_a_label_a_name_or_a_term_of_either_library(loaded, value):
    rows = loaded.query("SELECT ?who { ?who jm:operatesIn ?place }", place=value).values()
    assert [row.who for row in rows] == ["id:toyota"]


@pytest.mark.parametrize(
    ("prop", "value"),
    [("kg:value", 1950000000), ("dcterms:issued", datetime.date(2025, 7, 30)), ("kg:period", "2024")],
)
def test_a_parameter_is_a_number_a_date_or_a_literal_in_quotes(loaded, prop, value):
    given = f'"{value}"' if isinstance(value, str) else value
    assert len(loaded.query(f"SELECT ?x {{ ?x {prop} ?value }}", value=given)) >= 1


def test_a_saved_query_is_asked_by_name(loaded):
    table = loaded.query("companies-in", place="Mexico")
    assert "company" in table.variables
    assert "Toyota" in {row.company for row in table.values()}


def test_errors_are_those_of_kg(loaded):
    with pytest.raises(QueryError):
        loaded.query("no-such-query")
    with pytest.raises(QueryError):
        loaded.query("SELECT ?x WERE { ?x a ?y }")
    with pytest.raises(ParameterError):
        loaded.query("SELECT ?x { ?x a ?y }", z=1)
    with pytest.raises(LocationError):
        kg.load("no-such-file.ttl")


@pytest.mark.parametrize("method", ["query", "picture"])
def test_a_malformed_query_is_told_with_its_place_and_what_was_expected(loaded, method):
    ask = loaded.query if method == "query" else lambda text: loaded.picture(query=text)
    with pytest.raises(QueryError) as caught:
        ask("SELECT wher")
    assert caught.value.where == "1:8"
    assert "`wher` cannot stand here" in caught.value.what
    assert "Expected a variable" in caught.value.hint


def test_a_table_prints_as_a_table_with_labels_and_grouped_numbers(loaded):
    shown = repr(loaded.query("SELECT ?to ?value { ?record jm:to ?to ; kg:value ?value } ORDER BY ?value"))
    assert "id:MX-GUA (Guanajuato)  1,950,000,000\n" in shown
    assert shown.endswith("2 rows")


def test_the_html_of_a_table_is_a_table_with_everything_escaped(loaded):
    shown = loaded.query("SELECT ?x { VALUES ?x { '<script>alert(1)</script>' } }")._repr_html_()
    assert shown.startswith("<table")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_long_table_shows_its_first_rows_only(loaded):
    shown = repr(loaded.query("SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"))
    assert shown.endswith("rows, 20 shown")


def test_to_pandas_keeps_columns_and_types(loaded):
    pytest.importorskip("pandas")
    frame = loaded.query(FIGURES).to_pandas()
    assert list(frame.columns) == ["record", "label", "value"]
    assert frame["value"].tolist() == [1950000000, 2100000000]


def test_without_pandas_the_message_says_how_to_install_it(loaded, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(KgError) as caught:
        loaded.query(FIGURES).to_pandas()
    assert caught.value.hint == "Install it with: pip install 'japan-mexico-kg[pandas]'"


def test_the_graph_is_a_copy_for_rdflib(loaded):
    copy = loaded.graph
    assert isinstance(copy, rdflib.Graph)
    assert len(copy) == len(loaded)
    assert (
        rdflib.URIRef(NAMESPACE.prefixes["id"] + "toyota"),
        rdflib.RDF.type,
        rdflib.URIRef(NAMESPACE.iri + "Company"),
    ) in copy


def test_the_network_is_a_networkx_graph(loaded):
    assert loaded.network().nodes[NAMESPACE.prefixes["id"] + "toyota"]["label"] == "Toyota"


def test_a_network_is_narrowed_and_asked_for_as_a_picture_is(loaded):
    text = "SELECT ?a ?b { ?a jm:operatesIn ?b }"
    of_text = loaded.network(query=text, parameters={"a": "Toyota"})
    assert {data["label"] for _, data in of_text.nodes(data=True)} == {"Toyota", "Mexico"}
    assert len(loaded.network(query="shared-memberships")) == 0
    assert len(loaded.network("Toyota", depth=1, limit=2)) == 2


@pytest.mark.parametrize("method", ["network", "picture"])
def test_a_keyword_that_nobody_knows_is_a_type_error(loaded, method):
    with pytest.raises(TypeError, match="'dept'"):
        getattr(loaded, method)("Toyota", dept=2)


def test_show_is_text_in_a_terminal_and_markdown_in_a_notebook(loaded):
    page = loaded.show("Toyota Motor")
    assert repr(page).startswith("Toyota – company – id:toyota\n")
    assert page._repr_markdown_().startswith("# Toyota\n")


def test_search_finds_by_any_name(loaded):
    assert loaded.search("toyta")[0].name == "id:toyota"


def test_a_graph_says_where_it_is_from_and_how_large_it_is(loaded):
    assert repr(loaded) == f"<KnowledgeGraph: {loaded.location}, {len(loaded)} triples>"


def test_a_picture_of_a_thing_is_what_the_command_draws(loaded, kg, tmp_path):
    command = kg("visualize", "Toyota", "--depth", 2, "-d", loaded.location, "-o", tmp_path / "a.html")
    picture = loaded.picture("Toyota", depth=2)
    picture.save(tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert command.stderr == f"Wrote {tmp_path / 'a.html'}: {picture.summary}\n"
    assert repr(picture) == f"<Picture: Toyota, {picture.summary}>"


def test_a_picture_of_a_query_is_headed_by_the_query(loaded):
    text = "SELECT ?a ?b { ?a jm:operatesIn ?b }"
    assert loaded.picture(query=text, parameters={"a": "Toyota"}).title == text
    assert loaded.picture(query=text, title="Who is where").title == "Who is where"


def test_a_picture_of_the_whole_is_headed_by_its_title_else_its_file_and_of_any_kind(loaded, tmp_path):
    assert loaded.picture().title == "Japan–Mexico economic relations"
    (tmp_path / "other.ttl").write_text("<http://e/a> <http://e/knows> <http://e/b> .")
    assert kg.load(tmp_path / "other.ttl").picture().title == "other.ttl"
    assert loaded.picture(kind="timeline").summary.endswith("dated statements")
    with pytest.raises(KgError) as caught:
        loaded.picture("Toyota", kind="flows")
    assert caught.value.hint.startswith("Leave out entities")
