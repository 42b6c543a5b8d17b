#!/usr/bin/env python3
"""Takes in from npm what pages use, as kg/site/taken.json lists it; hatchling does so before each build.

Nothing is fetched when it is there already. A build without npm or a network goes on without, and says so;
one that is given other bytes than those listed fails.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

SITE = Path(__file__).resolve().parent.parent / "kg" / "site"
PACK = ("pack", "--silent", "--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=60000")
SECONDS = 180

Listed = dict[str, Any]


class LackingError(Exception):
    """What is listed cannot be had now."""


class RefusedError(Exception):
    """What came is not what is listed."""


def take(site: Path = SITE) -> None:
    """Have the listed files in the folder `taken` beside the list, and nothing else, whole or not at all."""
    listed: list[Listed] = json.loads((site / "taken.json").read_bytes())
    taken = site / "taken"
    if is_taken(listed, taken):
        return
    shutil.rmtree(taken, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".taking-", dir=site) as temporary:
        new = Path(temporary) / "taken"
        new.mkdir()
        for each in listed:
            unpack(each, fetched(each, Path(temporary)), new)
        new.rename(taken)


def is_taken(listed: list[Listed], taken: Path) -> bool:
    """Say whether a folder holds the listed files and no others, byte for byte."""
    wanted = {name: file["sha256"] for each in listed for name, file in each["files"].items()}
    held = {path.name: sha256(path.read_bytes()) for path in taken.iterdir()} if taken.is_dir() else {}
    return held == wanted


def fetched(each: Listed, folder: Path) -> Path:
    """Return the archive of a package, got into a folder and checked."""
    what = f"{each['package']}@{each['version']}"
    npm = shutil.which("npm")
    if npm is None:
        raise LackingError(f"{what} is not taken in: there is no npm")
    before = set(folder.iterdir())
    # elsewhere than in a project, whose settings of npm are not meant
    command = [npm, *PACK, "--pack-destination", str(folder), what]
    try:
        subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise LackingError(f"{what} is not taken in: npm cannot get it") from error
    (archive,) = set(folder.iterdir()) - before
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    check(f"the archive of {what}", f"sha512-{digest}", each["integrity"])
    return archive


def unpack(each: Listed, archive: Path, folder: Path) -> None:
    """Write the listed files of an archive into a folder under their names here, and no others."""
    with tarfile.open(archive) as members:
        for name, file in each["files"].items():
            member = members.extractfile(f"package/{file['path']}")
            data = member.read() if member else b""
            check(name, sha256(data), file["sha256"])
            (folder / name).write_bytes(data)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def check(what: str, found: str, listed: str) -> None:
    """Raise RefusedError for another checksum than the one that is listed."""
    if found != listed:
        raise RefusedError(f"{what} has the checksum {found}, and {listed} is listed in kg/site/taken.json")


def get_build_hook() -> type:
    """Return what hatchling calls before it builds anything."""
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class Hook(BuildHookInterface):  # type: ignore[type-arg]
        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            del version, build_data
            try:
                take(Path(self.root, "kg", "site"))
            except LackingError as error:
                self.app.display_warning(f"{error}; what pages do with it is left out.")

    return Hook


if __name__ == "__main__":
    try:
        take()
    except (LackingError, RefusedError) as error:
        sys.exit(str(error))
