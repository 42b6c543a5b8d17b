"""Answers of queries for people: the first rows as a table of links, and the page to ask with."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import QueryError
from kg.graph.answers import Boolean, Solutions
from kg.graph.question import Question
from kg.site import taken
from kg.site.addresses import Links
from kg.site.layout import written
from kg.site.negotiation import ends, offers
from kg.site.visit import Made
from kg.spelling import counted
from kg.tables import markup
from kg.tables.cells import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.answers import Answer
    from kg.graph.graph import Graph
    from kg.site.visit import Site, Visit

ENDPOINT: Final = "sparql"
"""The path at which programs ask."""
PATH: Final = "query"
"""The path of the page to ask with."""
PICTURE: Final = "network.html"
"""The path of the picture of all, or of what a query finds."""
EDITOR: Final = {"yasgui.js": "script", "yasgui.css": "css"}
"""The files of the editor, and the format of each."""
EXAMPLE: Final = (
    "SELECT ?class (COUNT(*) AS ?things) { ?thing a ?class } GROUP BY ?class ORDER BY DESC(?things)"
)
"""The query with which the page begins."""
_PICTURED: Final = (2, 3)
"""Columns that a SELECT must have for its rows to be drawn."""


class Shown(NamedTuple):
    """What a page shows: the query, its answer as an HTML table, what is said of it, and hints.

    `ends` are those of the addresses at which it stands as a file; `is_pictured` says that it can be drawn.
    """

    query: str = EXAMPLE
    table: str = ""
    said: str = ""
    hints: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    is_pictured: bool = False


def query(visit: Visit) -> Made:
    """Return the page to ask with, and the answer to the query of its address, if there is one."""
    text = visit.parameters.get("query", "")
    if not text:
        return Made("html", page(visit.site, Shown()))
    try:
        asked = Question(text, known=lambda: visit.site.graph.prefixes)
        found = visit.site.graph.answer(asked)
        return Made("html", page(visit.site, shown(visit.site.graph, visit.links, asked, found)))
    except QueryError as error:
        return Made("html", page(visit.site, unanswered(text, error)), 400)


def page(site: Site, shown: Shown) -> bytes:
    """Return the page to ask with; all but the table is escaped here."""
    links = Links(site.graph, PATH)
    asked = {"query": shown.query}
    return written(
        links,
        "ask.html",
        site.graph.title,
        title="Ask in SPARQL",
        shown=shown,
        queries=site.queries,
        prefixes=dict(site.graph.prefixes),
        files=[(end, links.to(ENDPOINT, values=asked, end=f".{end}")) for end in shown.ends],
        picture=links.to(PICTURE, values=asked) if shown.is_pictured else "",
        permalink=links.to(PATH, values=asked),
        lacking=plain(),
    )


def plain() -> str:
    """Return the sentence that tells why a page has a plain field; empty where it has the editor."""
    return next((taken.lacking(name) for name in EDITOR if not taken.is_here(name)), "")


def shown(graph: Graph, links: Links, question: Question, found: Answer) -> Shown:
    """Return the first rows of an answer, and what may be said of one that lacks something."""
    if isinstance(found, Boolean):
        return Shown(question.text, said="Yes." if found else "No.")
    rows = Rows(found, graph, are_led=True)
    chunks = rows.chunks()
    table = "".join(markup.html_table(rows.columns, islice(chunks, 1), links.of))
    count, more = rows.count, next(chunks, None) is not None
    said = f"The first {count:,} rows; take all away in another format." if more else counted(count, "row")
    if not count:
        hints = _hints(graph, question) if isinstance(found, Solutions) else []
        return Shown(question.text, said=said, hints=tuple(hints))
    is_pictured = not isinstance(found, Solutions) or len(rows.columns) in _PICTURED
    return Shown(question.text, table, said, (), tuple(_ends(question.form)), is_pictured)


def unanswered(text: str, error: Exception) -> Shown:
    """Return that a query has no answer, and why."""
    return Shown(text, said="There is no answer.", hints=(str(error),))


def _ends(form: str) -> Iterable[str]:
    """Return the ends of the addresses at which the endpoint gives what a query of this form finds."""
    given = {name for _, name in offers(form)}
    return (end for end, name in ends(form).items() if name in given)


def _hints(graph: Graph, question: Question) -> list[str]:
    from kg.query.lacking import of_nothing

    return of_nothing(graph, question)
