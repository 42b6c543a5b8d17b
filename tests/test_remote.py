"""Asking a SPARQL endpoint: a small real one on this machine, and several that fail."""

from __future__ import annotations

import errno
import gc
import http.server
import os
import threading
import time
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import LocationError, QueryError, TimeLimitError
from kg.graph.locations import Reading, open_graph

E = "http://example.org/"
JSON, NTRIPLES = "application/sparql-results+json", "application/n-triples"
STORE = ox.Store()
STORE.load(
    f"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix e: <{E}> .
    e:a e:p e:b ; skos:prefLabel "Thing A"@en . e:b e:n 12345 .""",
    ox.RdfFormat.TURTLE,
)


class Endpoint(http.server.BaseHTTPRequestHandler):
    """SPARQL 1.1 Protocol at /sparql; other paths fail, each in its way."""

    seen: list[dict[str, str]] = []  # noqa: RUF012

    def do_POST(self):
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.seen.append({"query": body["query"][0], **self.headers})
        failing = getattr(self, f"at_{self.path[1:]}", None)
        failing() if failing else self.answer(body["query"][0])

    def answer(self, text):
        try:
            result = STORE.query(text)
        except SyntaxError:
            self.send(400, "text/plain", b"no braces in this house")
            return
        if isinstance(result, ox.QueryTriples):
            self.send(200, NTRIPLES, result.serialize(format=ox.RdfFormat.N_TRIPLES))
        else:
            self.send(200, JSON, result.serialize(format=ox.QueryResultsFormat.JSON))

    def at_broken(self):
        self.send(
            200, JSON, b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"1"}},'
        )

    def at_short(self):
        self.send(200, JSON, b'{"head":{"vars":["s"]},"results":{"bindings":[', length=1000)

    def at_page(self):
        self.send(200, "text/html; charset=utf-8", b"<h1>Welcome</h1>")

    def at_locked(self):
        self.send(401, "text/plain", b"")

    def at_failing(self):
        self.send(500, "text/html", b"<h1>Out of \x1b[31mmemory</h1>")

    def at_lost(self):
        self.send_response(302)
        self.end_headers()

    def at_moved(self):
        self.send_response(301)
        self.send_header("Location", "https://example.org/new")
        self.end_headers()

    def at_slow(self):
        time.sleep(2)

    def send(self, status, kind, body, length=None):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length or len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def url():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_every_form_of_query_is_answered_by_an_endpoint(url):
    graph = open_graph(Reading((f"{url}/sparql",)))
    assert [row["x"].value for row in graph.query(f"SELECT ?x {{ <{E}b> <{E}n> ?x }}")] == ["12345"]
    assert bool(graph.query(f"ASK {{ <{E}a> ?p ?o }}")) is True
    assert len(list(graph.query("CONSTRUCT WHERE { ?s ?p ?o }"))) == 3
    assert len(list(graph.triples())) == len(graph.graph) == 3


def test_our_prefixes_and_parameters_work_on_an_endpoint(url):
    graph = open_graph(Reading((f"{url}/sparql",)))
    rows = graph.query(
        "SELECT ?s { ?s skos:prefLabel ?name }", {"name": ox.Literal("Thing A", language="en")}
    )
    assert [row["s"].value for row in rows] == [E + "a"]
    assert graph.labels([E + "a", E + "b"]) == {E + "a": "Thing A"}


def test_the_same_command_and_formats_work_on_an_endpoint(url):
    ran = CliRunner().invoke(
        main, ["query", "-d", f"{url}/sparql", f"SELECT ?x {{ <{E}a> ?p ?x }} ORDER BY ?x", "-f", "csv"]
    )
    assert ran.output.split() == ["x", f"{E}b", "Thing", "A"]
    ran = CliRunner().invoke(
        main, ["query", "-d", f"{url}/sparql", f"SELECT ?x {{ ?x <{E}p> ?y }}", "-f", "table"]
    )
    assert f"<{E}a> (Thing A)" in ran.stdout


def test_the_authorization_header_comes_from_the_environment(url, monkeypatch):
    monkeypatch.setenv("KG_AUTHORIZATION", "Bearer token")
    open_graph(Reading((f"{url}/sparql",))).query("ASK {}")
    assert Endpoint.seen[-1]["Authorization"] == "Bearer token"
    assert JSON in Endpoint.seen[-1]["Accept"]
    monkeypatch.setenv("KG_AUTHORIZATION", "two\nlines")
    with pytest.raises(LocationError, match="not one line of ASCII"):
        open_graph(Reading((f"{url}/sparql",))).query("ASK {}")


@pytest.fixture
def swept():
    """Collect here what a failed answer leaves behind: rows may end only in the thread they began in."""
    yield
    gc.collect()


@pytest.mark.usefixtures("swept")
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("broken", "the endpoint's answer is broken or breaks off\n"),
        ("short", "cannot be reached: the connection breaks off, or what answers speaks no HTTP$"),
        ("page", "answers a SELECT with text/html, not with rows"),
        ("locked", "does not let you in: 401"),
        ("failing", r"fails: 500 Internal Server Error: Out of \\u001b\[31mmemory"),
        ("moved", "has moved: 301"),
        ("lost", "has moved: 302"),
    ],
)
def test_an_endpoint_that_fails_is_told_as_such(url, path, said):
    with pytest.raises(LocationError, match=said) as caught:
        list(open_graph(Reading((f"{url}/{path}",))).query("SELECT * { ?s ?p ?o }"))
    assert caught.value.where == f"{url}/{path}"


def test_an_endpoint_that_is_not_there_is_told_without_its_password():
    with pytest.raises(LocationError, match="cannot be reached") as caught:
        open_graph(Reading(("http://user:secret@127.0.0.1:1/sparql",))).query("ASK {}")
    assert caught.value.where == "http://127.0.0.1:1/sparql"
    assert caught.value.what == f"the endpoint cannot be reached: {os.strerror(errno.ECONNREFUSED)}"


def test_an_address_that_is_no_url_is_told_as_such():
    with pytest.raises(LocationError, match=r"cannot be reached: its address is not a URL$"):
        open_graph(Reading(("http://[::1/sparql",))).query("ASK {}")


def test_a_query_that_the_endpoint_refuses_is_a_query_error_with_its_words(url):
    with pytest.raises(QueryError, match=r"the endpoint refuses the query: no braces in this house$"):
        open_graph(Reading((f"{url}/sparql",))).query("SELECT {")


def test_an_endpoint_that_takes_too_long_meets_the_time_limit(url):
    with pytest.raises(TimeLimitError):
        open_graph(Reading((f"{url}/slow",), timeout=0.2)).query("ASK {}")


def test_what_an_endpoint_cannot_do_is_said(url):
    with pytest.raises(LocationError, match="decides by itself"):
        open_graph(Reading((f"{url}/sparql",), union=True))
    with pytest.raises(LocationError, match="asked alone"):
        open_graph(
            Reading(
                (
                    f"{url}/sparql",
                    "x.ttl",
                )
            )
        )


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://e/> { } }",
        "SELECT * { \\u0053ERVICE <http://e/> { } }",
        "SELECT * FROM <http://e/> { ?s ?p ?o }",
        "DROP ALL",
    ],
)
def test_nothing_that_reaches_further_is_sent_to_an_endpoint(url, text):
    before = len(Endpoint.seen)
    with pytest.raises(QueryError, match="refused"):
        open_graph(Reading((f"{url}/sparql",))).query(text)
    assert len(Endpoint.seen) == before
