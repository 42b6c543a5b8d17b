"""The graph in Python: `kg.load()`, its answers as tables, values, data frames and networks."""

import datetime
import os
import signal
import socket
import sys
import threading
import traceback
from decimal import Decimal

import pyoxigraph as ox
import pytest
import rdflib
from endpoint import endpoint
from world import NAMESPACE, turtle

import kg as package
from kg.errors import (
    KgError,
    LocationError,
    MemoryLimitError,
    ParameterError,
    QueryError,
    TimeLimitError,
    UnknownNameError,
)
from kg.tables.table import Table

ID = NAMESPACE.prefixes["id"]
FIGURES = "SELECT ?record ?label ?value { ?record skos:prefLabel ?label ; kg:value ?value } ORDER BY ?value"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    path = tmp_path_factory.mktemp("load") / "graph.ttl"
    path.write_text(turtle(), encoding="utf-8")
    return package.load(path)


def test_a_select_gives_a_table_that_can_be_read_again(loaded):
    table = loaded.query(FIGURES)
    assert table.variables == ["record", "label", "value"]
    assert [row.value for row in table] == [1950000000, 2100000000]
    assert len(table) == 2
    assert [row.value for row in table] == [1950000000, 2100000000]


def test_iterating_slicing_and_values_give_the_same_rows_and_the_engines_are_kept(loaded):
    table = loaded.query(FIGURES)
    assert list(table) == table.values() == table[:] == [table[0], table[1]]
    assert table.rows[0]["record"] == ox.NamedNode(ID + "fdi-gua")


def test_values_are_python_values_with_names(loaded):
    row = loaded.query(FIGURES)[0]
    assert (row.record, row.value) == (ID + "fdi-gua", 1950000000)


def test_an_iri_is_whole_as_in_csv_and_can_be_given_back(loaded, kg):
    text = "SELECT ?who { ?who jm:operatesIn ?place }"
    (row,) = loaded.query(text, place=ID + "MX")
    assert kg("query", text, "-d", loaded.location, "-f", "csv").stdout == f"who\n{row.who}\n"
    assert repr(loaded.show(row.who)).startswith("Toyota – company")


def test_a_variable_that_python_cannot_say_keeps_its_name_as_far_as_it_can(loaded):
    text = "SELECT ?from ?class ?_x ?1 ?x ?x_ { VALUES (?from ?class ?_x ?1 ?x ?x_) { (1 2 3 4 5 6) } }"
    table = loaded.query(text)
    (row,) = table
    assert row._asdict() == {"from_": 1, "class_": 2, "x__": 3, "column_1": 4, "x": 5, "x_": 6}
    assert table.variables == ["from", "class", "_x", "1", "x", "x_"]
    assert list(table.to_pandas().columns) == table.columns == list(row._fields)


def test_every_datatype_has_its_python_value(loaded):
    text = (
        'SELECT * { VALUES (?a ?b ?c ?d ?e ?f ?g) { (1.50 1e3 true "2024-02-29"^^xsd:date "2005"^^xsd:gYear'
        ' "2024-01-02T03:04:05Z"^^xsd:dateTime UNDEF) } }'
    )
    assert tuple(loaded.query(text)[0]) == (
        *(Decimal("1.50"), 1000.0, True, datetime.date(2024, 2, 29), 2005),
        *(datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.UTC), None),
    )


@pytest.mark.parametrize(
    "written",
    [
        *(
            "x^^xsd:integer",
            "1_000^^xsd:integer",
            "１２^^xsd:integer",
            "1,5^^xsd:decimal",
            "1e3^^xsd:decimal",
            "NaN^^xsd:decimal",
            "2024-13-01^^xsd:date",
        ),
        *("yes^^xsd:boolean", "-^^xsd:gYear"),
    ],
)
def test_a_literal_that_its_datatype_does_not_allow_stays_text(loaded, written):
    text, _, datatype = written.partition("^^")
    (row,) = loaded.query(f'SELECT ?a {{ VALUES ?a {{ "{text}"^^{datatype} }} }}')
    assert row.a == text


def test_an_ask_gives_a_bool_and_a_construct_a_graph(loaded):
    assert loaded.query("ASK { id:toyota a jm:Company }") is True
    part = loaded.query("CONSTRUCT WHERE { ?s kg:value ?o }")
    assert len(part) == 2
    assert part.query("ASK { id:fdi-gua kg:value 1950000000 }") is True
    assert repr(part) == "<KnowledgeGraph: answer to CONSTRUCT WHERE { ?s kg:value ?o }, 2 triples>"


