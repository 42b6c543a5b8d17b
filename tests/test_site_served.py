"""The pages of `kg serve` over HTTP: in the format that is liked, below any path, whatever is tried."""

import re
import shutil
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pyoxigraph as ox
import pytest
import sited
import world
from endpoint import endpoint
from serving import served

from kg.graph.graph import Graph

QUERIES = {
    "slow": "# title: A slow one\n# description: It never ends.\n"
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?n = 1) }",
    "places": "# title: What operates in a place\n# description: All of it.\n"
    "# parameter: place (Country) = Mexico – Where\n"
    "SELECT ?thing { ?thing mini:operatesIn ?place } ORDER BY ?thing",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    here = tmp_path_factory.mktemp("site") / "mini"
    shutil.copytree(Path(__file__).parent / "fixtures" / "mini", here)
    (here / "queries").mkdir()
    for name, text in QUERIES.items():
        (here / "queries" / f"{name}.rq").write_text(text, encoding="utf-8")
    return here


@pytest.fixture(scope="module")
def site(project):
    with served("--project", str(project), "--timeout", "6") as running:
        yield running


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("id/toyota", "text/html,*/*;q=0.8", "text/html; charset=utf-8"),
        ("id/toyota", "text/turtle", "text/turtle; charset=utf-8"),
        ("id/toyota", "application/ld+json", "application/ld+json"),
        ("id/toyota.nt", "text/html", "application/n-triples"),
        ("id/toyota.svg", "image/*", "image/svg+xml"),
        ("source/sol-2025", "text/turtle", "text/turtle; charset=utf-8"),
        ("queries/places.csv", "text/html", "text/csv; charset=utf-8"),
        ("queries/places.json", "*/*", "application/sparql-results+json"),
        ("queries/places", "text/html,*/*;q=0.8", "text/html; charset=utf-8"),
        ("queries/places", "text/csv, */*;q=0.1", "text/csv; charset=utf-8"),
        ("queries/places", "application/json", "application/sparql-results+json"),
        (
            "queries/places.xlsx",
            "*/*",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("openapi.json", "*/*", "application/json"),
        ("style.css", "text/css", "text/css; charset=utf-8"),
        ("site.js", "*/*", "text/javascript; charset=utf-8"),
        ("network.html", "text/html", "text/html; charset=utf-8"),
    ],
)
def test_an_address_is_answered_in_the_format_that_it_or_the_client_asks_for(site, path, accept, kind):
    answer = site.client.get(path, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert "Accept" in answer.headers["vary"]


def test_the_text_of_a_source_is_shown_from_the_project(site):
    page = site.client.get("source/sol-2025").text
    assert 'id="char=37,79"' in page
    assert ">Toyota and Toyota Tsusho operate in Mexico</a>" in page


def test_the_iri_of_a_term_leads_to_the_vocabulary(site):
    answer = site.client.get("ontology", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "ontology/")
    assert site.client.get("ontology", headers={"accept": "text/turtle"}).status_code == 200


def test_a_page_that_is_known_is_not_sent_again(site):
    first = site.client.get("id/toyota")
    again = site.client.get("id/toyota", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_may_run_and_fetch_nothing_but_what_is_the_sites_own(site):
    policy = site.client.get("id/toyota").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    picture = site.client.get("network.html")
    assert "content-security-policy" not in picture.headers  # it has a narrower one inside
    assert 'http-equiv="Content-Security-Policy"' in picture.text
    assert picture.headers["x-frame-options"] == "DENY"


def test_a_wrong_value_is_refused_with_an_example_in_every_format(site):
    for path in (
        "queries/places.csv?place=Nowhere",
        "queries/places?place=Nowhere",
        "queries/places.csv?x=1",
    ):
        answer = site.client.get(path, headers={"accept": "text/plain, text/html;q=0.5"})
        assert answer.status_code == 400
        assert "Mexico" in answer.text or "place=…" in answer.text


def test_a_query_is_ended_at_the_same_limits_wherever_it_is_asked(site):
    asked = {"params": {"query": QUERIES["slow"]}, "headers": {"accept": "text/html"}}
    with ThreadPoolExecutor() as pool:
        saved = pool.submit(site.client.get, "queries/slow.csv", headers={"accept": "text/csv"})
        pages = [pool.submit(site.client.get, path, **asked) for path in ("query", "network.html")]
        assert saved.result().text.startswith("stopped after 6 s, the time limit")
        for answer in (saved, *pages):
            assert answer.result().status_code == 503
            assert "stopped after 6 s, the time limit" in answer.result().text


def test_the_page_to_ask_with_may_ask_the_site_and_nothing_else_more_than_others(site):
    policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    policy += "frame-ancestors 'none'; base-uri 'none'"
    for path, further in (("", ""), ("queries/", ""), ("query", "; connect-src 'self'")):
        assert site.client.get(path).headers["content-security-policy"] == policy + further


def test_what_is_found_is_on_the_page_with_links_to_it_as_files(site):
    answer = site.client.get("query", params={"query": "SELECT ?a ?b { ?a mini:operatesIn ?b }"})
    links = [
        link for link in sited.links(answer.text) if link.startswith(("sparql", "network")) and "?" in link
    ]
    assert [link.partition("?")[0] for link in links] == [
        *(f"sparql.{end}" for end in ("csv", "tsv", "json", "xml", "xlsx")),
        "network.html",
    ]
    kinds = [site.client.get(link).headers["content-type"].partition(";")[0] for link in links]
    assert kinds[0] == "text/csv"
    assert kinds[-2:] == ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/html"]


def test_triples_are_shown_as_a_table_and_taken_away_as_rdf(site):
    query = "CONSTRUCT { ?a mini:operatesIn ?b } { ?a mini:operatesIn ?b }"
    page = site.client.get("query", params={"query": query}).text
    assert '<th scope="col">predicate</th>' in page
    turtle = next(link for link in sited.links(page) if link.startswith("sparql.ttl"))
    answer = site.client.get(turtle)
    assert answer.headers["content-type"].startswith("text/turtle")
    assert "mini:operatesIn id:" in answer.text


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("ASK { ?a ?b ?c }", 400, "an ASK has no picture"),
        ("SELECT ?a { ?a a mini:Company }", 400, "a SELECT of 1 columns has no picture"),
        ("CONSTRUCT { ?a ?b ?c } { ?a mini:nothing ?c ; ?b ?d }", 404, "there is nothing to draw"),
    ],
)
def test_what_has_no_picture_says_so(site, query, status, told):
    answer = site.client.get("network.html", params={"query": query}, headers={"accept": "text/html"})
    assert (answer.status_code, told in answer.text) == (status, True)


