"""The graph in Python and in notebooks: ask it, see its answers as tables, take it to pandas or networkx."""

from __future__ import annotations

import datetime
import io
import re
from collections import namedtuple
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, overload

from kg import terms
from kg.errors import KgError
from kg.graph.answers import Boolean, Solutions, Triples
from kg.graph.graph import Graph
from kg.graph.locations import open_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from os import PathLike

    import pandas as pd
    import pyoxigraph
    import rdflib

    from kg.graph.answers import Row, Term
    from kg.look.search import Hit
    from kg.look.show import Page
    from kg.network.network import Network

_SHOWN: Final = 20
_IS_TEXT: Final = re.compile(r"[\s{]")


def load(
    *locations: str | PathLike[str],
    union: bool = False,
    allow_service: bool = False,
    timeout: float | None = None,
) -> KnowledgeGraph:
    """Return the graph at RDF files, a store directory or an endpoint URL; without any, the project's own.

    `union` asks all named graphs as one; `timeout` is the seconds an endpoint may take. Raises LocationError.
    """
    if locations:
        places = [str(location) for location in locations]
    else:
        from kg import project

        places = [str(project.find().graph_path())]
    graph = open_graph(places, union=union, allow_service=allow_service, timeout=timeout)
    return KnowledgeGraph(graph, ", ".join(places))


