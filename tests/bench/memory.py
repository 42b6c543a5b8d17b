"""Memory of a SELECT of 1,000,000 rows above that of the store: `python tests/bench/memory.py [FORMAT …]`.

The store lies on disk, for reading a file takes more memory for a moment than the store does afterwards.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pyoxigraph

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.bench import data

ROWS = 1_000_000
KG = "import sys; sys.argv[0] = 'kg'; from kg.__main__ import run; run()"
FORMATS = ("csv", "tsv", "json", "xml", "markdown", "html", "table")


def peak(arguments: list[str]) -> float:
    """Return the largest resident size of a process, in MB."""
    measured = f"import resource, subprocess, sys; subprocess.run({arguments!r}, check=True); " + (
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    ran = subprocess.run([sys.executable, "-c", measured], capture_output=True, check=True, text=True)
    return int(ran.stdout) / 1024


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        store = pyoxigraph.Store(path)
        store.bulk_load(path=data.file(ROWS * 11 // 10, Path(folder)))
        store.flush()
        del store
        kg = [sys.executable, "-c", KG, "query", "--timeout", "0", "-d", str(path)]
        alone = peak([*kg, "ASK {}", "-o", f"{folder}/ask.csv"])
        print(f"the store alone: {alone:.0f} MB")
        for form in sys.argv[1:] or FORMATS:
            whole = peak([*kg, f"SELECT * {{ ?s ?p ?o }} LIMIT {ROWS}", "-f", form, "-o", f"{folder}/out"])
            print(f"{ROWS:,} rows as {form}: {whole - alone:+.0f} MB")
