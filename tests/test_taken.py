"""What pages use of npm: taken in by the build, checked byte for byte, or left out and told."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from kg.site import taken

ROOT = Path(__file__).parent.parent
LISTED = json.loads((ROOT / "kg/site/taken.json").read_bytes())

_found = importlib.util.spec_from_file_location("take", ROOT / ".ci/take.py")
take = importlib.util.module_from_spec(_found)
_found.loader.exec_module(take)


def archive(path: Path, **members: bytes) -> bytes:
    """Write an archive as npm packs it, and one member that would land elsewhere; return its bytes."""
    with tarfile.open(path, "w:gz") as packed:
        for name, data in [
            *((f"package/{name}.js", data) for name, data in members.items()),
            ("../out", b"x"),
        ]:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return path.read_bytes()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a list of one file, and an npm on the path that gives the archive beside it."""
    packed = archive(tmp_path / "given.tgz", editor=b"edit();", other=b"other();")
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    to_the_folder = 'while [ "$1" != --pack-destination ]; do shift; done'
    npm.write_text(f'#!/bin/sh\n{to_the_folder}\ncp {tmp_path}/given.tgz "$2"/a.tgz\n')
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}:/usr/bin:/bin")
    site = tmp_path / "site"
    site.mkdir()
    digest = base64.b64encode(hashlib.sha512(packed).digest()).decode()
    file = {"path": "editor.js", "sha256": hashlib.sha256(b"edit();").hexdigest()}
    listed = {"package": "an-editor", "version": "1.0.0", "integrity": f"sha512-{digest}"}
    (site / "taken.json").write_text(json.dumps([{**listed, "files": {"edit.js": file}}]))
    return site


def held(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_exactly_the_listed_files_are_taken_in_under_their_names(site):
    take.take(site)
    assert held(site.parent) == ["bin", "bin/npm", "given.tgz", *("site", "site/taken"), *(
        "site/taken.json", "site/taken/edit.js",
    )]  # fmt: skip
    assert (site / "taken/edit.js").read_bytes() == b"edit();"


def test_npm_is_not_asked_for_what_is_there_and_is_for_what_was_changed(site):
    take.take(site)
    npm = site.parent / "bin/npm"
    asked = npm.read_text()
    npm.write_text("#!/bin/sh\nexit 1\n")
    take.take(site)
    (site / "taken/edit.js").write_bytes(b"edit()!")
    with pytest.raises(take.LackingError, match=r"an-editor@1.0.0 is not taken in: npm cannot get it"):
        take.take(site)
    assert held(site) == ["taken.json"], "what was changed is not kept"
    npm.write_text(asked)
    take.take(site)
    assert (site / "taken/edit.js").read_bytes() == b"edit();"


def test_an_archive_that_differs_in_a_byte_is_refused(site):
    archive(site.parent / "given.tgz", editor=b"edit();", other=b"other()!")
    with pytest.raises(take.RefusedError, match=r"the archive of an-editor@1\.0\.0 has the checksum sha512-"):
        take.take(site)
    assert held(site) == ["taken.json"]


def test_without_npm_a_build_is_told_what_is_missing(site, monkeypatch):
    monkeypatch.setenv("PATH", str(site))
    with pytest.raises(take.LackingError, match=r"an-editor@1\.0\.0 is not taken in: there is no npm"):
        take.take(site)
    assert held(site) == ["taken.json"]


def build(root: Path, folder: Path, path: str) -> tuple[set[str], str]:
    """Return the names in the wheel of a copy of the project, and what was told when it was built."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    told = subprocess.run(
        command, cwd=root, check=True, capture_output=True, text=True, env={**os.environ, "PATH": path}
    )
    return set(zipfile.ZipFile(next(folder.glob("*.whl"))).namelist()), told.stderr + told.stdout


def printed(wheel: Path, folder: Path) -> str:
    """Return the page to ask with as what a wheel holds makes it."""
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    code = (
        "from kg.graph.graph import Graph; from kg.site import asked; from kg.site.visit import Site\n"
        "print(asked.page(Site(Graph.from_triples([])), asked.Shown()).decode())"
    )
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    asked = [sys.executable, "-c", code]
    return subprocess.run(
        asked, cwd=folder, env=environment, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what a wheel is built of, into which nothing has been taken."""
    root = tmp_path / "copy"
    for name in (".ci", "kg", "ontology", "queries", "seeds"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("taken", "__pycache__"))
    for name in (".gitignore", "LICENSE", "README.md", "pyproject.toml"):
        shutil.copy(ROOT / name, root)
    return root


def test_a_wheel_is_built_without_npm_and_says_what_it_lacks(copy, tmp_path):
    names, told = build(copy, tmp_path / "dist", "/nonexistent")
    assert not any(name.startswith("kg/site/taken/") for name in names)
    assert "@zazuko/yasgui@4.6.2 is not taken in: there is no npm" in told
    page = printed(next((tmp_path / "dist").glob("*.whl")), tmp_path / "site")
    assert "This is a plain field: @zazuko/yasgui 4.6.2 is not here" in page
    assert "<textarea" in page
    assert "<script" not in page


def test_a_wheel_holds_what_was_taken_in_and_its_licences(copy, tmp_path):
    files = {name: file for each in LISTED for name, file in each["files"].items()}
    (copy / "kg/site/taken").mkdir()
    list_ = json.loads((copy / "kg/site/taken.json").read_bytes())
    for each in list_:
        for name, file in each["files"].items():
            (copy / "kg/site/taken" / name).write_bytes(name.encode())
            file["sha256"] = hashlib.sha256(name.encode()).hexdigest()
    (copy / "kg/site/taken.json").write_text(json.dumps(list_))
    names, _ = build(copy, tmp_path / "dist", "/nonexistent")
    assert {f"kg/site/taken/{name}" for name in files} <= names
    assert {f"kg/site/licences/{each['text']}" for each in LISTED} <= names


@pytest.mark.parametrize("name", ["yasgui.js", "yasgui.css", "oxigraph.js", "oxigraph.wasm"])
def test_each_file_is_as_listed_or_told_to_be_missing_and_has_its_licence(name):
    sums = {name: file["sha256"] for each in LISTED for name, file in each["files"].items()}
    there = taken.file(name)
    assert there is None or hashlib.sha256(there).hexdigest() == sums[name]
    assert "without restriction" in taken.licence(name).decode()
    assert taken.lacking(name).endswith(
        " is not here, since kg was built without npm. Install npm, then kg anew."
    )


def test_what_is_missing_is_told_by_its_name_in_npm():
    assert taken.lacking("oxigraph.wasm").startswith("oxigraph 0.5.11 is not here")
    assert taken.lacking("yasgui.js").startswith("@zazuko/yasgui 4.6.2 is not here")
