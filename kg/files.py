"""Write a result to standard output, or to a file that is there only when it is whole."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from kg import terminal
from kg.errors import OutputError

UNFINISHED: Final[list[Path]] = []
"""Files being written, for whoever ends the process to remove."""


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: readers and a killed writer meet the old file or the new one.

    A symbolic link is followed, a device or pipe is written as it is, the mode of an existing file is kept.
    Raises OutputError when nothing can be written there; what stood at `path` is then untouched.
    """
    with _told_as_output_error(str(path)), _opened(path) as stream:
        stream.write(data)


@contextlib.contextmanager
def opened(target: str) -> Iterator[IO[bytes]]:
    """Give a stream for `target`, `-` being standard output; a file is put in place when the body is done.

    Raises OutputError for a file; what the system says of standard output is told where commands end.
    """
    if target == "-":
        yield terminal.stream()
        terminal.stream().flush()
    else:
        with _told_as_output_error(target), _opened(Path(target)) as stream:
            yield stream


@contextlib.contextmanager
def _told_as_output_error(where: str) -> Iterator[None]:
    """Turn what the system says into an OutputError; who stops reading a pipe has seen enough."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or "no file can have this name"
        hint = "Choose a file in a folder that exists and can be written to."
        raise OutputError(f"cannot write: {what}", where=where, hint=hint) from error


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    path = path.resolve()
    is_device = path.exists() and not path.is_file() and not path.is_dir()
    with path.open("wb") if is_device else _replacing(path) as stream:
        yield stream


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """Write a neighbour of `path`, make sure it is on disk, rename it; `path` keeps its permissions."""
    if path.is_dir():
        raise IsADirectoryError(21, "it is a directory")
    neighbour = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    UNFINISHED.append(neighbour)
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
        UNFINISHED.remove(neighbour)
