"""The page to ask with in a real browser: in its editor, and as a plain form; nothing is asked of others."""

import pytest
from browsing import SIZES
from serving import served
from test_access import complaints

from kg.site import taken

COMPANIES = "SELECT ?company ?where { ?company a jm:Company ; jm:operatesIn ?where } ORDER BY ?company"
SENTENCE = "Mexican multinational companies such as Grupo Altex, KidZania"
editor = pytest.mark.skipif(not taken.is_here("yasgui.js"), reason=taken.lacking("yasgui.js"))


@pytest.fixture(scope="module")
def site():
    with served() as running:
        yield running


def ask(page, query: str) -> None:
    """Write a query in place of what the editor holds, and ask it by keys."""
    page.locator(".yasgui .tabPanel.active .CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)
    page.keyboard.press("Control+Enter")


def rows(page):
    return page.locator(".tabPanel.active .yasr_results tbody tr")


@editor
def test_a_query_is_asked_in_the_editor_and_a_row_leads_to_the_sentence(at):
    page = at("query")
    ask(page, COMPANIES)
    rows(page).first.wait_for()
    assert page.url.endswith("ORDER+BY+%3Fcompany")
    page.get_by_role("link", name="id:kidzania", exact=False).first.click()
    page.wait_for_url("**/id/kidzania")
    assert SENTENCE in page.locator("blockquote").first.inner_text()


@editor
def test_an_address_with_a_query_opens_it_in_a_tab_with_its_answer(at, site):
    page = at("query?query=SELECT (COUNT(*) AS ?n) { ?x a jm:Company }")
    assert page.locator(".tabPanel.active .yasr_results td").inner_text().isdigit()
    page.goto(f"{site.url}query?query=ASK {{ ?x a jm:Company }}")
    assert page.locator(".tabPanel.active .yasr_results").inner_text().strip() == "Yes."
    assert [tab.split()[:-1] for tab in page.get_by_role("tab").all_inner_texts()] == [
        ["Query"],
        ["Query", "1"],
    ]
    page.get_by_role("tab").first.click()
    assert "COUNT" in page.locator(".tabPanel.active .CodeMirror-code").inner_text()
    page.reload()
    assert page.get_by_role("tab").count() == 2, "a query that is open is not opened again"


@editor
def test_the_editor_knows_the_prefixes_and_marks_a_mistake(at):
    page = at("query?query=SELECT * { ?x a jm:Company ; dbo:abstract ?y }", fails=True)
    assert page.locator(".parseErrorIcon").count() == 0
    page.goto(page.url.partition("?")[0] + "?query=SELECT * { ?x a nowhere:Company }")
    assert page.locator(".tabPanel.active .parseErrorIcon").count() == 1


@editor
def test_classes_and_properties_of_the_graph_are_completed_by_name_or_label(at):
    page = at("query")
    for typed, hint, written in (
        ("SELECT * { ?x a compan", "jm:Company  company", "SELECT * { ?x a jm:Company"),
        ("SELECT * { ?x jm:oper", "jm:operatesIn  operates in", "SELECT * { ?x jm:operatesIn"),
    ):
        page.locator(".CodeMirror").click()
        page.keyboard.press("Control+a")
        page.keyboard.type(typed)
        page.locator(".CodeMirror-hint").get_by_text(hint, exact=True).click()
        assert page.locator(".CodeMirror-code pre").first.inner_text().startswith(written)


@editor
def test_nothing_found_and_nothing_answered_are_told_why(at):
    page = at("query", fails=True)  # the browser complains of status 400
    ask(page, "SELECT ?company { ?company a jm:Compny }")
    told = page.locator(".tabPanel.active .yasr_results .hints")
    told.wait_for()
    assert told.inner_text() == "jm:Compny is not in this graph; did you mean jm:Company?"
    ask(page, "SELECT ?x { ?x a jm:Company")
    page.get_by_text("There is no answer.").wait_for()
    assert told.inner_text().startswith("1:")


@editor
def test_an_answer_is_taken_away_as_files_and_as_a_picture(at, site):
    page = at("query")
    ask(page, "CONSTRUCT { ?a jm:operatesIn ?b } { ?a jm:operatesIn ?b } LIMIT 4")
    rows(page).first.wait_for()
    links = {link.inner_text(): link.get_attribute("href") for link in page.locator(".formats a").all()}
    assert list(links) == ["Address of this answer", "ttl", "nt", "jsonld", "rdf", "picture"]
    assert site.client.get(links["ttl"]).text.count("jm:operatesIn id:") > 1
    page.get_by_role("link", name="picture", exact=True).click()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.locator("#net canvas").count() == 1


@editor
@pytest.mark.parametrize("size", SIZES)
def test_the_words_of_an_answer_are_within_the_page(at, size):
    page = at("query?query=SELECT ?passage ?quote { ?passage kg:quote ?quote } LIMIT 12", size)
    rows(page).first.wait_for()
    edges = page.locator(".yasr_results td").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().right)"
    )
    assert len(edges) == 24
    assert max(edges) <= SIZES[size]["width"]


