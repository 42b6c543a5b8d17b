"""Which sources name a thing, and in how many passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.graph.answers import number
from kg.statements.properties import written

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.statements.excerpt import Excerpt

    Mention = tuple[str, int, str]

_LISTED: Final = 20
"""How many sources that name a thing are listed."""
_COUNTED: Final = (
    "SELECT ?source (SAMPLE(STR(?title)) AS ?name) (COUNT(DISTINCT ?passage) AS ?passages) { WHERE"
    " OPTIONAL { ?source dcterms:title ?title } } GROUP BY ?source"
)
_NAMING: Final = "?passage kg:mentions THING ; kg:inSource ?source ."
_NAMING_IN: Final = (
    "{ SELECT ?source ?passage { VALUES ?source { SOURCES } ?passage kg:inSource ?source } }"
    " { SELECT ?passage { ?passage kg:mentions THING } }"
)
_ALL: Final = "SELECT (COUNT(DISTINCT ?passage) AS ?passages) { ?passage kg:mentions THING }"


def mentions(graph: Graph, iri: str, found: Excerpt, *, whole: bool) -> tuple[tuple[Mention, ...], int]:
    """Return (title, number of passages that name the thing, IRI) of sources, most first; and of how many
    passages in other sources there is no more than their number.

    Of an excerpt they are its sources, else those that name it most, if not the `whole` list is wanted.
    """
    pattern = _NAMING if found.is_whole else _NAMING_IN.replace("SOURCES", _listed(found.sources))
    rows = graph.select(_COUNTED.replace("WHERE", pattern).replace("THING", f"<{iri}>"))
    counts = [
        (written(row["name"] or row["source"]), number(row["passages"]), written(row["source"]))
        for row in rows
        if row["source"]
    ]
    ranked = sorted(counts, key=lambda count: (-count[1], count))
    listed = ranked if whole else ranked[:_LISTED]
    every = sum(count for _, count, _ in ranked) if found.is_whole else _passages(graph, iri)
    return tuple(listed), every - sum(count for _, count, _ in listed)


def _listed(sources: tuple[str, ...]) -> str:
    return " ".join(f"<{source}>" for source in sources)


def _passages(graph: Graph, iri: str) -> int:
    """Return how many passages name a thing."""
    return sum(number(row["passages"]) for row in graph.select(_ALL.replace("THING", f"<{iri}>")))
