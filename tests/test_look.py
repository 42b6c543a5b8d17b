"""The commands show, search and diff as people run them."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from world import TURTLE, turtle

from kg.cli import main

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    path = tmp_path_factory.mktemp("look") / "graph.ttl"
    path.write_text(turtle(), encoding="utf-8")
    return str(path)


def run(*arguments: str):
    return CliRunner().invoke(main, list(arguments))


def test_show_prints_a_page(data):
    result = run("show", "nuevo", "leon", "-d", data)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "Nuevo León – state – id:MX-NLE")


def test_show_writes_json_and_markdown(data, tmp_path):
    assert json.loads(run("show", "toyota", "-f", "json", "-d", data).stdout)["label"] == "Toyota"
    target = tmp_path / "toyota.md"
    assert run("show", "toyota", "-f", "markdown", "-o", str(target), "-d", data).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("# Toyota\n")


def test_show_of_an_unknown_name_is_exit_2_with_the_nearest(data):
    result = run("show", "Toyta", "-d", data)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: nothing in this graph is called 'Toyta'\n  Did you mean Toyota?\n"


def test_search_prints_a_table_csv_or_json(data):
    table = run("search", "toyta", "-d", data, "-f", "table").stdout.splitlines()
    assert [line.split() for line in (table[0], table[2])] == [
        ["label", "class", "name", "matched", "score"],
        ["Toyota", "company", "id:toyota", "91"],
    ]
    rows = list(csv.DictReader(io.StringIO(run("search", "toyta", "-d", data).stdout)))
    assert (rows[0]["name"], rows[0]["class"]) == ("id:toyota", "company")
    found = json.loads(run("search", "日本", "-f", "json", "-d", data).stdout)["results"]["bindings"]
    assert found[0]["name"] == {"type": "literal", "value": "id:JP"}


def test_a_table_shows_the_first_twenty_and_says_how_many_there_are(tmp_path):
    data = tmp_path / "ports.ttl"
    data.write_text("".join(f'<http://e/{n}> <{LABEL}> "Port {n:02}" .\n' for n in range(30)))
    table = run("search", "port", "-d", str(data), "-f", "table")
    assert (table.stdout.count("http://e/"), table.stderr) == (20, "20 of 30 rows; --limit 30 shows all.\n")
    few = run("search", "port", "-d", str(data), "-f", "table", "-n", "3")
    assert (few.stdout.count("http://e/"), few.stderr) == (3, "3 of 30 rows; --limit 30 shows all.\n")
    assert run("search", "port", "-d", str(data)).stdout.count("\n") == 31


def test_search_without_a_hit_is_exit_1_and_says_so(data):
    result = run("search", "xyzzy", "-d", data)
    assert (result.exit_code, result.stdout) == (1, "iri,name,label,class,matched,language,score\n")
    assert result.stderr == "Nothing in this graph has a name like 'xyzzy'.\n"


def test_diff_is_exit_0_for_equal_and_1_for_different_graphs(data, tmp_path):
    other = tmp_path / "other.ttl"
    other.write_text(turtle(TURTLE.replace("1950000000", "1960000000")), encoding="utf-8")
    same = run("diff", data, data)
    assert (same.exit_code, same.stdout, same.stderr) == (0, "", "No difference.\n")
    result = run("diff", data, str(other))
    assert (result.exit_code, result.stderr) == (1, "1 changed.\n")
    assert "    kg:value: 1950000000 → 1960000000\n" in result.stdout
    assert run("diff", data, str(other), "-f", "patch").stdout.splitlines()[0] == "TX ."
    assert json.loads(run("diff", data, str(other), "-f", "json").stdout)[0]["sign"] == "changed"


def test_diff_with_a_file_that_is_missing_is_exit_2(data):
    assert run("diff", data, "missing.ttl").exit_code == 2


@pytest.mark.parametrize("command", ["show", "search", "diff"])
def test_every_command_has_examples(command):
    assert f"kg {command} " in run(command, "--help").stdout.partition("Examples:")[2]


@pytest.mark.parametrize("command", ["show", "search"])
def test_bytes_that_are_no_utf_8_are_a_name_that_nothing_has(command, data):
    result = run(command, "\udcff", "-d", data)
    assert result.exit_code == {"show": 2, "search": 1}[command]
    assert result.stdout.count("\n") == {"show": 0, "search": 1}[command]
