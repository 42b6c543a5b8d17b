"""The hash of many files, known again without reading them while none of them has changed.

A file counts as unchanged while its size, inode and both its times are the same, and these lie so far back
that a later change must have moved them, as Git has it for its index ("racy Git").
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from kg.errors import OutputError
from kg.files import write_atomically
from kg.version import VERSION

_SETTLED: Final = 2_000_000_000
"""Nanoseconds after which any file system gives a change another time."""


def digest_of(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of this version of the program and of the names and contents of files."""
    digest = hashlib.sha256(VERSION.encode())
    for path in paths:
        if path.is_file():  # a pipe would keep us waiting
            data = path.read_bytes()
            digest.update(f"\0{path.name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def remembered_digest(paths: Sequence[Path], memory: Path) -> str:
    """Return `digest_of` the files, remembered in the file `memory` where that can be written."""
    now = time.time_ns()
    states = [_state(path) for path in paths]
    known = _known(memory)
    if known.get("states") == states and known.get("settled") is True:
        return str(known["digest"])
    digest = digest_of(paths)
    settled = all(max(state[3:], default=0) < now - _SETTLED for state in states)
    with contextlib.suppress(OSError, OutputError):
        if memory.parent.is_dir():
            told = {"digest": digest, "settled": settled, "states": states}
            write_atomically(memory, json.dumps(told, separators=(",", ":")).encode())
    return digest


def _state(path: Path) -> list[Any]:
    """Return what changes with a file: its name, size, inode and times; the name alone where it is none."""
    try:
        found = os.stat(path)  # noqa: PTH116  (thousands of files: a Path would take twice as long)
    except OSError:
        return [path.name]
    return [path.name, found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns]


def _known(memory: Path) -> dict[str, Any]:
    try:
        known = json.loads(memory.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
