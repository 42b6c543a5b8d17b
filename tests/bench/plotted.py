"""Draw what peers.py measured: `plotted.py FILE.csv FILE.svg`, by matplotlib."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt

WANTED = {
    "load": "load, s",
    "load MB": "load, peak MB",
    "workload": "20 queries, s",
    "export": "Turtle export, s",
    "export MB": "Turtle export, peak MB",
    "first": "first query of a process, s",
}


def draw(table: Path, target: Path) -> None:
    """Draw a line for each engine in a panel for each measure, both axes logarithmic."""
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    figure, panels = plt.subplots(2, 3, figsize=(13, 7), layout="constrained")
    for panel, (column, title) in zip(panels.flat, WANTED.items(), strict=True):
        for engine in dict.fromkeys(row["engine"] for row in rows):
            told = [row for row in rows if row["engine"] == engine and row[column].replace(".", "").isdigit()]
            sizes, values = ([float(row[key]) for row in told] for key in ("triples", column))
            panel.plot(sizes, values, marker="o", label=engine, linewidth=3 if engine == "kg" else 1)
        panel.set(xscale="log", yscale="log", title=title, xlabel="triples")
    handles, names = panels.flat[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower center", ncols=len(names), frameon=False)
    mpl.rcParams["svg.hashsalt"] = "kg"
    figure.savefig(target, metadata={"Date": None})


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
