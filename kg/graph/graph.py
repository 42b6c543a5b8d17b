"""A graph on this machine, and what can be asked of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg import terms
from kg.errors import ParameterError, QueryError
from kg.graph import refusals
from kg.graph.answers import Answer, Term, answer, calling
from kg.graph.prepare import prepared

if TYPE_CHECKING:
    import rdflib

LABELS: Final = (
    terms.SKOS + "prefLabel",
    terms.RDFS + "label",
    "https://schema.org/name",
    terms.DCTERMS + "title",
    "http://xmlns.com/foaf/0.1/name",
    "http://schema.org/name",
)
"""Properties that name a thing to people, best first."""


class Graph:
    """A graph on this machine; `union` asks all its graphs as one, `allow_service` lets SERVICE through."""

    is_remote = False

    def __init__(self, store: ox.Store, *, union: bool = False, allow_service: bool = False) -> None:
        self.store, self.union, self.allow_service = store, union, allow_service

    @classmethod
    def from_triples(cls, triples: Iterable[ox.Triple]) -> Graph:
        """Return a graph in memory that holds `triples`."""
        store = ox.Store()
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
        return cls(store)

    def query(
        self, text: str, bindings: Mapping[str, Term] | None = None, *, base: str | None = None
    ) -> Answer:
        """Return what a SPARQL 1.1 query answers; the prefixes of `terms.PREFIXES` need no declaration.

        `bindings` fixes variables to terms, `base` resolves relative IRIs. Raises QueryError, its place as
        `line:column`, for a text that is malformed, an update, or one that would reach beyond this graph.
        """
        try:
            asked, graphs = prepared(text, base, allow_service=self.allow_service)
            self._check_from(graphs)
            if bindings:
                from kg.graph.bindings import insert

                asked = insert(asked, bindings)
            return answer(self._run(asked, base), calling if self.allow_service else contextlib.nullcontext)
        except SyntaxError as error:
            raise self._malformed(text, base, error) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error

    def _run(self, text: str, base: str | None) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        return self.store.query(
            text, base_iri=base, prefixes=terms.PREFIXES, use_default_graph_as_union=self.union
        )

    def _malformed(self, text: str, base: str | None, error: SyntaxError) -> QueryError:
        """Return the error of the query as it was written, without the values put in for its parameters."""
        try:
            ox.Store().query(text, base_iri=base, prefixes=terms.PREFIXES)
        except SyntaxError as own:
            return refusals.syntax_error(text, own)
        return ParameterError("the query gives a parameter a value of its own", hint=str(error))

    def _check_from(self, graphs: Iterable[str]) -> None:
        for name in graphs:
            if not self.store.contains_named_graph(ox.NamedNode(name)):
                raise QueryError(
                    f"FROM names a graph that is not in the data: <{name}>",
                    hint=f"Nothing is fetched for FROM. Give the graph as a file: --graph '{name}=FILE'",
                )

    def triples(self) -> Iterator[ox.Triple]:
        """Yield every triple of the default graph, or of all graphs when they are asked as one."""
        graph = None if self.union else ox.DefaultGraph()
        return (quad.triple for quad in self.store.quads_for_pattern(None, None, None, graph))

    def labels(self, iris: Iterable[str]) -> dict[str, str]:
        """Return the label of every IRI that has one: English before unmarked before other languages."""
        found = ((iri, self._label(ox.NamedNode(iri))) for iri in iris)
        return {iri: label for iri, label in found if label is not None}

    def _label(self, node: ox.NamedNode) -> str | None:
        for name in LABELS:
            quads = self.store.quads_for_pattern(node, ox.NamedNode(name), None)
            literals = [quad.object for quad in quads if isinstance(quad.object, ox.Literal)]
            if literals:
                return min(literals, key=foreignness).value
        return None

    def named_graphs(self) -> list[str]:
        """Return the names of the named graphs, sorted."""
        return sorted(graph.value for graph in self.store.named_graphs())

    @property
    def graph(self) -> rdflib.Graph:
        """A copy as an `rdflib.Graph`, the prefixes of `terms.PREFIXES` bound; literals keep their form."""
        from kg.graph.bridge import to_rdflib

        return to_rdflib(self.triples())


def foreignness(literal: ox.Literal) -> tuple[bool, bool, str, str]:
    """Return a key that sorts labels: English first, then those without a language, then the others."""
    language = literal.language or ""
    return (not language.startswith("en"), bool(language), language, literal.value)
