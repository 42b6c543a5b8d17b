"""How long `kg visualize` takes, and its page to be painted in Chromium: python tests/bench/drawing.py"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))
import world

KG = [sys.executable, "-m", "kg"]
PAINTED = """() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done([
  performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd, performance.now()]))))"""


def written(nodes: int, edges: int, folder: Path) -> tuple[Path, float]:
    """Return the page of a synthetic graph, drawn by the command, and the seconds that took."""
    data, page = folder / f"{nodes}.ttl", folder / f"{nodes}.html"
    data.write_text(world.large(nodes, edges), encoding="utf-8")
    start = time.perf_counter()
    subprocess.run([*KG, "visualize", "-d", data, "-o", page, "--limit", "2000"], check=True)
    return page, time.perf_counter() - start


def main() -> None:
    """Print one line per size: the command, DOM ready, and the first frame after it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        pages = [(n, *written(n, m, Path(folder))) for n, m in ((300, 900), (1000, 3000), (2000, 6000))]
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for nodes, page, seconds in pages:
            tab = browser.new_page(viewport={"width": 1400, "height": 900})
            tab.goto(f"file://{page}", wait_until="commit")
            tab.wait_for_selector("html[data-ready]")
            ready, painted = tab.evaluate(PAINTED)
            told = f"command {seconds:.2f} s, DOM ready {ready:.0f} ms, painted {painted:.0f} ms"
            print(f"{nodes:5} nodes: {told}")
            tab.close()
        browser.close()


if __name__ == "__main__":
    main()
