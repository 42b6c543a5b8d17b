"""What a review costs, in keys and seconds, in a real browser: `python tests/bench/review.py [ROWS]`.

A text of the seeds is drafted as if nobody had annotated it. Then somebody who knows its rows reviews it:
drafted rows are accepted, and as many as ROWS written where the draft has none, completing each key and value
after as few letters as put it first. Seconds are those of the machine, from the key to what came of it.
"""

from __future__ import annotations

import re
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
from kg.seeds.read import read_seeds
from kg.seeds.rows import Row
from kg.text.document import flat

ROOT = Path(__file__).resolve().parents[2]
TEXT = "004_e436747aae258cec"
PLAIN = re.compile(r"[\w .()%’-]+")
LONGEST = 200
LATER = ("id", "a")
CAME = "() => 'ready' in document.documentElement.dataset || document.querySelector('.wrong *')"


def project(folder: Path) -> tuple[Path, dict[str, Row]]:
    """Return a project with the text drafted alone, and a row for each sentence that has one to write."""
    for name in ("ontology", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    known = next(s for s in read_seeds(folder / "seeds").sources if s.file.startswith(TEXT))
    for each in (folder / "seeds").glob("0*"):
        each.unlink()
    (folder / "talks.txt").write_text(known.text, encoding="utf-8")
    add(folder / "seeds", folder / "talks.txt", Given("talks", "", known.language, ""))
    draft(folder / "seeds", "talks", read_ontology(folder / "ontology"))
    return folder, {flat(p.quote.words.text): row for p in known.passages for row in p.rows if plain(row)}


def plain(row: Row) -> bool:
    """Say whether a row makes a record of single values that need no quotation marks."""
    single = all(len(each.values) == 1 and PLAIN.fullmatch(each.values[0].text) for each in row)
    return single and row.get("a") is not None and row.get("inferred") is None


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

    def complete(self, word: str, *, is_key: bool) -> None:
        """Type a word until it is offered first, and take it; else the whole of it."""
        for letter in word:
            self.page.keyboard.type(letter)
            self.keys += 1
            if self.page.evaluate("document.querySelector('#offers b')?.textContent") == word:
                return self.press("Tab")
        return self.press(*(": " if is_key else ", "))

    def write(self, row: Row) -> int:
        """Write a row behind its id, and return how many letters it has."""
        self.complete(row.texts["a"][0], is_key=False)
        stated = [each for each in row if each.key not in LATER]
        for each in stated:
            self.complete(each.key, is_key=True)
            self.complete(each.values[0].text, is_key=False)
        return len("".join(f"{each.key}: {each.values[0].text}, " for each in row))


def review(hands: Hands, wanted: dict[str, Row], most: int) -> Iterator[tuple[str, float, int]]:
    """Yield for each row what was done, with how many keys, and how many letters it has."""
    for _ in range(LONGEST):
        card = hands.page.locator(".card.current")
        drafted, quote = card.locator(".row").count(), flat(card.get_attribute("aria-label") or "")
        begun, row = hands.keys, next((r for q, r in wanted.items() if q in quote), None)
        if drafted and not card.locator(".error").count():
            letters = sum(map(len, card.locator(".row dl").all_text_contents()))
            hands.decide("a")
            if hands.page.locator(".again").count():
                hands.decide("a")
            yield "accepted", (hands.keys - begun) / drafted, letters // drafted
        elif row and not drafted and most:
            hands.press("n")
            letters, most = hands.write(row), most - 1
            hands.decide("Backspace", "Backspace", "Enter")
            yield "written", hands.keys - begun, letters
            if hands.page.locator(".write").count():  # it is no row as it was typed
                hands.press("Escape", "Escape")
            hands.press("x")
            hands.decide("Enter")
        else:
            hands.press("x")
            hands.decide("Enter")
        if not hands.page.locator(".card.draft, .card.unread").count():
            return


def main() -> None:
    """Print the keys of rows as drafted and as written, and the seconds of a decision."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        root, wanted = project(Path(folder))
        with reviewed(root, "talks") as site:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(site.address)
            page.wait_for_selector("html[data-ready]")
            hands = Hands(page)
            done = list(review(hands, wanted, most))
            browser.close()
    for kind in ("accepted", "written"):
        keys = [(used, letters) for what, used, letters in done if what == kind]
        if keys:
            used, letters = map(statistics.mean, zip(*keys, strict=True))
            print(f"{kind:<9} {len(keys):>3} rows, {used:.1f} keys a row, of {letters:.0f} letters")
    seconds = sorted(hands.seconds)
    slow = seconds[-1 - len(seconds) // 20]
    print(f"decisions {len(seconds):>3}, {statistics.median(seconds):.2f} s each, 95 % within {slow:.2f} s")


if __name__ == "__main__":
    main()