def test_a_graph_is_a_data_frame_of_triples_and_is_saved_in_the_format_of_its_file(loaded, tmp_path):
    part = loaded.query("CONSTRUCT WHERE { ?s kg:value ?o }")
    frame = part.to_pandas()
    assert list(frame.columns) == ["subject", "predicate", "object"]
    assert sorted(frame["object"]) == [1950000000, 2100000000]
    part.save(tmp_path / "part.nt")
    lines = (tmp_path / "part.nt").read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in lines] == [f"<{ID}fdi-gua-beta>", f"<{ID}fdi-gua>"]
    with pytest.raises(UnknownNameError) as caught:
        part.save(tmp_path / "part.docx")
    assert "turtle" in caught.value.hint


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
    assert [row.who for row in rows] == [ID + "toyota"]


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
        package.load("no-such-file.ttl")


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


@pytest.mark.parametrize(
    ("given", "what", "hint"),
    [
        ({"dept": 2}, "'dept' is no keyword", "Did you mean depth? It is one of classes, "),
        ({"records": "hide"}, "'hide' is no value of records", "fold, show"),
        ({"depth": -1}, "depth is -1, and 0 is the least there can be", ""),
        ({"limit": 0}, "limit is 0, and 1 is the least there can be", ""),
        ({"since": "2020"}, "since is '2020', which is no whole number", ""),
        ({"path": "Toyota"}, "a path joins two things, not 'Toyota'", "path=(a, b)"),
        ({"compare": "Toyota"}, "two things are compared, not 'Toyota'", "compare=(a, b)"),
        ({"sources": ["nobody"]}, "no source of the network is called 'nobody'", ""),
    ],
)
@pytest.mark.parametrize("method", ["network", "picture"])
def test_an_option_that_does_not_exist_or_a_value_it_cannot_have_is_refused(
    loaded, method, given, what, hint
):
    with pytest.raises(KgError) as caught:
        getattr(loaded, method)("Toyota", **given)
    assert caught.value.what == what
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("given", "what", "hint"),
    [
        (
            {"kind": "xyz"},
            "'xyz' is no value of kind",
            "It is one of views, network, timeline, flows, chart, map.",
        ),
        ({"kind": "timelin"}, "'timelin' is no value of kind", "Did you mean timeline?"),
        ({"scheme": "drak"}, "'drak' is no value of scheme", "Did you mean dark?"),
        ({"size_by": "betweeness"}, "no measure is called 'betweeness'", "Did you mean betweenness?"),
    ],
)
def test_a_look_that_does_not_exist_is_refused_with_those_that_do(loaded, given, what, hint):
    with pytest.raises(UnknownNameError) as caught:
        loaded.picture(**given)
    assert caught.value.what == what
    assert caught.value.hint.startswith(hint)


def test_one_class_is_asked_for_as_well_as_several(loaded):
    assert (
        set(loaded.network(classes="Company")) == set(loaded.network(classes=["Company"])) == {ID + "toyota"}
    )


def test_show_is_text_in_a_terminal_and_markdown_in_a_notebook(loaded):
    page = loaded.show("Toyota Motor")
    assert repr(page).startswith("Toyota – company – id:toyota\n")
    assert page._repr_markdown_().startswith("# Toyota\n")


def test_search_schema_and_measure_are_the_tables_that_the_command_writes(loaded, kg):
    tables = {
        "search": (loaded.search("toyta"), ("toyta",)),
        "schema": (loaded.schema(), ()),
        "measure": (loaded.measure(), ()),
    }
    for command, (table, arguments) in tables.items():
        shown = kg(command, *arguments, "-d", loaded.location, "-f", "csv").stdout.splitlines()
        assert shown[0].split(",") == table.variables
        assert len(table) == len(shown) - 1
        assert list(table.to_pandas().columns) == table.columns


def test_search_finds_by_any_name(loaded):
    (hit,) = loaded.search("toyta")
    assert (hit.iri, hit.name, hit.class_, hit.score) == (ID + "toyota", "id:toyota", "company", 90.9)


@pytest.mark.parametrize("ask", [lambda g: g.search("toyta", limit=0), lambda g: g.measure(top=0)])
def test_so_few_rows_that_there_are_none_are_refused(loaded, ask):
    with pytest.raises(KgError) as caught:
        ask(loaded)
    assert caught.value.what.endswith("is 0, and 1 is the least there can be")


def test_measure_ranks_things_and_tells_bridges_and_paths(loaded):
    (first,) = loaded.measure("degree", "betweenness", top=1)
    assert (first.label, first.class_, first.id, first.degree) == ("Japan", "country", ID + "JP", 2)
    assert 0 < first.betweenness < 1
    assert {row.one_end for row in loaded.measure("bridges")} >= {"Japan"}
    assert [row.quote != "" for row in loaded.measure(path=("Toyota", "Mexico"))] == [True]
    with pytest.raises(UnknownNameError):
        loaded.measure("betweeness")
    with pytest.raises(KgError) as caught:
        loaded.measure("degree", path=("Toyota", "Mexico"))
    assert caught.value.what == "a path is asked alone, without other measures"


