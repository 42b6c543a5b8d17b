"""Files packed by gzip (RFC 1952) or Zstandard (RFC 8878): written as their name asks, read as they begin."""

from __future__ import annotations

import contextlib
import errno
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from types import ModuleType

SUFFIXES: Final = (".gz", ".zst")
"""What a name ends in, after the suffix of its format, that is to be packed."""
_BEGINNINGS: Final = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
"""How a packed file begins, whatever it is called."""
_FREE: Final = 1 << 30
"""So many bytes any file may unpack to."""
_MOST: Final = 250
"""More than so many times its own size nothing of RDF unpacks to, which repeats itself 10 to 60 times."""
_CHUNK: Final = 1 << 16


def bare(name: str) -> str:
    """Return the name of a file without the suffix of its packing."""
    return next((name[: -len(end)] for end in SUFFIXES if name.casefold().endswith(end)), name)


@contextlib.contextmanager
def packing(name: str, stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """Give what packs into a stream as the name of the file asks, which may be not at all.

    The same content gives the same bytes: neither a time nor a name is in them.
    """
    end = name.casefold()
    if end.endswith(".gz"):
        with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
            yield cast("IO[bytes]", packed)
    elif end.endswith(".zst"):
        with _zstd().ZstdFile(stream, "wb") as packed:
            yield packed
    else:
        yield stream


def unpacked(path: Path) -> IO[bytes]:
    """Return a file's bytes, unpacked when they are packed, whatever it is called; a pipe's as they are.

    Reading raises OSError where it is broken, or where it unpacks to more than 1 GiB and 250 times its size.
    """
    stream = path.open("rb")
    if not path.is_file():
        return stream
    begins = stream.peek(4)
    kind = next((kind for beginning, kind in _BEGINNINGS.items() if begins.startswith(beginning)), "")
    if not kind:
        return stream
    opened = _zstd().ZstdFile(stream) if kind == "zstd" else gzip.GzipFile(fileobj=stream)
    most = max(_FREE, _MOST * path.stat().st_size)
    return io.BufferedReader(_Unpacked(opened, stream, kind, most), _CHUNK)


class _Unpacked(io.RawIOBase):
    """What a packed file holds, as long as that is no more than `most` bytes."""

    def __init__(self, opened: IO[bytes] | gzip.GzipFile, file: IO[bytes], kind: str, most: int) -> None:
        super().__init__()
        self._opened, self._file, self._kind, self._most = opened, file, kind, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  (a writable buffer, which typing names since 3.12)
        try:
            chunk = self._opened.read(min(len(buffer), _CHUNK))
        except _errors(self._kind) as error:
            raise OSError(errno.EINVAL, f"it is broken, or no whole {self._kind} file") from error
        self._most -= len(chunk)
        if self._most < 0:
            what = f"it unpacks to over {_MOST} times its size; unpack it yourself if you trust it"
            raise OSError(errno.EFBIG, what)
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self._opened.close()
        self._file.close()
        super().close()


def _errors(kind: str) -> tuple[type[Exception], ...]:
    """Return what is raised by the reading of a broken file."""
    own = _zstd().ZstdError if kind == "zstd" else gzip.BadGzipFile
    return EOFError, zlib.error, own


def _zstd() -> ModuleType:
    """Return the module of Python 3.14, or what brings it to an older one."""
    import importlib
    import sys

    return importlib.import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
