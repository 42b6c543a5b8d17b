"""The pages for those who hear them, use keys or have large fingers: nothing for axe-core to complain of."""

from __future__ import annotations

import pytest
import world
from browsing import SIZES

from kg.draw.visualize import visualize

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing")
RULES = {"rules": {"target-size": {"enabled": True}}}
MARKS = {"network": "#net", "timeline": ".row", "flows": ".band, .bars button, #alone button", "map": ".told"}


def complaints(page) -> list[str]:
    return [
        f"{rule['id']}: {node['html']}"
        for rule in axe.Axe().run(page, options=RULES).response["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", MARKS)
def test_nothing_is_out_of_reach_with_legend_table_and_panel_open(opened, kind, scheme, size):
    graph = world.graph(world.small() + world.TILES)
    page = opened(visualize(graph, kind=kind).html, color_scheme=scheme)
    page.set_viewport_size(SIZES[size])
    assert complaints(page) == []
    if kind == "network":
        page.keyboard.press("t")
        page.locator("#table td").first.wait_for()
        assert complaints(page) == []
        page.keyboard.press("t")
        page.keyboard.press("ArrowRight")
    else:
        page.locator(MARKS[kind]).first.click()
    page.locator("#panel article").first.wait_for()
    assert complaints(page) == []
    page.keyboard.press("Escape")
    for button in page.locator("#open-filters:visible, #open-tools:visible").all():
        button.click()
        assert complaints(page) == []
        button.click()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_of_a_comparison_is_out_of_reach(opened, scheme, size):
    graph = world.graph(world.small())
    page = opened(visualize(graph, compare=("toyota", "MX-CMX")).html, color_scheme=scheme)
    page.set_viewport_size(SIZES[size])
    page.locator("#panel .side").first.wait_for()
    assert complaints(page) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_of_the_dialog_that_saves_is_out_of_reach(opened, scheme, size):
    page = opened(visualize(world.graph(world.small()), kind="network").html, color_scheme=scheme)
    page.set_viewport_size(SIZES[size])
    page.keyboard.press("s")
    page.locator("#preview > svg").wait_for()
    assert complaints(page) == []


@pytest.mark.parametrize(("kind", "target"), [("network", "net"), ("timeline", "table"), ("flows", "table")])
def test_the_first_stop_of_the_tab_key_skips_to_what_stands_far_behind(opened, kind, target):
    page = opened(visualize(world.graph(world.small()), kind=kind).html)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == target
    assert kind != "network" or page.evaluate("location.hash") == ""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["es", "ja"])
@pytest.mark.parametrize("kind", [*MARKS, "views"])
def test_nothing_is_out_of_reach_in_other_languages(opened, kind, language, size):
    graph = world.graph(world.small() + world.TILES)
    page = opened(visualize(graph, kind=kind).html, languages=(language,), color_scheme="light")
    page.set_viewport_size(SIZES[size])
    assert complaints(page) == []


def test_whoever_complains_is_heard(opened):
    page = opened('<!doctype html><html data-ready lang="en"><title>A</title><main><h1>A</h1><img></main>')
    assert complaints(page) == ["image-alt: <img>"]
