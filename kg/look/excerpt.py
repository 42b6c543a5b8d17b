"""What a graph says of one thing: all of it, or of a well-known one what the newest documents say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import NamedNode

from kg.graph.answers import number
from kg.statements import newest
from kg.statements.around import Surroundings, around
from kg.statements.properties import written
from kg.statements.unstated import anything, unstated

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.statements.newest import Newest

    Mention = tuple[str, int, str]

_LISTED: Final = 20
"""How many sources that name a thing are listed."""
_COUNTED: Final = (
    "SELECT ?source (SAMPLE(STR(?title)) AS ?name) (COUNT(DISTINCT ?passage) AS ?passages) { WHERE"
    " OPTIONAL { ?source dcterms:title ?title } } GROUP BY ?source"
)
_NAMING: Final = "?passage kg:mentions THING ; kg:inSource ?source ."
_NAMING_IN: Final = (
    "VALUES ?source { SOURCES } ?passage kg:inSource ?source FILTER EXISTS { ?passage kg:mentions THING }"
)
_ALL: Final = "SELECT (COUNT(DISTINCT ?passage) AS ?passages) { ?passage kg:mentions THING }"


class Excerpt(NamedTuple):
    """A part of a graph that tells of a thing, and the sources it is from where others tell more."""

    part: Graph
    sources: tuple[str, ...]
    is_whole: bool


def excerpt(graph: Graph, iri: str, *, source: str, whole: bool) -> Excerpt:
    """Return what a graph says of a thing; `whole` everything, else what one source says, or the newest."""
    if whole or not (source or newest.is_well_known(graph, iri)):
        return Excerpt(around(graph, iri), (), is_whole=True)
    chosen = newest.said_in(graph, iri, source) if source else newest.newest(graph, iri)
    return Excerpt(_part(graph, iri, chosen), chosen.sources, is_whole=False)


def _part(graph: Graph, iri: str, chosen: Newest) -> Graph:
    """Return the statements chosen with what is needed to read them, and what no document states."""
    part = Surroundings(graph)
    if chosen.sources:
        plain = unstated(graph, iri)
        part.add_triples(plain.triples)
        part.add_statements(chosen.statements | plain.facts)
    else:
        triples = anything(graph, iri)
        part.add_triples(triples)
        subjects = {triple.subject.value for triple in triples if isinstance(triple.subject, NamedNode)}
        part.add_statements(subjects - {iri})
    return part.graph()


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