def test_the_saved_queries_are_a_table(loaded):
    queries = loaded.queries()
    assert queries.columns == ["name", "title", "kind", "parameters"]
    by_name = {row.name: row for row in queries}
    assert (by_name["trade"].kind, by_name["fdi-by-state"].parameters) == ("CONSTRUCT", "year origin")
    assert list(queries.to_pandas()["name"]) == sorted(by_name)


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.mark.parametrize(
    ("limit", "error", "hint"),
    [
        ({"timeout": 0.2}, TimeLimitError, "timeout=SECONDS"),
        ({"memory": 50_000_000, "timeout": 30}, MemoryLimitError, "memory=BYTES"),
    ],
)
def test_a_query_is_stopped_at_its_limit_and_the_graph_answers_the_next(loaded, limit, error, hint):
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g" if "memory" in limit else ENDLESS
    with pytest.raises(error) as caught:
        loaded.query(text, **limit)
    assert hint in caught.value.hint
    assert loaded.query("ASK { id:toyota a jm:Company }") is True


def test_ctrl_c_ends_a_query_and_the_graph_answers_the_next(loaded):
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        loaded.query(ENDLESS, timeout=30)
    assert loaded.query("ASK { id:toyota a jm:Company }") is True


def test_an_answer_has_the_very_terms_that_the_graph_has(loaded):
    text = (
        'SELECT ?a { VALUES ?a { <http://e/a> "a" "a"@en "01"^^xsd:integer "a\\tb\\nc" "\\u0085🗾" UNDEF'
        " <<( <http://e/a> <http://e/b> 1.50 )>> } }"
    )
    asked = [row["a"] for row in loaded.query(text).rows]
    assert asked == [row["a"] for row in loaded.opened.query(text)]
    (triple,) = loaded.query('CONSTRUCT { <http://e/a> <http://e/b> "a\\n🗾"@es-MX } {}')
    assert triple.object == ox.Literal("a\n🗾", language="es-MX")


def test_an_endpoint_is_asked_as_a_file_is_with_the_same_limit(loaded):
    with endpoint(loaded.opened) as url:
        remote = package.load(url)
        assert remote.query(FIGURES).values() == loaded.query(FIGURES).values()
        assert len(remote.query("CONSTRUCT WHERE { ?s kg:value ?o }")) == 2
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the connection and never answers
        remote = package.load(f"http://127.0.0.1:{silent.getsockname()[1]}/sparql")
        with pytest.raises(TimeLimitError):
            remote.query("ASK {}", timeout=0.3)


EMPTY = "SELECT ?x { ?x a jm:Compny }"
WHY = "jm:Compny is not in this graph; did you mean jm:Company?"


def test_an_answer_without_rows_says_why_when_it_is_shown(loaded, kg):
    table = loaded.query(EMPTY)
    assert repr(table).splitlines()[-2:] == ["0 rows", WHY]
    assert table._repr_html_().endswith(f"<p>0 rows</p>\n<p>{WHY}</p>")
    assert kg("query", EMPTY, "-d", loaded.location).stderr == f"{WHY}\n"
    graph = loaded.query("CONSTRUCT WHERE { ?x a jm:Compny }")
    assert repr(graph).splitlines()[1:] == [WHY]


def test_an_answer_without_rows_tells_of_named_graphs_into_which_nobody_looked(tmp_path, kg):
    path = tmp_path / "named.nq"
    path.write_text("<http://e/a> <http://e/b> <http://e/c> <http://e/g> .\n")
    shown = repr(package.load(path).query("SELECT ?a { ?a <http://e/b> ?c }")).splitlines()
    told = "The data has 1 named graph; --union (in Python union=True) asks all as one."
    assert told in shown
    assert told in kg("query", "SELECT ?a { ?a <http://e/b> ?c }", "-d", path).stderr.splitlines()
    assert len(package.load(path, union=True).query("SELECT ?a { ?a <http://e/b> ?c }")) == 1


def test_why_an_answer_is_empty_is_not_looked_for_until_it_is_shown(loaded):
    asked = []
    table = Table(loaded.opened.query(EMPTY), loaded.opened, lambda **_: asked.append("asked") or ["<b>none"])
    assert (len(table), list(table), asked) == (0, [], [])
    assert "<p>&lt;b&gt;none</p>" in table._repr_html_()
    assert repr(table).endswith("<b>none")
    assert asked == ["asked"]


