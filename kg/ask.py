"""What is asked, resolved once and answered: a saved query, a file or a text, with its parameters' values."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import pyoxigraph as ox

from kg import project, watched
from kg.errors import ParameterError, QueryError
from kg.graph import answers
from kg.graph.answers import Triples
from kg.query import saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph.answers import Answer, Term
    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.query.saved import SavedQuery

_IS_TEXT: Final = re.compile(r"[\s{]")


def find(asked: str, folder: Path | None = None) -> SavedQuery:
    """Return the query that `asked` means: a text, the name of a saved query, or a file.

    What holds a space or a brace is a text, unless it ends in .rq. Raises QueryError when it is empty, or
    names nothing. The saved ones are those of the project in `folder`, without it of the one around.
    """
    if not asked.strip():
        raise QueryError("the query is empty", hint="`kg queries` lists the saved ones, by name.")
    if _IS_TEXT.search(asked) and Path(asked).suffix != ".rq":
        return saved.ad_hoc(asked)
    return saved.find(asked, project.given(folder).queries)


def title(query: SavedQuery, given: Mapping[str, object], graph: str) -> str:
    """Return what heads the answer of a query: its title with the values given, else that of the graph."""
    if not query.title:
        return f"{graph}: what a query joins" if graph else "What a query joins"
    values = "; ".join(f"{name}: {_value(value)}" for name, value in given.items())
    return f"{query.title} ({values})" if values else query.title


def question(
    query: SavedQuery,
    given: Mapping[str, object],
    graph: Graph,
    bindings: Mapping[str, Term] | None = None,
) -> Question:
    """Return a query as `graph` is asked it, with the values given for its parameters.

    A value is a term of pyoxigraph or rdflib, a Python number or date, or a text as `kg query -p` takes it;
    `bindings` are terms of further variables. Raises ParameterError for a value that fits nothing.
    """
    written = _value if query.title else _in_sparql
    values = {name: written(value) for name, value in given.items()}
    terms = {**(bindings or {}), **saved.bind(query, values, graph)}
    base = Path(query.path).resolve().as_uri() if query.path else None
    return graph.question(query.text, terms, base=base, place=query.path)


def by_name(query: SavedQuery, given: Mapping[str, object], graph: Graph) -> Question:
    """Return a query as `question` does; what its errors advise is not written as on the command line."""
    try:
        return question(query, given, graph)
    except ParameterError as error:
        raise ParameterError(error.what, where=error.where, hint=error.hint.replace("-p ", "")) from error


def answer(graph: Graph, question: Question, seconds: float | None, memory: int | None) -> Answer:
    """Return what a question answers, found in a process of its own, which limits, Ctrl-C or a crash can end.

    Raises TimeLimitError after `seconds`, MemoryLimitError beyond `memory` bytes, and as `graph.answer` does.
    """
    if not graph.is_remote:  # an endpoint is asked for its prefixes only where a query needs them
        question.known()  # else each process would find them anew
    has_rows = question.form in ("SELECT", "ASK")

    def work(output: IO[bytes]) -> None:
        found = graph.answer(question)
        if isinstance(found, Triples):
            found.serialize(output, ox.RdfFormat.N_TRIPLES)
        else:
            found.serialize(output, ox.QueryResultsFormat.JSON)

    told = watched.call(work, seconds, memory)
    if has_rows:
        engine = ox.parse_query_results(told, ox.QueryResultsFormat.JSON)
        return answers.answer(engine, contextlib.nullcontext, lambda: graph.prefixes)
    quads = ox.parse(told, ox.RdfFormat.N_TRIPLES)
    return Triples((quad.triple for quad in quads), prefixes=lambda: graph.prefixes)


def _value(value: object) -> str:
    """Return a Python value or a term of either library as a declared parameter takes it."""
    return str(getattr(value, "value", value))


def _in_sparql(value: object) -> str:
    """Return the same as SPARQL writes it, where no type is declared."""
    if isinstance(value, datetime.datetime):
        return f'"{value.isoformat()}"^^xsd:dateTime'
    if isinstance(value, datetime.date):
        return f'"{value.isoformat()}"^^xsd:date'
    if isinstance(value, bool):
        return str(value).lower()
    n3: Callable[[], str] | None = getattr(value, "n3", None)
    return n3() if n3 else str(value)