def test_the_editor_completes_what_the_graph_uses(site):
    terms = site.client.get("terms.json").json()
    assert ["mini:Company", "company"] in terms["classes"]
    assert ["mini:operatesIn", "operates in"] in terms["properties"]


def test_the_licences_of_the_editor_are_told_beside_it(site):
    assert "Marijn Haverbeke" in site.client.get("yasgui.txt").text


def test_there_are_pages_below_the_path_of_a_proxy(project):
    with served("--project", str(project), "--root-path", "/kg", "--name", "example.org") as running:
        for path in (
            "",
            "id/toyota",
            "source/sol-2025",
            "ontology/",
            "queries/places",
            "search?q=toyta",
            "sparql",
            "query",
        ):
            here = running.url.replace("/kg/", "/") + path
            headers = {"host": "example.org", "accept": "text/html"}
            page = running.client.get(here, headers=headers)
            assert page.status_code == 200
            assert len(sited.links(page.text)) > 8
            for link in sited.links(page.text):
                target = urlsplit(urljoin(f"https://example.org/kg/{path}", link))
                assert target.netloc != "example.org" or target.path.startswith("/kg/"), link


def test_the_same_pages_stand_in_front_of_a_file_of_a_store_and_of_an_endpoint(site, project, tmp_path):
    store, memory = ox.Store(str(tmp_path / "store")), ox.Store()
    for each in (store, memory):
        each.load(site.client.get("graph.ttl").content, format=ox.RdfFormat.TURTLE)
    store.flush()
    del store, each
    addresses = (
        *("id/toyota", "id/toyota.ttl", "source/sol-2025", "search?q=toyta", "queries/places", "ontology/"),
        *("classes.svg", "disagreements", "openapi.json"),
        "sparql.csv?query=SELECT * { ?x mini:operatesIn ?y } ORDER BY ?x",
    )
    pages = {address: site.client.get(address).content for address in addresses}
    with endpoint(Graph(memory)) as url:
        for location in (str(tmp_path / "store"), url):
            with served("--project", str(project), "--data", location) as other:
                assert {address: other.client.get(address).content for address in addresses} == pages


def test_a_graph_without_its_seeds_says_what_is_missing(tmp_path):
    file = tmp_path / "data.ttl"
    moved = re.sub(f"{world.BASE}(?!evidence)", "https://elsewhere.example/", world.turtle())
    file.write_text(moved, encoding="utf-8")
    with served("--data", str(file)) as running:
        assert "The text of this source is not here" in running.client.get("source/alpha").text
        assert "No queries are saved for this graph" in running.client.get("queries/").text


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/source/../../../etc/passwd",
        "/source/..%2f..%2f..%2fetc%2fpasswd",
        "/queries/..%2f..%2fontology%2fmini",
        "/id/%00",
        "/id/%ff%fe",
        "/%2e%2e/style.css",
        "//evil.example/%2e%2e",
    ],
)
def test_no_path_leads_to_a_file_or_to_another_host(site, path):
    answer = raw(site, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"root:" not in answer
    assert b"\r\nlocation:" not in answer.lower()


@pytest.mark.parametrize(
    "path", ["/id/toyota%0d%0aX-Evil:%20yes", "/search?q=%0d%0aX-Evil:%20yes", "/queries/%0aX-Evil:y"]
)
def test_no_line_of_an_address_becomes_a_header(site, path):
    answer = raw(site, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert b"\r\nx-evil" not in answer.partition(b"\r\n\r\n")[0].lower()


def test_pages_are_for_hosts_that_are_known(site):
    answer = site.client.get("id/toyota", headers={"host": "rebound.example"})
    assert answer.status_code == 400
    assert "Toyota" not in answer.text


def test_an_address_with_more_parameters_than_anybody_needs_is_refused(site):
    assert site.client.get("search?" + "&".join(f"q{n}=1" for n in range(300))).status_code == 400


def raw(site, request: str) -> bytes:
    """Return what is answered to a request as it is written."""
    place = urlsplit(site.url)
    with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
        connection.sendall(request.encode())
        return b"".join(iter(lambda: connection.recv(65536), b""))