def test_a_column_that_has_no_value_says_why_as_on_the_command_line(loaded, kg):
    query = "SELECT ?thing ?lable { ?thing a jm:State ; skos:prefLabel ?label }"
    why = kg("query", query, "-d", loaded.location).stderr.splitlines()
    assert len(why) == 1
    assert "did you mean ?label?" in why[0]
    assert repr(loaded.query(query)).splitlines()[-1:] == why
    assert repr(loaded.query(FIGURES)).splitlines()[-1] == "2 rows"


def test_a_count_of_nothing_says_why(loaded):
    shown = repr(loaded.query("SELECT (COUNT(*) AS ?number) { ?x a jm:Compny }")).splitlines()
    assert shown[-2:] == ["1 row", WHY]


def test_a_thing_is_cited_as_on_the_command_line(loaded, kg):
    for form in ("bibtex", "csl", "ris"):
        said = kg("cite", "fdi-gua", "-d", loaded.location, "-f", form).stdout
        assert loaded.cite("fdi-gua", form).replace("\r\n", "\n") == said  # RIS ends its lines so
    assert loaded.cite("fdi-gua").startswith("@misc{alpha,")
    assert loaded.cite("fdi-by-state").startswith("@")
    with pytest.raises(UnknownNameError, match="no citation is written as 'bibtx'"):
        loaded.cite("fdi-gua", "bibtx")


def test_an_error_shows_what_where_and_what_to_do(loaded):
    with pytest.raises(QueryError) as caught:
        loaded.query("SELECT ?x WERE { ?x a ?y }")
    assert str(caught.value).splitlines() == [
        "1:11: `WERE` cannot stand here",
        "  SELECT ?x WERE { ?x a ?y }",
        "            ^",
        "  Did you mean WHERE? Expected a variable (?state), `{`, `(`, WHERE.",
    ]


def test_an_error_of_the_caller_comes_with_one_frame_of_ours_and_no_other_error(loaded):
    for ask in (
        lambda: loaded.query("SELECT wher"),
        lambda: loaded.show("nobody"),
        lambda: package.load("none.ttl"),
    ):
        with pytest.raises(KgError) as caught:
            ask()
        frames = [frame.filename for frame in traceback.extract_tb(caught.value.__traceback__)]
        assert [name.endswith("kg/border.py") for name in frames[-1:]] == [True]
        assert len([name for name in frames if "/kg/" in name]) <= 2
        assert "During handling" not in "".join(traceback.format_exception(caught.value))


def test_a_graph_says_where_it_is_from_and_how_large_it_is(loaded):
    assert repr(loaded) == f"<KnowledgeGraph: {loaded.location}, {len(loaded)} triples>"


def test_a_picture_of_a_thing_is_what_the_command_draws(loaded, kg, tmp_path):
    command = kg("visualize", "Toyota", "--depth", 2, "-d", loaded.location, "-o", tmp_path / "a.html")
    picture = loaded.picture("Toyota", depth=2)
    picture.save(tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert command.stderr == f"Wrote {tmp_path / 'a.html'}: {picture.summary}\n"
    assert repr(picture) == f"<Picture: Toyota, {picture.summary}>"


def test_a_picture_of_a_query_is_headed_by_its_title_and_values_never_by_sparql_or_a_file(loaded, tmp_path):
    text = "SELECT ?a ?b { ?a jm:operatesIn ?b }"
    made = "Japan–Mexico economic relations: what a query joins"
    assert loaded.picture(query=text, parameters={"a": "Toyota"}).title == made
    saved = tmp_path / "who.rq"
    saved.write_text(
        f"# title: Who is where\n# parameter: a (Entity) optional – Who\n{text}", encoding="utf-8"
    )
    assert loaded.picture(query=str(saved)).title == "Who is where"
    assert loaded.picture(query=str(saved), parameters={"a": "toyota"}).title == "Who is where (a: toyota)"
    assert loaded.picture(query=text, title="Who is where").title == "Who is where"


def test_a_picture_of_the_whole_is_headed_by_its_title_else_its_file_and_of_any_kind(loaded, tmp_path):
    assert loaded.picture().title == "Japan–Mexico economic relations"
    (tmp_path / "other.ttl").write_text("<http://e/a> <http://e/knows> <http://e/b> .")
    assert package.load(tmp_path / "other.ttl").picture().title == "other.ttl"
    assert loaded.picture(kind="timeline").summary.endswith("dated statements")
    with pytest.raises(KgError) as caught:
        loaded.picture("Toyota", kind="flows")
    assert caught.value.hint.startswith("Leave out a filter")
