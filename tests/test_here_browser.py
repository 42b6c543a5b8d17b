"""kg.site.here in a real browser: SPARQL without a server, from a folder and from a plain web server."""

import csv
import html
import io
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from browsing import SIZES
from foldered import on_the_web, visiting
from test_access import complaints

import kg as package
from kg.query.hints import why_empty
from kg.query.saved import all_queries
from kg.site import here, taken
from kg.site.filenames import file_of
from kg.site.opening import site_of
from kg.site.site import FILES, made
from kg.site.visit import Wanted

pytestmark = pytest.mark.skipif(not taken.is_here("oxigraph.wasm"), reason=taken.lacking("oxigraph.wasm"))
PICTURES = ("id/kidzania.svg", "id/kidzania.dark.svg")
PAGES = (
    *("", "query", "engine.js", "graph.js", "terms.js", "yasgui.txt", "id/kidzania"),
    *("queries/documents-mentioning", *FILES),
)
COMPANIES = "SELECT ?company ?where { ?company a jm:Company ; jm:operatesIn ?where } ORDER BY ?company"
SENTENCE = "Mexican multinational companies such as Grupo Altex, KidZania"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?n = 1) }"


@pytest.fixture(scope="module")
def site():
    return site_of(package.load().opened, None)._replace(is_files=True)


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory):
    """The pages that are looked at here; all of them would take minutes."""
    folder = tmp_path_factory.mktemp("here") / "a site"
    for path in (*PAGES, *PICTURES):
        file = folder / (path if path in PICTURES else file_of(path))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(made(site, Wanted(path)).body)
    return folder


@pytest.fixture
def at(browser, folder):
    with visiting(browser, f"{folder.as_uri()}/") as open_page:
        yield open_page


@pytest.fixture(scope="module")
def page(browser, folder):
    """The page to ask with, opened once from the folder."""
    with visiting(browser, f"{folder.as_uri()}/") as open_page:
        yield open_page("query.html")


def ask(page, **values):
    """Go to where a query or a saved question is asked, and return what is said when it is answered."""
    page.evaluate(
        "() => document.querySelectorAll('section[aria-label=Answer]').forEach((each) => each.remove())"
    )
    page.evaluate("fragment => { location.hash = fragment; }", urlencode(values))
    return said(page)


def said(page):
    answer = page.locator("section[aria-label=Answer]:visible")
    answer.locator("p").filter(has_not_text="Asking").first.wait_for()
    return answer.inner_text()


