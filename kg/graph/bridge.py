"""The way over to rdflib: pyoxigraph's triples as an `rdflib.Graph`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox
import rdflib

from kg import terms
from kg.errors import LocationError
from kg.terms import Prefixes


def to_rdflib(triples: Iterable[ox.Triple], prefixes: Prefixes) -> rdflib.Graph:
    """Return the triples as an rdflib graph with `prefixes` bound; literals keep their form.

    Raises LocationError for a triple inside a triple (RDF 1.2), which rdflib cannot hold.
    """
    graph = rdflib.Graph()
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace, replace=True)
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph


def _term(term: Any) -> Any:  # noqa: ANN401  (terms of either library)
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Triple):
        raise LocationError("rdflib cannot hold a triple inside a triple", where=str(term))
    plain = term.language or term.datatype.value == terms.XSD + "string"
    datatype = None if plain else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
