"""What a graph says of one thing, as data: its triples in both directions, with the evidence behind them."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg import terms
from kg.graph.answers import Triples
from kg.graph.hanging import with_hanging
from kg.statements.excerpt import excerpt, extent
from kg.tables.write import write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.graph import Graph
    from kg.statements.excerpt import Excerpt


class Told(NamedTuple):
    """The triples that tell of a thing, and in words how much of all that is; no words for all of it."""

    triples: tuple[ox.Triple, ...]
    extent: str


@lru_cache(maxsize=1)  # a thing's page of files is followed by its data
def found_of(graph: Graph, iri: str, source: str, *, whole: bool) -> Excerpt:
    """Return what a graph says of a thing, of a well-known one as much as `show` does."""
    return excerpt(graph, iri, source=source, whole=whole)


@lru_cache(maxsize=1)  # data come in one format after another
def told_of(graph: Graph, iri: str, source: str, *, whole: bool) -> Told:
    """Return what is found of a thing, without what the vocabularies say of their terms."""
    found = found_of(graph, iri, source, whole=whole)
    said = with_hanging(graph, found.part.triples(), iri)
    terms_used = _terms(said) - {iri}
    triples = tuple(t for t in said if getattr(t.subject, "value", "") not in terms_used)
    return Told(triples, "" if found.is_whole else extent(len(found.sources)))


def of_document(document: str, iri: str, told: str) -> tuple[ox.Triple, ...]:
    """Return what is told of the document in which data on a thing stands."""
    pairs = (("subject", ox.NamedNode(iri)), ("description", ox.Literal(told, language="en")))
    here = ox.NamedNode(document)
    return tuple(ox.Triple(here, ox.NamedNode(terms.DCTERMS + name), value) for name, value in pairs)


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
