"""What the endpoint is: a SPARQL 1.1 Service Description with VoID, which crawlers and clients read."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final
from urllib.parse import urljoin

import pyoxigraph as ox

from kg import terms
from kg.graph.answers import Triples
from kg.tables.write import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.graph import Graph

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)


def describe(graph: Graph, address: str, form: str, output: IO[bytes]) -> None:
    """Write the description of the endpoint at an address in a format of RDF, without blank nodes."""
    known = graph.prefixes | {"sd": _SD, "void": _VOID}
    write(Triples(_stated(graph, address), prefixes=lambda: known), form, output, graph)


def _stated(graph: Graph, address: str) -> Iterator[ox.Triple]:
    service, dataset, default = (ox.NamedNode(f"{address}#{name}") for name in ("service", "data", "default"))
    yield _triple(service, terms.RDF + "type", _node(_SD + "Service"))
    yield _triple(service, _SD + "endpoint", _node(address))
    yield _triple(service, _SD + "supportedLanguage", _node(_SD + "SPARQL11Query"))
    for name in _RESULTS:
        yield _triple(service, _SD + "resultFormat", _node(_FORMATS + name))
    yield _triple(service, _SD + "defaultDataset", dataset)
    for each in (_SD + "Dataset", _VOID + "Dataset"):
        yield _triple(dataset, terms.RDF + "type", _node(each))
    yield _triple(dataset, _VOID + "sparqlEndpoint", _node(address))
    if graph.title:
        yield _triple(dataset, terms.DCTERMS + "title", ox.Literal(graph.title, language="en"))
    yield _triple(dataset, _SD + "defaultGraph", default)
    yield _triple(default, terms.RDF + "type", _node(_SD + "Graph"))
    if not graph.is_remote:
        yield _triple(dataset, _VOID + "dataDump", _node(urljoin(address, "graph.ttl")))
        yield _triple(default, _VOID + "triples", ox.Literal(sum(1 for _ in graph.triples())))


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _triple(subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(subject, _node(predicate), value)
