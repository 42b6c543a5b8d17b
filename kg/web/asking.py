"""What a child does for a request: ask the graph, and write the answer in the format that is wanted."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from kg.errors import KgError, LimitError, QueryError
from kg.graph.answers import Triples
from kg.graph.question import Dataset, Question
from kg.site.addresses import Links
from kg.site.asked import ENDPOINT, page, shown
from kg.site.negotiation import chosen, offers
from kg.site.site import made
from kg.tables.write import write
from kg.web.description import describe

if TYPE_CHECKING:
    from kg.site.visit import Site, Wanted

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


class Described(NamedTuple):
    """A request for what the endpoint at an address is, in a format of RDF."""

    address: str
    form: str


def do(site: Site, asked: Asked | Wanted | Described, output: IO[bytes]) -> None:
    """Write what a request asks for, as `answer`, `visit` and `description` do."""
    if isinstance(asked, Asked):
        answer(site, asked, output)
    elif isinstance(asked, Described):
        description(site, asked, output)
    else:
        visit(site, asked, output)


def answer(site: Site, asked: Asked, output: IO[bytes]) -> None:
    """Write a line with the status and the name of the format, then the answer in it.

    Raises QueryError, NotAcceptableError, OutputError, and LimitError for an answer that is too large.
    """
    graph = site.graph
    question = Question(asked.query, base=asked.address, known=lambda: graph.prefixes, dataset=asked.dataset)
    if graph.is_remote and asked.dataset:
        raise QueryError("graphs of an endpoint cannot be chosen here", hint="Choose them with GRAPH.")
    found = graph.answer(question)
    form = form_of("CONSTRUCT" if isinstance(found, Triples) else "SELECT", asked.accept)
    output.write(f"200 {form}\n".encode())
    if form == "html":
        output.write(page(site, shown(graph, Links(graph, ENDPOINT), question, found)))
    else:
        limited = _Limited(output)
        write(found, form, limited, graph)  # type: ignore[arg-type]  # of which only this much is used


def visit(site: Site, wanted: Wanted, output: IO[bytes]) -> None:
    """Write the same of a page of the site. Raises what `site.made` does, and LimitError."""
    found = made(site, wanted)
    output.write(f"{found.status} {found.form}\n".encode())
    _Limited(output).write(found.body)


def description(site: Site, described: Described, output: IO[bytes]) -> None:
    """Write the same of what the endpoint is."""
    output.write(f"200 {described.form}\n".encode())
    describe(site.graph, described.address, described.form, output)


@lru_cache(maxsize=64)
def form_of(form: str, accept: str) -> str:
    """Return the format for the answer of a query of this form; NotAcceptableError."""
    offered = [*offers(form), ("text/html", "html")]
    name = chosen(accept, offered)
    if name is None:
        known = ", ".join(dict(offered))
        raise NotAcceptableError(f"no answer can be given as {accept}", hint=f"Accept one of {known}.")
    return name


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
