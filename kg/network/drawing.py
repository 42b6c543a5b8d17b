"""What of a graph is drawn, and that drawn: of all of it, or of the part around some things."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kg.network import joining
from kg.network.plain import plain
from kg.statements import reading
from kg.statements.around import Surroundings
from kg.statements.excerpt import add_chosen
from kg.statements.newest import is_well_known, newest, said_in, said_of
from kg.statements.properties import written
from kg.statements.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.graph.graph import Graph
    from kg.network import Network
    from kg.network.joining import Records

    Drawn = Literal["statements", "entities", "triples"]

_STATED: Final = """ASK { { ?record a kg:Record } UNION {
    ?fact a kg:Fact ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o FILTER(isIRI(?s) && isIRI(?p))
} }"""
_ENTITIES: Final = "ASK { ?entity a kg:Entity FILTER(isIRI(?entity)) }"


class Extent(NamedTuple):
    """How much is taken of what is said of well-known things: what some sources say, else the newest do.

    The `whole` is everything.
    """

    sources: tuple[str, ...] = ()
    whole: bool = False


EVERYTHING: Final = Extent(whole=True)


class _Manner(NamedTuple):
    """What of a graph is drawn, and its records, of which those that are asked for are things in any case."""

    what: Drawn
    records: Records
    asked: frozenset[str] = frozenset()


def everything(graph: Graph, records: Records) -> Network:
    """Return the network of all of a graph."""
    return _draw(graph, _Manner(_drawn(graph), records))


def outline(graph: Graph) -> Network:
    """Return the same, records folded, without what is said: all that it takes to measure it."""
    if states(graph):
        return joining.outline(reading.outline(graph))
    return everything(graph, "fold")


class Near(NamedTuple):
    """The part of a graph around some things; of some of them it has what the newest sources say."""

    part: Graph
    of_newest: frozenset[str]


def nearby(
    graph: Graph, centres: Sequence[str], depth: int, records: Records, extent: Extent = EVERYTHING
) -> Network:
    """Return a network that is the same as `everything` within `depth` steps of the centres.

    Records among these are things in it, as where all records are. Beyond the centres it is whatever came
    along. Of well-known things it has as much as the extent says, and `network.graph["of_newest"]` names
    those of which that is what the newest sources say.
    """
    manner = _Manner(_drawn(graph), records, frozenset(centres))
    near = _surroundings(graph, depth, manner, extent)
    drawn = _draw(near.part, manner)
    if near.of_newest:
        drawn.graph["of_newest"] = sorted(near.of_newest)
    return drawn


def surroundings(
    graph: Graph, centres: Sequence[str], depth: int, records: Records, extent: Extent = EVERYTHING
) -> Graph:
    """Return the part of a graph of which `nearby` is the network."""
    manner = _Manner(_drawn(graph), records, frozenset(centres))
    return _surroundings(graph, depth, manner, extent).part


@lru_cache(maxsize=1)  # a network and the charts beside it are of the same
def _surroundings(graph: Graph, depth: int, manner: _Manner, extent: Extent) -> Near:
    """Return what is said within `depth` steps of the things asked for.

    Takes as long as that part of the graph is large; where blank nodes hang on things in it, whatever is
    beyond them counts, so it is all of the graph.
    """
    part, of_newest, is_excerpt = Surroundings(graph), set[str](), False
    inner, reached = set[str](), set(manner.asked)
    for _ in range(max(depth, 1)):
        known = _well_known(graph, reached - inner, manner.what, extent)
        of_newest |= _add_some(part, graph, known, extent)
        is_excerpt = is_excerpt or bool(known)
        part.add_all_of(reached - inner - known)
        if manner.what != "statements":
            part.add_mentions_of(reached - inner)
        inner |= reached
        if part.leads_to_blank_nodes():
            return Near(graph, frozenset())
        near = part.graph()
        reached = {iri for line in _lines(near, manner) if inner & {*line} for iri in line}
    beyond = reached - inner
    known = beyond if is_excerpt else _well_known(graph, beyond, manner.what, extent)
    part.add_own_of(beyond - known)
    if known:
        part.add_statements(said_of(graph, known, _sources(near)))
    if not is_excerpt:
        part.add_rivals()
    return Near(graph if part.leads_to_blank_nodes() else part.graph(), frozenset(of_newest))


def _well_known(graph: Graph, things: Iterable[str], what: Drawn, extent: Extent) -> set[str]:
    """Return those of some things of which not all is taken: documents say more than anybody looks at."""
    if extent.whole or what != "statements":
        return set()
    return {iri for iri in things if is_well_known(graph, iri)}


def _add_some(part: Surroundings, graph: Graph, known: Iterable[str], extent: Extent) -> set[str]:
    """Add of well-known things what the extent says, and return those of which it is what the newest say."""
    for iri in sorted(known):
        found = said_in(graph, iri, extent.sources) if extent.sources else newest(graph, iri)
        add_chosen(part, graph, iri, found)
    return set() if extent.sources else {*known}


def _sources(near: Graph) -> set[str]:
    rows = near.select("SELECT DISTINCT ?source { ?passage kg:inSource ?source FILTER(isIRI(?source)) }")
    return {written(row["source"]) for row in rows}


def states(graph: Graph) -> bool:
    """Say whether a graph has facts or records, which count rather than its triples."""
    return graph.ask(_STATED)


def _drawn(graph: Graph) -> Drawn:
    """Return what of a graph is drawn: its facts and records, else triples, of entities where it has any."""
    if states(graph):
        return "statements"
    return "entities" if graph.ask(_ENTITIES) else "triples"


def _lines(graph: Graph, manner: _Manner) -> Iterable[tuple[str, str]]:
    """Return the two ends of every edge of the network of a graph."""
    if manner.what == "statements":
        return joining.joined(read(graph), manner.records, manner.asked)
    return list(_draw(graph, manner).edges())


def _draw(graph: Graph, manner: _Manner) -> Network:
    statements = read(graph)
    if manner.what == "statements":
        return joining.whole(statements, manner.records, manner.asked)
    return plain(graph, statements, of_entities=manner.what == "entities")
