"""kg.cli: what every command does at its border, where standard output begins."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

KG = [sys.executable, "-c", "import sys; sys.argv[0] = 'kg'; from kg.cli import main; main()"]
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


def test_a_command_without_standard_output_ends_quietly():
    ran = subprocess.run(["bash", "-c", '"$@" >&-', "-", *KG, "queries"], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
