"""A graph in an Oxigraph directory: its names found by an index, its lines sorted on disk."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.graph import stores
from kg.graph.graph import Graph
from kg.graph.index import index_of

if TYPE_CHECKING:
    from typing import Unpack

    from kg.graph.graph import Manner

_AT_ONCE: Final = 250_000
"""Lines that are sorted in memory: some hundred megabytes."""


class DiskGraph(Graph):
    """A graph that is read from its directory as it is asked; LocationError where that holds none."""

    def __init__(self, folder: str, **manner: Unpack[Manner]) -> None:
        super().__init__(stores.open_store(folder), **manner)
        self.index = index_of(Path(folder))

    def plain_lines(self) -> Iterator[str] | None:
        """Return its lines in order, sorted on disk; None where it has named graphs or blank nodes."""
        if any(True for _ in self.store.named_graphs()):
            return None
        runs = _sorted_runs(self.store)
        return None if runs is None else _merged(runs)


def _sorted_runs(store: ox.Store) -> list[IO[bytes]] | None:
    """Return the lines of N-Triples of a default graph as sorted files, None where they have blank nodes."""
    runs = list[IO[bytes]]()
    with tempfile.TemporaryFile() as dump:
        store.dump(dump, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        dump.seek(0)
        while some := sorted(islice(dump, _AT_ONCE)):
            if any(line.startswith(b"_:") or b" _:" in line for line in some):
                return None
            runs.append(tempfile.TemporaryFile())  # noqa: SIM115  (`_merged` reads and closes it)
            runs[-1].writelines(some)
            runs[-1].seek(0)
    return runs


def _merged(runs: list[IO[bytes]]) -> Iterator[str]:
    """Yield the lines of sorted files in order, none twice, without their ends; then the files are gone."""
    for line, _ in groupby(heapq.merge(*runs)):
        yield line[:-1].decode()
    for run in runs:
        run.close()
