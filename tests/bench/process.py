"""Whole processes: `kg query` against a bare script, `kg --help` against `import click`.

`python tests/bench/process.py [FILE.ttl]` prints ratios of medians of runs taken in turn.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.bench import data

KG = "import sys; sys.argv[0] = 'kg'; from kg.__main__ import run; run()"
BARE = """
import click, pyoxigraph, sys

@click.command()
@click.argument("path")
@click.argument("text")
def main(path, text):
    store = pyoxigraph.Store()
    store.bulk_load(path=path)
    store.query(text).serialize(sys.stdout.buffer, pyoxigraph.QueryResultsFormat.CSV)

main()
"""
QUERY = (
    "PREFIX jm: <https://w3id.org/japan-mexico-kg/ontology#> "
    "PREFIX kg: <https://w3id.org/japan-mexico-kg/evidence#> "
    "SELECT ?s (SUM(?v) AS ?n) { ?o jm:to ?s ; kg:value ?v } GROUP BY ?s ORDER BY ?s"
)


COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""An environment in which modules are compiled once, as people's are."""


def seconds(command: list[str]) -> float:
    """Return how long a process takes from start to end."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=COMPILED)
    return time.perf_counter() - begun


def compare(name: str, ours: list[str], theirs: list[str], runs: int = 25) -> None:
    """Print the ratio of two commands run in turn."""
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    our, their = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{name}: {our * 1000:.0f} ms against {their * 1000:.0f} ms, ×{our / their:.2f}")


if __name__ == "__main__":
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        path = sys.argv[1] if sys.argv[1:] else str(data.file(5000, Path(folder)))
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        kg = [python, "-c", KG]
        compare("kg query --data", [*kg, "query", "-d", path, QUERY], [python, str(bare), path, QUERY])
        if sys.argv[1:]:
            compare("kg query on the built graph", [*kg, "query", QUERY], [python, str(bare), path, QUERY])
        compare("kg --help", [*kg, "--help"], [python, "-c", "import click"])
