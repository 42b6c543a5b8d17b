"""Answers of queries for people: the first rows as a table of links, and the page to ask with."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.graph.answers import Boolean, Solutions
from kg.site.addresses import Links
from kg.site.layout import written
from kg.spelling import counted
from kg.tables import markup
from kg.tables.cells import Rows

if TYPE_CHECKING:
    from kg.graph.answers import Answer
    from kg.graph.graph import Graph
    from kg.graph.question import Question

PATH: Final = "sparql"
"""The path at which it is asked in SPARQL."""
_EXAMPLE: Final = (
    "SELECT ?class (COUNT(*) AS ?things) { ?thing a ?class } GROUP BY ?class ORDER BY DESC(?things)"
)
_OFFERED: Final = ("csv", "tsv", "json", "xml")


class Shown(NamedTuple):
    """What a page shows: the query, its answer as an HTML table, what is said of it, and hints."""

    query: str = _EXAMPLE
    table: str = ""
    said: str = ""
    hints: tuple[str, ...] = ()


def page(graph: Graph, shown: Shown) -> bytes:
    """Return the page to ask with; all but the table is escaped here."""
    links, title = Links(graph, PATH), "Ask in SPARQL"
    return written(links, "ask.html", graph.title, title=title, shown=shown, formats=_OFFERED)


def shown(graph: Graph, links: Links, question: Question, found: Answer) -> Shown:
    """Return the first rows of an answer, and what may be said of one that lacks something."""
    if isinstance(found, Boolean):
        return Shown(question.text, said="Yes." if found else "No.")
    rows = Rows(found, graph)
    chunks = rows.chunks()
    table = "".join(markup.html_table(rows.columns, islice(chunks, 1), links.of))
    count, more = rows.count, next(chunks, None) is not None
    said = f"The first {count:,} rows; take all away in another format." if more else counted(count, "row")
    hints = () if count or not isinstance(found, Solutions) else _hints(graph, question)
    return Shown(question.text, table if count else "", said, tuple(hints))


def _hints(graph: Graph, question: Question) -> list[str]:
    from kg.query.lacking import of_nothing

    return of_nothing(graph, question)
