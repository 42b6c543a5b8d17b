"""The W3C SPARQL 1.1 Protocol tests, sent to a real server; those of successful updates are not ours."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rdflib import RDF, Graph, Namespace
from rdflib.collection import Collection
from serving import served

SUITE = (Path(__file__).parents[2] / "shared" / "w3c" / "sparql" / "sparql11" / "protocol").resolve()
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
NAMED = "http://kasei.us/2009/09/sparql/data/data"
KINDS = {
    "boolean": ("json", "xml"),
    "tabular": ("json", "xml", "csv", "tab-separated"),
    "RDF": ("turtle", "rdf"),
}

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C suite is not at ../shared/w3c")


def cases():
    if not SUITE.is_dir():
        return
    graph = Graph().parse(SUITE / "manifest.ttl", publicID="http://example.org/manifest")
    for test in sorted(graph.subjects(RDF.type, MF.ProtocolTest)):
        name = str(test).rpartition("#")[2]
        if not name.startswith("update_"):
            connection = graph.value(test, MF.action)
            yield pytest.param(graph, Collection(graph, graph.value(connection, HT.requests)), id=name)


def headers(graph, request):
    listed = graph.value(request, HT.headers)
    found = Collection(graph, listed) if listed else []
    return {str(graph.value(each, HT.fieldName)): str(graph.value(each, HT.fieldValue)) for each in found}


def content(graph, request):
    body = graph.value(request, HT.body)
    if body is None:
        return None
    return str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding)))


@pytest.fixture(scope="module")
def site():
    graphs = {"0": "data1", "1": "data1", "2": "data2", "3": "data3"}
    options = [f"--graph={NAMED}{number}.rdf={SUITE / file}.nt" for number, file in graphs.items()]
    with served(*options) as running:
        yield running


@pytest.mark.parametrize(("graph", "requests"), list(cases()))
def test_each_request_is_answered_as_the_protocol_says(site, graph, requests):
    for request in requests:
        address = urlsplit(str(graph.value(request, HT.absolutePath)))
        answer = site.client.request(
            str(graph.value(request, HT.methodName)),
            f"{site.url.rstrip('/')}{address.path}?{address.query}",
            headers=headers(graph, request),
            content=content(graph, request),
        )
        expected = graph.value(request, HT.resp)
        statuses = {str(status)[-3] for status in graph.objects(expected, MF.expectedStatus)}
        assert str(answer.status_code)[0] in statuses
        if form := graph.value(expected, MF.expectedFormat):
            assert any(kind in answer.headers["content-type"] for kind in KINDS[str(form)])
        if (truth := graph.value(expected, MF.expectedBoolean)) is not None:
            assert answer.json()["boolean"] is truth.toPython()


def test_all_tests_of_queries_are_run():
    assert len(list(cases())) == 27
