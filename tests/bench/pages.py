"""The sites in headless Chromium: until pages of `kg serve` are painted, and until the static one has rows.

`python tests/bench/pages.py [FILE.ttl]` prints milliseconds, the first and the median of runs, each in a
browser that has kept nothing; without a file of the project's own graph. The first of a page that is served
is the first that anybody asks for.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
import kg
from kg.site.filenames import file_of
from kg.site.opening import site_of
from kg.site.site import FILES, made
from kg.site.visit import Site, Wanted
from tests.browsing import launched
from tests.serving import served

RUNS = 7
SERVED = ("", "search?q=toyota", "query", "ontology", "network.html")
PAINTED = """new Promise(done => new PerformanceObserver(list => list.getEntries()
    .filter(entry => entry.name === 'first-contentful-paint').forEach(entry => done(entry.startTime))
).observe({type: 'paint', buffered: true}))"""
QUERY = "SELECT ?class (COUNT(*) AS ?things) { ?thing a ?class } GROUP BY ?class ORDER BY DESC(?things)"


def written(site: Site, folder: Path) -> Path:
    """Write what the page to ask with needs into a folder, and return the page."""
    for path in ("query", "engine.js", "graph.js", "terms.js", "icon.svg", *FILES):
        (folder / file_of(path)).write_bytes(made(site, Wanted(path)).body)
    return folder / file_of("query")


def milliseconds(browser, address: str) -> float:
    """Return how long it takes from going to an address until rows are seen."""
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        begun = time.perf_counter()
        page.goto(address)
        page.locator("main td").first.wait_for()
        return 1000 * (time.perf_counter() - begun)


def painted(browser, address: str) -> float:
    """Return how long it takes until something of a page is seen (Paint Timing, section 4.1.2)."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        return page.evaluate(PAINTED)


def told(runs: list[float]) -> str:
    return f"{runs[0]:.0f} ms, median {statistics.median(runs):.0f} ms of {RUNS}"


def main(*files: str) -> None:
    from playwright.sync_api import sync_playwright

    site = site_of(kg.load(*files).opened, None)._replace(is_files=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page = written(site, Path(folder))
        chromium = launched(driver)
        painted(chromium, "data:text/html,a browser that has just begun is slow")
        with served(*(f"--data={file}" for file in files)) as server:
            for path in SERVED:
                runs = [painted(chromium, server.url + path) for _ in range(RUNS)]
                print(f"{path or 'front page':16} painted: {told(runs)}")
        address = f"{page.as_uri()}#{urlencode({'query': QUERY})}"
        runs = [milliseconds(chromium, address) for _ in range(RUNS)]
        chromium.close()
        sizes = {each: (Path(folder) / each).stat().st_size for each in ("engine.js", "graph.js")}
    print(f"static site, first rows: {told(runs)}")
    print(
        f"{len(site.graph.store):,} triples; {', '.join(f'{name} {size:,}' for name, size in sizes.items())}"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
