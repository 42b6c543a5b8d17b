"""What the shell offers after TAB, asked as a shell asks: by environment variables."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from world import turtle

from kg.project import at

KG = [sys.executable, "-c", "import sys; sys.argv[0] = 'kg'; from kg.__main__ import run; run()"]


@pytest.fixture
def graph(tmp_path: Path) -> str:
    path = tmp_path / "graph.ttl"
    path.write_text(turtle(), encoding="utf-8")
    return str(path)


def offered(line: str, shell: str = "bash", **run) -> list[str]:
    """Return the lines that a shell is given for a command line whose last word is just being typed."""
    variables = {
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
        "_KG_COMPLETE": f"{shell}_complete",
    }
    ran = subprocess.run(
        KG, env={**os.environ, **variables}, capture_output=True, text=True, check=False, timeout=30, **run
    )
    assert ran.stderr == ""
    return [line for line in ran.stdout.splitlines() if line]


def test_a_command_is_completed():
    assert offered("kg qu") == ["plain,query", "plain,queries"]


def test_a_saved_query_is_completed_by_its_name_and_told_by_its_title():
    assert offered("kg query fdi-by-st") == ["plain,fdi-by-state"]
    assert offered("kg queries fdi-by-st", "zsh")[:3] == [
        "plain",
        "fdi-by-state",
        "FDI from one country by state",
    ]


def test_saved_queries_and_things_of_another_project_are_completed_where_it_is_given(mini):
    (mini / "queries").mkdir()
    (mini / "queries/firms-here.rq").write_text("# title: Firms\nSELECT ?x { ?x a mini:Company }\n")
    at(mini).build()
    assert offered(f"kg query --project {mini} firms") == ["plain,firms-here"]
    assert offered(f"kg show --project {mini} hon") == ["plain,honda"]


def test_a_file_is_completed_where_no_saved_query_begins_so():
    assert offered("kg query ./quest") == ["file,./quest"]
    assert offered("kg export -o gra") == ["file,gra"]
    assert offered("kg show -d gra") == ["file,gra"]


@pytest.mark.parametrize("command", ["show", "visualize", "search", "measure --path", "visualize --path"])
def test_a_thing_is_completed_by_its_id_or_any_of_its_labels_folded(command, graph):
    assert offered(
        f"kg {command.partition(' ')[0]} -d {graph} {command.partition(' ')[2]} toy".replace("  ", " ")
    ) == ["plain,toyota"]
    assert "plain,MX-NLE" in offered(f"kg show -d {graph} nuevo")
    assert "plain,MX" in offered(f"kg show -d {graph} méx")
    assert "plain,MX" in offered(f"kg show -d {graph} mex")


def test_classes_properties_sources_and_measures_are_completed(graph):
    assert offered(f"kg schema -d {graph} Comp") == ["plain,Company"]
    assert offered(f"kg visualize -d {graph} --class comp") == ["plain,Company"]
    assert offered(f"kg visualize -d {graph} --property op") == ["plain,operatesIn"]
    assert offered(f"kg visualize -d {graph} --source al") == ["plain,alpha"]
    assert offered("kg measure betw") == ["plain,betweenness"]
    assert offered("kg visualize --size-by pa") == ["plain,pagerank"]
    assert offered("kg export -f turt") == ["plain,turtle"]


def test_nothing_is_offered_and_nothing_said_where_no_graph_can_be_read(tmp_path):
    broken = tmp_path / "broken.ttl"
    broken.write_text("this is no Turtle", encoding="utf-8")
    for location in (broken, tmp_path / "missing.ttl", tmp_path, "http://127.0.0.1:9/sparql"):
        assert offered(f"kg show -d {location} toy") == []


def test_completion_builds_nothing_and_reads_no_standard_input(mini):
    assert offered("kg show toy", cwd=mini) == []
    assert not (mini / "build").exists()
    assert offered("kg query - -d gra", stdin=subprocess.PIPE) == ["file,gra"]


def test_a_label_that_would_act_on_the_terminal_does_not(tmp_path):
    path = tmp_path / "evil.ttl"
    path.write_text(
        '<http://e.org/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "Evil\\u001b[2J\\nplain,rm" .',
        encoding="utf-8",
    )
    assert offered(f"kg show -d {path} ev", "zsh") == [
        "plain",
        "<http\\://e.org/a>",
        r"Evil\u001b[2J↵plain,rm",
    ]


def test_help_tells_how_completion_is_switched_on():
    ran = subprocess.run([*KG, "--help"], capture_output=True, text=True, check=True)
    assert 'eval "$(_KG_COMPLETE=bash_source kg)"' in ran.stdout
