"""The README: every command in it runs and prints what it shows."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLES = re.findall(r"^```console\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's data, to run the commands in."""
    root = tmp_path_factory.mktemp("readme")
    for name in ("seeds", "ontology", "queries"):
        shutil.copytree(ROOT / name, root / name)
    return root


def _run(command: str, folder: Path) -> str:
    """Return what a shell prints of a command, errors included, as the README shows it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    result = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return re.sub(r" in \d+\.\d+ s$", " in 0.01 s", result.stdout, flags=re.MULTILINE)


@pytest.mark.parametrize("block", CONSOLES)
def test_a_console_block_shows_what_its_commands_print(block: str, folder: Path) -> None:
    shown = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    assert shown
    assert [(command, _run(command, folder)) for command, _ in shown] == shown


@pytest.mark.parametrize(("scheme", "kept"), [("light", "states.svg"), ("dark", "states-dark.svg")])
def test_the_picture_is_what_the_command_beneath_it_draws(scheme: str, kept: str, folder: Path) -> None:
    command = re.search(r"</picture>\n\n```console\n\$ (kg .* -o states\.svg)\n", README)
    assert command is not None
    assert f"tests/pictures/{kept}" in README
    _run(f"{command.group(1)} --scheme {scheme}", folder)
    assert (folder / "states.svg").read_bytes() == (ROOT / "tests" / "pictures" / kept).read_bytes()


def test_the_python_session_prints_what_it_shows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    session = re.findall(r"^```pycon\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert len(session) == 1
    example = doctest.DocTestParser().get_doctest(session[0], {}, "README", "README.md", 0)
    told: list[str] = []
    assert doctest.DocTestRunner().run(example, out=told.append).failed == 0, "".join(told)


def test_set_up_takes_two_commands() -> None:
    commands = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert [command.count("\n") for command in commands] == [1, 1]


def test_every_command_of_kg_is_named() -> None:
    from kg.cli import COMMANDS

    assert [name for name in COMMANDS if f"kg {name}" not in README] == []


def test_every_file_linked_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
