"""Oxigraph stores on disk: opened, loaded, changed into another."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg import terminal
from kg.errors import LocationError
from kg.graph import formats
from kg.graph.rdffile import READ

_AT_ONCE: Final = 50
"""Files of some thousand triples each that are loaded at once: 300 MB where a million triples take 900."""


def open_store(location: str) -> ox.Store:
    """Return the Oxigraph store in a directory, opened to be read only. Raises LocationError."""
    folder = Path(location)
    if not (folder / "CURRENT").is_file():
        found = sorted(
            path.name for path in folder.iterdir() if path.name.endswith(tuple(formats.suffixes(READ)))
        )
        hint = f"To ask its files give them one by one: --data {folder / found[0]}" if found else ""
        raise LocationError("this directory is no Oxigraph store", where=location, hint=hint)
    try:
        return ox.Store.read_only(location)
    except (OSError, RuntimeError) as error:  # the latter where its files do not fit one another
        hint = "Make it anew from its RDF files, or give those files one by one."
        raise LocationError(
            f"the Oxigraph store cannot be read ({error})", where=location, hint=hint
        ) from error


def load_store(folder: Path, lines: Iterable[str], files: Sequence[Path]) -> None:
    """Load lines of N-Triples and files of them into an Oxigraph store in an empty folder.

    The engine sorts in memory what it loads at once, so files are given to it some at a time, and as bytes:
    it would ask an open file for two kilobytes at a time, and wait for Python as often. What each of these
    gave is merged at last: else whatever is looked up later is looked for in all of them.
    """
    store = ox.Store(folder)
    store.bulk_load("\n".join(lines).encode(), ox.RdfFormat.N_TRIPLES)
    for begin in range(0, len(files), _AT_ONCE):
        terminal.progress(f"{begin:,} of {len(files):,} portions stored")
        some = b"".join(path.read_bytes() for path in files[begin : begin + _AT_ONCE])
        store.bulk_load(some, ox.RdfFormat.N_TRIPLES)
    terminal.progress("")
    store.optimize()
    store.flush()


def change_store(old: Path, folder: Path, removed: Iterable[str], added: Iterable[str]) -> None:
    """Make in an empty folder the store `old` without some lines of N-Triples and with others.

    What is never written again is shared with the old one, as hard links.
    """
    for path in old.iterdir():
        if path.suffix == ".sst":
            (folder / path.name).hardlink_to(path)
        elif path.name != "LOCK":
            shutil.copy2(path, folder)
    store = ox.Store(folder)
    for triple in ox.parse("\n".join(removed), ox.RdfFormat.N_TRIPLES):
        store.remove(ox.Quad(*triple.triple))
    store.bulk_extend(ox.parse("\n".join(added), ox.RdfFormat.N_TRIPLES))
    store.flush()
