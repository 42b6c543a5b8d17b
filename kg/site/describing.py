"""What a graph says of one thing, as data: its triples in both directions, with the evidence behind them."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from kg import terms
from kg.graph.answers import Triples
from kg.graph.hanging import with_hanging
from kg.statements.around import around
from kg.tables.write import write

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from kg.graph.graph import Graph


def described(graph: Graph, iri: str, form: str) -> bytes:
    """Return what is said of a thing in a format of RDF, without what the vocabularies say of their terms."""
    return in_rdf(graph, _said(graph, iri), form)


@lru_cache(maxsize=1)  # a thing's page of files is followed by its data, in one format after another
def _said(graph: Graph, iri: str) -> tuple[ox.Triple, ...]:
    said = with_hanging(graph, around(graph, iri).triples(), iri)
    terms_used = _terms(said) - {iri}
    return tuple(t for t in said if getattr(t.subject, "value", "") not in terms_used)


def in_rdf(graph: Graph, triples: Iterable[ox.Triple], form: str) -> bytes:
    """Return triples in a format of RDF, sorted, with the prefixes of the graph that are used."""
    output = io.BytesIO()
    write(Triples(iter(triples), prefixes=lambda: graph.prefixes), form, output, graph)
    return output.getvalue()


def _terms(said: Iterable[ox.Triple]) -> set[str]:
    """Return the classes and properties among what is named."""
    above = (terms.RDF + "type", terms.RDFS + "subClassOf")
    found = set()
    for triple in said:
        found.add(triple.predicate.value)
        if triple.predicate.value in above:
            found.add(str(getattr(triple.object, "value", "")))
        if triple.predicate.value == above[1]:
            found.add(str(getattr(triple.subject, "value", "")))
    return found