def write(page, text):
    """Write a text in place of what the editor holds, as soon as that is there."""
    page.locator(".tabPanel.active .CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def written(page):
    """Return what the editor holds, as soon as that is there."""
    return page.locator(".tabPanel.active .CodeMirror").inner_text()


def taken_away(page):
    """Return the rows of the CSV that the page gives, its columns first."""
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    return list(csv.reader(io.StringIO(download.value.path().read_bytes().decode())))


def examples(query):
    needed = (one for one in query.parameters if one.default is None and not one.is_optional)
    return {one.name: one.example for one in needed}


def asked_of_kg(kg, query):
    given = [part for name, value in examples(query).items() for part in ("-p", f"{name}={value}")]
    done = kg("query", query.name, *given, "-f", "csv")
    assert done.exit_code == 0, done.output
    return list(csv.reader(io.StringIO(done.stdout)))


def test_every_saved_query_has_the_rows_of_kg_query(page, site, kg):
    other = {}
    for query in site.queries:
        told = ask(page, question=query.name, **examples(query))
        columns, *rows = asked_of_kg(kg, query)
        found = [columns] if told.startswith("0 rows") else taken_away(page)
        if [columns, *sorted(rows)] != [found[0], *sorted(found[1:])]:
            other[query.name] = found[:3]
    assert other == {}
    assert len(site.queries) == len(all_queries(package.project.given(None).queries)) > 50


def test_a_row_leads_to_the_thing_and_its_sentence_from_a_plain_web_server(browser, folder, kg):
    with on_the_web(folder) as url, visiting(browser, url) as at:
        page = at(f"query.html#{urlencode({'query': COMPANIES})}")
        assert said(page).startswith("18 rows")
        rows = list(csv.reader(io.StringIO(kg("query", COMPANIES, "-f", "csv").stdout)))
        assert taken_away(page) == rows
        page.get_by_role("link", name="id:kidzania").first.click()
        page.wait_for_url("**/id/kidzania.html")
        assert SENTENCE in page.locator("blockquote").first.inner_text()


def test_the_quote_in_a_row_leads_to_its_place_in_the_source_as_from_a_page_of_a_server(page, site):
    for name in ("requests-and-replies", "evidence"):
        ask(page, question=name)
        here = page.evaluate(
            "() => [...document.querySelectorAll('section[aria-label=Answer] a.words')]"
            ".map((each) => [each.getAttribute('href'), each.textContent])"
        )
        beside = made(site, Wanted(f"queries/{name}")).body.decode()
        assert [f'<a class="words" href="../{html.escape(link)}">' in beside for link, _ in here] == [
            True
        ] * len(here)
        assert len(here) == beside.count('<a class="words"') > 10


def test_a_question_is_asked_for_another_value_from_its_page_and_its_address_leads_back(at):
    page = at("queries/documents-mentioning.html")
    page.get_by_role("link", name="Ask for other values").click()
    assert said(page).startswith("5 rows")
    page.get_by_label("thing").fill("usmca")
    page.keyboard.press("Enter")
    page.wait_for_url("**/query.html#question=documents-mentioning&thing=usmca")
    page.get_by_text("3 rows").wait_for()
    page.reload()
    assert said(page).startswith("3 rows")
    assert page.get_by_label("thing").input_value() == "usmca"
    page.get_by_text("The query", exact=True).click()
    page.get_by_role("link", name="Change it in SPARQL").click()
    assert "?document ?title" in written(page)
    page.go_back()
    assert said(page).startswith("3 rows")
    assert page.locator(".yasgui:visible").count() == 0


@pytest.mark.parametrize(
    ("question", "given", "told"),
    [
        ("documents-mentioning", {"thing": "USMKA"}, "thing: “USMKA” is not an Entity. Did you mean USMCA?"),
        ("documents-mentioning", {"thing": "id:nobody> } #"}, "thing: “id:nobody> } #” is not an Entity."),
        ("fdi-by-state", {"year": "20x"}, "year: “20x” is not a year. For example: 2024"),
        ("fdi-by-state", {"year": '2024"'}, 'year: “2024"” is not a year. For example: 2024'),
    ],
)
def test_a_value_that_fits_nothing_is_refused_with_what_fits(page, question, given, told):
    assert told in ask(page, question=question, **given)


def test_a_text_for_a_parameter_stays_a_text(page):
    for value in ('001" } #', "001' . ?x ?y ?z", "\\", "001\n", "?document"):
        assert ask(page, question="agreement-dates", document=value).startswith(("0 rows", "2 rows"))
    assert ask(page, question="agreement-dates", document='x") } SELECT * { ?s ?p ?o } #').startswith(
        "0 rows"
    )


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("INSERT DATA { id:a id:b id:c }", "Only queries are answered: SELECT, ASK, CONSTRUCT, DESCRIBE."),
        ("ASK { SERVICE SILENT <http://127.0.0.1:1/> { ?a ?b ?c } }", "another endpoint: refused"),
        ("ASK {\n  ?x a jm:Company", "2:18: something is missing"),
        ("SELECT ?x { ?x a nowhere:Company }", "1:18: the prefix nowhere: is declared nowhere."),
        ("SELECT ?x { ?x a jm:Compny }", "jm:Compny is not in this graph; did you mean jm:Company?"),
        ("SELECT ?x { ?x a jm:Company FILTER(1 = 2) }", "it is a FILTER"),
        ("SELECT ?x { ?x a jm:Company, jm:State ; jm:place [ a jm:City ] }", "kg query may tell"),
        ("ASK { ?x a jm:Company }", "Yes."),
    ],
)
def test_what_has_no_rows_is_told_why(page, query, told):
    assert told in ask(page, query=query)


NOTHING = (
    "SELECT ?x { ?x a jm:Company, jm:State }",
    'SELECT ?x { ?x skos:prefLabel "Japan" }',
    "PREFIX o: <https://w3id.org/japan-mexico-kg/ontology#> SELECT ?x { ?x o:signed 1888 }",
    "SELECT ?x WHERE { ?x jm:signed 1888 OPTIONAL { ?x skos:altLabel ?y } FILTER(?x != id:MX) }",
    "SELECT ?x { ?x a jm:State ; jm:homeCountry ?y . ?x skos:prefLabel ?n }",
    "SELECT ?x { ?x a/rdfs:subClassOf* jm:Agreement ; ^jm:homeCountry ?y }",
    "SELECT ?x { VALUES ?y { 1 2 } { ?x jm:to id:MX } UNION { ?x jm:to id:JP } ?x jm:signed 1888 }",
    "SELECT ?x { ?x jm:operatesIn <https://w3id.org/japan-mexico-kg/id/toyota> }",
)


