"""What each tool answers, as text: what the commands of the same names say, with the words behind it."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Any, Final

from kg import ask, project
from kg.errors import LocationError, QueryError
from kg.graph.answers import Boolean, Triples
from kg.look import search as looked
from kg.look import typeset
from kg.look.behind import behind, triples_of
from kg.look.show import show
from kg.mcp import rows
from kg.mcp.fitting import LARGEST, fitting
from kg.query import lacking, printed, saved
from kg.schema.schema import schema
from kg.schema.tables import Described
from kg.spelling import one_of
from kg.tables.rows import of_triples

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.query.parameters import Parameter
    from kg.query.saved import SavedQuery

_WIDTH: Final = 100
_FITTING: Final = LARGEST // 20
"""More things than a page of those found has room for, which is half of all: each takes ten characters."""


class Answers:
    """Answers about one graph, and the saved queries of the project in `folder` (see `project.given`).

    Each takes how many rows, or lines, of its answer to `skip`.
    """

    def __init__(self, graph: Graph, folder: Path | None) -> None:
        self.graph, self._folder = graph, folder

    def search(self, text: str, skip: int = 0) -> str:
        """Return the things with a name like a text, and the words behind those that documents state."""
        graph = self.graph.whole
        hits = looked.search(graph, text, skip + _FITTING)
        if not hits:
            return f"Nothing in this graph has a name like {text!r}.\n"
        found = rows.page(looked.shown(hits), graph.prefixes, skip)
        return found.text + rows.words(behind(graph, found.cells))

    def show(self, thing: str, skip: int = 0) -> str:
        """Return the page of a thing; UnknownNameError."""
        return _lines(typeset.as_text(show(self.graph.whole, thing), _WIDTH), skip)

    def schema(self, cls: str = "", skip: int = 0) -> str:
        """Return the classes in use, or the properties used with one, and a query to begin with."""
        found = schema(self.graph.whole, cls)
        head = f"{found.definition}\n\n" if isinstance(found, Described) and found.definition else ""
        query = f"\nA query to begin with:\n{found.query}\n" if isinstance(found, Described) else ""
        return head + rows.page(found.answer(), self.graph.prefixes, skip).text + query

    def queries(self, name: str = "", skip: int = 0) -> str:
        """Return the saved queries with their parameters, or the text of one; UnknownNameError."""
        if name:
            one = self._saved(name)
            return _lines(printed.printed(one, name, self.graph.prefixes), skip)
        return _lines("".join(map(_listed, self._all())), skip)

    def query(self, name: str, values: dict[str, Any] | None = None, skip: int = 0) -> str:
        """Return what a saved query answers with values for its parameters.

        Raises UnknownNameError, ParameterError, and as `sparql` does.
        """
        one, given = self._saved(name), _given(values or {})
        question = ask.by_name(one, given, self.graph)
        defaults = saved.defaults(one, self.graph).items()
        taken = [f"{key} = {value}, the default" for key, value in defaults if key not in given]
        return self._answer(question, skip, taken)

    def sparql(self, query: str, skip: int = 0) -> str:
        """Return what a SPARQL query answers; QueryError where it is malformed or refused."""
        return self._answer(ask.question(saved.ad_hoc(query), {}, self.graph), skip, [])

    def _answer(self, question: Question, skip: int, taken: list[str]) -> str:
        """Return an answer, the words behind it, and what may be said of one that lacks something."""
        begun = time.perf_counter()
        found = self.graph.answer(question)
        if isinstance(found, Boolean):
            return f"{'true' if found else 'false'}\n"
        solutions = of_triples(found) if isinstance(found, Triples) else found
        table = rows.page(solutions, self.graph.prefixes, skip)
        told = [*taken, *self._why(question, time.perf_counter() - begun, not table.rows and not skip)]
        stated = table.triples if isinstance(found, Triples) else triples_of(question, table.rows)
        words = rows.words(behind(self.graph.whole, table.cells, stated))
        return "".join([table.text, *(f"{line}\n" for line in told), words])

    def _why(self, question: Question, seconds: float, is_empty: bool) -> list[str]:
        """Return why nothing was found, or nothing for a column; the answer stands, whatever comes of it."""
        with contextlib.suppress(LocationError, QueryError):
            return lacking.of_rows(self.graph, question, seconds, is_empty=is_empty)
        return []

    def _all(self) -> list[SavedQuery]:
        return saved.all_queries(project.given(self._folder).queries)

    def _saved(self, name: str) -> SavedQuery:
        """Return the saved query of a name, which is never taken for that of a file."""
        known = {query.name: query for query in self._all()}
        one_of(name, known, "saved query")
        return known[name]


def _given(values: dict[str, Any]) -> dict[str, str]:
    """Return values as they are given on the command line; null is none."""
    return {name: str(value) for name, value in values.items() if value is not None}


def _listed(query: SavedQuery) -> str:
    """Return the lines that say what a saved query answers, and which values it takes."""
    about = f"{query.name} ({query.kind}): {query.title}. {query.description}".rstrip()
    return "".join(f"{line}\n" for line in [about, *map(_parameter, query.parameters)])


def _parameter(parameter: Parameter) -> str:
    default = "what the graph has most" if parameter.is_found else parameter.default
    need = "optional" if parameter.is_optional else f"needed, such as {parameter.example}"
    taken = f"by default {default}" if default else need
    return f"  {parameter.name} ({parameter.type}, {taken}): {parameter.description}"


def _lines(text: str, skip: int) -> str:
    """Return as many lines of a text as there is room for, after those to skip."""
    every = text.splitlines(keepends=True)
    told, more = fitting(every[skip:])
    if more:
        told.append(f"… {len(told)} of {len(every)} lines; skip={skip + len(told)} goes on\n")
    return "".join(told) or f"There are {len(every)} lines, and no more.\n"
