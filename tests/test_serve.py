"""`kg serve` asked over HTTP by real clients, and attacked."""

import os
import signal
import socket
import threading
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serving import served
from SPARQLWrapper import CSV, TURTLE, SPARQLWrapper

from kg.site.negotiation import media_type

DATA = """@prefix ex: <http://example.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
ex:a skos:prefLabel "<script>alert(1)</script>"@en ; ex:near ex:b .
ex:b skos:prefLabel "B"@en .
""" + "".join(f"ex:n{number} ex:number {number} .\n" for number in range(400))
ANSWERED = 'kg_requests_total{kind="sparql",status="200"}'
NEAR = "SELECT ?x { ex:a ex:near ?x }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?n%d = 1) }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    path = tmp_path_factory.mktemp("served") / "data.ttl"
    path.write_text(DATA, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def site(data):
    with served("--data", data, "--timeout", "3", "--memory", "60MB") as running:
        yield running


@pytest.mark.parametrize(
    ("accept", "kind", "begins"),
    [
        ("*/*", "application/sparql-results+json", '{"head":{"vars":["x"]}'),
        ("application/json", "application/sparql-results+json", '{"head"'),
        ("text/*;q=0.2, application/sparql-results+xml;q=0.7", "application/sparql-results+xml", "<?xml"),
        ("text/csv", "text/csv; charset=utf-8", "x\r\nhttp://example.org/b\r\n"),
        (
            "text/tab-separated-values",
            "text/tab-separated-values; charset=utf-8",
            "?x\n<http://example.org/b>",
        ),
        ("text/html, */*;q=0.8", "text/html; charset=utf-8", "<!doctype html>"),
        ("text/markdown", "text/markdown; charset=utf-8", "| x |"),
    ],
)
def test_rows_come_in_the_format_that_is_liked_best(site, accept, kind, begins):
    answer = site.ask(NEAR, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.text.startswith(begins)


@pytest.mark.parametrize(
    ("accept", "kind", "begins"),
    [
        ("*/*", "text/turtle; charset=utf-8", "@prefix ex: <http://example.org/> .\n\nex:b"),
        ("application/n-triples", "application/n-triples", "<http://example.org/b>"),
        ("application/ld+json", "application/ld+json", "{"),
        ("application/rdf+xml", "application/rdf+xml", "<?xml"),
    ],
)
def test_triples_come_in_the_format_that_is_liked_best(site, accept, kind, begins):
    answer = site.ask("CONSTRUCT { ?x a ex:Near } { ex:a ex:near ?x }", accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.text.startswith(begins)


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "text/turtle"])
def test_what_no_format_fits_is_refused_with_those_that_do(site, accept):
    answer = site.ask(NEAR, accept)
    assert answer.status_code == 406
    assert "Accept one of application/sparql-results+json" in answer.text


def test_the_end_of_the_address_names_a_format_too(site):
    assert site.client.get("sparql.csv", params={"query": NEAR}).text == "x\r\nhttp://example.org/b\r\n"
    assert site.client.get("sparql.pdf", params={"query": NEAR}).status_code == 404


def test_a_malformed_query_is_told_with_its_place(site):
    answer = site.ask("SELECT * {")
    assert answer.status_code == 400
    assert answer.text.startswith("1:10: `{` is never closed")


@pytest.mark.parametrize(
    "update", ["INSERT DATA { ex:a ex:b ex:c }", "LOAD <http://example.org/>", "CLEAR ALL"]
)
def test_an_update_is_refused_however_it_comes(site, update):
    kind = {"content-type": "application/sparql-update"}
    assert site.ask(update).status_code == 403
    assert site.client.post("sparql", data={"update": update}).status_code == 403
    assert site.client.post("sparql", content=update, headers=kind).status_code == 403
    assert site.ask(NEAR).status_code == 200


def test_nothing_is_fetched_for_service_or_from(site):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        place = f"<http://127.0.0.1:{listener.getsockname()[1]}/>"
        for query in (
            f"SELECT * {{ SERVICE {place} {{ ?s ?p ?o }} }}",
            f"SELECT * FROM {place} {{ ?s ?p ?o }}",
        ):
            assert site.ask(query).status_code == 400
        given = site.client.get("sparql", params={"query": NEAR, "default-graph-uri": place[1:-1]})
        assert given.status_code == 400
        assert "the request names a graph that is not in the data" in given.text
        with pytest.raises(TimeoutError):
            listener.accept()


def test_an_answer_that_is_known_is_not_sent_again(site):
    first = site.ask(NEAR)
    again = site.ask(NEAR, **{"if-none-match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert site.ask(NEAR, **{"if-none-match": '"other"'}).status_code == 200


def test_a_value_that_changes_is_found_anew_each_time(site):
    assert site.ask("SELECT (UUID() AS ?x) {}").text != site.ask("SELECT (UUID() AS ?x) {}").text


def test_large_answers_are_packed(site):
    answer = site.ask("SELECT * { ?s ?p ?o }", **{"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text.count("\r\n") == 404


def test_head_options_and_pages_of_others_are_answered(site):
    head = site.client.head("sparql", params={"query": NEAR}, headers={"origin": "https://example.org"})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["access-control-allow-origin"] == "*"
    assert site.client.options("sparql").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    asked = {"origin": "https://example.org", "access-control-request-method": "POST"}
    first = site.client.options("sparql", headers={**asked, "access-control-request-headers": "x"}).headers
    assert first["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert first["access-control-allow-origin"] == "*"
    assert first["access-control-allow-headers"] == "*, Authorization"
    assert first["access-control-max-age"] == "600"
    assert site.client.options("search").headers["allow"] == "GET, HEAD, OPTIONS"


def test_a_request_by_another_host_is_refused(site):
    assert site.client.get("health", headers={"host": "rebound.example"}).status_code == 400
    assert site.client.get("health").text == "ok\n"


def test_the_endpoint_describes_itself(site):
    graph = Graph().parse(data=site.client.get("sparql", headers={"accept": "text/turtle"}).text)
    graph.bind("sd", "http://www.w3.org/ns/sparql-service-description#")
    graph.bind("void", "http://rdfs.org/ns/void#")
    triples = "sd:defaultDataset/sd:defaultGraph/void:triples"
    found = graph.query(f"SELECT ?e ?n {{ ?s a sd:Service ; sd:endpoint ?e ; {triples} ?n }}")
    assert [(str(row.e), int(row.n)) for row in found] == [(f"{site.url}sparql", 403)]


def test_where_data_sets_are_described_leads_to_the_description_and_that_to_the_data(site):
    led = site.client.get(".well-known/void")
    assert (led.status_code, str(led.url.join(led.headers["location"]))) == (302, f"{site.url}sparql")
    described = Graph().parse(data=site.client.get("sparql", headers={"accept": "text/turtle"}).text)
    (dump,) = described.objects(None, URIRef("http://rdfs.org/ns/void#dataDump"))
    assert len(Graph().parse(data=site.client.get(str(dump)).text)) == 403


def test_labels_and_queries_cannot_act_on_the_page(site):
    shown = site.ask("SELECT ?x ?l { ?x skos:prefLabel ?l } # </textarea><script>", "text/html").text
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>" not in shown


def test_an_empty_answer_says_why_on_the_page(site):
    assert (
        "ex:neer is not in this graph; did you mean ex:near?"
        in site.ask("SELECT * { ?x ex:neer ?y }", "text/html").text
    )


def seconds_for(site, path):
    """Return how long somebody else waits, on a connection of their own: one kept idle may give way."""
    begun = time.monotonic()
    assert httpx.get(site.url + path, timeout=20).status_code == 200
    return time.monotonic() - begun


def asking(site, query):
    """Return a connection on which a query has been sent."""
    connection = socket.create_connection(("127.0.0.1", urlsplit(site.url).port), 20)
    head = f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    connection.sendall(head.encode())
    return connection


def heard(connection):
    with connection, connection.makefile("rb") as answer:
        return answer.read().decode()


def children(parent):
    """Return the processes that come from one."""
    return list(map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()))


def test_of_200_slow_queries_each_is_ended_in_time_and_others_are_answered_meanwhile(site):
    site.client.get(f"sparql.csv?query={NEAR}")
    slow = [asking(site, SLOW % number) for number in range(200)]
    time.sleep(1)  # they have all arrived
    for path in ("health", "", f"sparql.csv?query={NEAR}"):
        assert min(seconds_for(site, path) for _ in range(3)) < 1  # others use the machine, too
    (server,) = children(site.process.pid)
    assert len(children(server)) <= 4 * os.cpu_count()  # each bounded in its memory
    answers = [heard(each) for each in slow]
    assert {answer.partition("\r\n")[0] for answer in answers} == {"HTTP/1.1 503 Service Unavailable"}
    ended = [answer for answer in answers if "\r\n\r\nstopped after 3 s, the time limit" in answer]
    busy = [answer for answer in answers if "\r\nretry-after: 1\r\n" in answer]
    assert len(ended) == 2 * os.cpu_count()
    assert len(ended) + len(busy) == 200
    assert site.ask(NEAR).status_code == 200


def test_a_slow_query_that_many_send_at_once_is_computed_once_for_all_of_them(site):
    same = [asking(site, SLOW % 500) for _ in range(100)]
    answers = [heard(each) for each in same]
    assert all("\r\n\r\nstopped after 3 s, the time limit" in answer for answer in answers)


def test_others_are_answered_beside_more_idle_connections_than_there_is_room_for(site):
    port = urlsplit(site.url).port
    idle = [socket.create_connection(("127.0.0.1", port), 5) for _ in range(600)]
    for path in ("health", f"sparql.csv?query={NEAR}"):
        assert min(seconds_for(site, path) for _ in range(3)) < 1
    for each in idle:
        each.close()


@pytest.fixture
def stopped(site):
    """Stop all children of the server while a test is run."""
    (server,) = children(site.process.pid)
    for child in (stood := children(server)):
        os.kill(child, signal.SIGSTOP)
    yield
    for child in stood:
        os.kill(child, signal.SIGCONT)


def counted(site, name):
    """Return a number that the server tells of itself."""
    told = site.client.get("metrics").text.splitlines()
    return float(next(line.rpartition(" ")[2] for line in told if line.startswith(f"{name} ")))


def test_what_is_asked_again_is_answered_without_any_child(site, request):
    asked = ("sparql.csv", {"params": {"query": NEAR + " # again"}})
    first = site.client.get(asked[0], **asked[1])
    before = counted(site, ANSWERED), counted(site, "kg_remembered_bytes")
    request.getfixturevalue("stopped")
    assert site.client.get(asked[0], **asked[1]).text == first.text
    assert (counted(site, ANSWERED), counted(site, "kg_remembered_bytes")) == (before[0] + 1, before[1])


def test_what_takes_a_few_steps_is_answered_without_any_child(site, request):
    query = "PREFIX x: <http://example.org/> SELECT ?o { x:n7 ?p ?o } # at once"
    request.getfixturevalue("stopped")
    assert site.ask(query, "text/csv").text == "o\r\n7\r\n"


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv", "html", "markdown", "xlsx"])
@pytest.mark.parametrize(
    "query",
    [
        f"{NEAR} #",
        "SELECT * { ex:b ?p ?o }",
        "SELECT * { ?s <near> ?o }",
        "SELECT ?p ?s { ?s ?p ?o } LIMIT 40",
        "SELECT ?p ?s { ?s ?p ?o }",
        "PREFIX x: <http://example.org/> PREFIX x: <http://example.com/> SELECT ?o { x:a ?p ?o }",
    ],
)
def test_what_is_answered_at_once_is_what_a_child_answers(site, query, form):
    accept = {"accept": media_type(form)}
    at_once = site.client.get("sparql", params={"query": query}, headers=accept)
    by_child = site.client.post("sparql", data={"query": query}, headers=accept)
    told = ("etag", "content-type", "content-length", "content-encoding", "cache-control", "vary")
    assert at_once.status_code == by_child.status_code
    assert at_once.content == by_child.content
    assert [at_once.headers.get(name) for name in told] == [by_child.headers.get(name) for name in told]


def test_what_is_wrong_with_a_query_that_looks_like_a_few_steps_is_told_as_of_all_others(site):
    answer = site.ask("SELECT ?s { ?s undeclared:name ?o }")
    assert answer.status_code == 400
    assert "undeclared" in answer.text


def test_the_server_tells_how_much_it_is_asked(site):
    answer = site.client.get("metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    kinds = {each.name: each for each in text_string_to_metric_families(answer.text)}
    told = ("kg_requests", "kg_request_seconds", "kg_children", "kg_remembered_bytes")
    assert all(kinds[name].documentation.endswith(".") for name in told)
    assert 2 <= counted(site, "kg_children") <= 4 * os.cpu_count()
    site.client.get("not/to/be/told/apart")
    assert "apart" not in site.client.get("metrics").text


def test_queries_beyond_those_that_may_run_at_once_wait_their_turn(site):
    quick = [
        asking(site, f"SELECT (COUNT(*) AS ?n) {{ ?a ex:number ?b }} # {number}") for number in range(60)
    ]
    assert {heard(each).partition("\r\n")[0] for each in quick} == {"HTTP/1.1 200 OK"}


def test_a_query_whose_client_has_left_is_given_up(site):
    slow = [asking(site, SLOW % (1000 + number)) for number in range(2 * os.cpu_count())]
    time.sleep(0.3)  # they have all begun
    for each in slow:
        each.close()
    assert site.ask(f"{NEAR} # in the place of one that was given up").status_code == 200


def test_a_query_is_ended_beyond_its_memory(site):
    answer = site.ask(LARGE)
    assert answer.status_code == 503
    assert "limit" in answer.text


@pytest.mark.parametrize(
    ("query", "status"),
    [("SELECT * { " + "{ " * 50_000 + "} " * 50_000 + "}", 400), ("# " + "x" * 10_000_000, 413)],
)
def test_a_query_that_is_too_deep_or_too_large_is_refused(site, query, status):
    headers = {"content-type": "application/sparql-query"}
    assert site.client.post("sparql", content=query, headers=headers).status_code == status


def test_no_line_of_a_request_becomes_a_header(site):
    answer = site.client.get("sparql.csv%0d%0aX-Evil:%20yes", params={"query": f"{NEAR}\r\nX-Evil: yes"})
    assert "x-evil" not in answer.headers
    assert "x-evil" not in site.ask(f"{NEAR} #\r\nX-Evil: yes").headers


def test_sparqlwrapper_asks_it(site):
    client = SPARQLWrapper(f"{site.url}sparql")
    client.setQuery("PREFIX ex: <http://example.org/> " + NEAR)
    client.setReturnFormat(CSV)
    assert client.query().convert() == b"x\r\nhttp://example.org/b\r\n"
    client.setQuery("PREFIX ex: <http://example.org/> CONSTRUCT { ex:a ex:near ?x } { ex:a ex:near ?x }")
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.query().convert())) == 1


def test_rdflib_takes_it_for_a_store(site):
    rows = Graph(SPARQLStore(f"{site.url}sparql")).query(
        "SELECT ?x { <http://example.org/a> <http://example.org/near> ?x }"
    )
    assert [str(row.x) for row in rows] == ["http://example.org/b"]


def test_the_server_ends_at_once_with_its_queries(data):
    with served("--data", data, "--timeout", "60") as running:

        def ask():
            with pytest.raises(Exception):  # noqa: B017  (the connection is cut)
                running.ask(SLOW % 1)

        asking = threading.Thread(target=ask)
        asking.start()
        time.sleep(0.7)
        begun = time.monotonic()
        running.process.terminate()
        assert running.process.wait(5) == 143
        asking.join(5)
        assert time.monotonic() - begun < 2


def test_below_the_path_of_a_proxy_it_names_its_addresses_by_that(data):
    with served("--data", data, "--root-path", "/kg", "--name", "example.org") as running:
        headers = {"accept": "text/turtle", "host": "example.org"}
        for path in ("/sparql", "/kg/sparql"):  # a proxy may hand on its own path, or not
            told = running.client.get(running.url.replace("/kg/", path), headers=headers).text
            assert "<http://example.org/kg/sparql>" in told
        pages = [
            running.client.get(running.url.replace("/kg/", path), headers={"host": "example.org"})
            for path in ("/disagreements", "/kg/disagreements")
        ]
        assert [page.status_code for page in pages] == [200, 200]
        assert pages[0].text == pages[1].text
        bare = running.client.get(running.url.replace("/kg/", "/kg"), headers={"host": "example.org"})
        assert (bare.status_code, bare.headers["location"]) == (308, "/kg/")


def test_a_path_of_a_proxy_that_is_one_of_the_site_is_refused(data, kg):
    result = kg("serve", "--data", data, "--root-path", "/id")
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: /id is a part of the site itself\n  Choose another --root-path.\n",
    )
