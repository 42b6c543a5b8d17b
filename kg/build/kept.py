"""Portions kept on disk by the hash of all that they depend on, so that each is made once.

A file is N-Triples after a comment with the length of what follows and the heading as JSON. First come the
lines that another portion may have as well, those of entities and of data structures; both parts are sorted.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from kg.build.portion import Heading
from kg.errors import OutputError
from kg.files import LOCK

Shared = Callable[[str], bool]
"""Says of the subject of a line whether other portions may speak of it too."""

_ENDING: Final = ".nt"


@dataclass(frozen=True)
class Kept:
    """A folder of portions that were made of the seeds in `seeds` and of what `base` is the hash of."""

    folder: Path
    seeds: Path
    base: bytes

    def path(self, members: Iterable[str]) -> Path:
        """Return where the portion of some members, stems of files in the seeds, is or will be kept."""
        digest = hashlib.sha256(self.base)
        for name in members:
            for ending in (".txt", ".yaml"):
                data = _content(self.seeds / f"{name}{ending}")
                digest.update(f"\0{name}{ending}\0{len(data)}\0".encode() + data)
        return self.folder / f"{digest.hexdigest()[:40]}{_ENDING}"

    def told(self, what: str = "") -> Path:
        """Return where it is or will be kept, as JSON, what has been found; of several, of `what`."""
        return self.folder / f"{hashlib.sha256(self.base + what.encode()).hexdigest()[:40]}.json"

    def keep(self, path: Path, data: bytes) -> None:
        """Keep the bytes of a portion; whoever reads meanwhile finds all or nothing. Raises OutputError."""
        neighbour = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            neighbour.write_bytes(data)
            neighbour.replace(path)
        except OSError as error:
            hint = "Make room there: what has been made so far is kept."
            raise OutputError(f"cannot write: {error.strerror}", where=str(path), hint=hint) from error
        finally:
            neighbour.unlink(missing_ok=True)

    def keep_only(self, paths: Iterable[Path]) -> None:
        """Remove all that is in the folder but these."""
        wanted = {path.name for path in paths}
        for entry in os.scandir(self.folder) if self.folder.is_dir() else ():
            if entry.name not in wanted and entry.name != LOCK:
                Path(entry.path).unlink(missing_ok=True)


def kept_form(heading: Heading, lines: Sequence[str], is_shared: Shared) -> bytes:
    """Return a portion as it is kept, its sorted lines after its heading."""
    shared = [line for line in lines if is_shared(line[1 : line.index(">")])]
    own = sorted({*lines} - {*shared})
    heading = heading._replace(numbers=heading.numbers | {"shared": len(shared), "lines": len(lines)})
    body = "".join(f"{line}\n" for line in (*shared, *own)).encode()
    told = json.dumps(heading._asdict(), ensure_ascii=True, separators=(",", ":"))
    return f"# {len(body)} {told}\n".encode() + body


def heading_at(path: Path) -> Heading | None:
    """Return the heading of the portion kept there, None where there is none or not all of it."""
    try:
        with path.open("rb") as file:
            first = file.readline()
            rest = os.fstat(file.fileno()).st_size - len(first)
    except OSError:
        return None
    mark, _, told = first.partition(b" ")
    length, _, plain = told.partition(b" ")
    if mark != b"#" or not first.endswith(b"\n") or length != str(rest).encode():
        return None
    return Heading.of(json.loads(plain))


def json_at(path: Path) -> list[Any] | None:
    """Return the list that is kept there, None where there is none or not all of it."""
    try:
        found: list[Any] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found


def lines_at(path: Path, number: int | None = None) -> Iterator[str]:
    """Yield the lines of the portion kept there without their ends, all or the first of them."""
    with path.open(encoding="utf-8", newline="\n") as file:
        next(file)
        yield from (line[:-1] for line in islice(file, number))


def _content(path: Path) -> bytes:
    """Return what is in a file; nothing where it is none, which is told when it is read."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""
