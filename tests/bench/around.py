"""What is around one thing: its network and picture against its page, and against reading everything.

`python tests/bench/around.py [TRIPLES]…` prints seconds and ratios, the best of three taken in turn.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from kg.draw.visualize import visualize
from kg.graph.graph import Graph
from kg.graph.locations import Reading
from kg.look.show import show
from kg.network import narrow
from kg.network.drawing import everything
from kg.network.from_graph import network
from kg.project import opened
from tests.bench import data


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def compare(graph: Graph, name: str) -> str:
    """Return how long the page, network and picture of a thing take, and its network out of everything."""
    iri = graph.prefixes["id"] + name
    works = (lambda: show(graph, name), lambda: network(graph, [name]), lambda: visualize(graph, [name]))
    page, near, picture = map(min, zip(*([seconds(work) for work in works] for _ in range(3)), strict=True))
    whole = seconds(lambda: narrow.around(everything(graph, "fold"), [iri]))
    times = (
        f"page {page:.3f} s, network {near:.3f} s, picture {picture:.3f} s, out of everything {whole:.2f} s"
    )
    return f"{times}: network ×{near / page:.1f} of the page, everything ×{whole / near:.0f} of the network"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for number in map(int, sys.argv[1:] or ("5000", "100000", "1000000")):
            read = opened(Reading((str(data.file(number, Path(folder))),)))
            for thing in ("company-40", "state-3"):
                print(f"{number:,} triples, {thing}: {compare(read, thing)}", flush=True)
