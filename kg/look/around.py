"""The part of a graph that speaks of one thing: its statements, their passages and sources, and all names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg import terms
from kg.graph import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph

    from kg.graph.graph import Graph

_AT_ONCE: Final = 500
_TELLING: Final = "FILTER(?p NOT IN (rdf:type, kg:mentions, kg:nameOf))"
_NAMING: Final = " ".join(f"<{prop}>" for prop in labels.PREFERRED)
_VOCABULARY: Final = (
    "CONSTRUCT { ?s rdfs:subClassOf ?o } WHERE { ?s rdfs:subClassOf ?o }",
    "CONSTRUCT { ?s a ?o } WHERE { VALUES ?o { owl:FunctionalProperty qb:DimensionProperty } ?s a ?o }",
    "CONSTRUCT { ?s kg:order ?o } WHERE { ?s kg:order ?o }",
)


def around(graph: Graph, iri: str) -> Graph:
    """Return a graph in memory with what `graph` says of `iri` and all that is needed to read it.

    That is its triples in both directions, the facts and records it stands in, the passages these are
    derived from, the sources of those, and labels and classes of everything named. Costs a handful of
    queries, whatever the size of the graph and wherever it lives.
    """
    from kg.graph.graph import Graph

    said = _triples(graph, f"CONSTRUCT {{ ?s ?p <{iri}> }} WHERE {{ ?s ?p <{iri}> {_TELLING} }}")
    said |= _described(graph, [iri])
    said |= _described(graph, _subjects(said))
    for step in (terms.PROV + "wasDerivedFrom", terms.kg("inSource")):
        said |= _described(graph, _objects(said, step))
    said |= _named(graph, _iris(said))
    for query in _VOCABULARY:
        said |= _triples(graph, query)
    return Graph.from_triples(said, graph.prefixes)


def _triples(graph: Graph, query: str) -> set[pyoxigraph.Triple]:
    return set(graph.construct(query))


def _described(graph: Graph, iris: Iterable[str]) -> set[pyoxigraph.Triple]:
    """Return every triple whose subject is one of `iris`."""
    return _in_batches(graph, iris, "?s ?p ?o")


def _named(graph: Graph, iris: Iterable[str]) -> set[pyoxigraph.Triple]:
    """Return labels and classes of `iris`."""
    return _in_batches(graph, iris, f"VALUES ?p {{ {_NAMING} rdf:type }} ?s ?p ?o")


def _in_batches(graph: Graph, iris: Iterable[str], pattern: str) -> set[pyoxigraph.Triple]:
    wanted = sorted(set(iris))
    found: set[pyoxigraph.Triple] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        values = " ".join(f"<{iri}>" for iri in wanted[start : start + _AT_ONCE])
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {values} }} {pattern} }}"
        found |= _triples(graph, query)
    return found


def _subjects(triples: Iterable[pyoxigraph.Triple]) -> Iterator[str]:
    from pyoxigraph import NamedNode

    return (triple.subject.value for triple in triples if isinstance(triple.subject, NamedNode))


def _objects(triples: Iterable[pyoxigraph.Triple], prop: str) -> Iterator[str]:
    from pyoxigraph import NamedNode

    for triple in triples:
        if triple.predicate.value == prop and isinstance(triple.object, NamedNode):
            yield triple.object.value


def _iris(triples: Iterable[pyoxigraph.Triple]) -> Iterator[str]:
    from pyoxigraph import NamedNode

    for triple in triples:
        for term in (triple.subject, triple.predicate, triple.object):
            if isinstance(term, NamedNode):
                yield term.value
