"""Archives of many documents: building, checking, a change, asking, beside few and an earlier version.

`python tests/bench/corpus.py [DOCUMENTS]… [--against CHECKOUT]` prints a table of whole processes: seconds of
processor (the machine may be busy), seconds on the clock, and the most memory that one process held. With a
checkout of an earlier version that builds the same documents first.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.bench.corpora import ROOT, corpus
from tests.bench.process import COMPILED

ASKED = (
    ("query", "SELECT (COUNT(*) AS ?n) { ?company a jm:Company }", "-f", "csv"),
    ("show", "toyota", "-f", "json"),
    ("search", "toyta", "-f", "json"),
)


class Cost(NamedTuple):
    """What a process and its children took: seconds of processor, seconds on the clock, peak megabytes."""

    processor: float
    clock: float
    memory: float

    def __str__(self) -> str:
        return f"{self.processor:8.2f} {self.clock:8.2f} {self.memory:7.0f}"


def cost(folder: Path, *command: str, root: Path = ROOT) -> Cost:
    """Return what one command of the version in `root` takes in a folder."""
    environment = {**COMPILED, "PYTHONPATH": str(root)}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *command], cwd=folder, env=environment, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"kg {' '.join(command)} failed")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024)


def measured(number: int, earlier: Path | None) -> None:
    """Print a row for each thing done with a number of documents."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = corpus(number, Path(temporary) / "archive")
        if earlier:
            print(f"{number:6,}  earlier build   {cost(folder, 'build', root=earlier)}", flush=True)
        built = cost(folder, "build")
        print(f"{number:6,}  build           {built}  {built.processor / number * 1000:.0f} ms a document")
        with (folder / "seeds/00001.yaml").open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        print(f"{number:6,}  after a change  {cost(folder, 'build')}", flush=True)
        print(f"{number:6,}  check           {cost(folder, 'check')}", flush=True)
        with (folder / "seeds/00002.yaml").open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        print(f"{number:6,}  after a change  {cost(folder, 'check')}", flush=True)
        print(f"{number:6,}  check again     {cost(folder, 'check')}", flush=True)
        for command in ASKED:
            least = min(cost(folder, *command) for _ in range(3))
            print(f"{number:6,}  {command[0]:<14}  {least}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="*", type=int, default=[5, 20, 250])
    parser.add_argument("--against", type=Path, metavar="CHECKOUT")
    given = parser.parse_args()
    print("documents                processor    clock  MB")
    for number in given.documents:
        measured(number, given.against)
