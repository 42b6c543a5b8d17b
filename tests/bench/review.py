"""What a review costs, in keys and seconds, in a real browser: `python tests/bench/review.py`.

A text of the seeds is drafted as if nobody had annotated it, then reviewed: drafted rows are accepted, what
has none is skipped. Seconds are those of the machine, from the key to the page that shows what came of it.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from playwright.sync_api import Page, sync_playwright
from serving import reviewed

from kg.draft.add import Given, add
from kg.draft.propose import draft
from kg.ontology.lookups import read_ontology

ROOT = Path(__file__).resolve().parents[2]
TEXT = "004_e436747aae258cec"
CAME = "() => 'ready' in document.documentElement.dataset || document.querySelector('.wrong *')"
LONGEST = 200


def project(folder: Path) -> Path:
    """Return a project with the text drafted alone."""
    (folder / "seeds").mkdir()
    shutil.copytree(ROOT / "ontology", folder / "ontology")
    shutil.copy(ROOT / "seeds/entities.yaml", folder / "seeds")
    shutil.copy(ROOT / f"seeds/{TEXT}.txt", folder / "talks.txt")
    add(folder / "seeds", folder / "talks.txt", Given("talks", "", "en", ""))
    draft(folder / "seeds", "talks", read_ontology(folder / "ontology"))
    return folder


class Hands:
    """A person's hands on the keyboard."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys, self.seconds = page, 0, list[float]()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.keys += len(keys)

    def decide(self, *keys: str) -> None:
        """Press keys, the last of which decides, and wait for what comes of it."""
        self.page.evaluate("document.documentElement.removeAttribute('data-ready')")
        begun = time.perf_counter()
        self.press(*keys)
        self.page.wait_for_function(CAME)
        self.seconds.append(time.perf_counter() - begun)


def review(hands: Hands) -> Iterator[int]:
    """Yield the number of rows of each passage that is accepted, until nothing is left."""
    for _ in range(LONGEST):
        card = hands.page.locator(".card.current")
        rows = card.locator(".row").count()
        if rows and not card.locator(".error").count():
            hands.decide("a")
            if hands.page.locator(".again").count():
                hands.decide("a")
            yield rows
        else:
            hands.decide("x", "Enter")
        if not hands.page.locator(".card.draft, .card.unread").count():
            return


def main() -> None:
    """Print the keys of a whole text, those of an accepted row, and the seconds of a decision."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as driver,
        reviewed(project(Path(folder)), "talks") as site,
    ):
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(site.address)
        page.wait_for_selector("html[data-ready]")
        hands = Hands(page)
        rows = sum(review(hands))
        browser.close()
    seconds = sorted(hands.seconds)
    each = hands.keys / rows
    print(f"{len(seconds)} decisions, {hands.keys} keys, {rows} rows accepted: {each:.1f} keys each")
    slow = seconds[-1 - len(seconds) // 20]
    print(f"a decision takes {statistics.median(seconds):.2f} s, 95 % within {slow:.2f} s")


if __name__ == "__main__":
    main()
