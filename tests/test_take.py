"""`kg export` and `kg measure` as people call them."""

import csv
import io
import json

import pytest
import world
from click.testing import CliRunner

from kg.cli import main
from kg.cli.take import export as export_command
from kg.export.formats import FORMATS

NETWORKS = ("graphml", "gexf", "dot", "nodes-csv", "edges-csv", "html")


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "small.ttl"
    path.write_text(world.small(), encoding="utf-8")
    return str(path)


def kg(*arguments):
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_to_a_file_and_to_standard_output_alike(data, tmp_path, name):
    target = tmp_path / f"out{FORMATS[name].suffixes[0]}"
    written = kg("export", "--data", data, "-o", str(target))
    shown = kg("export", "--data", data, "-f", name)
    assert (written.exit_code, written.output, shown.exit_code) == (0, "", 0)
    assert target.read_bytes() == shown.stdout_bytes


@pytest.mark.parametrize("name", FORMATS)
def test_the_help_of_export_lists_every_format_with_its_ending(name):
    assert any(
        name in line.split() and FORMATS[name].suffixes[0] in line.split()
        for line in (export_command.help or "").splitlines()
    )


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("export", "-f", "turtel"), "no format is called 'turtel'", "Did you mean turtle?"),
        (("export", "-o", "kg.grapml"), "no format is known for kg.grapml", "Did you mean .graphml?"),
        (("measure", "betweeness"), "no measure is called 'betweeness'", "Did you mean betweenness?"),
        (("measure", "--path", "Toyota", "Mexiko"), "nothing in this graph is called 'Mexiko'", "Mexico"),
        (("measure", "--path", "Toyota", "alone"), "nothing joins 'Toyota' and \"Nobody's friend\"", ""),
        (("measure", "--path", "Toyota", "toyota"), "'Toyota' is both ends of the path", ""),
        (("measure", "bridges", "degree"), "bridges is asked alone", ""),
    ],
)
def test_bad_input_is_told_in_words_with_what_was_meant(data, arguments, message, hint):
    answer = kg(*arguments, "--data", data)
    assert answer.exit_code == 2
    assert message in answer.output
    assert hint in answer.output
    assert "Traceback" not in answer.output


def test_an_export_that_cannot_be_written_leaves_the_old_file_as_it_was(data, tmp_path):
    old = tmp_path / "kg.graph.rdf"
    old.write_text("old")
    bad = tmp_path / "bad.ttl"
    bad.write_text('<http://a/s> <http://a/1> "x" .')
    answer = kg("export", "--data", str(bad), "-o", str(old))
    assert answer.exit_code == 2
    assert "cannot name the predicate <http://a/1>" in answer.output
    assert old.read_text() == "old"
    missing = kg("export", "--data", data, "-o", str(tmp_path / "no" / "kg.ttl"))
    assert (missing.exit_code, "cannot write" in missing.output) == (2, True)


