"""Where a result goes: standard output, or a file that appears only when it is whole."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kg.errors import OutputError


@contextlib.contextmanager
def opened(target: str, partial: list[Path]) -> Iterator[IO[bytes]]:
    """Give a stream for `target`, `-` being standard output; a file is put in place when the body is done.

    Its half-written neighbour stands in `partial` meanwhile, for whoever ends the process.
    Raises OutputError.
    """
    try:
        if target == "-":
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
            return
        path = Path(target).resolve()
        special = path.exists() and not path.is_file() and not path.is_dir()
        with path.open("wb") if special else _replacing(path, partial) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or str(error)
        hint = "Choose a file in a folder that exists and can be written to."
        raise OutputError(
            f"cannot write: {what}", where="standard output" if target == "-" else target, hint=hint
        ) from error


@contextlib.contextmanager
def _replacing(path: Path, partial: list[Path]) -> Iterator[IO[bytes]]:
    """Write a neighbour of `path`, make sure it is on disk, rename it; `path` keeps its permissions."""
    if path.is_dir():
        raise IsADirectoryError(21, "it is a directory")
    neighbour = path.with_name(f".{path.name}.{os.getpid()}.part")
    partial.append(neighbour)
    try:
        with neighbour.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            neighbour.chmod(path.stat().st_mode & 0o7777)
        neighbour.replace(path)
    finally:
        neighbour.unlink(missing_ok=True)