@pytest.mark.parametrize("query", NOTHING)
def test_why_nothing_is_found_is_told_as_kg_query_tells_it(page, site, query):
    ask(page, query=query)
    told = why_empty(site.graph, site.graph.question(query), seconds=60)
    assert told
    assert page.locator(".hints:visible").all_inner_texts() == told


def test_patterns_that_every_row_needs_are_read_as_they_are_written(page):
    query = (
        "SELECT ?x { VALUES ?y { 1 2 } ?x a/rdfs:subClassOf* jm:State ; ^jm:party ?y ; jm:on 'x'@en , -5 , []"
        " ; . OPTIONAL { ?x a ?b } FILTER NOT EXISTS { ?c ?d ?e } { ?x ?y 1 } UNION { ?x ?y 2 }"
        " BIND(1 + 2 AS ?z) ?z (jm:a|^jm:b)+/jm:c true }"
    )
    assert page.evaluate("text => NEEDED.patterns(text).map((one) => one.text)", query) == [
        "?x a/rdfs:subClassOf* jm:State",
        "?x ^jm:party ?y",
        "?x jm:on 'x'@en",
        "?x jm:on -5",
        "?x jm:on []",
        "?z (jm:a|^jm:b)+/jm:c true",
    ]
    for other in (
        "ASK { GRAPH ?g { ?a ?b ?c } }",
        "ASK { ?a ?b [ ?c ?d ] }",
        "ASK { { SELECT * { ?a ?b 1 } } }",
    ):
        assert page.evaluate("text => NEEDED.patterns(text)", other) == []


SUMS = (
    "10 - (3 - 2)", "(10 - 3) - 2", "10 - 2 * 3", "2 * 3 - 10 / 4", "1 - -2", "STRLEN('a-b-c') - 1", "-1 + 2",
)  # fmt: skip
CHAINS = (
    "10 - 3 - 2", "10 -3 -2", "10 - 3 + 2", "100 / 10 / 2", "100 / 10 * 2", "10 - 2 * 3 - 1", "-1 - -2 - -3",
    "STRLEN('a') - STRLEN('b') - 1", "10 - xsd:integer('3') - 2", "IF(true, 1, 10 - 3 - 2)",
)  # fmt: skip
PATHS = (
    "?x jm:a/jm:b/jm:c ?y", "?x (jm:a|jm:b)/jm:c/^jm:d ?y", "?x jm:a+/jm:b*/jm:c ?y", "?x jm:a 1, -2, -3",
    "VALUES (?x ?y) { (1 -2) (-3 -4) }", "FILTER(?a - 1 > 2 && ?b - 1 > 2)", "?x jm:a '1-2-3' # 1-2-3",
)  # fmt: skip


def test_sums_are_those_of_kg_and_what_the_engine_would_get_wrong_is_refused(page):
    query = f"SELECT {' '.join(f'({each} AS ?v{at})' for at, each in enumerate(SUMS))} {{}}"
    ask(page, query=query)
    (row,) = ox.Store().query(query)
    assert taken_away(page)[1] == [term.value for term in row]
    for each in CHAINS:
        assert "Put brackets" in ask(page, query=f"SELECT ({each} AS ?v) {{}}"), each
    assert [page.evaluate("text => WORDS.chain(text)", f"ASK {{ {each} }}") for each in PATHS] == [-1] * 7


def test_a_graph_that_is_made_is_taken_away_as_triples(page, site):
    query = (
        'CONSTRUCT { ?a skos:prefLabel ?l ; rdfs:comment "a\\\\b\\n\\"c\\"" ; rdf:value 1.50 }'
        " { ?a a jm:Company ; skos:prefLabel ?l } ORDER BY ?a ?l LIMIT 9"
    )
    ask(page, query=query)
    with page.expect_download() as download:
        page.get_by_role("button", name="N-Triples").click()
    triples = set(ox.parse(download.value.path().read_bytes(), ox.RdfFormat.N_TRIPLES))
    found = site.graph.answer(site.graph.question(query))
    assert {triple.triple for triple in triples} == set(found)


