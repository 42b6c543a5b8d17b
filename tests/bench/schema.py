"""The schema of synthetic graphs, in memory and on disk: `python tests/bench/schema.py [TRIPLES …]`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from kg.graph.graph import Graph
from kg.graph.locations import Reading, open_graph
from kg.schema.schema import schema
from tests.bench import data

NAMES = ("", "Company", "Entity", "Observation", "Fact")


def stored(path: Path) -> Graph:
    """Return the graph of a Turtle file in an Oxigraph store beside it."""
    folder = path.with_suffix(".store")
    store = ox.Store(str(folder))
    store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    del store
    return open_graph(Reading((str(folder),)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for number in [int(argument) for argument in sys.argv[1:]] or [13_000, 1_000_000]:
            path = data.file(number, Path(folder))
            for place, graph in (("in memory", open_graph(Reading((str(path),)))), ("on disk", stored(path))):
                for name in NAMES:
                    begun = time.perf_counter()
                    schema(graph, name)
                    seconds = time.perf_counter() - begun
                    print(
                        f"{number:>9,} triples {place:>9}: kg schema {name:<12} {seconds:6.2f} s", flush=True
                    )
