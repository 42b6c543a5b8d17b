"""kg.cli: what every command does at its border, where standard output begins."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

KG = [sys.executable, "-m", "kg"]
COMMANDS = ["--help", "--version", "query --help", "queries", "show toyota", "search toyota", "export"]


def run(command, stdout=subprocess.PIPE, **variables):
    env = {**os.environ, **variables}
    return subprocess.run(
        [*KG, *command.split()], stdout=stdout, stderr=subprocess.PIPE, env=env, check=False
    )


@pytest.mark.parametrize("command", [*COMMANDS, "query fdi-by-state", "query fdi-by-state -f json"])
def test_a_full_disk_behind_standard_output_is_one_message_and_exit_code_2(command):
    with Path("/dev/full").open("wb") as full:
        ran = run(command, full)
    told = "Error: cannot write to standard output: No space left on device\n"
    assert (ran.returncode, ran.stderr.decode()) == (2, told)


def test_what_the_encoding_of_standard_output_cannot_spell_is_escaped():
    ran = run("show toyota", PYTHONIOENCODING="latin-1")
    assert ran.returncode == 0
    assert rb"\u201c" in ran.stdout


@pytest.mark.parametrize("command", [*COMMANDS, "query fdi-by-state", "visualize -o -"])
def test_a_closed_standard_output_is_one_message_and_exit_code_2(command):
    ran = closed(">&-", *command.split())
    told = "Error: cannot write to standard output: Bad file descriptor\n"
    assert (ran.returncode, ran.stderr) == (2, told)


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        ("OSError(111, 'nobody answers')", "Error: nobody answers\n"),
        ("OSError(13, 'not yours', '/some/file')", "Error: /some/file: not yours\n"),
    ],
)
def test_what_the_system_refuses_elsewhere_is_told_and_never_laid_to_standard_output(refusal, told):
    body = f"from kg import terminal\nwith terminal.ready():\n    raise {refusal}"
    ran = subprocess.run([sys.executable, "-c", body], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (2, told)


def test_a_command_that_writes_to_a_file_needs_no_standard_output(tmp_path):
    ran = closed(">&-", "query", "ASK {}", "-o", str(tmp_path / "answer.csv"))
    assert (ran.returncode, ran.stderr, (tmp_path / "answer.csv").read_text()) == (0, "", "true")


def test_a_query_from_a_closed_standard_input_is_an_error():
    ran = closed("<&-", "query", "-")
    told = "Error: standard input: it is closed\n  Give the query as an argument.\n"
    assert (ran.returncode, ran.stderr) == (2, told)


def test_a_closed_standard_error_disturbs_no_answer():
    ran = closed("2>&-", "query", "ASK {}")
    assert (ran.returncode, ran.stdout) == (0, "true")


def closed(stream, *arguments):
    """Run `kg` with one of the standard streams closed."""
    command = ["bash", "-c", f'"$@" {stream}', "-", *KG, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", ["query", "export", "visualize", "show toyota", "measure"])
def test_an_output_without_a_name_is_refused(kg, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    asked = ["ASK {}"] if command == "query" else []
    ran = kg(*command.split(), *asked, "-o", "")
    assert (ran.exit_code, "the name is empty; standard output is -" in ran.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_command_that_is_done_ends_at_once_without_tidying_up():
    code = "import atexit, sys; atexit.register(print, 'tidied'); from kg.__main__ import run; run()"
    result = subprocess.run(
        [sys.executable, "-c", code, "queries", "-f", "csv"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0
    assert result.stdout.startswith("name,kind,title,description,parameters\n")
    assert "tidied" not in result.stdout
