"""A graph on this machine, and what can be asked of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, TypedDict

import pyoxigraph as ox

from kg.errors import ParameterError, QueryError
from kg.graph import customary, labels, refusals
from kg.graph import prefixes as declared
from kg.graph.answers import Answer, Boolean, Solutions, Term, Triples, answer, calling, unanswered
from kg.graph.bindings import insert
from kg.graph.lines import lines_of, quads_of
from kg.graph.prepare import prepared
from kg.graph.question import Question
from kg.terms import STANDARD, Namespace, Prefixes

if TYPE_CHECKING:
    from typing import Unpack

    import rdflib

    from kg.graph.answers import Row
    from kg.graph.index import NameIndex
    from kg.graph.lines import Tags


class Manner(TypedDict, total=False):
    """How a graph is asked: `union` all its graphs as one, `allow_service` lets SERVICE through.

    `prefixes` gives those that hold where the graph itself does not say those of its project, `given` those
    that hold in any case.
    """

    union: bool
    allow_service: bool
    given: Mapping[str, str]
    prefixes: Callable[[], Prefixes]


class Graph:
    """A graph on this machine; `store` may be a function that makes it when it is wanted."""

    is_remote = False

    def __init__(self, store: ox.Store | Callable[[], ox.Store], **manner: Unpack[Manner]) -> None:
        self._store = store
        self.union, self.allow_service = manner.get("union", False), manner.get("allow_service", False)
        self._fallback, self.given = manner.get("prefixes", lambda: STANDARD), manner.get("given", {})
        self.index: NameIndex | None = None

    @cached_property
    def store(self) -> ox.Store:
        """The engine's store that holds the graph."""
        return self._store if isinstance(self._store, ox.Store) else self._store()

    def read(self) -> None:
        """Read the graph now, rather than at the first question; LocationError where a file is malformed."""
        _ = self.store

    @classmethod
    def from_triples(cls, triples: Iterable[ox.Triple], prefixes: Prefixes = STANDARD) -> Graph:
        """Return a graph in memory that holds `triples`."""
        store = ox.Store()
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
        return cls(store, prefixes=lambda: prefixes)

    @classmethod
    def from_lines(cls, lines: Iterable[str]) -> Graph:
        """Return a graph in memory that holds what lines of N-Quads say."""
        store = ox.Store()
        store.extend(quads_of(lines))
        return cls(store)

    @cached_property
    def prefixes(self) -> Prefixes:
        """The prefixes that need no declaration, the later of these before the earlier.

        The customary ones, where nothing else names their namespace, the standard ones, those of the graph's
        vocabularies, those that its files declare, those given.
        """
        named = self._declared_in_data()
        known = declared.prefixes(self._declared(declared.PREFERRED), self._fallback)
        usable = {prefix: iri for prefix, iri in named.items() if declared.is_usable(prefix, iri)}
        return customary.besides(known | usable | self.given)

    def _declared_in_data(self) -> Mapping[str, str]:
        """Return the prefixes that the documents declare from which the graph was read."""
        return {}

    @property
    def whole(self) -> Graph:
        """The same graph with all its graphs as one, as those want it who look at it rather than ask."""
        return self if self.union or self.is_remote else self._as_one

    @cached_property
    def _as_one(self) -> Graph:
        one = copy(self)
        one.union, one._store = True, lambda: self.store
        return one

    def is_only_named(self) -> bool:
        """Say whether nothing is in the graph that is asked by default, and something in named graphs."""
        return not self.ask("ASK { ?s ?p ?o }") and self.ask("ASK { GRAPH ?g { ?s ?p ?o } }")

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

    def _our_own(self, text: str, bindings: Mapping[str, Term] | None) -> Answer:
        """Return what a query of ours answers, which means the standard prefixes whatever the data do."""
        return self.answer(Question(text, bindings or {}))

    def answer(self, question: Question) -> Answer:
        """Return what a question answers; the prefixes that it knows need no declaration.

        Raises QueryError, with its place and what was expected there, for a text that is malformed, an
        update, or one that would reach beyond this graph; LocationError where its store is damaged.
        """
        try:
            ready = prepared(question, allow_service=self.allow_service)
            self._check_graphs(question, ready.graphs)
            text = insert(ready.text, question.bindings) if question.bindings else ready.text
            guard = calling if self.allow_service else contextlib.nullcontext
            return answer(self._run(question, text), guard, lambda: self.prefixes)
        except SyntaxError as error:
            raise self._malformed(question) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise unanswered(error) from error

    def select(self, text: str, bindings: Mapping[str, Term] | None = None) -> Solutions:
        """Return the rows of a SELECT with standard prefixes; QueryError when `text` is another query."""
        found = self._our_own(text, bindings)
        if isinstance(found, Solutions):
            return found
        raise QueryError("only a SELECT has rows")

    def ask(self, text: str, bindings: Mapping[str, Term] | None = None) -> bool:
        """Return the answer of an ASK with standard prefixes; QueryError when `text` is another query."""
        found = self._our_own(text, bindings)
        if isinstance(found, Boolean):
            return bool(found)
        raise QueryError("only an ASK is answered with yes or no")

    def construct(self, text: str, bindings: Mapping[str, Term] | None = None) -> Triples:
        """Return the triples of a CONSTRUCT with standard prefixes; QueryError for another query."""
        found = self._our_own(text, bindings)
        if isinstance(found, Triples):
            return found
        raise QueryError("only a CONSTRUCT or DESCRIBE has triples")

    def _run(self, question: Question, text: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Return what the engine finds.

        Who declares prefixes mostly declares all that are used, and taking in the others besides would be a
        quarter of the work on many a question.
        """
        if "prefix" in text.casefold():
            with contextlib.suppress(SyntaxError):  # which tells that others are used, or what is wrong below
                return self._asked(question, text, {})
        return self._asked(question, text, question.known().plain)

    def _asked(
        self, question: Question, text: str, known: dict[str, str]
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        return self.store.query(
            text,
            base_iri=question.base,
            prefixes=known,
            use_default_graph_as_union=self.union and not question.dataset,
            default_graph=_nodes(question.dataset.default) if question.dataset else None,
            named_graphs=_nodes(question.dataset.named) if question.dataset else None,
        )

    def _malformed(self, question: Question) -> QueryError:
        """Return the error of the query as it was written, without the values put in for its parameters."""
        from kg.graph import malformed

        refusals.check_update(question)
        try:
            ox.Store().query(question.text, base_iri=question.base, prefixes=question.known().plain)
        except SyntaxError as own:
            return malformed.syntax_error(question, own)
        hint = "Rename the variable that BIND, VALUES or AS sets, or leave the parameter out."
        return ParameterError("the query gives a parameter a value of its own", hint=hint)

    def _check_graphs(self, question: Question, named: Iterable[str]) -> None:
        """Raise QueryError where a question names graphs to ask, in FROM or besides, that are not there."""
        by, names = ("the request", chain(*question.dataset)) if question.dataset else ("FROM", named)
        for name in names:
            if not self._has_graph(name):
                raise QueryError(
                    f"{by} names a graph that is not in the data: <{name}>",
                    hint=f"Nothing is fetched for {by}. Give the graph as a file: --graph '{name}=FILE'",
                )

    def _has_graph(self, name: str) -> bool:
        try:
            return self.store.contains_named_graph(ox.NamedNode(name))
        except ValueError:  # it is no IRI
            return False

    def triples(self) -> Iterator[ox.Triple]:
        """Yield every triple of the default graph, or of all graphs when they are asked as one."""
        graph = None if self.union else ox.DefaultGraph()
        return (quad.triple for quad in self.store.quads_for_pattern(None, None, None, graph))

    @property
    def tags(self) -> Tags:
        """How the graph's language tags were written, where that is known."""
        return {}

    def lines(self) -> list[str]:
        """Return the lines of N-Quads of all graphs; see `lines_of`."""
        return lines_of(self.store)

    def plain_lines(self) -> Iterator[str] | None:
        """Return the same lines without holding them all, None where this cannot be done.

        That is where there are named graphs, or blank nodes, or all is in memory anyway.
        """
        return None

    def labels(self, iris: Iterable[str]) -> dict[str, str]:
        """Return the label of every IRI that has one: English before unmarked before other languages."""
        naming = self._naming
        found = ((iri, labels.label_of(ox.NamedNode(iri), self.store, naming)) for iri in iris)
        return {iri: label for iri, label in found if label is not None}

    @cached_property
    def _naming(self) -> list[ox.NamedNode]:
        """The properties by which this graph names things."""
        return labels.in_use(self.store)

    def named_graphs(self) -> list[str]:
        """Return the names of the named graphs, sorted."""
        return sorted(graph.value for graph in self.store.named_graphs())

    @property
    def graph(self) -> rdflib.Graph:
        """A copy as an `rdflib.Graph`, `prefixes` bound; literals keep their form."""
        from kg.graph.bridge import to_rdflib

        return to_rdflib(self.triples(), self.prefixes)


def _nodes(names: Iterable[str]) -> list[Any]:  # the engine's lists take terms of more kinds
    return [ox.NamedNode(name) for name in names]