@editor
def test_a_query_is_given_up_while_it_is_asked(at):
    page = at("query")
    ask(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?n = 1) }")
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Given up.").wait_for()
    ask(page, COMPANIES)
    rows(page).first.wait_for()


@editor
def test_the_editor_is_left_by_keys_as_it_is_entered(at):
    page = at("query")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Ask"
    page.keyboard.press("Enter")
    rows(page).first.wait_for()
    page.get_by_role("button", name="New tab").click()
    assert page.get_by_role("tab").count() == 2
    for _ in range(2):
        page.locator(".tab.active .closeTab").click()
    assert page.get_by_role("tab").count() == 1, "who closes all has one to write in"
    assert page.get_by_role("button", name="Ask").is_visible()


@editor
@pytest.mark.parametrize(("scheme", "size"), [("light", "a phone"), ("dark", "wide")])
def test_nothing_in_the_editor_is_out_of_reach(at, scheme, size):
    page = at("query", size, color_scheme=scheme)
    ask(page, f"# three\n{COMPANIES}\nLIMIT 3\nVALUES ?where {{ id:MX id:JP }}")
    rows(page).first.wait_for()
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]


HOSTILE = "SELECT ('</textarea></script><script>alert(1)</script><img src=x onerror=alert(1)>' AS ?x) {}"


@pytest.mark.parametrize("script", [True, False])
def test_a_hostile_query_in_the_address_does_not_act(at, script):
    page = at(f"query?query={HOSTILE}", script=script)
    page.on("dialog", lambda _: pytest.fail("a script has run"))
    cell = page.locator("td").first
    cell.wait_for()
    assert cell.inner_text().startswith("</textarea></script><script>alert(1)")
    assert page.locator("main img").count() == 0


@editor
def test_no_address_has_the_editor_ask_elsewhere(at):
    page = at(f"query?query={COMPANIES}#query=ASK {{}}&endpoint=https://elsewhere.example/sparql")
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("button", name="Stop").wait_for(state="hidden")
    assert rows(page).count() > 5


def test_the_plain_form_answers_without_script(at):
    page = at("query", script=False)
    page.get_by_label("Query").fill(COMPANIES)
    page.get_by_role("button", name="Ask").click()
    assert page.locator("tbody tr").count() > 5
    assert page.get_by_label("Query").input_value() == COMPANIES
    page.get_by_role("link", name="id:kidzania", exact=False).first.click()
    assert SENTENCE in page.locator("blockquote").first.inner_text()
    page = at("query?query=SELECT ?company { ?company a jm:Compny }", script=False)
    assert "did you mean jm:Company?" in page.locator(".hints").inner_text()


def test_saved_questions_lead_to_their_forms_and_into_the_field(at):
    page = at("query", script=False)
    page.get_by_text("Saved questions").click()
    page.get_by_role("link", name="FDI", exact=False).first.click()
    page.get_by_text("The query", exact=True).click()
    page.get_by_role("link", name="Change it in SPARQL").click()
    assert "SELECT" in page.get_by_label("Query").input_value()
