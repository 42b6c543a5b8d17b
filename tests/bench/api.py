"""Twenty queries through kg, bare pyoxigraph and rdflib: `python tests/bench/api.py [TRIPLES …]`."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from math import exp, log
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from kg.graph.answers import Boolean
from kg.graph.graph import Graph
from kg.graph.locations import Reading, open_graph
from tests.bench import data

RDFLIB_UP_TO = 100_000
"""rdflib needs minutes above this."""


def seconds(work: Callable[[], Any], budget: float) -> float:
    """Return the best time of several runs: at least one, at most 50, about `budget` seconds in all."""
    best, begun, runs = float("inf"), time.perf_counter(), 0
    while runs == 0 or (time.perf_counter() - begun < budget and runs < 50):
        start = time.perf_counter()
        work()
        best, runs = min(best, time.perf_counter() - start), runs + 1
    return best


def bare(store: ox.Store, text: str) -> int:
    """Ask pyoxigraph directly and look at every row."""
    result = store.query(text, prefixes=dict(data.NAMESPACE.prefixes))
    return (
        int(bool(result))
        if isinstance(result, ox.QueryBoolean)
        else sum(1 for row in result if row is not None)
    )


def ask(graph: Graph, text: str) -> int:
    """Ask through kg.graph.graph and look at every row."""
    answer: Any = graph.query(text)
    return int(bool(answer)) if isinstance(answer, Boolean) else sum(1 for row in answer if row is not None)


def compare(number: int, folder: Path) -> None:
    """Print the ratios for a graph of about `number` triples."""
    path = data.file(number, folder)
    graph = open_graph(Reading((str(path),)), prefixes=lambda: data.NAMESPACE.prefixes)
    reference = rdflib.Graph().parse(path) if number <= RDFLIB_UP_TO else None
    ours, theirs, slower = 0.0, 0.0, {}
    for name, text in data.QUERIES.items():
        our, their = (
            seconds(lambda text=text: ask(graph, text), 0.5),
            seconds(lambda text=text: bare(graph.store, text), 0.5),
        )
        ours, theirs = ours + our, theirs + their
        if reference is not None:
            prefixed = "".join(f"PREFIX {p}: <{i}>\n" for p, i in data.NAMESPACE.prefixes.items()) + text
            slower[name] = seconds(lambda q=prefixed: list(reference.query(q)), 0.3) / our
        print(
            f"  {name:<26} {our * 1000:9.3f} ms  ×{our / their:.2f} of bare",
            f"rdflib ×{slower[name]:.0f}" if name in slower else "",
        )
    print(
        f"{number:>9,} triples ({len(graph.store):,}): workload ×{ours / theirs:.3f} of bare pyoxigraph",
        end="",
    )
    if slower:
        mean = exp(sum(map(log, slower.values())) / len(slower))
        print(f"; rdflib ×{mean:.0f} in geometric mean, at least ×{min(slower.values()):.0f}", end="")
    print()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        for wanted in map(int, sys.argv[1:] or ("5000", "100000", "1000000")):
            compare(wanted, Path(temporary))
