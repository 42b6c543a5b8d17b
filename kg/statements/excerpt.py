"""What a graph says of one thing: all of it, or of a well-known one what the newest documents say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from kg.statements import newest
from kg.statements.around import Surroundings, around
from kg.statements.unstated import anything, unstated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.graph import Graph
    from kg.statements.newest import Newest


class Excerpt(NamedTuple):
    """A part of a graph that tells of a thing, and the sources it is from where others tell more."""

    part: Graph
    sources: tuple[str, ...]
    is_whole: bool


def excerpt(graph: Graph, iri: str, *, source: str = "", whole: bool = False) -> Excerpt:
    """Return what a graph says of a thing; `whole` everything, else what one source says, or the newest."""
    found = chosen(graph, iri, [source] if source else (), whole=whole)
    if found is None:
        return Excerpt(around(graph, iri), (), is_whole=True)
    part = Surroundings(graph)
    add_chosen(part, graph, iri, found)
    return Excerpt(part.graph(), found.sources, is_whole=False)


def chosen(graph: Graph, iri: str, sources: Sequence[str], *, whole: bool) -> Newest | None:
    """Return which statements tell of a thing: those of some sources, or the newest; None for everything."""
    if whole or not (sources or newest.is_well_known(graph, iri)):
        return None
    return newest.said_in(graph, iri, sources) if sources else newest.newest(graph, iri)


def add_chosen(part: Surroundings, graph: Graph, iri: str, found: Newest) -> None:
    """Add the statements chosen of a thing, and what no document states."""
    if found.sources:
        plain = unstated(graph, iri)
        part.add_triples(plain.triples)
        part.add_statements(found.statements | plain.facts)
    else:
        triples = anything(graph, iri)
        part.add_triples(triples)
        subjects = {triple.subject.value for triple in triples if isinstance(triple.subject, NamedNode)}
        part.add_statements(subjects - {iri})


def extent(documents: int) -> str:
    """Return in words what an excerpt from so many documents tells of all that is said of a thing."""
    if documents > 1:
        return f"what the {documents} newest documents on it say"
    return "what one document says of it" if documents else "a part of what leads to it and from it"
