"""Texts of our own on other countries, each taken from a new project to its graph, reviewed by keys alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from serving import reviewed

TEXTS = Path(__file__).parent / "fixtures/texts"
FIGURES = """SELECT ?start ?end ?value {
  ?x a kg:Observation ; kg:value ?value . OPTIONAL { ?x pair:from ?start } OPTIONAL { ?x pair:to ?end } }"""
SAYINGS = "SELECT ?who ?act { ?x a pair:SpeechAct ; pair:speaker ?who ; pair:act ?act }"


class Wanted(NamedTuple):
    """What a text says: title and date, how many passages are sure, figures and acts of its graph."""

    title: str
    published: str
    sure: int
    figures: str
    acts: str


WANTED = {
    "peru-vietnam": Wanted(
        "Peru and Vietnam Find Each Other Across the Pacific",
        "2025-03-14",
        4,
        "PE VN 412000000, VN PE 12, VN PE 655000000, arequipa VN 98000000, piura VN 74000000",
        "nguyen-van-binh promised, nguyen-van-binh welcomed, quispe requested, quispe stated",
    ),
    "kenya-norway": Wanted(
        "Foreign Minister Otieno Meets Foreign Minister Solberg-Dahl",
        "2024-09-09",
        3,
        "",
        "otieno committed, otieno discussed, otieno hoped, otieno stated, solberg-dahl agreed,"
        " solberg-dahl announced, solberg-dahl committed, solberg-dahl discussed, solberg-dahl hoped,"
        " solberg-dahl thanked",
    ),
    "ghana-poland": Wanted(
        "My Ten Cents on Gahna and Poland",
        "2023-06-02",
        3,
        "- - 310000000, GH PL 190000000, PL GH 120000000, PL GH 15",
        "mensah requested, mensah stated, mensah stated",
    ),
    "corea-uruguay": Wanted(
        "Uruguay y Corea renuevan su diálogo",
        "2024-10-03",
        4,
        "KR UY 210000000, UY KR 145000000",
        "ferreira affirmed, ferreira hoped, ferreira stated, park-sung-min affirmed, park-sung-min promised,"
        " park-sung-min thanked",
    ),
    "egypt-malaysia": Wanted(
        "エジプト・マレーシア経済対話",
        "2024-11-05",
        4,
        "EG MY 200000000, MY EG 900000000",
        "farida discussed, farida stated, rahman discussed, rahman hoped, rahman welcomed",
    ),
}
"""A tidy article, a readout with two time zones, a column full of misprints; in Spanish, in Japanese."""
CORRECTED = {
    "peru-vietnam": {"peru-vietnam-9": ("company-count,", "company-count, from: VN, to: PE,")},
    "ghana-poland": {
        "ghana-poland-1": ("trade-volume,", "trade-volume, between: [GH, PL],"),
        "ghana-poland-5": ("company-count,", "company-count, from: PL, to: GH,"),
    },
}
"""Rows that say too little, as their words are left out or spoilt, and what is written into them."""


CLEAR = """() => {
  document.documentElement.removeAttribute("data-ready");
  for (const old of document.querySelectorAll(".wrong")) old.replaceChildren();
}"""


class Hands:
    """A reader at the page of a review, who has only the keyboard."""

    def __init__(self, page):
        self.page = page

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def decide(self, *keys):
        """Press keys, the last of which decides, and wait for what comes of it."""
        self.page.evaluate(CLEAR)
        self.press(*keys)
        self.page.wait_for_function(
            "() => 'ready' in document.documentElement.dataset || document.querySelector('.wrong *')"
        )

    def correct(self, corrections):
        """Write the first row of the current card anew where it is to be, and say whether it was."""
        ids = self.page.locator(".card.current .rowhead code").all_text_contents()
        known = next((name for name in ids if name in corrections), "")
        if known:
            self.press("e")
            written = self.page.input_value(".write textarea")
            old, new = corrections.pop(known)
            assert old in written
            self.press("Control+a")
            self.page.keyboard.type(written.replace(old, new))
            self.decide("Enter")
        return bool(known)

    def review(self, corrections):
        """Accept what is sure, then what has rows, confirming doubts; skip the rest; accept the source.

        What a misspelt figure can be meant to be alone is taken. Returns how many passages were sure.
        """
        offered = self.page.locator("#sure").text_content()
        self.decide("A")
        sure = self.page.locator(".card.accepted").count()
        assert (offered, self.page.locator("#sure").is_visible()) == (f"Accept {sure} sure A", False)
        while self.page.locator(".card.draft, .card.unread").count():
            if self.correct(corrections):
                continue
            if self.page.locator(".card.current .meant kbd").count():
                self.decide("c")
            if self.page.locator(".card.current .row").count():
                self.decide("a")
                if self.page.locator(".again").count():
                    self.decide("a")
            else:
                self.decide("x" if self.page.locator(".card.draft .row").count() else "X", "Enter")
        self.decide("f")
        self.page.wait_for_selector("#done", state="hidden")
        return sure


@pytest.fixture(scope="module")
def page(browser):
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def told(answer):
    """Return the rows of an answer in CSV in order, each by the local names of its IRIs."""
    rows = [line.split(",") for line in answer.strip().splitlines()[1:]]
    names = [[re.sub(r".*[/#]", "", each) or "-" for each in row] for row in rows]
    return ", ".join(sorted(map(" ".join, names)))


@pytest.mark.parametrize("name", WANTED)
def test_a_text_goes_from_a_new_project_to_a_graph_and_its_picture(kg, page, tmp_path, name):
    wanted, project = WANTED[name], tmp_path / name

    def run(*arguments):
        result = kg(*arguments, "--project", project)
        assert result.exit_code == 0, result.stderr + result.stdout
        return result.stdout

    assert kg("init", project, "--prefix", "pair").exit_code == 0
    (project / "seeds/entities.yaml").write_bytes((TEXTS / f"{name}.yaml").read_bytes())
    run("add", TEXTS / f"{name}.txt")
    run("draft", name)
    with reviewed(project, name) as site:
        page.goto(site.address)
        page.wait_for_selector("html[data-ready]")
        hands = Hands(page)
        assert Axe().run(page).violations_count == 0
        sure = hands.review(dict(CORRECTED.get(name, {})))
    head = yaml.safe_load((project / f"seeds/{name}.yaml").read_text(encoding="utf-8"))["source"]
    run("build")
    assert "0 errors" in run("check")
    run("visualize", "-o", project / "picture.html")
    picture = (project / "picture.html").read_text(encoding="utf-8")
    figures, acts = (told(run("query", words, "-f", "csv")) for words in (FIGURES, SAYINGS))
    found = Wanted(head["title"], str(head["published"]), sure, figures, acts)
    assert (found, head["title"] in picture) == (wanted, True)
