"""Open a graph wherever it lives, and ask it: RDF files in memory, an Oxigraph store, a SPARQL endpoint."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, TypeVar

import pyoxigraph as ox

from kg import terms
from kg.errors import LocationError, ParameterError, QueryError
from kg.graph import refusals

if TYPE_CHECKING:
    import rdflib

_Item = TypeVar("_Item")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = ox.QuerySolution
"""One row of a SELECT: `row["name"]` is a term, or None where the variable is unbound."""

LABELS: Final = (
    terms.SKOS + "prefLabel",
    terms.RDFS + "label",
    "https://schema.org/name",
    terms.DCTERMS + "title",
)
"""Properties that name a thing to people, best first."""


Guard = Callable[[], AbstractContextManager[None]]
"""Makes what can fail while an answer is still being found into an error that says so."""


class Answer:
    """What a query gives: Solutions (SELECT), a Boolean (ASK) or Triples (CONSTRUCT, DESCRIBE)."""


class Solutions(Answer):
    """The rows of a SELECT, each given once and in order; `variables` are the names of its columns."""

    def __init__(self, engine: ox.QuerySolutions, guard: Guard = contextlib.nullcontext) -> None:
        self.engine, self._guard = engine, guard
        self.variables = [variable.value for variable in engine.variables]

    def __iter__(self) -> Iterator[Row]:
        if self._guard is contextlib.nullcontext:
            return iter(self.engine)  # the engine's own rows: wrapping costs a quarter of the time of a scan
        return _guarded(self.engine, self._guard)

    def serialize(self, output: IO[bytes], form: ox.QueryResultsFormat) -> None:
        """Write all rows to `output` as they come, in a standard format of SPARQL 1.1 query results."""
        with self._guard():
            self.engine.serialize(output, form)


class Boolean(Answer):
    """The yes or no of an ASK."""

    def __init__(self, engine: ox.QueryBoolean) -> None:
        self.engine = engine

    def __bool__(self) -> bool:
        return bool(self.engine)

    def serialize(self, output: IO[bytes], form: ox.QueryResultsFormat) -> None:
        """Write `true` or `false` to `output` in a standard format of SPARQL 1.1 query results."""
        self.engine.serialize(output, form)


class Triples(Answer):
    """The triples of a CONSTRUCT or DESCRIBE, each given once."""

    def __init__(self, triples: Iterable[ox.Triple], guard: Guard = contextlib.nullcontext) -> None:
        self._triples, self._guard = triples, guard

    def __iter__(self) -> Iterator[ox.Triple]:
        return _guarded(self._triples, self._guard)

    def serialize(self, output: IO[bytes], form: ox.RdfFormat) -> None:
        """Write all triples to `output` as they come; Turtle has the prefixes of `terms.PREFIXES`."""
        prefixes = terms.PREFIXES if form == ox.RdfFormat.TURTLE else None
        ox.serialize(self, output, form, prefixes=prefixes)


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
        refusals.check(text, base, allow_service=self.allow_service)
        self._check_from(text, base)
        try:
            ordered = self._with_columns_in_order(text, base)
            bound = _bound(ordered, bindings) if bindings else ordered
            return _answer(self._run(bound, base), _calling if self.allow_service else contextlib.nullcontext)
        except SyntaxError as error:
            raise self._malformed(text, base, error) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error

    def _with_columns_in_order(self, text: str, base: str | None) -> str:
        """Return `SELECT *` with its variables in the order of the text; the engine's is alphabetical."""
        if "*" not in text:
            return text
        from kg.graph import bindings as binding
        from kg.graph import sparql

        star = binding.star(text)
        if star is None or (self.allow_service and "service" in text.casefold()):
            return text
        empty = ox.Store().query(text, base_iri=base, prefixes=terms.PREFIXES)
        selected = [f"?{v.value}" for v in empty.variables] if isinstance(empty, ox.QuerySolutions) else []
        order = [f"?{name}" for name in sparql.variables(text)]
        return f"{text[:star]}{' '.join(sorted(selected, key=order.index)) or '*'}{text[star + 1 :]}"

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

    def _check_from(self, text: str, base: str | None) -> None:
        for name in refusals.from_graphs(text, base):
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
        import rdflib

        copy = rdflib.Graph()
        for prefix, namespace in terms.PREFIXES.items():
            copy.bind(prefix, namespace, replace=True)
        for triple in self.triples():
            copy.add((_to_rdflib(triple.subject), _to_rdflib(triple.predicate), _to_rdflib(triple.object)))
        return copy


def open_graph(
    locations: Sequence[str],
    *,
    graphs: Mapping[str, str] | None = None,
    union: bool = False,
    allow_service: bool = False,
    timeout: float | None = None,
) -> Graph:
    """Return the graph at `locations`: RDF files, one Oxigraph directory, or one URL of a SPARQL endpoint.

    `graphs` maps names of named graphs to files; `timeout` is the seconds an endpoint may take. Raises
    LocationError, its place as `file:line:column` where a file is malformed.
    """
    from kg.graph import stores as on_disk

    remote = [location for location in locations if location.startswith(("http://", "https://"))]
    stores = [location for location in locations if location not in remote and _is_folder(location)]
    if not locations and not graphs:
        raise LocationError("no graph is given", hint="Give a file, a store directory or an endpoint URL.")
    if (remote or stores) and (len(locations) > 1 or graphs):
        raise LocationError(
            "a store directory or an endpoint is asked alone",
            where=(remote + stores)[0],
            hint="Give one --data.",
        )
    if remote:
        from kg.graph.remote import Endpoint

        return Endpoint(remote[0], union=union, allow_service=allow_service, timeout=timeout)
    store = on_disk.open_store(stores[0]) if stores else on_disk.load(locations, graphs or {})
    return Graph(store, union=union, allow_service=allow_service)


def _bound(text: str, bindings: Mapping[str, Term]) -> str:
    from kg.graph.bindings import insert

    return insert(text, bindings)


def _is_folder(location: str) -> bool:
    return "\0" not in location and Path(location).is_dir()


def _answer(engine: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, guard: Guard) -> Answer:
    if isinstance(engine, ox.QuerySolutions):
        return Solutions(engine, guard)
    return Boolean(engine) if isinstance(engine, ox.QueryBoolean) else Triples(engine, guard)


def _guarded(items: Iterable[_Item], guard: Guard) -> Iterator[_Item]:
    with guard():
        yield from items


@contextlib.contextmanager
def _calling() -> Iterator[None]:
    """Tell what goes wrong while SERVICE calls others; numbered errors come from where rows go."""
    try:
        yield
    except OSError as error:
        if error.errno is not None:
            raise
        raise QueryError(f"the query cannot be answered: {error}") from error


def foreignness(literal: ox.Literal) -> tuple[bool, bool, str, str]:
    language = literal.language or ""
    return (not language.startswith("en"), bool(language), language, literal.value)


def _to_rdflib(term: Any) -> Any:  # noqa: ANN401  (terms of either library)
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Triple):
        raise LocationError("rdflib cannot hold a triple inside a triple", where=str(term))
    plain = term.language or term.datatype.value == terms.XSD + "string"
    datatype = None if plain else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
