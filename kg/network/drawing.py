"""What of a graph is drawn, and that drawn: of all of it, or of the part around some things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from kg.network import joining
from kg.network.plain import plain
from kg.statements.around import Surroundings
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


def everything(graph: Graph, records: Records) -> Network:
    """Return the network of all of a graph."""
    return _draw(graph, _drawn(graph), records)


def nearby(graph: Graph, centres: Sequence[str], depth: int, records: Records) -> Network:
    """Return a network that is the same as `everything` within `depth` steps of the centres.

    Beyond them it is whatever came along.
    """
    what = _drawn(graph)
    return _draw(_surroundings(graph, centres, depth, what, records), what, records)


def surroundings(graph: Graph, centres: Sequence[str], depth: int, records: Records) -> Graph:
    """Return the part of a graph of which `nearby` is the network."""
    return _surroundings(graph, centres, depth, _drawn(graph), records)


def _surroundings(graph: Graph, centres: Sequence[str], depth: int, what: Drawn, records: Records) -> Graph:
    """Return what is said within `depth` steps of the centres.

    Takes as long as that part of the graph is large; where blank nodes hang on things in it, whatever is
    beyond them counts, so it is all of the graph.
    """
    part = Surroundings(graph)
    inner, reached = set[str](), set(centres)
    for _ in range(max(depth, 1)):
        part.add_all_of(reached - inner)
        if what != "statements":
            part.add_mentions_of(reached - inner)
        inner |= reached
        if part.leads_to_blank_nodes():
            return graph
        reached = {iri for line in _lines(part.graph(), what, records) if inner & {*line} for iri in line}
    part.add_own_of(reached - inner)
    part.add_rivals()
    return graph if part.leads_to_blank_nodes() else part.graph()


def states(graph: Graph) -> bool:
    """Say whether a graph has facts or records, which count rather than its triples."""
    return graph.ask(_STATED)


def _drawn(graph: Graph) -> Drawn:
    """Return what of a graph is drawn: its facts and records, else triples, of entities where it has any."""
    if states(graph):
        return "statements"
    return "entities" if graph.ask(_ENTITIES) else "triples"


def _lines(graph: Graph, what: Drawn, records: Records) -> Iterable[tuple[str, str]]:
    """Return the two ends of every edge of the network of a graph."""
    if what == "statements":
        return joining.joined(read(graph), records)
    return list(_draw(graph, what, records).edges())


def _draw(graph: Graph, what: Drawn, records: Records) -> Network:
    statements = read(graph)
    if what == "statements":
        return joining.whole(statements, records)
    return plain(graph, statements, of_entities=what == "entities")
