"""The graph in Python and in notebooks: ask it, see its answers as tables, take it to pandas or networkx."""

from __future__ import annotations

import functools
import time
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Final

from kg import ask, border, project
from kg.graph.answers import Boolean, Solutions
from kg.graph.graph import Graph
from kg.graph.locations import Reading
from kg.memory import half
from kg.spelling import counted
from kg.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from os import PathLike
    from typing import Unpack

    import pandas as pd
    import pyoxigraph
    import rdflib

    from kg.draw.figure.figure import Figure
    from kg.draw.picture import Picture
    from kg.draw.printing import Options as FigureOptions
    from kg.draw.visualize import Options
    from kg.graph.answers import Term
    from kg.graph.question import Question
    from kg.look.shown import Shown
    from kg.network import Network
    from kg.network.from_graph import Narrowing

_HALF: Final = half()
"""Bytes of memory that a query may take where nothing else is said."""


@border.told
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
    mends odd IRIs and language tags; `union` asks all named graphs as one; `allow_service` lets queries call
    other endpoints; `timeout` is the seconds an endpoint may take. Raises LocationError.

    >>> graph = kg.load()
    >>> graph.query("fdi-by-state").to_pandas()
    """
    places = tuple(str(location) for location in locations)
    return read(Reading(places, {}, prefixes or {}, base, lenient, union, allow_service, timeout))


def read(reading: Reading) -> KnowledgeGraph:
    """Return the graph that is read so, as `load` does."""
    places = reading.locations
    title = ", ".join(Path(place).name or place for place in places)
    graph = project.opened(reading)
    graph.read()  # what is wrong with a file is told here
    return KnowledgeGraph(graph, ", ".join(places) or "the project's own", title, folder=reading.project)


class KnowledgeGraph:
    """A graph to work with: `query`, `schema`, `show`, `search`, `cite`, `measure`, `picture`, `network`,
    `save`.

    Iterating gives its triples (`pyoxigraph.Triple`), `len()` their number; `graph` is a copy for rdflib,
    `to_pandas()` one for pandas.
    """

    def __init__(
        self,
        opened: Graph,
        location: str = "in memory",
        named: str = "",
        why: Callable[[], list[str]] = list,
        folder: Path | None = None,
    ) -> None:
        self.opened, self.location, self._named, self._why = opened, location, named, why
        self._folder = folder

    @property
    def title(self) -> str:
        """The title of the project's ontology, else the names of the files it was loaded from."""
        return self.opened.title or self._named or "Network"

    @border.told
    def query(
        self,
        text: str,
        bindings: Mapping[str, Term] | None = None,
        /,
        *,
        timeout: float | None = 60,
        memory: int | None = _HALF,
        **parameters: object,
    ) -> Any:  # noqa: ANN401  (the form of the query decides)
        """Return what a SPARQL text or a saved query answers: a Table, a bool or a KnowledgeGraph.

        SELECT gives a Table, ASK a bool, CONSTRUCT and DESCRIBE a KnowledgeGraph; an empty one says why when
        it is shown. `parameters` are values of variables: terms of pyoxigraph or rdflib, Python numbers and
        dates, or strings as `kg query -p` takes them (IRI, prefixed name, label, text). Raises QueryError
        with line and column, ParameterError.
        Asking happens in a process of its own: Ctrl-C ends it, TimeLimitError comes after `timeout` seconds,
        MemoryLimitError beyond `memory` bytes (by default half of the machine's), None being no limit. A
        variable that is called `timeout` or `memory` is given a term in `bindings`.
        """
        from kg.query import lacking

        question = ask.question(ask.find(text, self._folder), parameters, self.opened, bindings)
        begun = time.perf_counter()
        answer = ask.answer(self.opened, question, timeout, memory)
        if isinstance(answer, Boolean):
            return bool(answer)
        if isinstance(answer, Solutions):
            seconds = time.perf_counter() - begun
            return Table(
                answer, self.opened, functools.partial(lacking.of_rows, self.opened, question, seconds)
            )
        found = Graph.from_triples(answer, self.opened.prefixes)
        why = functools.partial(lacking.of_nothing, self.opened, question)
        return KnowledgeGraph(found, f"answer to {shorten(text, 60, placeholder=' …')}", why=why)

    def queries(self) -> Table:
        """Return a row for each saved query: name, title, kind (`SELECT`, …), parameters, by name.

        Those of the project around the working folder, else of the one that comes with this package.
        """
        from kg.query import saved

        found = saved.all_queries(project.given(self._folder).queries)
        return Table(saved.answer(found), self.opened)

    @border.told
    def show(self, entity: str, *, source: str = "", whole: bool = False) -> Shown:
        """Return the page of one thing, named by id, prefixed name, IRI or any label; UnknownNameError.

        It tells what one `source` says where that is named; of a thing of which a large archive says more
        than anybody reads, what the newest documents say, unless the `whole` is wanted.
        """
        from kg.look.show import show
        from kg.look.shown import Shown

        return Shown(show(self.opened.whole, entity, source=source, whole=whole))

    @border.told
    def search(self, text: str, limit: int | None = 20) -> Table:
        """Return the things whose labels are like `text`, the likest first, `limit` at most, None being all.

        Columns are iri, name, label, class, matched (the label that fits best), language, score (0 to 100).
        """
        from kg.look import search
        from kg.network import given

        given.check({"limit": limit}, ("limit",), {})
        return Table(search.rows(search.search(self.opened.whole, text, limit)), self.opened)

    @border.told
    def cite(self, thing: str, form: str = "bibtex") -> str:
        """Return how to cite a passage, fact, record, source or saved query, as `bibtex`, `csl` or `ris`.

        `thing` is an id, a prefixed name, an IRI or a label; a saved query comes before a thing of its name.
        Raises UnknownNameError for a name or format that nobody knows, KgError for what no passage states.
        """
        from kg.look.cite import cite

        return cite(self.opened.whole, thing, form, project.given(self._folder).queries)

    @border.told
    def schema(self, cls: str | None = None) -> Table:
        """Return a row for each class in use or, of the class `cls`, for each property used with its things.

        Columns are class, label, instances, superclass; or direction (`out`: things of the class have it;
        `in`: others point at them by it), property, label, used_by (how many of its things), instances,
        values (their classes or datatypes, most common first), example. `cls` is a prefixed name, an IRI, a
        local name or a label; UnknownNameError. Where nothing has a class, all properties are listed.
        """
        from kg.schema.schema import schema

        return Table(schema(self.opened.whole, cls or "").answer(), self.opened)

    @border.told
    def measure(self, *names: str, path: tuple[str, str] | None = None, top: int | None = None) -> Table:
        """Return a row for each thing of the network: label, class, id and its measures, the first highest.

        `names` are degree, betweenness, closeness, pagerank, community (by default all but closeness); or
        `bridges` alone: one_end, other_end, statements, smaller_side. `path` has a row for each step
        of the shortest paths between two things: path, step, from, statements, to, quote. `top` keeps so many
        rows. Raises UnknownNameError, and KgError where there is no network.
        """
        from kg.export import rankings
        from kg.network import given

        given.check({"path": path, "top": top}, ("path", "top"), {})
        measured = rankings.measured(self.opened.whole, names, path or ())
        return Table(rankings.answer(measured, self.opened.prefixes, top), self.opened)

    @border.told
    def network(
        self,
        *entities: str,
        query: str | None = None,
        parameters: Mapping[str, object] | None = None,
        **narrowing: Unpack[Narrowing],
    ) -> Network:
        """Return what `picture` draws as a `networkx.MultiDiGraph`, as large as it is without a `limit`."""
        from kg.network import from_graph, given

        given.check(narrowing, from_graph.Narrowing.__optional_keys__, from_graph.CHOICES)
        question = self._question(query, parameters)
        return from_graph.network(self.opened.whole, entities, query=question, **narrowing)

    @border.told
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
        `path=(a, b)`, `compare=(a, b)`, `records="show"`, `limit`, `size_by`, `color_by`, `title`, `scheme`,
        `language` and, for one of the tabs alone, `kind="network"`, `"timeline"`, `"flows"`, `"chart"` or
        `"map"`. Raises UnknownNameError, also for an option or a value that does not exist, and KgError when
        there is nothing to draw.
        """
        from kg.draw import visualize
        from kg.network import given

        given.check(options, visualize.Options.__optional_keys__, visualize.CHOICES)
        saved = ask.find(query, self._folder) if query else None
        whole = ask.title(saved, parameters or {}, self.opened.title) if saved else self.title
        question = self._question(query, parameters)
        return visualize.visualize(self.opened.whole, entities, query=question, whole=whole, **options)

    @border.told
    def figure(
        self,
        *entities: str,
        query: str | None = None,
        parameters: Mapping[str, object] | None = None,
        **options: Unpack[FigureOptions],
    ) -> Figure:
        """Return a figure for print, which `save(path)` writes as SVG, or as PNG or PDF with `[figures]`.

        It shows what `picture` shows, `width` millimetres across, no letter smaller than 7 points;
        `transparent=True` leaves out the paper. Raises what `picture` raises.
        """
        from kg.draw import printing, visualize
        from kg.network import given

        given.check(options, printing.Options.__optional_keys__, visualize.CHOICES)
        told = " ".join(query.split()) if query else ""
        question = self._question(query, parameters)
        whole = told or self.title
        return printing.figure(
            self.opened.whole, entities, query=question, asked=told, whole=whole, **options
        )

    def _question(self, query: str | None, parameters: Mapping[str, object] | None) -> Question | None:
        if query is None:
            return None
        return ask.question(ask.find(query, self._folder), parameters or {}, self.opened)

    @border.told
    def save(self, path: str | PathLike[str]) -> None:
        """Write the graph as `kg export -o` does, in the format that the file's name ends in.

        Raises UnknownNameError for an end nobody knows, OutputError where the format cannot hold the graph or
        the file cannot be written.
        """
        from kg.export.formats import format_of, write
        from kg.files import writing

        name = format_of(str(path))
        with writing(Path(path)) as stream:
            write(self.opened, name, stream)

    @border.told
    def to_pandas(self) -> pd.DataFrame:
        """Return a data frame with a row for each triple: subject, predicate, object, as of a Table."""
        from kg.tables.frame import frame
        from kg.tables.values import python_value

        triples = [(each.subject, each.predicate, each.object) for each in self.triples()]
        return frame(("subject", "predicate", "object"), [tuple(map(python_value, each)) for each in triples])

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
        if self.opened.is_remote:
            return f"<KnowledgeGraph: {self.location}>"
        size = len(self)
        told = f"<KnowledgeGraph: {self.location}, {counted(size, 'triple')}>"
        return "\n".join([told, *([] if size else self._why())])
