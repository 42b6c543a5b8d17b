"""How fast networks are drawn, beside plain pyvis on the same graph: python tests/bench/drawing.py [NODES …]

Without numbers the five texts and 300, 1,000 and 2,000 nodes; beyond 1,000, where it would be waited for in
vain, plain pyvis is left out.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, TimeoutError, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))
import world
from browsing import launched

from kg import project
from kg.export.formats import export
from kg.graph.locations import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

VISUALIZE = [sys.executable, "-m", "kg", "visualize", "--limit", "2000"]
EXPORT = [sys.executable, "-m", "kg", "export", "-f", "graphml"]
PYVIS = """
import sys
import networkx as nx
from pyvis.network import Network
read = nx.read_graphml(sys.argv[1])
net = Network(cdn_resources="in_line", directed=True)
for node, said in read.nodes(data=True):
    net.add_node(node, label=said["label"])
for source, target, said in read.edges(data=True):
    net.add_edge(source, target, label=said["label"])
open(sys.argv[2], "w", encoding="utf-8").write(net.generate_html(notebook=False))
"""
OURS = "document.documentElement?.hasAttribute('data-ready')"
PLAIN = "window.network?.physics.ready"
"""Whether a page has its layout: plain pyvis makes it in the page, ours is made when it is written."""
PATIENCE = 120
"""Seconds to wait for a layout."""
MOST_PLAIN = 1000
"""Nodes up to which plain pyvis is waited for."""
WATCH = """const watch = setInterval(() => {
  if (!(%s)) return;
  clearInterval(watch);
  requestAnimationFrame(() => setTimeout(() => { window.paintedAt = performance.now(); }));
}, 4);"""
"""Notes when a page is painted; what asks it from outside would first take the browser's time itself."""


def _graphs(folder: Path, sizes: list[int]) -> Iterator[tuple[str, Path, bool]]:
    """Yield name and file of synthetic graphs, or else of usual ones and our texts; whether pyvis can."""
    if not sizes:
        own = folder / "texts.ttl"
        own.write_bytes(export(project.opened(Reading())))
        yield "five texts", own, True
    for nodes in sizes or (300, 1000, 2000):
        data = folder / f"{nodes}.ttl"
        data.write_text(world.large(nodes, 3 * nodes), encoding="utf-8")
        yield f"{nodes:,} nodes", data, nodes <= MOST_PLAIN


def _measured(browser: Browser, command: list[str | Path], page: Path, drawn: str) -> str:
    """Return how long it takes to write a page and to paint it, and its size, as columns."""
    start = time.perf_counter()
    subprocess.run([*command, page], check=True, capture_output=True)
    written = time.perf_counter() - start
    tab = browser.new_page(viewport={"width": 1400, "height": 900})
    tab.add_init_script(WATCH % drawn)
    tab.goto(page.as_uri())
    try:
        at = tab.wait_for_function("window.paintedAt", timeout=PATIENCE * 1000).json_value()
        painted = f"{at / 1000:.2f}"
    except TimeoutError:
        painted = f"over {PATIENCE}"
    tab.close()
    return f"{written:10.2f} s{painted:>10} s{page.stat().st_size / 1e6:10.2f}"


def _plain(browser: Browser, data: Path, folder: Path) -> str:
    """Return the columns of plain pyvis on the network of a graph."""
    network = folder / "network.graphml"
    subprocess.run([*EXPORT, "-d", data, "-o", network], check=True, capture_output=True)
    return _measured(browser, [sys.executable, "-c", PYVIS, network], folder / "plain.html", PLAIN)


def main(*sizes: str) -> None:
    """Print one line per graph: seconds of the command and of the page, ours and those of plain pyvis."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        browser = launched(driver)
        print(f"{'':18}{'kg visualize':>34}{'plain pyvis':>34}")
        print(f"{'':18}" + 2 * f"{'written':>12}{'painted':>12}{'MB':>10}")
        for title, data, has_plain in _graphs(folder, list(map(int, sizes))):
            ours = _measured(browser, [*VISUALIZE, "-d", data, "-o"], folder / "ours.html", OURS)
            print(f"{title:18}{ours}{_plain(browser, data, folder) if has_plain else ''}", flush=True)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
