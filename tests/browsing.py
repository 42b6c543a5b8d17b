"""A real browser for the tests, cut off from every network; what a page asks for or complains of fails."""

from __future__ import annotations

import re
import shutil

import pytest

SIZES = {"wide": {"width": 1400, "height": 900}, "a phone": {"width": 390, "height": 844}}
CHROMIUM = next(
    filter(
        None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))
    ),
    None,
)
"""The browser: where there is one, that without windows, in which a page opens four times as fast."""


def launched(driver):
    """Start the browser; it draws without a graphics card, as on any machine."""
    return driver.chromium.launch(
        executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    )


@pytest.fixture(scope="module")
def browser():
    """A Chromium, started once for each module."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        chromium = launched(driver)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser, tmp_path):
    """Open a page; at the end of the test, fail on anything it asked a network for or complained of."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    context.set_default_timeout(10_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    wrong: list[str] = []

    def requested(route):
        if not route.request.url.startswith("file:"):
            wrong.append(f"asked for {route.request.url[:200]}")
            return route.abort()
        return route.continue_()

    def open_page(html: str, fragment: str = "", languages: tuple[str, ...] = (), size=(1400, 900), **media):
        file = tmp_path / "page.html"
        file.write_text(html, encoding="utf-8")
        page = context.new_page()
        page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        page.route(re.compile("^(?!data:|blob:)"), requested)
        page.on("console", lambda message: wrong.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        if languages:
            told = f"{{ value: {list(languages)} }}"
            page.add_init_script(f"Object.defineProperty(navigator, 'languages', {told})")
        if media:
            page.emulate_media(**media)
        page.goto(f"file://{file}{fragment}")
        page.wait_for_selector("html[data-ready], #chart > *", state="attached")
        return page

    yield open_page
    context.close()
    assert wrong == []


@pytest.fixture
def at(browser, site):
    """Open an address of the server `site`; fail on what it asks of others, or complains of."""
    wrong, contexts = [], []

    def open_page(address: str, size: str = "wide", *, script: bool = True, fails: bool = False, **media):
        context = browser.new_context(viewport=SIZES[size], java_script_enabled=script, **media)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(site.url) else None
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        if not fails:
            page.on("console", lambda message: wrong.append(message.text))
        page.goto(site.url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