def test_columns_of_all_variables_come_in_the_order_of_the_text(page):
    ask(page, query="SELECT DISTINCT * { ?z a jm:Company ; jm:homeCountry ?a } LIMIT 2")
    assert taken_away(page)[0] == ["z", "a"]


def test_the_editor_completes_what_the_graph_uses_and_marks_a_mistake(at):
    page = at("query.html")
    for typed, hint, completed in (
        ("SELECT * { ?x a compan", "jm:Company  company", "SELECT * { ?x a jm:Company"),
        ("SELECT * { ?x jm:oper", "jm:operatesIn  operates in", "SELECT * { ?x jm:operatesIn"),
    ):
        write(page, "")
        page.keyboard.type(typed)
        page.locator(".CodeMirror-hint").get_by_text(hint, exact=True).click()
        assert completed in written(page)
    write(page, "SELECT * { ?x a nowhere:Company }")
    assert page.locator(".parseErrorIcon").count() == 1
    write(page, "SELECT * { ?x a jm:Company ; dbo:abstract ?y }")
    assert page.locator(".parseErrorIcon").count() == 0, "well-known prefixes need no declaration"


def test_what_was_written_before_the_editor_came_is_in_it_and_tabs_stay(at):
    page = at(f"query.html#{urlencode({'query': COMPANIES})}")
    page.locator(".tabPanel.active tbody tr").first.wait_for()
    assert COMPANIES in written(page)
    page.get_by_role("button", name="New tab").click()
    assert page.url.endswith("/query.html")
    write(page, "ASK { ?x a jm:Company }")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Yes.").wait_for()
    page.reload()
    assert said(page) == "Yes."
    page.get_by_role("tab").first.click()
    assert COMPANIES in written(page)


def test_without_the_editor_a_plain_field_asks_and_tells_what_is_missing(at, folder, site, monkeypatch):
    is_here = taken.is_here
    monkeypatch.setattr(taken, "is_here", lambda name: name.startswith("oxigraph") and is_here(name))
    (folder / "plain.html").write_bytes(made(site, Wanted("query")).body)
    page = at("plain.html")
    assert "This is a plain field: @zazuko/yasgui 4.6.2 is not here" in page.inner_text("main")
    page.get_by_label("Query").fill(COMPANIES)
    page.keyboard.press("Control+Enter")
    assert said(page).startswith("18 rows")
    page.get_by_label("Query").fill(ENDLESS)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Given up.").wait_for()


def test_a_query_is_stopped_and_the_next_is_answered(at):
    page = at("query.html")
    write(page, ENDLESS)
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Given up.").wait_for()
    assert ask(page, query=COMPANIES).startswith("18 rows")


def test_no_text_acts(page):
    page.on("dialog", lambda _: pytest.fail("a script has run"))
    hostile = "</script><img src=x onerror=alert(1)>"
    ask(page, query=f"SELECT ('{hostile}' AS ?x) (<javascript:alert(1)> AS ?y) {{}}")
    assert page.locator("td:visible").all_inner_texts() == [hostile, "<javascript:alert(1)>"]
    assert page.locator("main img, main td a").count() == 0
    assert hostile in ask(page, question="documents-mentioning", thing=hostile)


def test_a_large_graph_is_loaded_when_it_is_first_asked(at, folder, site, monkeypatch):
    monkeypatch.setattr(here, "AT_ONCE", 1000)
    (folder / "large.html").write_bytes(made(site, Wanted("query")).body)
    page = at("large.html")
    assert "as they are more than 1,000, they are loaded when you first ask" in page.inner_text("#state")
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.wait_for_timeout(200)
    assert "graph.js" not in asked
    assert ask(page, query=COMPANIES).startswith("18 rows")
    assert {"graph.js", "engine.js"} <= set(asked)
    assert page.locator("datalist").count() > 3


@pytest.mark.parametrize(("scheme", "size"), [("light", "a phone"), ("dark", "wide")])
def test_nothing_on_the_page_is_out_of_reach(browser, folder, scheme, size):
    with on_the_web(folder) as url, visiting(browser, url) as at:
        page = at("query.html", size, color_scheme=scheme)
        for values in ({"question": "fdi-by-state"}, {"query": COMPANIES}, {"query": "ASK { "}):
            ask(page, **values)
            assert complaints(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