def test_measure_ranks_things_by_the_first_measure_with_labels_and_classes(data):
    answer = kg("measure", "degree", "community", "--data", data, "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(answer.stdout)))
    assert rows[0] == {
        "label": "Japan",
        "class": "country",
        "id": "https://w3id.org/japan-mexico-kg/id/JP",
        "degree": "3",
        "community": "1",
    }
    assert [row["degree"] for row in rows] == sorted((row["degree"] for row in rows), reverse=True)
    assert rows[-1]["label"] == "Nobody's friend"


def test_measure_as_json_keeps_numbers_and_top_keeps_the_first_rows(data):
    answer = json.loads(kg("measure", "--data", data, "-f", "json", "--top", "2").stdout)
    rows = answer["results"]["bindings"]
    assert [row["label"]["value"] for row in rows] == ["Japan", "Mexico City"]
    columns = ["label", "class", "id", "degree", "betweenness", "pagerank", "community"]
    assert answer["head"]["vars"] == columns
    assert rows[0]["id"] == {"type": "uri", "value": "https://w3id.org/japan-mexico-kg/id/JP"}
    assert rows[0]["betweenness"]["datatype"] == "http://www.w3.org/2001/XMLSchema#double"


def test_a_table_says_how_many_rows_it_leaves_out(data):
    shown = kg("measure", "degree", "--data", data, "--top", "3", "-f", "table")
    assert shown.stdout.splitlines()[0].split() == ["label", "class", "id", "degree"]
    assert shown.stdout.count("\n") == 5
    assert shown.stderr == "3 of 8 things; --top 0 shows all.\n"
    assert kg("measure", "degree", "--data", data, "--top", "0", "-f", "table").stderr == ""


def test_bridges_tell_what_is_said_there(data):
    rows = list(csv.DictReader(io.StringIO(kg("measure", "bridges", "--data", data).stdout)))
    assert {
        "one_end": "Japan",
        "other_end": "Mexico City",
        "statements": "FDI inflow 2024: US$727 billion",
        "smaller_side": "3",
    } in rows


def test_the_path_between_two_things_is_told_step_by_step_with_the_words(data):
    rows = list(csv.DictReader(io.StringIO(kg("measure", "--path", "Mexico", "id:JP", "-d", data).stdout)))
    assert [(row["path"], row["step"], row["from"], row["to"]) for row in rows] == [
        ("1", "1", "Mexico", "Toyota"),
        ("1", "2", "Toyota", "Japan"),
    ]
    assert rows[0]["statements"] == "← operates in"
    assert rows[1]["quote"] == "“Toyota operates in Mexico” (alpha)"


@pytest.mark.parametrize(
    "arguments", [("measure",), ("measure", "bridges"), *(("export", "-f", name) for name in NETWORKS)]
)
def test_a_network_of_an_empty_graph_is_refused_in_words(tmp_path, arguments):
    nothing = tmp_path / "nothing.ttl"
    nothing.write_text("")
    answer = kg(*arguments, "--data", str(nothing))
    assert (answer.exit_code, "there is no network in this graph" in answer.output) == (2, True)


def test_triples_of_other_vocabularies_are_the_edges_of_their_network(tmp_path):
    file = tmp_path / "foaf.nt"
    knows, name = "<http://xmlns.com/foaf/0.1/knows>", "<http://xmlns.com/foaf/0.1/name>"
    file.write_text(f'<http://e.org/a> {knows} <http://e.org/b> .\n<http://e.org/b> {name} "Bea"@en .\n')
    (edge,) = csv.DictReader(
        io.StringIO(kg("export", "-f", "edges-csv", "-d", str(file)).stdout.lstrip("\ufeff"))
    )
    assert (edge["source_label"], edge["label"], edge["target_label"]) == ("a", "knows", "Bea")
    rows = csv.DictReader(io.StringIO(kg("measure", "degree", "-d", str(file)).stdout))
    assert [(row["label"], row["degree"]) for row in rows] == [("Bea", "1"), ("a", "1")]


WHOLE = {"subject": "id:toyota", "predicate": "jm:operatesIn", "object": "id:MX"}
SPOILED = {
    **{f"no {part}": {**WHOLE, part: ""} for part in WHOLE},
    **{f"a text as {part}": {**WHOLE, part: '"x"@en'} for part in WHOLE},
    **{f"a blank node as {part}": {**WHOLE, part: "_:b"} for part in WHOLE},
    "nothing": dict.fromkeys(WHOLE, ""),
}
LOOKING = [
    *(
        "export -f graphml",
        "export -f dot",
        "export -f edges-csv",
        "visualize -o -",
        "measure",
        "measure bridges",
    ),
    *(
        "visualize --as timeline -o -",
        "visualize --as flows -o -",
        "show toyota",
        "show fact:odd",
        "cite fact:odd",
    ),
]


@pytest.mark.parametrize("name", SPOILED)
def test_a_fact_that_states_no_whole_triple_stops_no_command(kg, tmp_path, name):
    parts = "".join(f" ; rdf:{part} {value}" for part, value in SPOILED[name].items() if value)
    odd = f'fact:odd a kg:Fact{parts} ; kg:period "2024" .'
    (tmp_path / "odd.ttl").write_text(world.turtle() + odd, encoding="utf-8")
    for command in LOOKING:
        ran = kg(*command.split(), "-d", tmp_path / "odd.ttl")
        assert isinstance(ran.exception, SystemExit | None), (command, ran.exception)
        assert (command, ran.exit_code) in ((command, 0), ("cite fact:odd", 2))


def test_what_is_both_a_fact_and_a_record_is_shown_as_a_fact(kg, tmp_path):
    (tmp_path / "plain.ttl").write_text(world.turtle(), encoding="utf-8")
    (tmp_path / "both.ttl").write_text(f"{world.turtle()} fact:f1 a kg:Record .", encoding="utf-8")
    plain, both = (kg("show", "toyota", "-d", tmp_path / name) for name in ("plain.ttl", "both.ttl"))
    assert (both.exit_code, both.stdout) == (0, plain.stdout)


@pytest.mark.parametrize("command", ["show Alpha", "search alpha", "export -f nodes-csv", "measure -f csv"])
def test_whoever_looks_sees_what_stands_in_named_graphs(kg, tmp_path, command):
    rdfs, quads = "http://www.w3.org/2000/01/rdf-schema#", tmp_path / "one.nq"
    quads.write_text(
        f'<http://e.org/a> <{rdfs}label> "Alpha" <http://e.org/g1> .\n'
        "<http://e.org/a> <http://e.org/knows> <http://e.org/b> <http://e.org/g1> .\n"
        f'<http://e.org/b> <{rdfs}label> "Beta" <http://e.org/g2> .\n',
        encoding="utf-8",
    )
    ran = kg(*command.split(), "-d", quads)
    assert (ran.exit_code, "Alpha" in ran.stdout) == (0, True)
