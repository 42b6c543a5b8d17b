"""The site as files in a real browser, opened from the folder and from a plain web server."""

import pytest
import sited
import world
from foldered import on_the_web, visiting
from test_access import SIZES, complaints
from test_site import ALPHA, TOLD
from world import BASE

from kg.look.search import search
from kg.site.static import write_site

PAGES = (
    "index",
    "id/toyota",
    "source/alpha",
    "ontology/index",
    "queries/index",
    "queries/operating",
    "disagreements",
    "query",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static") / "a site"
    write_site(sited.site(world.graph(TOLD), {f"{BASE}source/alpha": ALPHA}), folder)
    return folder


@pytest.fixture(scope="module", params=["file", "http"])
def base(folder, request):
    if request.param == "file":
        yield f"{folder.as_uri()}/"
        return
    with on_the_web(folder.parent) as url:
        yield f"{url}a%20site/"


@pytest.fixture
def at(browser, base):
    """Open a page; fail on what it asks of others, or complains of."""
    with visiting(browser, base) as open_page:
        yield open_page


# over HTTP alone, since axe itself asks for the style sheets, which a page of a folder must not
@pytest.mark.parametrize("base", ["http"], indirect=True)
@pytest.mark.parametrize(("scheme", "size"), [("light", "wide"), ("dark", "a phone")])
def test_nothing_on_any_page_is_out_of_reach_or_too_wide(at, scheme, size):
    for name in (*(f"{each}.html" for each in PAGES), "search.html?q=toyta"):
        page = at(name, size, color_scheme=scheme)
        assert complaints(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"], name


def test_a_reader_goes_from_the_front_by_a_search_to_a_thing_and_its_sentence(at):
    page = at("index.html")
    page.get_by_role("searchbox").fill("toyta")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=toyta")
    page.locator("#found a").first.click()
    page.wait_for_url("**/id/toyota.html")
    page.locator("figure img").scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('figure img').naturalWidth > 100")
    page.locator("main cite a", has_text="The first document").first.click()
    page.wait_for_url("**/source/alpha.html#char=0,25")
    assert page.locator(".text .chosen").first.inner_text() == "Toyota operates in Mexico"
    page.locator(".text a").first.click()
    assert "operates in" in page.locator(".stated:target").inner_text()


@pytest.mark.parametrize(
    "wanted", ["toyta", "TOYOTA", "トヨタ", "toyota moter", "méxico", "guana", "xyzzy", "m"]
)
def test_a_search_finds_what_one_on_a_server_finds_in_the_same_order(at, wanted):
    page = at(f"search.html?q={wanted}")
    page.wait_for_selector("#found > p")
    expected = [hit.label for hit in search(world.graph(TOLD), wanted, 60)]
    assert page.locator("#found a").all_inner_texts() == expected


def test_what_is_searched_for_is_text_and_nothing_else(at):
    page = at("search.html?q=<img src=x onerror=alert(1)>")
    page.wait_for_selector("#found > p")
    assert page.locator("h1").inner_text() == "Search: <img src=x onerror=alert(1)>"
    assert page.locator("main img").count() == 0


def test_the_picture_opens(at):
    page = at("network.html")
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.locator("#net canvas").count() == 1
