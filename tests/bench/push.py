"""Pushing to engines on disk beside one bare request, and killed 50 times: `tests/bench/push.py [N …]`."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from engines import Engine, oxigraph, virtuoso

from kg.graph.graph import Graph
from kg.graph.locations import Reading, open_graph
from kg.graph.pushing import Target, push
from kg.graph.sums import sums, total
from tests.bench import data

GRAPH = "urn:bench"
KILLS = 50


def run(engine: Engine, source: Path, *, store: bool) -> tuple[float, float]:
    """Return seconds and the most megabytes that `kg push` took."""
    given = [engine.url, "--update", engine.update, *(["--store", engine.store] if store else [])]
    command = [
        sys.executable,
        "-m",
        "kg",
        "push",
        *given,
        "--graph",
        GRAPH,
        "-d",
        str(source),
        "--memory",
        "0",
    ]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0
    return time.perf_counter() - begun, used.ru_maxrss / 1024


def bare(engine: Engine, source: Path) -> float:
    """Return the seconds of one PUT of the whole file."""
    begun = time.perf_counter()
    answer = httpx.put(
        engine.store,
        params={"graph": "urn:bare"},
        content=source.read_bytes(),
        headers={"Content-Type": "text/turtle"},
        auth=httpx.DigestAuth("dba", "dba"),
        timeout=3600,
    )
    answer.raise_for_status()
    return time.perf_counter() - begun


def versions(engine: Engine) -> list[Graph]:
    """Return two graphs that differ, the second of them pushed."""
    found = []
    for name in ("one", "other"):
        lines = [f'<urn:e:{i}> <urn:label> "{name} {i}" .' for i in range(5000)]
        found.append(Graph.from_lines(lines))
    push(found[1], Target(engine.url, engine.update, engine.store, GRAPH))
    return found


def killed(engine: Engine) -> str:
    """Return how often a push was killed, half a graph seen, and a push not finished by the next one."""
    new, old = versions(engine)
    target = Target(engine.url, engine.update, engine.store, GRAPH)
    begun = time.monotonic()
    push(new, target)
    whole, chance, ended, half, lost = time.monotonic() - begun, random.Random(15), 0, 0, 0
    wanted = {id(graph): sums(graph) for graph in (new, old)}
    there = open_graph(Reading((engine.url,)))
    for number in range(KILLS):
        graph = (old, new)[number % 2]
        process = multiprocessing.get_context("fork").Process(target=push, args=(graph, target))
        process.start()
        process.join(chance.uniform(0, whole))
        process.kill()
        process.join()
        ended += process.exitcode != 0
        pattern = f"{{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"
        half += sums(there, pattern) not in wanted.values()
        push(graph, target)
        lost += sums(there, pattern) != wanted[id(graph)]
    return f"{KILLS} pushes, {ended} killed, {half} half graphs seen, {lost} not finished by the next push"


os.environ |= {"KG_USER": "dba", "KG_PASSWORD": "dba"}
with tempfile.TemporaryDirectory() as made:
    folder = Path(made)
    engines = {"Oxigraph": lambda place: oxigraph(place, on_disk=True)}
    engines |= {"Virtuoso": virtuoso} if shutil.which("virtuoso-t") else {}
    for name, engine in engines.items():
        place = folder / name
        place.mkdir()
        with engine(place) as running, contextlib.suppress(KeyboardInterrupt):
            print(f"{name}: {killed(running)}", flush=True)
            for size in [int(number) for number in sys.argv[1:]] or [100_000]:
                source = data.file(size, folder)
                triples = total(sums(open_graph(Reading((str(source),)))))
                line = f"{name}, {triples:,} triples: one bare PUT {bare(running, source):.1f} s"
                for store in (True, False):
                    seconds, megabytes = run(running, source, store=store)
                    how = "by its store" if store else "by updates"
                    line += f"; {how} {seconds:.1f} s, {triples / seconds:,.0f} a second, {megabytes:,.0f} MB"
                print(line, flush=True)
