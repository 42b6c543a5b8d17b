"""The page to ask with where there is no server, and what it is told of the graph and its saved queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg import terms
from kg.errors import ParameterError, QueryError
from kg.graph.bindings import places
from kg.graph.prepare import prepared
from kg.query import parameters
from kg.query.saved import defaults
from kg.site import asked, layout, taken
from kg.tables.values import NUMERIC

if TYPE_CHECKING:
    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.query.parameters import Parameter
    from kg.query.saved import SavedQuery
    from kg.site.visit import Made, Visit

SCRIPTS: Final = (
    "alike.js",
    "words.js",
    "values.js",
    "shown.js",
    "quoted.js",
    "needed.js",
    "carried.js",
    "editor.js",
    "here.js",
)
"""The scripts of the page, in the order in which they are run."""
AT_ONCE: Final = 100_000
"""A graph of up to so many triples is loaded with the page, a larger one when it is first asked."""


def lacking() -> str:
    """Return the sentence that tells why pages without a server cannot be asked; empty where they can."""
    return "" if taken.is_here("oxigraph.wasm") else taken.lacking("oxigraph.wasm")


def page(visit: Visit) -> Made:
    """Return the page, which runs the engine in the reader's browser, or tells what it lacks."""
    size = len(visit.site.graph.store)
    return layout.page(
        visit,
        "here.html",
        "Ask in SPARQL",
        query=asked.EXAMPLE,
        queries=visit.site.queries,
        told=_told(visit.site.graph, visit.site.queries),
        lacking=lacking(),
        plain=asked.plain(),
        scripts=SCRIPTS,
        size=size,
        is_large=size > AT_ONCE,
        most=AT_ONCE,
    )


def _told(graph: Graph, queries: tuple[SavedQuery, ...]) -> dict[str, Any]:
    return {
        "prefixes": dict(graph.prefixes),
        "union": graph.union,
        "evidence": terms.KG,
        "numeric": sorted(NUMERIC),
        "queries": {query.name: _query(query, graph) for query in queries},
    }


def _query(query: SavedQuery, graph: Graph) -> dict[str, Any]:
    shown = defaults(query, graph)
    return {
        "title": query.title or query.name,
        "description": query.description,
        "text": query.text,
        "parts": _parts(_ready(query, graph)),
        "parameters": [_parameter(one, shown.get(one.name, ""), graph) for one in query.parameters],
    }


def _ready(query: SavedQuery, graph: Graph) -> str:
    """Return the text of a query as the engine gets it; one that is refused as it is, to be refused there."""
    try:
        return prepared(graph.question(query.text), allow_service=False).text
    except (QueryError, SyntaxError):
        return query.text


def _parts(text: str) -> list[tuple[str, list[str] | None]]:
    """Return a text in parts, each with the variables, None for all, whose values go in behind it."""
    found, at = [], 0
    for offset, named in places(text):
        end = "" if text[offset:] else "\n"  # a comment may end the text
        found.append((text[at:offset] + end, named))
        at = offset
    return [*found, (text[at:], [])]


def _parameter(parameter: Parameter, shown: str, graph: Graph) -> dict[str, Any]:
    """Return a parameter with the term of its default; without one where that means nothing here."""
    return {
        "name": parameter.name,
        "type": parameter.type,
        "description": parameter.description,
        "example": parameter.example,
        "isThing": parameter.is_entity,
        "isOptional": parameter.is_optional or (parameter.is_found and not shown),
        "default": shown,
        "term": _term(_default(parameter, graph)),
    }


def _default(parameter: Parameter, graph: Graph) -> Term | None:
    if parameter.is_found:
        return parameters.found(parameter, graph)
    try:
        return None if parameter.default is None else parameters.bound(parameter, parameter.default, graph)
    except ParameterError:
        return None


def _term(term: Term | None) -> dict[str, str] | None:
    """Return a term as SPARQL 1.1 Query Results JSON has it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, ox.Literal):
        return None
    kind = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value, **kind}
