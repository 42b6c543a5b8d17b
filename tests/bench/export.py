"""Files exported as Turtle beside bare pyoxigraph, time and memory: `python tests/bench/export.py [N …]`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.bench import data

BARE = """
import sys, pyoxigraph as ox
triples = {quad.triple for quad in ox.parse(path=sys.argv[1])}
triples = sorted(triples, key=lambda t: (t.subject.value, t.predicate.value, str(t.object)))
ox.serialize(triples, sys.argv[2], ox.RdfFormat.TURTLE, prefixes={"ex": "https://example.org/"})
"""
OURS = "import sys; from kg.cli import main; main(['export', '-d', sys.argv[1], '-o', sys.argv[2]])"


def run(program: str, source: Path, target: Path) -> tuple[float, float]:
    """Return seconds and the most megabytes that a process took."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", program, str(source), str(target)])
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0
    return time.perf_counter() - begun, used.ru_maxrss / (1024 if sys.platform == "linux" else 1 << 20)


def compare(number: int, folder: Path) -> None:
    """Print the ratio for a graph of about `number` triples."""
    path = data.file(number, folder)
    bare, ours = (
        min(run(program, path, folder / name) for _ in range(3))
        for program, name in ((BARE, "bare.ttl"), (OURS, "ours.ttl"))
    )
    print(
        f"{number:>9,} triples: ×{ours[0] / bare[0]:.2f} of bare pyoxigraph's parse, sort and write"
        f" ({ours[0]:.1f} s), {ours[1]:,.0f} MB against {bare[1]:,.0f} MB"
    )


if __name__ == "__main__":
    numbers = [int(number) for number in sys.argv[1:]] or [5_000, 100_000, 1_000_000]
    with tempfile.TemporaryDirectory() as made:
        for number in numbers:
            compare(number, Path(made))
