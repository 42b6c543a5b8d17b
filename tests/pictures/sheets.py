"""Contact sheets of every page and figure, to look at: `python tests/pictures/sheets.py [NAME …]`.

Each page is opened in Chromium as on a laptop and on a phone, light and dark; each figure is drawn in
every format. One PNG a name goes into `build/sheets/`, with `index.html` that shows them all.
"""

from __future__ import annotations

import html
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from browsing import launched

ROOT = Path(__file__).resolve().parents[2]
SHEETS = ROOT / "build" / "sheets"
SIZES = {"laptop": (1400, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")

PAGES = {
    "whole": [],
    "japan": ["japan"],
    "toyota": ["toyota"],
    "states": ["MX-GUA", "MX-CMX", "MX-BCN", "MX-NLE", "MX-SON", "MX-COA"],
    "path": ["--path", "toyota", "sonora"],
    "companies": ["--class", "Company"],
    "agreements": ["--query", "agreements"],
    "trade": ["--query", "trade"],
    "communities": ["--color-by", "community", "--size-by", "betweenness"],
    "compare": ["--compare", "MX-GUA", "MX-NLE"],
    "network": ["--as", "network"],
    "timeline": ["--as", "timeline"],
    "flows": ["--as", "flows"],
    "chart": ["--as", "chart", "--property", "fdi-inflow"],
    "map": ["--as", "map", "--property", "fdi-inflow"],
}
"""What `kg visualize` is asked for, by the name of its sheet."""

FIGURES = {
    "figure-toyota": ["toyota"],
    "figure-whole": [],
    "figure-timeline": ["--as", "timeline"],
    "figure-flows": ["--as", "flows"],
    "figure-chart": ["--as", "chart", "--property", "fdi-inflow"],
}
"""The same for figures, whose SVG stands beside the PNG and the first page of the PDF."""


def drawn(arguments: list[str], file: Path) -> Path:
    """Return the file after `kg visualize` has written it."""
    subprocess.run(
        [sys.executable, "-m", "kg", "visualize", *arguments, "-o", str(file)], cwd=ROOT, check=True
    )
    return file


def shots_of_page(browser: Browser, page: Path) -> list[tuple[str, Path]]:
    """Return the title and the file of a screenshot of the page in each size and scheme."""
    shots = []
    for size, (width, height) in SIZES.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, offline=True
            )
            tab = context.new_page()
            tab.goto(page.as_uri())
            tab.wait_for_selector("html[data-ready], #chart > *", state="attached")
            tab.wait_for_timeout(1000)  # until what moves has come to rest
            shots.append((f"{size}, {scheme}", page.with_name(f"{page.stem}-{size}-{scheme}.png")))
            tab.screenshot(path=shots[-1][1])
            context.close()
    return shots


def shots_of_figure(arguments: list[str], folder: Path) -> list[tuple[str, Path]]:
    """Return the title and the file of a figure in each format; of the PDF a picture of its page."""
    svg, png = drawn(arguments, folder / "figure.svg"), drawn(arguments, folder / "figure.png")
    pdf = drawn(arguments, folder / "figure.pdf")
    subprocess.run(["pdftoppm", "-png", "-r", "100", "-singlefile", pdf, folder / "pdf"], check=True)
    return [("SVG", svg), ("PNG", png), ("PDF", folder / "pdf.png")]


def sheet(browser: Browser, name: str, shots: list[tuple[str, Path]]) -> None:
    """Write one picture in which all the shots stand side by side under their titles."""
    cells = "".join(
        f"<figure><figcaption>{html.escape(title)}</figcaption><img src='{file.as_uri()}'></figure>"
        for title, file in shots
    )
    page = SHEETS / name / "sheet.html"
    page.write_text(
        "<!doctype html><meta charset=utf-8><style>body{font:18px sans-serif;margin:16px;display:flex;"
        "gap:16px;align-items:start;width:max-content}figure{margin:0}img{max-height:900px;max-width:1400px;"
        f"border:1px solid #999}}</style>{cells}",
        encoding="utf-8",
    )
    tab = browser.new_page()
    tab.goto(page.as_uri())
    tab.locator("body").screenshot(path=SHEETS / f"{name}.png")
    tab.close()


def main(chosen: list[str]) -> None:
    """Make the sheets of these names, of all where none is given, and the page that shows them."""
    names = chosen or [*PAGES, *FIGURES]
    with sync_playwright() as driver:
        browser = launched(driver)
        for name in names:
            folder = SHEETS / name
            folder.mkdir(parents=True, exist_ok=True)
            shots = (
                shots_of_page(browser, drawn(PAGES[name], folder / "page.html"))
                if name in PAGES
                else shots_of_figure(FIGURES[name], folder)
            )
            sheet(browser, name, shots)
        browser.close()
    shown = "".join(
        f"<h2>{file.stem}</h2><img width=100% src={file.name}>" for file in sorted(SHEETS.glob("*.png"))
    )
    index = SHEETS / "index.html"
    index.write_text(
        f"<!doctype html><meta charset=utf-8><title>Contact sheets</title>{shown}", encoding="utf-8"
    )
    print(f"Wrote {index.relative_to(ROOT)}: {len(names)} sheets")


if __name__ == "__main__":
    main(sys.argv[1:])
