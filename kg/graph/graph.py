"""A graph on this machine, and what can be asked of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import ParameterError, QueryError
from kg.graph import labels, refusals
from kg.graph import prefixes as declared
from kg.graph.answers import Answer, Boolean, Solutions, Term, Triples, answer, calling, unanswered
from kg.graph.bindings import insert
from kg.graph.prepare import prepared
from kg.graph.question import Question
from kg.terms import STANDARD, Namespace, Prefixes

if TYPE_CHECKING:
    import rdflib

    from kg.graph.answers import Row


class Graph:
    """A graph on this machine; `union` asks all its graphs as one, `allow_service` lets SERVICE through.

    `prefixes` gives those that hold where the graph itself does not say those of its project.
    """

    is_remote = False

    def __init__(
        self,
        store: ox.Store,
        *,
        union: bool = False,
        allow_service: bool = False,
        prefixes: Callable[[], Prefixes] = lambda: STANDARD,
    ) -> None:
        self.store, self.union, self.allow_service = store, union, allow_service
        self._fallback = prefixes

    @classmethod
    def from_triples(cls, triples: Iterable[ox.Triple], prefixes: Prefixes = STANDARD) -> Graph:
        """Return a graph in memory that holds `triples`."""
        store = ox.Store()
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
        return cls(store, prefixes=lambda: prefixes)

    @cached_property
    def prefixes(self) -> Prefixes:
        """The prefixes that need no declaration: the standard ones, and those of the graph's vocabularies."""
        return declared.prefixes(self._declared(declared.PREFERRED), self._fallback)

    @cached_property
    def _prologue(self) -> dict[str, str]:
        """The prefixes as the engine takes them, which every query needs."""
        return dict(self.prefixes)

    @cached_property
    def namespace(self) -> Namespace | None:
        """The namespace of the project's ontology, None where the graph has none."""
        return next(iter(declared.own(self._declared(declared.PREFERRED))), None)

    @cached_property
    def title(self) -> str:
        """The title of the project's ontology, in English where there is one; empty where there is none."""
        found = [row["title"] for row in self._declared(declared.TITLE)]
        return labels.best(title for title in found if isinstance(title, ox.Literal))

    def _declared(self, select: str) -> Iterable[Row]:
        """Return the rows of a SELECT that uses no prefix, asked of all graphs as one."""
        rows: Iterable[Row] = self.store.query(select, use_default_graph_as_union=True)  # type: ignore[assignment]
        return rows

    def question(
        self,
        text: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        base: str | None = None,
        place: str = "",
    ) -> Question:
        """Return a query as this graph is asked it; `bindings`, `base` and `place` as `Question` says."""
        return Question(text, bindings or {}, base, place, lambda: self.prefixes)

    def query(self, text: str, bindings: Mapping[str, Term] | None = None) -> Answer:
        """Return what a SPARQL 1.1 query answers, variables in `bindings` fixed to terms; see `answer`."""
        return self.answer(self.question(text, bindings))

    def answer(self, question: Question) -> Answer:
        """Return what a question answers; those of `prefixes` need no declaration.

        Raises QueryError, with its place and what was expected there, for a text that is malformed, an
        update, or one that would reach beyond this graph.
        """
        try:
            ready = prepared(question, self.prefixes, allow_service=self.allow_service)
            self._check_from(ready.graphs)
            text = insert(ready.text, question.bindings) if question.bindings else ready.text
            guard = calling if self.allow_service else contextlib.nullcontext
            return answer(self._run(text, question.base), guard, lambda: self.prefixes)
        except SyntaxError as error:
            raise self._malformed(question) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise unanswered(error) from error

    def select(self, text: str, bindings: Mapping[str, Term] | None = None) -> Solutions:
        """Return the rows of a SELECT; QueryError when `text` is another kind of query."""
        found = self.query(text, bindings)
        if isinstance(found, Solutions):
            return found
        raise QueryError("only a SELECT has rows")

    def ask(self, text: str, bindings: Mapping[str, Term] | None = None) -> bool:
        """Return the answer of an ASK; QueryError when `text` is another kind of query."""
        found = self.query(text, bindings)
        if isinstance(found, Boolean):
            return bool(found)
        raise QueryError("only an ASK is answered with yes or no")

    def construct(self, text: str, bindings: Mapping[str, Term] | None = None) -> Triples:
        """Return the triples of a CONSTRUCT or DESCRIBE; QueryError when `text` is another kind of query."""
        found = self.query(text, bindings)
        if isinstance(found, Triples):
            return found
        raise QueryError("only a CONSTRUCT or DESCRIBE has triples")

    def _run(self, text: str, base: str | None) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        return self.store.query(
            text, base_iri=base, prefixes=self._prologue, use_default_graph_as_union=self.union
        )

    def _malformed(self, question: Question) -> QueryError:
        """Return the error of the query as it was written, without the values put in for its parameters."""
        from kg.graph import malformed

        refusals.check_update(question)
        try:
            ox.Store().query(question.text, base_iri=question.base, prefixes=self._prologue)
        except SyntaxError as own:
            return malformed.syntax_error(question, own)
        hint = "Rename the variable that BIND, VALUES or AS sets, or leave the parameter out."
        return ParameterError("the query gives a parameter a value of its own", hint=hint)

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
        for name in labels.PREFERRED:
            quads = self.store.quads_for_pattern(node, ox.NamedNode(name), None)
            if literals := [quad.object for quad in quads if isinstance(quad.object, ox.Literal)]:
                return labels.best(literals)
        return None

    def named_graphs(self) -> list[str]:
        """Return the names of the named graphs, sorted."""
        return sorted(graph.value for graph in self.store.named_graphs())

    @property
    def graph(self) -> rdflib.Graph:
        """A copy as an `rdflib.Graph`, `prefixes` bound; literals keep their form."""
        from kg.graph.bridge import to_rdflib

        return to_rdflib(self.triples(), self.prefixes)
