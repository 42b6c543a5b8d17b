"""The lock: everything that pyproject.toml asks for, at one version that its lower bound allows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8")
PINS = [Requirement(pin) for line in LOCK.splitlines() if (pin := line.partition("#")[0].strip())]
ASKED_FOR = [
    requirement
    for listed in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for requirement in map(Requirement, listed)
    if requirement.name != PROJECT["name"]
]


@pytest.mark.parametrize("asked", ASKED_FOR, ids=str)
def test_what_the_project_asks_for_is_locked_at_a_version_it_allows(asked: Requirement) -> None:
    pins = [pin for pin in PINS if canonicalize_name(pin.name) == canonicalize_name(asked.name)]
    assert pins
    assert all(asked.specifier.contains(Version(str(pin.specifier)[2:])) for pin in pins)


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_each_python_finds_one_exact_version_of_everything_locked(python: str) -> None:
    assert all(re.fullmatch(r"==[\w.]+", str(pin.specifier)) for pin in PINS)
    here = {"python_version": python, "python_full_version": f"{python}.0"}
    names = [pin.name for pin in PINS if pin.marker is None or pin.marker.evaluate(here)]
    assert sorted(set(names)) == sorted(names)
    wanted = [asked for asked in ASKED_FOR if asked.marker is None or asked.marker.evaluate(here)]
    assert {canonicalize_name(asked.name) for asked in wanted} <= set(names)


def test_the_lock_names_no_place_and_the_command_that_renews_it() -> None:
    assert "bash .ci/lock\n" in LOCK
    assert not re.search(r"://|@|--|(?<![\w.])/", LOCK)


def test_both_commands_of_the_readme_install_what_is_locked() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^```sh\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    installs = [line for line in "".join(commands).splitlines() if "pip install" in line]
    assert len(installs) == 2
    assert all(line.startswith("python -m pip install -c .ci/constraints.txt -e ") for line in installs)
