"""The saved queries as pages and files, each with its parameters, and what programs are told of them."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from kg import ask
from kg.errors import OutputError, QueryError
from kg.query.saved import defaults
from kg.site import here, openapi
from kg.site.asked import Shown, shown
from kg.site.layout import page
from kg.site.missing import missing, unacceptable
from kg.site.negotiation import chosen, ends, offers
from kg.site.visit import Made
from kg.tables.sheet import can_be_written
from kg.tables.write import write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.graph.graph import Graph
    from kg.query.saved import SavedQuery
    from kg.site.visit import Visit

_AS_FILES: Final = ("csv", "json", "xlsx", "ttl", "jsonld")
"""The ends of those that stand beside a page where there is no server."""


def question(visit: Visit) -> Made:
    """Return the list of saved queries, the page of one, or its answer as its end or the visitor asks for it.

    Raises QueryError and ParameterError for values that do not fit, where a file is asked for.
    """
    name, _, end = unquote(visit.path.partition("/")[2]).partition(".")
    query = next((query for query in visit.site.queries if query.name == name), None)
    if visit.path == "queries/":
        return page(visit, "questions.html", "Questions", queries=visit.site.queries)
    if visit.path == "queries" and visit.site.queries:
        return visit.elsewhere("queries/")
    if query is None or end not in ("", *files(query)):
        return missing(visit)
    offered = _offered(query)
    wanted = end or chosen(visit.wanted.accept, offered)
    if wanted is None:
        return unacceptable(offered)
    return _file(visit, query, files(query)[wanted]) if wanted else _page(visit, query)


def described(visit: Visit) -> Made:
    """Return the description of the saved queries as an API (OpenAPI 3.1)."""
    told = openapi.described(visit.site.queries, visit.graph.title, files)
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return Made("openapi", text.encode())


def files(query: SavedQuery) -> dict[str, str]:
    """Return the ends of addresses that ask for the answer of a query as a file, with the format of each."""
    return ends(query.kind)


def _offered(query: SavedQuery) -> list[tuple[str, str]]:
    """Return (media type, end of the address) of the answer of a query; the page has no end."""
    of = {form: end for end, form in files(query).items()}
    return [("text/html", ""), *((media, of[form]) for media, form in offers(query.kind) if form in of)]


def _file(visit: Visit, query: SavedQuery, form: str) -> Made:
    make = _sheet if form == "xlsx" and visit.site.is_files else _written
    return Made(form, make(visit.site.graph, query, form, tuple(_given(visit, query).items())))


def _written(graph: Graph, query: SavedQuery, form: str, given: tuple[tuple[str, str], ...]) -> bytes:
    output = io.BytesIO()
    write(graph.answer(ask.by_name(query, dict(given), graph)), form, output, graph)
    return output.getvalue()


_sheet = lru_cache(maxsize=1)(_written)  # a page of files asks whether it can be made, which it then is


def _unheld(visit: Visit, query: SavedQuery, given: Mapping[str, str]) -> str:
    """Return why no sheet holds the answer of a query; empty where one does."""
    try:
        _sheet(visit.site.graph, query, "xlsx", tuple(given.items()))
    except OutputError as error:
        return str(error)
    return ""


def _given(visit: Visit, query: SavedQuery) -> Mapping[str, str]:
    """Return the values of an address; where no server takes any, the examples of those that are needed."""
    if not visit.site.is_files:
        return visit.parameters
    return {one.name: one.example for one in query.parameters if one.default is None and not one.is_optional}


def _page(visit: Visit, query: SavedQuery) -> Made:
    """Return the page of a query with its form; of one that lacks a value, or has a wrong one, with that."""
    graph = visit.site.graph
    given = {name: value for name, value in _given(visit, query).items() if value}
    status = 200
    try:
        asked = ask.by_name(query, given, graph)
        told = shown(graph, visit.links, asked, graph.answer(asked))
    except QueryError as error:
        status, told = 400 if given else 200, Shown(query.text, hints=(str(error),))
    beside = [end for end in _AS_FILES if end != "xlsx" or can_be_written()]
    taken = [end for end in files(query) if told.said and (end in beside or not visit.site.is_files)]
    unheld = _unheld(visit, query, given) if "xlsx" in taken and visit.site.is_files else ""
    return page(
        visit,
        "question.html",
        query.title or query.name,
        status,
        query=query,
        given=given,
        shown=told,
        defaults=defaults(query, graph),
        is_asked_here=visit.site.is_files and not here.lacking(),
        files=[
            (end, visit.links.to(f"queries/{query.name}", values=given, end=f".{end}"))
            for end in taken
            if end != "xlsx" or not unheld
        ],
        unheld=unheld,
        permalink=visit.links.to(f"queries/{query.name}", values=given),
    )