class KnowledgeGraph:
    """A graph to work with: `query`, `show`, `search`, `network()`, `graph` (a copy as rdflib.Graph).

    Iterating gives its triples (`pyoxigraph.Triple`), `len()` their number.
    """

    def __init__(self, opened: Graph, location: str = "in memory") -> None:
        self.opened, self.location = opened, location

    def query(self, text: str, bindings: Mapping[str, Term] | None = None, /, **parameters: object) -> Any:  # noqa: ANN401  (the form of the query decides)
        """Return what a SPARQL text or a saved query answers: a Table, a bool or a KnowledgeGraph.

        SELECT gives a Table, ASK a bool, CONSTRUCT and DESCRIBE a KnowledgeGraph. `parameters` are values of
        variables: terms of pyoxigraph or rdflib, Python numbers and dates, or strings as `kg query -p` takes
        them (IRI, prefixed name, label, text). Raises QueryError with line and column, ParameterError.
        """
        if not _IS_TEXT.search(text):
            text, bindings = self._saved(text, parameters)
        elif parameters:
            bindings = {**(bindings or {}), **self._bound(text, parameters)}
        answer = self.opened.query(text, bindings)
        if isinstance(answer, Solutions):
            return Table(answer, self.opened)
        if isinstance(answer, Boolean):
            return bool(answer)
        return KnowledgeGraph(Graph.from_triples(answer if isinstance(answer, Triples) else ()))

    def show(self, entity: str) -> Shown:
        """Return the page of one thing, named by id, prefixed name, IRI or any label; UnknownNameError."""
        from kg.look.show import show

        return Shown(show(self.opened, entity))

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Return the things whose labels are like `text`, the likest first."""
        from kg.look.search import search

        return search(self.opened, text, limit)

    def network(self, **options: Any) -> Network:  # noqa: ANN401  (those of network())
        """Return the entities and what joins them as a `networkx.MultiDiGraph`."""
        from kg.network.network import network

        return network(self.opened, **options)

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

    def _saved(self, name: str, parameters: Mapping[str, object]) -> tuple[str, Mapping[str, Term]]:
        from kg import project
        from kg.query import saved as queries

        saved = queries.find(name, project.find().queries)
        given = {name: str(getattr(value, "value", value)) for name, value in parameters.items()}
        return saved.text, dict(queries.bind(saved, given, self.opened))

    def _bound(self, text: str, parameters: Mapping[str, object]) -> Mapping[str, Term]:
        from kg.query import saved as queries

        given = {name: _written(value) for name, value in parameters.items()}
        return dict(queries.bind_free(text, given, self.opened))


def _written(value: object) -> str:
    """Return a Python value or a term of either library as `-p` takes it."""
    if isinstance(value, datetime.datetime):
        return f'"{value.isoformat()}"^^xsd:dateTime'
    if isinstance(value, datetime.date):
        return f'"{value.isoformat()}"^^xsd:date'
    if isinstance(value, bool):
        return str(value).lower()
    n3: Callable[[], str] | None = getattr(value, "n3", None)
    return n3() if n3 else str(value)


class Table:
    """The rows of a SELECT. Iterating gives the engine's rows: `row["state"]` is a term or None.

    `values()` gives Python values with names, `row.state`; `to_pandas()` a data frame. Rows are read once
    and kept, so a table can be read again, counted and indexed.
    """

    def __init__(self, answer: Solutions, graph: Graph) -> None:
        self.variables = answer.variables
        self._answer, self._graph = answer, graph
        self._rows: list[Row] | None = None

    @property
    def rows(self) -> list[Row]:
        """All rows, as the engine gives them."""
        if self._rows is None:
            self._rows = list(self._answer)
        return self._rows

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        return self.rows[place]

    def values(self) -> list[Any]:
        """Return the rows as named tuples of Python values, None where a variable is unbound.

        IRIs become prefixed names (`id:toyota`; else the whole IRI); integers int, decimals Decimal, doubles
        float, dates and times datetime, years int; everything else its text.
        """
        row_of: Any = namedtuple("Row", self.variables, rename=True)  # type: ignore[misc]  # names known only now
        return [row_of(*map(python_value, row)) for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """Return the values as a data frame; raises KgError when pandas is not installed."""
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            hint = "Install it with: pip install 'japan-mexico-kg[pandas]'"
            raise KgError("to_pandas() needs pandas, which is not installed", hint=hint) from error
        return pd.DataFrame.from_records([tuple(row) for row in self.values()], columns=self.variables)

    def __repr__(self) -> str:
        return self._drawn("table") + self._rest()

    def _repr_html_(self) -> str:
        document = self._drawn("html")
        table = document[document.index("<table") : document.rindex("</table>")]
        return f"{table}</table>\n<p>{self._rest()}</p>"

    def _drawn(self, form: str) -> str:
        from kg.tables.write import write

        output = io.BytesIO()
        write(_First(self), form, output, self._graph)
        return output.getvalue().decode()

    def _rest(self) -> str:
        return f"{len(self):,} row{'s' * (len(self) != 1)}" + (
            f", {_SHOWN} shown" if len(self) > _SHOWN else ""
        )


class _First(Solutions):
    """The first rows of a table, as an answer that can be written."""

    def __init__(self, table: Table) -> None:
        self.variables, self._rows = table.variables, table.rows[:_SHOWN]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)


class Shown:
    """The page of one thing, `page`, as text in a terminal and as Markdown in a notebook."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __repr__(self) -> str:
        from kg.look.pages import as_text

        return as_text(self.page).rstrip()

    def _repr_markdown_(self) -> str:
        from kg.look.pages import as_markdown

        return as_markdown(self.page)


def python_value(term: Term | None) -> Any:  # noqa: ANN401  (whatever the datatype says)
    """Return the Python value of a term, as `Table.values` describes; text where the form is not valid."""
    from pyoxigraph import Literal, NamedNode

    if isinstance(term, NamedNode):
        return terms.compact(term.value).strip("<>")
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    convert = _CONVERSIONS.get(term.datatype.value)
    try:
        return convert(term.value) if convert else term.value
    except (ValueError, ArithmeticError):
        return term.value


_CONVERSIONS: Final[dict[str, Callable[[str], object]]] = {
    terms.XSD + "boolean": lambda text: text in ("true", "1"),
    terms.XSD + "decimal": Decimal,
    terms.XSD + "double": float,
    terms.XSD + "float": float,
    terms.XSD + "date": datetime.date.fromisoformat,
    terms.XSD + "dateTime": datetime.datetime.fromisoformat,
    terms.XSD + "gYear": int,
    **{terms.XSD + name: int for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger")},
}
