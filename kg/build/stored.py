"""A large graph as an Oxigraph directory: loaded whole, or the one before with what has changed since.

A directory is named by the hash of what it is made from, so none is changed under its readers; the one before
stays for those who still read it. Beside each stands a list of its portions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from threading import Event
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.build.corpus import Corpus
from kg.build.kept import heading_at, lines_at
from kg.files import clear_litter, remove_folder, replacing_folder, write_atomically
from kg.graph.graph import Graph
from kg.graph.index import Row, change_index, confirm_index, index_of, write_index
from kg.graph.labels import EVERY, FORM, named
from kg.graph.names import Name, names
from kg.graph.stores import change_store, load_store, open_store

_MUCH: Final = 0.2
"""The part of the portions beyond which loading all is quicker than changing what was there."""
_NAMING: Final = {f"<{prop}>" for prop in (*EVERY, FORM)}


class _Before(NamedTuple):
    """An earlier store, and the portions it holds that are no more, and does not hold yet."""

    folder: Path
    gone: list[Path]
    new: list[Path]


def write_store(corpus: Corpus, final: Path) -> None:
    """Put the graph into the Oxigraph directory `final`, there only when it is whole. Raises OutputError."""
    before = _before(corpus, final)
    with replacing_folder(final) as folder:
        if before:
            removed = _removed(before, corpus)
            change_store(before.folder, folder, removed, _added(before))
            change_names(folder, chain(removed, _added(before)))
        else:
            load(folder, corpus.own, _paths(corpus))
    listed = {"ground": _ground(corpus), "portions": sorted(path.name for path in _paths(corpus))}
    write_atomically(_list(final), json.dumps(listed).encode())
    _keep_only(final, before.folder if before else final)


def load(folder: Path, lines: Sequence[str], files: Sequence[Path]) -> None:
    """Load lines of N-Triples, and files of them with headings, into a store with an index of its names.

    The engine would look up each name by itself, which takes as long as all the rest. It leaves Python free
    meanwhile, so that another thread has found them in the lines before the store is whole.
    """
    is_over = Event()

    def naming() -> Iterator[ox.Triple]:
        for part in (lines, *map(lines_at, files)):
            if is_over.is_set():
                raise CancelledError
            yield from _naming(part)

    with ThreadPoolExecutor(max_workers=1) as beside:
        indexed = beside.submit(_index, folder, naming())
        try:
            load_store(folder, lines, files)
        except BaseException:
            is_over.set()
            raise
        indexed.result()
    confirm_index(folder)


def _index(folder: Path, naming: Iterable[ox.Triple]) -> None:
    found = named(naming, EVERY)
    write_index(folder, ((iri, label.value, label.language or "", prop) for iri, prop, label in found))


def _naming(lines: Iterable[str]) -> Iterator[ox.Triple]:
    """Yield the triples by which things are named."""
    found = "\n".join(line for line in lines if line.split(" ", 2)[1] in _NAMING)
    return (quad.triple for quad in ox.parse(found, ox.RdfFormat.N_TRIPLES))


def change_names(folder: Path, lines: Iterable[str]) -> None:
    """Make the index that came with an earlier store that of the one in a folder, which differs in lines.

    Where the text of a label that is a node has changed, all names are read anew: any thing may have it.
    """
    naming = {(thing, prop) for thing, prop, _ in (line.split(" ", 2) for line in lines) if prop in _NAMING}
    things = sorted({thing[1:-1] for thing, _ in naming if thing.startswith("<")})
    store = Graph(open_store(str(folder)))
    if any(prop == f"<{FORM}>" for _, prop in naming):
        write_index(folder, map(_row, names(store)))
    else:
        change_index(folder, things, map(_row, names(store, things=things) if things else ()))
    confirm_index(folder)


def _row(name: Name) -> Row:
    return name.iri, name.label, name.language, name.by


def _list(store: Path) -> Path:
    return store.with_suffix(".json")


def _paths(corpus: Corpus) -> list[Path]:
    return [found.path for found in corpus.portions]


def _ground(corpus: Corpus) -> str:
    return hashlib.sha256("\n".join(corpus.own).encode()).hexdigest()


def _before(corpus: Corpus, final: Path) -> _Before | None:
    """Return the store that differs least, None where loading all is quicker or there is none."""
    names = {path.name: path for path in _paths(corpus)}
    found = []
    for path in final.parent.glob("*.json"):
        listed = json.loads(path.read_bytes())
        held, folder = {*listed["portions"]}, path.with_suffix(final.suffix)
        gone = [next(iter(names.values())).with_name(name) for name in sorted(held - names.keys())]
        new = [names[name] for name in sorted(names.keys() - held)]
        is_near = len(gone) + len(new) <= _MUCH * len(names) and listed["ground"] == _ground(corpus)
        if is_near and folder.is_dir() and index_of(folder) and all(map(heading_at, gone)):
            found.append(_Before(folder, gone, new))
    return min(found, key=lambda one: len(one.gone) + len(one.new), default=None)


def _added(before: _Before) -> Iterator[str]:
    for path in before.new:
        yield from lines_at(path)


def _removed(before: _Before, corpus: Corpus) -> set[str]:
    """Return the lines that no portion has any more; of shared ones those that no other has."""
    gone = {line for path in before.gone for line in lines_at(path)}
    removed = gone.difference(_added(before), corpus.own)
    shared = {line for path in before.gone for line in _shared(path)} & removed
    for path in _paths(corpus) if shared else ():
        removed -= shared.intersection(_shared(path))
    return removed


def _shared(path: Path) -> Iterator[str]:
    heading = heading_at(path)
    return lines_at(path, heading.numbers["shared"] if heading else 0)


def _keep_only(*stores: Path) -> None:
    """Remove all stores beside these, and their lists."""
    clear_litter(stores[0].parent)
    wanted = {path for store in stores for path in (store, _list(store))}
    for path in stores[0].parent.iterdir():
        if path not in wanted and path.suffix in (".json", stores[0].suffix):
            remove_folder(path) if path.is_dir() else path.unlink(missing_ok=True)
