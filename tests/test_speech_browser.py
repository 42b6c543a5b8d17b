"""Pages in a real browser whose reader speaks another language: nothing of the English messages is left."""

from __future__ import annotations

import re
from functools import cache

import pytest
import world
from test_speech import forms, said

from kg.draw.visualize import visualize

GRAPH = world.small() + world.TILES
SHOWN = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    if (!walk.currentNode.parentElement.closest("script, noscript, style")) found.push(walk.currentNode.data);
  }
  for (const name of ["aria-label", "title", "placeholder"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) found.push(element.getAttribute(name));
  }
  return [...found, document.title].map((text) => text.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""
"""All that a page shows or tells those who hear it."""
DONE = {
    "network": ("Escape",),
    "a thing read": ("ArrowRight",),
    "the table": ("t",),
    "the help": ("?",),
    "the dialog that saves": ("s",),
    "a path": ("p",),
}
"""What is done with a network → the keys for it."""


LIKE_DATA = {"{some} and {last}", "from", "to"}
"""Messages that texts of this graph are in their own right: Meetings, visits and missions."""
NUMBERS = {"n", "count", "all", "number"}


@cache
def english(language: str) -> re.Pattern[str]:
    """Return what matches a whole message in English that a language says otherwise."""
    own = {text for text in said() - LIKE_DATA if set(forms(language, text).values()) != {text}}
    every = {form for text in own for form in forms("en", text).values()}
    worded = [form for form in every if re.search("[a-z]{2}", re.sub(r"\{\w+\}", "", form))]
    return re.compile("|".join(map(filled, worded)))


def filled(form: str) -> str:
    """Return the pattern of a message whose places are filled."""
    parts = re.split(r"\{(\w+)\}", form)
    names = ["[0-9,]+" if name in NUMBERS else ".+" for name in parts[1::2]]
    return "".join(re.escape(text) + name for text, name in zip(parts[::2], [*names, ""], strict=True))


def left(page, language: str) -> list[str]:
    return [text for text in page.evaluate(SHOWN) if english(language).fullmatch(text)]


@pytest.mark.parametrize("language", ["es", "ja"])
@pytest.mark.parametrize("done", DONE)
def test_a_network_says_nothing_in_english_to_readers_of_other_languages(opened, done, language):
    page = opened(visualize(world.graph(GRAPH), kind="network").html, languages=(language,))
    for key in DONE[done]:
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.lang") == language
    assert left(page, language) == []


@pytest.mark.parametrize("language", ["es", "ja"])
@pytest.mark.parametrize("kind", ["timeline", "flows", "chart", "map"])
def test_a_chart_says_nothing_in_english_to_readers_of_other_languages(opened, kind, language):
    page = opened(visualize(world.graph(GRAPH), kind=kind).html, languages=(language,))
    assert left(page, language) == []
    page.locator(".mark").first.click()
    page.locator("#panel article").first.wait_for()
    assert left(page, language) == []


@pytest.mark.parametrize("language", ["es", "ja"])
def test_no_view_beside_others_says_anything_in_english(opened, language):
    page = opened(visualize(world.graph(GRAPH)).html, languages=(language,))
    for tab in ("timeline", "flows", "chart", "table", "network"):
        page.click(f"#tab-{tab}")
        page.wait_for_timeout(100)
        assert left(page, language) == []


@pytest.mark.parametrize("language", ["es", "ja"])
def test_a_comparison_says_nothing_in_english(opened, language):
    page = opened(visualize(world.graph(GRAPH), compare=("toyota", "MX-CMX")).html, languages=(language,))
    page.locator("#panel .side").first.wait_for()
    assert left(page, language) == []


def test_what_is_left_in_english_is_found(opened):
    page = opened(visualize(world.graph(GRAPH), kind="network").html)
    assert {"Legend", "Save", "Find a thing by name"} <= set(left(page, "ja"))


@pytest.mark.parametrize(
    ("languages", "tab"),
    [
        (("es-AR", "en"), "Red"),
        (("fr", "ja-JP", "es"), "ネットワーク"),
        (("en-GB", "es"), "Network"),
        (("fr", "de"), "Network"),
        (("jam",), "Network"),
    ],
)
def test_a_page_takes_the_first_language_of_its_reader_that_it_has_else_english(opened, languages, tab):
    page = opened(visualize(world.graph(GRAPH)).html, languages=languages)
    assert page.locator("#tab-network").inner_text() == tab


def test_a_page_of_one_language_speaks_it_to_every_reader(opened):
    page = opened(visualize(world.graph(GRAPH), language="ja").html, languages=("es",))
    assert page.locator("#tab-timeline").inner_text() == "年表"
    assert left(page, "ja") == []


def test_a_figure_saved_in_the_page_speaks_its_language(opened):
    page = opened(visualize(world.graph(GRAPH), kind="network").html, languages=("ja",))
    page.keyboard.press("s")
    assert page.locator("#preview desc").text_content() == "表示範囲：データ全体。"
