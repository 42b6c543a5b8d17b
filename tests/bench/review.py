"""What a review costs, in keys and seconds, in a real browser: `python tests/bench/review.py`.

A text of the seeds is drafted as if nobody had annotated it, then reviewed: what is sure is accepted at once,
then other drafted rows, what has none is skipped. Seconds of a decision are those of the machine, from the
key to the page that shows what came of it; those of a text are of a reader at a usual pace as well.
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
from browsing import launched
from playwright.sync_api import Page, sync_playwright
from serving import reviewed

from kg.draft.add import Given, add
from kg.draft.propose import draft
from kg.ontology.lookups import read_ontology

ROOT = Path(__file__).resolve().parents[2]
TEXT = "004_e436747aae258cec"
CAME = "() => 'ready' in document.documentElement.dataset || document.querySelector('.wrong *')"
CLEAR = """() => {
  document.documentElement.removeAttribute("data-ready");
  for (const old of document.querySelectorAll(".wrong")) old.replaceChildren();
}"""
LONGEST = 200
WORDS_A_MINUTE = 240
SECONDS_A_KEY = 1.2
WORDS_A_PAGE = 500


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
        self.page.evaluate(CLEAR)
        begun = time.perf_counter()
        self.press(*keys)
        self.page.wait_for_function(CAME)
        self.seconds.append(time.perf_counter() - begun)


def review(hands: Hands) -> Iterator[int]:
    """Yield the number of rows of what is accepted by each decision, until nothing is left."""
    hands.decide("A")
    yield hands.page.locator(".card.accepted .row").count()
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
        browser = launched(driver)
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
    words = len((ROOT / f"seeds/{TEXT}.txt").read_text(encoding="utf-8").split())
    whole = words / WORDS_A_MINUTE + (hands.keys * SECONDS_A_KEY + sum(seconds)) / 60
    print(
        f"{words} words take {whole:.1f} min, {WORDS_A_PAGE} of them {whole * WORDS_A_PAGE / words:.1f} min"
    )
    print(f"an accepted row {60 * whole / rows:.0f} s")
    print(f"a decision takes {statistics.median(seconds):.2f} s, 95 % within {slow:.2f} s")


if __name__ == "__main__":
    main()
