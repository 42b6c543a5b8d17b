"""What a child does for a request: ask the graph, and write the answer in the format that is wanted."""

from __future__ import annotations

import io
import time
from itertools import islice
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from kg.errors import KgError, LimitError, QueryError
from kg.graph.answers import Boolean, Solutions
from kg.graph.question import Dataset, Question
from kg.spelling import counted
from kg.tables import markup
from kg.tables.cells import Rows
from kg.tables.write import write
from kg.web.negotiation import chosen, offers
from kg.web.page import Shown, page

if TYPE_CHECKING:
    from kg.graph.answers import Answer
    from kg.graph.graph import Graph

LARGEST: Final = 50_000_000
"""The most bytes of an answer."""


class NotAcceptableError(KgError):
    """None of the formats that a client takes can hold the answer."""


class Asked(NamedTuple):
    """A request for an answer: the query, the graphs to ask, the Accept header, the address it came to.

    Without any graphs those are asked that the query names, or that are asked by default. The address
    resolves relative IRIs.
    """

    query: str
    dataset: Dataset | None
    accept: str
    address: str


def answer(graph: Graph, asked: Asked, output: IO[bytes]) -> None:
    """Write a line with the name of the format, then the answer in it.

    Raises QueryError, NotAcceptableError, OutputError, and LimitError for an answer that is too large.
    """
    question = Question(asked.query, base=asked.address, known=lambda: graph.prefixes, dataset=asked.dataset)
    if graph.is_remote and asked.dataset:
        raise QueryError("graphs of an endpoint cannot be chosen here", hint="Choose them with GRAPH.")
    begun = time.perf_counter()
    found = graph.answer(question)
    form = _form(question.form, asked.accept)
    output.write(f"{form}\n".encode())
    if form == "html":
        output.write(_page(graph, question, found, begun))
    else:
        limited = _Limited(output)
        write(found, form, limited, graph)  # type: ignore[arg-type]  # of which only this much is used


def _form(form: str, accept: str) -> str:
    """Return the format for the answer of a query of this form."""
    offered = offers(form)
    name = chosen(accept, offered)
    if name is None:
        known = ", ".join(dict(offered))
        raise NotAcceptableError(f"no answer can be given as {accept}", hint=f"Accept one of {known}.")
    return name


def _page(graph: Graph, question: Question, found: Answer, begun: float) -> bytes:
    """Return a page with the first rows of an answer, and what may be said of one that lacks something."""
    if isinstance(found, Boolean):
        return page(graph.title, Shown(question.text, said="Yes." if found else "No."))
    rows = Rows(found, graph)
    chunks = rows.chunks()
    table = "".join(markup.html_table(rows.columns, islice(chunks, 1)))
    count, more = rows.count, next(chunks, None) is not None
    seconds = time.perf_counter() - begun
    said = f"{counted(count, 'row')} in {seconds:.2f} s"
    if more:
        said = f"The first {count:,} rows; take all away in another format."
    hints = () if count or not isinstance(found, Solutions) else _hints(graph, question)
    return page(graph.title, Shown(question.text, table if count else "", said, tuple(hints)))


def _hints(graph: Graph, question: Question) -> list[str]:
    from kg.query.lacking import of_nothing

    return of_nothing(graph, question)


class _Limited(io.RawIOBase):
    """A stream that takes no more than an answer may have."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output, self._left = output, LARGEST

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # writers give bytes
        self._left -= len(data)
        if self._left < 0:
            what = f"the answer has more than {LARGEST // 1_000_000} MB, the limit"
            raise LimitError(what, hint="Ask for a part at a time, with LIMIT and OFFSET.")
        return self._output.write(data)
