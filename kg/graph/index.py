"""The names in a store on disk by their words, so that some are found without reading all: an SQLite file.

It lies in the store's directory and says of which state of it it was made; of another it is not used.
"""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import LocationError
from kg.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

Row = tuple[str, str, str, str]
"""One name: the IRI of the thing, the label, its language or "", the property that gives it."""

_FILE: Final = "names.sqlite"
_TABLES: Final = """
    CREATE TABLE state (listing TEXT);
    CREATE TABLE label (id INTEGER PRIMARY KEY, text TEXT UNIQUE);
    CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT UNIQUE);
    CREATE TABLE holds (word INTEGER, label INTEGER, PRIMARY KEY (word, label)) WITHOUT ROWID;
    CREATE TABLE name (iri TEXT, label INTEGER, language TEXT, by TEXT);
"""
_INDEXES: Final = """
    CREATE INDEX name_iri ON name (iri);
    CREATE INDEX name_label ON name (label);
"""
_ALIKE: Final = 60.0
"""How like, from 0 to 100, a word of a label is to one that is looked for, at the least."""
_UNSEEN: Final = 0.25
"""The part of what is looked for that may be missing from a label altogether."""
_TO_READ: Final = "mode=ro&immutable=1"
_MARKS: Final = ",.:;()"


class NameIndex(NamedTuple):
    """The index of one store."""

    file: Path

    def near(self, text: str, fits: Callable[[str], bool] = bool) -> list[Row]:
        """Return all names of the things that have one which may be like a text: none that is, is missing.

        Of the labels that may be, those that `fits` count. Raises LocationError where the file is damaged.
        """
        try:
            with _opened(self.file, _TO_READ) as base:
                return _near(base, fold(text), fits)
        except sqlite3.Error as error:
            hint = "Remove it: names are then found without it."
            raise LocationError(f"cannot be read: {error}", where=str(self.file), hint=hint) from error


def index_of(folder: Path) -> NameIndex | None:
    """Return the index of the store in a directory, None where there is none of its present state."""
    index = NameIndex(folder / _FILE)
    return index if _is_of(index.file, _listing(folder)) else None


def write_index(folder: Path, names: Iterable[Row]) -> None:
    """Write an index into the directory of a store, which nobody reads yet; it is used once confirmed."""
    file = folder / _FILE
    file.unlink(missing_ok=True)
    with _opened(file) as base:
        base.executescript(_TABLES)
        _put(base, names)
        base.executescript(_INDEXES)


def change_index(folder: Path, things: Sequence[str], names: Iterable[Row]) -> None:
    """Put the names that some things have now into an index of before; it is used once confirmed."""
    with _opened(folder / _FILE) as base:
        base.executemany("DELETE FROM name WHERE iri = ?", ((iri,) for iri in things))
        _put(base, names)


def confirm_index(folder: Path) -> None:
    """Say of the index in the directory of a store that it has the names of its present state."""
    with _opened(folder / _FILE) as base:
        base.execute("DELETE FROM state")
        base.execute("INSERT INTO state VALUES (?)", (_listing(folder),))


def _near(base: sqlite3.Connection, wanted: str, fits: Callable[[str], bool]) -> list[Row]:
    known = dict(base.execute("SELECT text, id FROM word"))
    base.execute("CREATE TEMP TABLE wanted (word INTEGER PRIMARY KEY)")
    base.executemany("INSERT INTO wanted VALUES (?)", ((known[word],) for word in _alike(wanted, known)))
    alike = base.execute(
        "SELECT id, text FROM label WHERE id IN (SELECT label FROM holds NATURAL JOIN wanted)"
    ).fetchall()
    base.execute("CREATE TEMP TABLE fitting (label INTEGER PRIMARY KEY)")
    base.executemany("INSERT INTO fitting VALUES (?)", ((label,) for label, text in alike if fits(text)))
    return base.execute(
        "SELECT iri, text, language, by FROM name JOIN label ON label.id = label"
        " WHERE iri IN (SELECT iri FROM name NATURAL JOIN fitting)"
    ).fetchall()


def _put(base: sqlite3.Connection, names: Iterable[Row]) -> None:
    """Add names; words are made of labels that are new, of which there are far fewer than names."""
    (last,) = base.execute("SELECT COALESCE(MAX(id), 0) FROM label").fetchone()
    base.execute("CREATE TEMP TABLE given (iri TEXT, text TEXT, language TEXT, by TEXT)")
    base.executemany("INSERT INTO given VALUES (?, ?, ?, ?)", names)
    base.execute("INSERT OR IGNORE INTO label (text) SELECT text FROM given")
    base.execute("INSERT INTO name SELECT DISTINCT iri, id, language, by FROM given JOIN label USING (text)")
    base.execute("CREATE TEMP TABLE said (text TEXT, label INTEGER)")
    base.executemany("INSERT INTO said VALUES (?, ?)", _words(base, last))
    base.execute("INSERT OR IGNORE INTO word (text) SELECT text FROM said")
    base.execute("INSERT INTO holds SELECT id, label FROM said JOIN word USING (text) ORDER BY 1, 2")


def _words(base: sqlite3.Connection, last: int) -> Iterator[tuple[str, int]]:
    """Yield the words of each label after the last that was there, with its number."""
    for number, label in base.execute("SELECT id, text FROM label WHERE id > ?", (last,)):
        for word in dict.fromkeys(word.strip(_MARKS) or word for word in fold(label).split()):
            yield word, number


def _alike(wanted: str, known: Iterable[str]) -> set[str]:
    """Return the known words of which a label must have one to be like the text that is wanted."""
    from rapidfuzz import fuzz, process

    words = [*known]
    telling = _telling(wanted.split())
    found = {word for word in words if word.startswith(tuple(telling)) or _is_within(word, wanted)}
    for one in {*telling, wanted}:
        alike = process.extract(one, words, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
        found.update(word for word, *_ in alike)
    return found


def _is_within(word: str, wanted: str) -> bool:
    """Say whether a word is part of what is wanted, written without spaces, or the other way round."""
    if word.isascii():
        return len(word) >= len(wanted) * _UNSEEN and word in wanted
    return wanted in word


def _telling(words: Sequence[str]) -> list[str]:
    """Return the longest words, which a label must not lack all of to be like the whole."""
    ordered = sorted(words, key=len)
    spare = _UNSEEN * sum(map(len, words))
    while len(ordered) > 1 and len(ordered[0]) <= spare:
        spare -= len(ordered.pop(0))
    return ordered


def _is_of(file: Path, listing: str) -> bool:
    if not file.is_file():
        return False
    with contextlib.suppress(sqlite3.Error), _opened(file, _TO_READ) as base:
        return base.execute("SELECT listing FROM state").fetchall() == [(listing,)]
    return False


def _listing(folder: Path) -> str:
    """Return what tells a state of a store: its files and their sizes, which any change to it changes."""
    own = sorted(
        path for path in folder.iterdir() if path.name.startswith("MANIFEST") or path.suffix == ".sst"
    )
    return " ".join(f"{path.name}:{path.stat().st_size}" for path in own)


@contextlib.contextmanager
def _opened(file: Path, manner: str = "mode=rwc") -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?{manner}", uri=True)) as base:
        base.execute("PRAGMA synchronous = OFF")
        with base:
            yield base
