"""`kg query` and `kg queries` as people run them."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import load
from kg.cli import ask, main
from kg.errors import QueryError
from kg.graph import sparql
from kg.graph.locations import Reading, open_graph
from kg.tables import write as tables

KG = [sys.executable, "-m", "kg"]
TURTLE = """
@prefix jm: <https://w3id.org/japan-mexico-kg/ontology#> .
@prefix id: <https://w3id.org/japan-mexico-kg/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
id:toyota a jm:Company ; skos:prefLabel "Toyota"@en ; jm:operatesIn id:MX-GUA .
id:MX-GUA a jm:State ; skos:prefLabel "Guanajuato"@en .
"""
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f + ?i > 1) }"


@pytest.fixture
def graph(tmp_path):
    path = tmp_path / "graph.ttl"
    path.write_text(TURTLE)
    return str(path)


@pytest.fixture
def large(tmp_path):
    path = tmp_path / "large.ttl"
    path.write_text("".join(f"<http://e/{i}> <http://e/p> {i} .\n" for i in range(3000)))
    return str(path)


def run(*arguments, given=None):
    return CliRunner().invoke(main, ["query", *arguments], input=given)


def test_a_text_a_file_and_standard_input_are_asked_alike(graph, tmp_path):
    text = "SELECT ?c { ?c a jm:Company }"
    (tmp_path / "q.rq").write_text(text)
    asked = [
        run("-d", graph, text),
        run("-d", graph, str(tmp_path / "q.rq")),
        run("-d", graph, "-", given=text),
    ]
    assert [ran.stdout for ran in asked] == ["c\nhttps://w3id.org/japan-mexico-kg/id/toyota\n"] * 3


def test_a_parameter_may_be_an_iri_a_prefixed_name_or_a_label(graph):
    text = "SELECT ?c { ?c jm:operatesIn ?state }"
    for value in ("Guanajuato", "id:MX-GUA", "<https://w3id.org/japan-mexico-kg/id/MX-GUA>"):
        assert run("-d", graph, text, "-p", f"state={value}").stdout.endswith("/toyota\n")


def test_a_table_is_written_with_its_number_of_rows_on_standard_error(graph):
    ran = run("-d", graph, "SELECT ?c ?s { ?c jm:operatesIn ?s }", "-f", "table")
    assert ran.stdout.splitlines()[2].split() == ["id:toyota", "id:MX-GUA", "(Guanajuato)"]
    assert ran.stderr.startswith("1 row in ")


def test_an_empty_result_exits_with_0_and_names_what_the_graph_does_not_know(graph):
    ran = run("-d", graph, "SELECT ?c { ?c a jm:Compny }")
    assert (ran.exit_code, ran.stdout) == (0, "c\n")
    assert "jm:Compny is not in this graph; did you mean jm:Company?" in ran.stderr


def test_an_empty_answer_tells_the_default_that_was_taken_and_a_given_value_is_none(graph, tmp_path):
    path = tmp_path / "in.rq"
    path.write_text(
        "# title: In\n# parameter: state (State) = Guanajuato – The state\n"
        "# parameter: kind (string) = none – The kind\n"
        "SELECT ?c { ?c jm:locatedIn ?state ; jm:kind ?kind }\n"
    )
    ran = run("-d", graph, str(path), "-p", "kind=big")
    assert "state = Guanajuato, the default; for another: -p state=…\n" in ran.stderr
    assert "kind = " not in ran.stderr.replace("?kind = ", "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT ?x { ?x a jm:Document }", "jm:Document is not in this graph; did you mean kg:Source?"),
        (
            "SELECT ?d { ?x dcterms:date ?d }",
            "dcterms:date is not in this graph; did you mean dcterms:issued?",
        ),
        ("SELECT ?x { ?x kg:period 2024 }", 'what kg:period gives is a text: write ?x kg:period "2024"'),
        (
            "SELECT ?x { ?x a jm:Company ; rdfs:label ?l }",
            "with skos:prefLabel it matches: write ?x skos:prefLabel ?l",
        ),
        (
            "SELECT ?x { id:MX jm:homeCountry ?x }",
            "the other way round it matches: write ?x jm:homeCountry id:MX",
        ),
        (
            "SELECT ?x (GROUP_CONCAT(?y) AS ?z) { ?x jm:operatesIn ?y } GROUP BY ?x",
            "write GROUP_CONCAT(STR(?y)) AS ?z",
        ),
        (
            "SELECT (SUM(?d) AS ?total) { ?x jm:duration ?d }",
            "SUM(?d) cannot be computed where ?d is an xsd:duration",
        ),
        (
            "SELECT ?x { id:toyota jm:expandsIn ?x }",
            "facts (3 planned, 1 possible): write ?fact rdf:subject id:toyota",
        ),
    ],
)
def test_what_a_researcher_meant_is_told_of_the_graph_of_the_five_texts(text, told):
    assert told in run(text, "-f", "csv").stderr


def test_a_hint_does_nothing_to_a_terminal(tmp_path):
    data = tmp_path / "data.ttl"
    data.write_text('<http://e/a> <http://e/p> "2024\x1b[1m\u202e\x9b1m"@en .', encoding="utf-8")
    ran = run("-d", str(data), "SELECT ?x { ?x <http://e/p> 2024 }", "-f", "csv")
    assert "such as" in ran.stderr
    assert not {"\x1b", "\u202e", "\x9b"} & set(ran.stderr)


def test_a_column_without_any_value_is_told_beside_the_rows(graph):
    ran = run("-d", graph, "SELECT ?c ?lable { ?c skos:prefLabel ?label }", "-f", "csv")
    assert len(ran.stdout.splitlines()) == 3
    assert ran.stderr == "nothing in the query binds ?lable; did you mean ?label?\n"


def test_an_empty_result_of_named_graphs_mentions_union(tmp_path):
    (tmp_path / "q.nq").write_text("<http://e/a> <http://e/p> <http://e/b> <http://e/g> .\n")
    ran = run("-d", str(tmp_path / "q.nq"), "SELECT ?s { ?s ?p ?o }")
    assert "--union (in Python union=True) asks all as one" in ran.stderr
    assert run("-d", str(tmp_path / "q.nq"), "SELECT ?s { ?s ?p ?o }", "--union").stdout == "s\nhttp://e/a\n"


def test_an_unknown_saved_name_is_told_with_the_nearest():
    ran = run("fdi-by-stat")
    assert ran.exit_code == 2
    assert "Did you mean fdi-by-state?" in ran.stderr


@pytest.mark.parametrize("name", ["nope.rq", "some/folder/nope"])
def test_a_file_that_does_not_exist_is_told_as_such(name):
    ran = run(name)
    assert (ran.exit_code, ran.stderr.splitlines()[0]) == (2, f"Error: {name}: there is no such file")


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_query_is_told_as_such(text):
    ran = run(text)
    assert (ran.exit_code, ran.stderr.splitlines()[0]) == (2, "Error: the query is empty")


def test_a_syntax_error_in_a_file_is_told_with_file_line_and_column(graph, tmp_path):
    path = tmp_path / "q.rq"
    path.write_text("SELECT ?c {\n  ?c a jm:Company ;; ) }")
    ran = run("-d", graph, str(path))
    assert ran.exit_code == 2
    assert ran.stderr.startswith(f"Error: {path}:2:22: ")


def test_a_file_is_written_by_its_suffix_whole_or_not_at_all(graph, tmp_path):
    out = tmp_path / "out.json"
    out.write_text("old")
    out.chmod(0o600)
    assert run("-d", graph, "SELECT ?c {", "-o", str(out)).exit_code == 2
    assert out.read_text() == "old"
    assert run("-d", graph, "SELECT ?c { ?c a jm:Company }", "-o", str(out)).exit_code == 0
    assert json.loads(out.read_text())["head"] == {"vars": ["c"]}
    assert out.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.ttl", "out.json"]


@pytest.mark.parametrize("target", ["/nowhere/out.csv", "/", "out\0.csv", "/dev/full"])
def test_an_output_that_cannot_be_written_is_told(graph, target):
    ran = run("-d", graph, "SELECT ?c { ?c a jm:Company }", "-o", target, "-f", "csv")
    assert ran.exit_code == 2
    assert "cannot write" in ran.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["-p", "novalue"],
        ["-p", "a=1", "-p", "a=2"],
        ["-g", "nofile"],
        ["-f", "docx"],
        *(["--timeout", t] for t in ("-1", "1e999", "nan", "1e10")),
    ],
)
def test_a_wrong_option_is_a_usage_error(graph, arguments):
    ran = run("-d", graph, "ASK {}", *arguments)
    assert ran.exit_code == 2
    assert "Error" in ran.stderr


def test_a_literal_that_its_datatype_does_not_know_leaves_no_traceback_of_the_reader(graph):
    command = [*KG, "query", "-d", graph, 'SELECT * { ?x ?p "abc"^^xsd:integer }']
    told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert told == 'nothing in this graph matches: ?x ?p "abc"^^xsd:integer\n'


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_no_argument_gives_a_traceback(graph, text, name, value):
    ran = CliRunner().invoke(main, ["query", "-d", graph, "-p", f"{name}={value}", "--", text], input="")
    assert ran.exit_code in (0, 2)
    assert ran.exception is None or isinstance(ran.exception, SystemExit)


def test_the_time_limit_ends_a_query_with_exit_3_and_leaves_no_half_file(large, tmp_path):
    out = tmp_path / "folder" / "out.csv"
    out.parent.mkdir()
    rows = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    for query in (ENDLESS, rows):
        ran = subprocess.run(
            [*KG, "query", "-d", large, query, "--timeout", "0.5", "-o", str(out)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 3
        assert ran.stderr.startswith("Error: stopped after 0.5 s, the time limit")
        assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_query_at_once_and_leaves_no_half_file(large, tmp_path, number, code):
    out = tmp_path / "folder" / "out.csv"
    out.parent.mkdir()
    rows = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    process = subprocess.Popen(
        [*KG, "query", "-d", large, rows, "-o", str(out)], stderr=subprocess.PIPE, start_new_session=True
    )
    until = time.monotonic() + 30
    while not any(out.parent.iterdir()) and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(number)
    _, told = process.communicate(timeout=10)
    assert (process.returncode, list(out.parent.iterdir())) == (code, [])
    assert b"Traceback" not in told


def test_a_reader_that_leaves_early_is_no_error(large):
    kg = f"{sys.executable} -m kg"
    command = ["bash", "-o", "pipefail", "-c", f"{kg} query -d {large} 'SELECT * {{ ?s ?p ?o }}' | head -1"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "s,p,o\n", "")


def test_explain_tells_what_is_wrong_with_a_malformed_query(graph):
    ran = run("-d", graph, "SELECT ?c { ?c", "--explain")
    assert (ran.exit_code, ran.stderr.splitlines()[0]) == (2, "Error: 1:11: `{` is never closed")


@pytest.mark.parametrize("allowed", [(), ("--allow-service",)], ids=["", "service"])
def test_explain_tells_which_prefix_is_not_declared(graph, allowed):
    service = "SERVICE <http://e/> { ?s ?p ?o }" if allowed else ""
    ran = run("-d", graph, f"SELECT ?c {{ ?c nix:p ?d {service} }}", "--explain", *allowed)
    assert (ran.exit_code, ran.stderr.splitlines()[0]) == (2, "Error: 1:16: the prefix nix: is not declared")


def test_a_query_that_is_not_utf_8_is_told_with_the_byte(graph, tmp_path):
    path = tmp_path / "q.rq"
    path.write_bytes("SELECT * { ?s ?p 'é' }".encode("latin-1"))
    told = "not UTF-8: byte 0xe9 cannot be read\n  Save the file as UTF-8.\n"
    assert run("-d", graph, str(path)).stderr == f"Error: {path}: {told}"
    ran = CliRunner().invoke(main, ["query", "-d", str(graph), "-"], input=path.read_bytes())
    assert ran.stderr.startswith("Error: standard input: the query is not UTF-8: byte 0xe9 cannot be read\n")


def test_explain_shows_the_algebra_with_the_matches_of_each_pattern(graph):
    ran = run("-d", graph, "SELECT ?c { ?c a jm:Company ; jm:operatesIn ?s }", "--explain")
    assert "Project ?c" in ran.stdout
    assert "        1  ?c a jm:Company" in ran.stdout


def test_the_formats_of_the_command_are_those_of_the_tables():
    assert tuple(tables.FORMATS) == ask.FORMATS


def test_queries_lists_the_saved_queries_with_titles_and_parameters():
    listed = CliRunner().invoke(main, ["queries", "-f", "table"]).stdout
    assert listed.splitlines()[0].split() == ["name", "title", "parameters"]
    (trade,) = [line for line in listed.splitlines() if line.startswith("trade ")]
    assert "(CONSTRUCT)" in trade
    found = list(csv.DictReader(io.StringIO(CliRunner().invoke(main, ["queries"]).stdout)))
    assert {"name": "fdi-by-state", "kind": "SELECT", "parameters": "year origin"}.items() <= {
        name: value for row in found if row["name"] == "fdi-by-state" for name, value in row.items()
    }.items()
    (year, _) = csv.DictReader(
        io.StringIO(CliRunner().invoke(main, ["queries", "fdi-by-state", "-f", "csv"]).stdout)
    )
    assert (year["parameter"], year["type"], year["default"], year["optional"]) == (
        "year",
        "year",
        "{ ?record kg:indicator jm:fdi-inflow ; kg:earliest ?start BIND (YEAR(?start) AS ?year) }",
        "false",
    )
    whole = CliRunner().invoke(main, ["queries", "fdi-by-state"]).stdout
    assert whole.startswith("# title: ")


def test_a_saved_query_is_printed_with_its_defaults_and_prefixes_and_can_be_asked_as_printed():
    printed = CliRunner().invoke(main, ["queries", "documents-mentioning"]).stdout
    default = "{ ?source a kg:Source ; kg:mentions ?thing }"
    assert printed.splitlines()[2:7] == [
        f"# parameter: thing (Entity) = {default} – The thing",
        "",
        "# kg query documents-mentioning  (SELECT: gives rows)",
        "PREFIX dcterms: <http://purl.org/dc/terms/>",
        "PREFIX kg: <https://w3id.org/japan-mexico-kg/evidence#>",
    ]
    for values in ((), ("-p", "thing=toyota")):
        asked = run("documents-mentioning", *values).stdout
        assert len(asked.splitlines()) > 2
        assert run("-", *values, given=printed).stdout == asked


def test_a_printed_view_says_that_it_gives_triples():
    printed = CliRunner().invoke(main, ["queries", "trade"]).stdout
    told = "# kg query trade  (CONSTRUCT: gives triples, with -f csv as a table of three columns)"
    assert told in printed.splitlines()


def test_a_terminal_gets_a_table_and_a_pipe_gets_csv(graph):
    import pexpect

    shown = io.BytesIO()
    child = pexpect.spawn(
        KG[0], [*KG[1:], "query", "-d", graph, "SELECT ?c { ?c a jm:Company }"], dimensions=(24, 60)
    )
    child.logfile_read = shown
    child.expect(pexpect.EOF)
    assert b"id:toyota" in shown.getvalue()
    assert b"1 row in" in shown.getvalue()
    assert run("-d", graph, "SELECT ?c { ?c a jm:Company }").stdout.startswith("c\nhttps://")


def test_every_command_that_takes_values_refuses_one_given_twice(kg, graph):
    for command in ("query", "visualize"):
        query = ("--query",) if command == "visualize" else ()
        ran = kg(command, *query, "SELECT ?a ?b { ?a ?p ?b }", "-d", graph, "-p", "a=1", "-p", "a=2")
        assert (ran.exit_code, "'a' is given twice" in ran.stderr) == (2, True), command


@pytest.mark.parametrize("seconds", ["nan", "inf", "-1"])
@pytest.mark.parametrize("command", [("query", "ASK {}"), ("schema",), ("visualize",)], ids=lambda c: c[0])
def test_a_time_limit_that_no_clock_can_wait_for_is_refused_by_every_command(kg, tmp_path, command, seconds):
    data = tmp_path / "data.ttl"
    data.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    ran = kg(*command, "-d", data, "--timeout", seconds)
    assert (ran.exit_code, "it is no number of seconds from 0 to 1,000,000" in ran.stderr) == (2, True)


def test_a_saved_name_means_the_saved_query_on_the_command_line_and_in_python(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("fdi-by-state").write_text("SELECT (1 AS ?one) {}", encoding="utf-8")
    columns = run("fdi-by-state", "-f", "csv").stdout.splitlines()[0].split(",")
    assert columns == load().query("fdi-by-state").variables
    assert "one" not in columns


def test_a_file_without_a_suffix_is_read_on_the_command_line_and_in_python(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("question").write_text("SELECT (1 AS ?one) {}", encoding="utf-8")
    assert run("question", "-f", "csv").stdout.split() == ["one", "1"]
    assert load().query("question").variables == ["one"]


def test_the_graph_itself_says_where_a_query_is_malformed_and_what_was_expected(graph):
    told = run("-d", graph, "SELECT ?x WERE { }").stderr
    with pytest.raises(QueryError) as caught:
        open_graph(Reading((str(graph),))).query("SELECT ?x WERE { }")
    assert told == caught.value.told() + "\n"
    assert "1:11: `WERE` cannot stand here" in told


def test_a_question_is_cut_into_words_once_on_its_way_to_an_answer(graph, monkeypatch):
    cut, pattern = [], sparql._pattern()
    monkeypatch.setattr(sparql, "_pattern", lambda: Noting(cut, pattern))
    text = "SELECT * FROM <urn:kg:nowhere> { ?company a ?class } # asked once"
    ran = run("-d", graph, text)
    assert ran.exit_code == 2
    assert cut.count(text) == 1


class Noting:
    """A pattern that notes in what it looks."""

    def __init__(self, texts, pattern):
        self._texts, self._pattern = texts, pattern

    def finditer(self, text):
        self._texts.append(text)
        return self._pattern.finditer(text)
