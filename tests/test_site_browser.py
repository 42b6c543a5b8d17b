"""The pages of `kg serve` in a real browser: nothing for axe-core to complain of, nothing asked of others."""

import pytest
from serving import served
from test_access import SIZES, complaints

PAGES = (
    *(
        "",
        "id/toyota",
        "id/fdi-2024-cmx",
        "source/velasco-2025",
        "ontology/",
        "things/jm:Company",
        "queries/",
    ),
    *("queries/fdi-by-state?year=2024", "queries/fdi-by-state?year=x", "search?q=mexco", "disagreements"),
    *("id/nothing", "query", "query?query=SELECT * { ?x a jm:Company } LIMIT 5"),
)
FAILING = {"queries/fdi-by-state?year=x", "id/nothing"}


@pytest.fixture(scope="module")
def site():
    with served() as running:
        yield running


@pytest.mark.parametrize(("scheme", "size"), [("light", "wide"), ("dark", "a phone")])
def test_nothing_on_any_page_is_out_of_reach_or_too_wide(at, scheme, size):
    for address in PAGES:
        page = at(address, size, fails=address in FAILING, color_scheme=scheme)
        assert complaints(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"], address


def test_words_lead_to_what_they_state_and_a_quote_back_to_its_words(at):
    page = at("source/velasco-2025")
    page.get_by_text("Japan is a major investor in Mexico", exact=False).first.click()
    stated = page.locator(".stated:target")
    assert "invests in Mexico" in stated.inner_text()
    assert stated.evaluate("each => each.getBoundingClientRect().top") < 900
    assert "Japan is a major investor" in page.locator(".text .chosen").first.inner_text()
    page.locator("[id='stated=4528,4709'] blockquote a").click()
    assert "Guanajuato (US$1.95 billion)" in page.locator(".text :target").inner_text()


def test_words_and_facts_lead_to_each_other_without_script(at):
    page = at("source/velasco-2025", script=False)
    page.locator(".text a", has_text="Japan is a major investor in Mexico").first.click()
    assert page.url.partition("#")[2].startswith("stated=")
    page.locator("[id='stated=4528,4709'] blockquote a").click()
    assert page.locator(".text :target").inner_text().startswith("In the same period")


def test_a_fact_leads_to_its_sentence_in_the_whole_text(at):
    page = at("id/fdi-2024-cmx")
    page.locator("main cite a").first.click()
    page.wait_for_url("**/source/velasco-2025#char=4528,4709")
    assert page.locator(".text :target").evaluate("each => each.getBoundingClientRect().top") < 900


def test_the_picture_of_a_thing_is_fetched_when_it_is_reached(at):
    page = at("id/toyota", color_scheme="dark")
    page.locator("figure img").scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('figure img').naturalWidth > 100")
    assert page.locator("figure img").evaluate("each => each.currentSrc").endswith("id/toyota.dark.svg")


def test_an_answer_of_many_columns_has_its_quotes_within_the_page_and_no_date_in_two_lines(at):
    page = at("queries/trade-figures")
    assert page.locator(".wide").evaluate("each => each.scrollWidth <= each.clientWidth")
    period = page.locator("td", has_text="2025-04").first
    assert period.evaluate("each => getComputedStyle(each).whiteSpace") == "nowrap"
    quote = page.locator("td[data-column=quote]").first
    assert quote.evaluate("each => each.getBoundingClientRect().width") >= 180


def test_on_a_phone_a_row_is_a_card_in_which_each_value_stands_beside_its_column(at):
    page = at("queries/fdi-by-state?year=2024", "a phone")
    card = page.locator("tbody tr").nth(1)
    assert not page.locator("thead").is_visible()
    assert card.evaluate("each => each.getBoundingClientRect().right <= innerWidth")
    value = card.get_by_text("US$727 billion", exact=True)
    assert value.evaluate("each => getComputedStyle(each, '::before').content") == '"printed"'


def test_a_search_is_made_by_keys_alone(at):
    page = at("")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_role("searchbox").focus()
    page.keyboard.type("toyta")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=toyta")
    assert page.locator("main a").first.inner_text() == "Toyota"


def test_the_picture_of_all_runs_under_its_own_policy(at):
    page = at("network.html")
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.locator("#net canvas").count() == 1
