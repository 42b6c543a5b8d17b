"""Write a file so that at any moment the old one or the new one is there, whole."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from kg.errors import OutputError


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: readers and a killed writer meet the old file or the new one.

    A symbolic link is followed, a device or pipe is written as it is, the mode of an existing file is kept.
    Raises OutputError when nothing can be written there; what stood at `path` is then untouched.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        hint = "Choose a file in a folder that exists and can be written to."
        raise OutputError(f"cannot write: {error.strerror or error}", where=str(path), hint=hint) from error


def _replace(target: Path, data: bytes) -> None:
    """Write a temporary neighbour of `target`, make sure it is on disk, then rename it."""
    import tempfile

    if target.is_dir():
        raise IsADirectoryError(21, "Is a directory")
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def _mode(target: Path) -> int:
    """Return the permission bits the file should have: its old ones, else what the umask leaves of 666."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
