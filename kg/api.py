"""The graph in Python and in notebooks: ask it, see its answers as tables, take it to pandas or networkx."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import ask
from kg.graph.answers import Boolean, Solutions, Triples
from kg.graph.graph import Graph
from kg.graph.locations import Reading
from kg.project import opened
from kg.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike
    from typing import Unpack

    import pyoxigraph
    import rdflib

    from kg.draw.picture import Picture
    from kg.draw.visualize import Options
    from kg.graph.answers import Term
    from kg.graph.question import Question
    from kg.look.page import Page
    from kg.look.search import Hit
    from kg.network import Network
    from kg.network.from_graph import Narrowing


def load(
    *locations: str | PathLike[str],
    prefixes: Mapping[str, str] | None = None,
    base: str | None = None,
    lenient: bool = False,
    union: bool = False,
    allow_service: bool = False,
    timeout: float | None = None,
) -> KnowledgeGraph:
    """Return the graph at RDF files, a store directory or an endpoint URL; without any, the project's own.

    `prefixes` are declared for its queries beside those of the data; `base` resolves relative IRIs; `lenient`
    mends odd IRIs and language tags; `union` asks all named graphs as one; `timeout` is the seconds an
    endpoint may take. Raises LocationError.
    """
    places = tuple(str(location) for location in locations)
    return read(Reading(places, {}, prefixes or {}, base, lenient, union, allow_service, timeout))


def read(reading: Reading) -> KnowledgeGraph:
    """Return the graph that is read so, as `load` does."""
    places = reading.locations
    title = ", ".join(Path(place).name or place for place in places)
    graph = opened(reading)
    assert graph.store is not None  # what is wrong with a file is told here, not at the first question
    return KnowledgeGraph(graph, ", ".join(places) or "the project's own", title)


class KnowledgeGraph:
    """A graph to work with: `query`, `schema`, `show`, `search`, `picture`, `network()`, `graph` for rdflib.

    Iterating gives its triples (`pyoxigraph.Triple`), `len()` their number.
    """

    def __init__(self, opened: Graph, location: str = "in memory", named: str = "") -> None:
        self.opened, self.location, self._named = opened, location, named

    @property
    def title(self) -> str:
        """The title of the project's ontology, else the names of the files it was loaded from."""
        return self.opened.title or self._named or "Network"

    def query(self, text: str, bindings: Mapping[str, Term] | None = None, /, **parameters: object) -> Any:  # noqa: ANN401  (the form of the query decides)
        """Return what a SPARQL text or a saved query answers: a Table, a bool or a KnowledgeGraph.

        SELECT gives a Table, ASK a bool, CONSTRUCT and DESCRIBE a KnowledgeGraph. `parameters` are values of
        variables: terms of pyoxigraph or rdflib, Python numbers and dates, or strings as `kg query -p` takes
        them (IRI, prefixed name, label, text). Raises QueryError with line and column, ParameterError.
        Nothing stops a query of a local graph within this process: for a time limit, ask with
        `kg query --timeout`, or an endpoint with `load(url, timeout=…)`.
        """
        answer = self.opened.answer(ask.question(ask.find(text), parameters, self.opened, bindings))
        if isinstance(answer, Solutions):
            return Table(answer, self.opened)
        if isinstance(answer, Boolean):
            return bool(answer)
        return KnowledgeGraph(
            Graph.from_triples(answer if isinstance(answer, Triples) else (), self.opened.prefixes)
        )

    def show(self, entity: str) -> Shown:
        """Return the page of one thing, named by id, prefixed name, IRI or any label; UnknownNameError."""
        from kg.look.show import show

        return Shown(show(self.opened.whole, entity))

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Return the things whose labels are like `text`, the likest first."""
        from kg.look.search import search

        return search(self.opened.whole, text, limit)

    def schema(self, cls: str | None = None) -> Table:
        """Return a row for each class in use or, of the class `cls`, for each property used with its things.

        Columns are class, label, instances, superclass; or direction (`out`: things of the class have it;
        `in`: others point at them by it), property, label, used_by (how many of its things), instances,
        values (their classes or datatypes, most common first), example. `cls` is a prefixed name, an IRI, a
        local name or a label; UnknownNameError. Where nothing has a class, all properties are listed.
        """
        from kg.schema.schema import schema

        return Table(schema(self.opened.whole, cls or "").answer(), self.opened)

    def network(
        self,
        *entities: str,
        query: str | None = None,
        parameters: Mapping[str, object] | None = None,
        **narrowing: Unpack[Narrowing],
    ) -> Network:
        """Return what `picture` draws as a `networkx.MultiDiGraph`, as large as it is without a `limit`."""
        from kg.network.from_graph import network

        return network(self.opened.whole, entities, query=self._question(query, parameters), **narrowing)

    def picture(
        self,
        *entities: str,
        query: str | None = None,
        parameters: Mapping[str, object] | None = None,
        **options: Unpack[Options],
    ) -> Picture:
        """Return a picture that a notebook shows inline and `save(path)` writes as one HTML page.

        It shows the whole graph, or what is around each of the `entities` (ids, labels, IRIs), or what
        a `query` joins (a saved one or text, with values for its `parameters` as `query` takes them).
        `options` are those of `kg visualize`: `depth`, `classes`, `properties`, `sources`, `since`, `until`,
        `path=(a, b)`, `records="show"`, `limit`, `size_by`, `color_by`, `title`, `scheme`, and
        `kind="timeline"` or `"flows"`. Raises UnknownNameError, and KgError when there is nothing to draw.
        """
        from kg.draw.visualize import visualize

        whole = " ".join(query.split()) if query else self.title
        question = self._question(query, parameters)
        return visualize(self.opened.whole, entities, query=question, whole=whole, **options)

    def _question(self, query: str | None, parameters: Mapping[str, object] | None) -> Question | None:
        return None if query is None else ask.question(ask.find(query), parameters or {}, self.opened)

    @property
    def graph(self) -> rdflib.Graph:
        """A copy as an `rdflib.Graph` with prefixes bound."""
        return self.opened.graph

    def triples(self) -> Iterator[pyoxigraph.Triple]:
        """Yield every triple."""
        return self.opened.triples()

    def __iter__(self) -> Iterator[pyoxigraph.Triple]:
        return self.triples()

    def __len__(self) -> int:
        return sum(1 for _ in self.triples())

    def __repr__(self) -> str:
        size = "" if self.opened.is_remote else f", {len(self):,} triples"
        return f"<KnowledgeGraph: {self.location}{size}>"


class Shown:
    """The page of one thing, `page`, as text in a terminal and as Markdown in a notebook."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __repr__(self) -> str:
        from kg.look.typeset import as_text

        return as_text(self.page).rstrip()

    def _repr_markdown_(self) -> str:
        from kg.look.typeset import as_markdown

        return as_markdown(self.page)
