"""The package as it is installed: it carries the documents, and works outside a checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_the_documents_the_ontology_and_the_questions(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("seeds", "ontology", "queries"):
        files = [path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert {f"kg/data/{path.as_posix()}" for path in files} <= names
    assert "kg/py.typed" in names


def test_the_installed_command_answers_outside_a_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "site"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    code = "import kg, sys; from kg.__main__ import run; assert 'site' in kg.__file__; run()"
    asked = [sys.executable, "-c", code, "query", "fdi-share-of-year", "-f", "csv"]
    result = subprocess.run(
        asked, cwd=elsewhere, env=environment, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout.splitlines()) == (
        0,
        ["figure,total,percent,status,document", "US$4.28 billion,US$38.9 billion,11,,000"],
    ), result.stderr
    assert list(elsewhere.iterdir()) == []
    begun = [sys.executable, "-c", code, "init", "mine"]
    subprocess.run(begun, cwd=elsewhere, env=environment, check=True, capture_output=True)
    asked = [sys.executable, "-c", code, "build"]
    subprocess.run(asked, cwd=elsewhere / "mine", env=environment, check=True, capture_output=True)
    assert (elsewhere / "mine/ontology/mine.ttl").is_file()


def test_the_tools_and_libraries_are_declared_once_with_a_lower_bound() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    assert [one for one in declared if ">=" not in one and not one.startswith(project["name"])] == []
    assert requires(project["name"])
