"""Write a result to standard output, or to a file or folder that is there only when it is whole."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from kg import packed, terminal, watched
from kg.errors import ChangedError, OutputError

LOCK: Final = ".lock"
"""The file in a folder by which processes wait for each other."""


def write_atomically(path: Path, data: bytes, *, instead_of: bytes | None = None) -> None:
    """Put `data` at `path` in one step: readers and a killed writer meet the old file or the new one.

    A symbolic link is followed, a device or pipe is written as it is, the mode of an existing file is kept.
    Raises OutputError when nothing can be written there, when the file may only be read, and when it has
    several hard links, of which only one would change; what stood at `path` is then untouched. So does a file
    whose content is no more `instead_of`: ChangedError, looked for last of all.
    """
    with _told_as_output_error(str(path)), _opened(path) as stream:
        stream.write(data)
        if instead_of is not None:
            stream.flush()
            os.fsync(stream.fileno())
            _check_unchanged(path, instead_of)


def _check_unchanged(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        raise ChangedError("another program has changed it meanwhile", where=str(path), hint="Read it again.")


@contextlib.contextmanager
def opened(target: str) -> Iterator[IO[bytes]]:
    """Give a stream for `target`, `-` being standard output, anything else a file as `writing` has it.

    Raises OutputError for a file; what the system says of standard output is told where commands end.
    """
    if target == "-":
        yield terminal.stream()
        terminal.stream().flush()
    else:
        with writing(Path(target)) as stream:
            yield stream


@contextlib.contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """Give a stream whose content is at `path` once the body is done, as `write_atomically` puts it there.

    It is packed where the name ends in `.gz` or `.zst`. Raises OutputError.
    """
    with (
        _told_as_output_error(str(path)),
        _opened(path) as file,
        packed.packing(path.name, file) as stream,
    ):
        yield stream


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Put files by their relative names into a folder, in place of all it holds, and return their number.

    A symbolic link is followed. Raises OutputError when nothing can be written there; what stood at `folder`
    is then untouched.
    """
    number = 0
    with _told_as_output_error(str(folder)), replacing_folder(_real(folder)) as neighbour:
        for name, data in files:
            target = neighbour / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            number += 1
    return number


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let the body run while no other process runs one for the same folder; whoever has begun is awaited.

    Where the system knows no locks, nobody waits.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (folder / LOCK).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # which ends with the process, however that ends
        yield


@contextlib.contextmanager
def replacing_folder(folder: Path) -> Iterator[Path]:
    """Let a neighbour of `folder` be filled, then put it in place; the old one is moved aside meanwhile."""
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "it is a file, not a folder")
    _clear_litter(folder)
    neighbour, aside = _neighbour(folder), _neighbour(folder)
    with watched.writing(neighbour):
        try:
            neighbour.mkdir()
            yield neighbour
            if folder.exists():
                folder.replace(aside)
            neighbour.replace(folder)
        finally:
            if aside.exists() and not folder.exists():
                aside.replace(folder)
            for each in (neighbour, aside):
                shutil.rmtree(each, ignore_errors=True)


def remove_folder(folder: Path) -> None:
    """Remove a folder in one step, so that nobody takes what is left of it for the whole. Raises OSError."""
    neighbour = _neighbour(folder)
    with watched.writing(neighbour):
        folder.replace(neighbour)
        shutil.rmtree(neighbour, ignore_errors=True)


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
    path = _real(path)
    is_device = path.exists() and not path.is_file() and not path.is_dir()
    with path.open("wb") if is_device else _replacing(path) as stream:
        yield stream


def _real(path: Path) -> Path:
    """Return what a path leads to when its symbolic links are followed; OSError when they go in a circle."""
    with contextlib.suppress(RuntimeError):  # which a circle was before Python 3.13
        real = path.resolve()
        if not real.is_symlink():
            return real
    raise OSError(errno.ELOOP, "its symbolic links go in a circle")


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """Write a neighbour of `path`, make sure it is on disk, rename it; `path` keeps its permissions."""
    _check_replaceable(path)
    _clear_litter(path)
    neighbour = _neighbour(path)
    with watched.writing(neighbour):
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


def _neighbour(path: Path) -> Path:
    """Return a name beside `path` that nobody else has, and that tells who writes there."""
    return path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")


def _check_replaceable(path: Path) -> None:
    """Raise OSError where a new file in place of the old one would not be what writing to it is."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a directory")
    if not path.exists():
        return
    if not os.access(path, os.W_OK) or not path.stat().st_mode & 0o222:
        raise PermissionError(errno.EACCES, "it may only be read")
    if path.stat().st_nlink > 1:
        raise OSError(errno.EMLINK, "it has other names (hard links), which would keep the old content")


def _clear_litter(path: Path) -> None:
    """Remove what a killed process has left of writing `path`; what another is writing now stays."""
    clear_litter(path.parent, re.escape(path.name))


def clear_litter(folder: Path, names: str = ".+") -> None:
    """Remove from a folder what killed processes have left of writing files or folders of such names."""
    name = re.compile(rf"\.{names}\.(\d+)\.[0-9a-f]{{8}}\.tmp")
    for other in folder.iterdir():
        if (match := name.fullmatch(other.name)) and not watched.is_alive(int(match[1])):
            shutil.rmtree(other) if other.is_dir() else other.unlink(missing_ok=True)
