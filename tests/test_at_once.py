"""What the server answers itself, and what it leaves to children that can be ended."""

from types import SimpleNamespace
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kg.graph.graph import Graph
from kg.web.at_once import AtOnce

X = "http://example.org/"


def node(name):
    return ox.NamedNode(X + name)


def large():
    """Yield statements of many things, all of one kind, and all with one colour."""
    yield ox.Quad(node("one"), node("only"), ox.Literal("1"))
    for number in range(1100):
        yield ox.Quad(node(f"n{number}"), node("colour"), node("red"))
        yield ox.Quad(node(f"n{number}"), node("number"), ox.Literal(str(number)))


def answer(query, quads, host="localhost"):
    """Return what is answered at once to a request, None where it is left to children."""
    store = ox.Store()
    store.extend(quads)
    scope = {
        "method": "GET", "scheme": "http", "path": "/sparql", "root_path": "",
        "query_string": b"query=" + quote(query).encode(),
        "headers": [(b"host", host.encode()), (b"accept", b"text/csv")],
    }  # fmt: skip
    response = AtOnce(SimpleNamespace(graph=Graph(store)), ("localhost",))(scope)
    return response and response.body.decode()


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("PREFIX x: <http://example.org/> SELECT ?o { x:one ?p ?o }", "o\r\n1\r\n"),
        ('SELECT ?s { ?s ?p "7" }', f"s\r\n{X}n7\r\n"),
        ("SELECT ?o { ?s <http://example.org/colour> ?o } LIMIT 1", f"o\r\n{X}red\r\n"),
        ("SELECT ?o { <http://example.org/nobody> ?p ?o }", "o\r\n"),
    ],
)
def test_a_lookup_beside_many_statements_is_answered_at_once(query, rows):
    assert answer(query, large()) == rows


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s <http://example.org/number> <http://example.org/red> }",
        "SELECT ?s ?o { ?s <http://example.org/colour> ?o }",
        "SELECT ?o { ?s <http://example.org/colour> ?o } ORDER BY ?o LIMIT 1",
    ],
)
def test_what_goes_through_many_statements_is_left_to_children(query):
    assert answer(query, large()) is None


def test_a_graph_beside_others_is_left_to_children_for_what_is_in_those_is_gone_through():
    few = [ox.Quad(node("a"), node("number"), ox.Literal("1"))]
    beside = [ox.Quad(each.subject, each.predicate, each.object, node("other")) for each in large()]
    query = "SELECT ?s { ?s <http://example.org/number> ?o }"
    assert answer(query, few) == f"s\r\n{X}a\r\n"
    assert answer(query, few + beside) is None


@pytest.mark.parametrize("host", ["localhost:", "localhost:x", "localhost:80@example.org", "example.org"])
def test_a_host_that_is_refused_is_not_answered_at_once(host):
    assert answer("SELECT ?s { ?s ?p ?o }", [], "localhost:80") == "s\r\n"
    assert answer("SELECT ?s { ?s ?p ?o }", [], host) is None
