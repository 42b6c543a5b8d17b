"""A built graph in its folder: Turtle while that is quick to read, else an Oxigraph directory.

Either tells the hash of what it was made from, so it is known whether it is that of the seeds as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import OutputError
from kg.files import remove_folder, write_atomically

if TYPE_CHECKING:
    from kg.build.corpus import Corpus
    from kg.terms import Prefixes

LARGE: Final = 40_000
"""How many triples take longer to read from Turtle than a process does to start and open a directory."""
_HINT: Final = (
    "A project that cannot be written to can be asked all the same; only `kg build` must write here."
)


def written(file: Path, digest: str) -> Path | None:
    """Return the graph made from what has this hash: the Turtle `file`, or a directory near it, or None."""
    store = _store(file, digest)
    if _begins(file, _stamp(digest)):
        return file
    return store if (store / "CURRENT").is_file() else None


def at_hand(file: Path) -> Path | None:
    """Return the graph that was written last, whatever has changed since, None where there is none."""
    stores = sorted(_stores(file).glob("*.store"), key=lambda path: path.stat().st_mtime_ns)
    return next((path for path in (file, *stores[::-1]) if path.exists()), None)


def write_graph(corpus: Corpus, prefixes: Prefixes, file: Path, digest: str) -> Path:
    """Write a graph as the Turtle `file` or as a directory near it, and return its path; OutputError.

    What was written before in the other form is removed: it would be taken for the graph.
    """
    from kg.build.stored import write_store
    from kg.graph.turtle import turtle

    try:
        if corpus.number > LARGE:
            store = _store(file, digest)
            store.parent.mkdir(parents=True, exist_ok=True)
            write_store(corpus, store)
            file.unlink(missing_ok=True)
            return store
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, _stamp(digest) + turtle(corpus.lines(), prefixes))
        if _stores(file).is_dir():
            remove_folder(_stores(file))
    except OSError as error:
        what = f"cannot make the folder: {error.strerror}"
        raise OutputError(what, where=str(file.parent), hint=_HINT) from error
    except OutputError as error:
        raise OutputError(error.what, where=error.where, hint=_HINT) from error
    return file


def _stamp(digest: str) -> bytes:
    """Return the first line of a graph as Turtle: a comment with the hash of what it is made from."""
    return f"# Built by kg from inputs {digest}\n".encode()


def _stores(file: Path) -> Path:
    return file.with_name("stores")


def _store(file: Path, digest: str) -> Path:
    return _stores(file) / f"{digest[:16]}.store"


def _begins(path: Path, stamp: bytes) -> bool:
    """Say whether the graph at `path` was made from the inputs of the stamp."""
    try:
        if not path.is_file():  # a pipe would keep whoever opens it waiting
            return False
        with path.open("rb") as file:
            return file.read(len(stamp)) == stamp
    except OSError:
        return False
