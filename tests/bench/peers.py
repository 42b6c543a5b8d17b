"""`kg` beside what else one would take, in one run: load, twenty queries, Turtle export, memory.

`python tests/bench/peers.py [--size N]… [--only ENGINE]… [--seconds S]` writes build/bench/peers.md, .csv and
.svg after each size. Every engine does each thing in a process of its own; seconds are those of the
processor, since the machine may be busy, and of a load also those of the clock ("load wall"), since it may
take two processors. What takes more than S of them is ended and told as `> S`; engines in Python are not
tried beyond a million triples. The others come from PyPI (peers.txt) into build/bench/env; one that cannot be
installed there is said.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.bench import data
from tests.bench.contenders import ENGINES

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "build" / "bench"
PYTHON = OUT / "env" / "bin" / "python"
IN_PYTHON = {"rdflib", "oxrdflib", "kglab"}
MOST_IN_PYTHON = 1_000_000
IN_A_PART = 5_000
"""Triples in a part: what a document of ours gives."""
BARE = "pyoxigraph on disk"
COLUMNS = (
    "engine",
    "triples",
    "load",
    "load wall",
    "load MB",
    "first",
    "workload",
    "ratio",
    "export",
    "export MB",
    "told",
)

Row = dict[str, str]


def installed(engines: Iterable[str]) -> list[str]:
    """Return what cannot be installed of what peers.txt names for some engines; the rest is there then."""
    if not PYTHON.exists():
        venv.create(OUT / "env", with_pip=True)
    needed = {"matplotlib", *(name.partition(" ")[0] for name in engines)}
    wanted = [line for line in (HERE / "peers.txt").read_text().splitlines() if line in needed]
    pip = [PYTHON, "-m", "pip", "install", "-q", "--prefer-binary"]
    return [name for name in wanted if subprocess.run([*pip, name], check=False).returncode]


def graph(number: int, folder: Path) -> int:
    """Write a graph of about `number` triples into a folder, whole and in parts, and return its size."""
    (folder / "parts").mkdir(parents=True)
    turtle = data.file(number, folder)
    with (folder / "graph.nt").open("wb") as file:
        ox.serialize((quad.triple for quad in ox.parse(path=turtle)), file, ox.RdfFormat.N_TRIPLES)
    turtle.unlink()
    written = 0
    with (folder / "graph.nt").open("rb") as file:
        while some := list(islice(file, IN_A_PART)):
            (folder / "parts" / f"{written:09}.nt").write_bytes(b"".join([b"# a heading\n", *some]))
            written += len(some)
    prefixes = dict(data.NAMESPACE.prefixes.items())
    head = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in prefixes.items())
    queries = {name: head + text for name, text in data.QUERIES.items()}
    (folder / "queries.json").write_text(json.dumps({"prefixes": prefixes, "queries": queries}))
    return written


def ran(engine: str, stage: str, folder: Path, seconds: int) -> tuple[list[dict[str, Any]], float, str]:
    """Return what an engine said, its peak of megabytes, and why it did not end well."""
    python = sys.executable if engine == "kg" else PYTHON
    command = [python, HERE / "contenders.py", engine, stage, folder, str(seconds)]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])} if engine == "kg" else dict(os.environ)
    with (folder / "err").open("wb") as err:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=err, env=environment)
        said = [json.loads(line) for line in process.stdout or () if line.startswith(b"{")]
        _, status, used = os.wait4(process.pid, 0)
    taken = used.ru_utime + used.ru_stime
    last = (folder / "err").read_text(errors="replace").strip().splitlines()[-1:]
    wrong = f"> {seconds}" if taken > seconds * 0.98 else " ".join(last) or f"status {status}"
    return said, used.ru_maxrss / 1024, wrong if status else ""


def measured(engine: str, triples: int, folder: Path, seconds: int) -> tuple[Row, dict[str, Any]]:
    """Return the row of an engine, without its ratio, and what each query took it."""
    row = dict.fromkeys(COLUMNS, "") | {"engine": engine, "triples": str(triples)}
    notes, queries = [], {}
    for stage in ("load", "ask", "export"):
        said, peak, wrong = ran(engine, stage, folder, seconds)
        if stage != "ask":
            row |= {stage: wrong, f"{stage} MB": f"{peak:.0f}"}
        for each in said:
            row |= {key: f"{value:.3g}" for key, value in each.items() if key in COLUMNS}
            queries |= {each["query"]: each} if "query" in each else {}
        if stage == "load" and wrong:
            break
        if stage == "ask":
            row["workload"] = wrong or f"{sum(each.get('seconds', 0) for each in queries.values()):.3g}"
            notes += [f"{each['query']}: {each['refused']}" for each in queries.values() if "refused" in each]
    row["told"] = "; ".join(notes)
    shutil.rmtree(folder / ENGINES[engine].__name__, ignore_errors=True)
    return row, queries


def compared(size: int, engines: Iterable[str], seconds: int) -> Iterator[Row]:
    """Yield a row for each engine: queries by the geometric mean of ratios to bare pyoxigraph on disk."""
    folder = OUT / f"graph-{size}"
    shutil.rmtree(folder, ignore_errors=True)
    triples, rows = graph(size, folder), {}
    for engine in engines:
        if engine in IN_PYTHON and size > MOST_IN_PYTHON:
            continue
        rows[engine] = measured(engine, triples, folder, seconds)
        print(rows[engine][0], flush=True)
    bare = rows[BARE][1] if BARE in rows else {}
    for row, queries in rows.values():
        both = [name for name, each in queries.items() if "rows" in each and "rows" in bare.get(name, {})]
        ratios = [math.log(max(queries[n]["seconds"], 1e-5) / max(bare[n]["seconds"], 1e-5)) for n in both]
        row["ratio"] = f"{math.exp(sum(ratios) / len(ratios)):.2f} of {len(ratios)}" if ratios else ""
        other = [name for name in both if queries[name]["rows"] != bare[name]["rows"]]
        row["told"] += "".join(f"; other answer: {name}" for name in other)
        yield row
    shutil.rmtree(folder)


def written(rows: list[Row], missing: list[str]) -> None:
    """Write table and plot of what has been measured so far."""
    with (OUT / "peers.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        table.writerows(rows)
    lines = [COLUMNS, ["---"] * len(COLUMNS), *(row.values() for row in rows)]
    told = [f"| {' | '.join(each.replace('|', '/') for each in line)} |" for line in lines]
    (OUT / "peers.md").write_text("\n".join([*told, "", *(f"{name}: not installed" for name in missing), ""]))
    if "matplotlib" not in missing:
        subprocess.run([PYTHON, HERE / "plotted.py", OUT / "peers.csv", OUT / "peers.svg"], check=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, action="append", help="5000, 100000 and 1000000 by default")
    parser.add_argument("--only", choices=ENGINES, action="append")
    parser.add_argument("--seconds", type=int, default=300)
    given = parser.parse_args()
    missing = installed(given.only or ENGINES)
    engines = [name for name in given.only or ENGINES if name.partition(" ")[0] not in missing]
    rows: list[Row] = []
    for size in given.size or [5_000, 100_000, 1_000_000]:
        rows += compared(size, engines, given.seconds)
        written(rows, missing)
