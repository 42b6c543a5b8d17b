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

    Beyond them it is whatever came along. Takes as long as that part of the graph is large; where blank nodes
    hang on things in it, whatever is beyond them counts, so all of the graph is drawn.
    """
    part, what = Surroundings(graph), _drawn(graph)
    inner, reached = set[str](), set(centres)
    for _ in range(max(depth, 1)):
        part.add_all_of(reached - inner)
        if what != "statements":
            part.add_mentions_of(reached - inner)
        inner |= reached
        if part.leads_to_blank_nodes():
            return everything(graph, records)
        reached = {iri for line in _lines(part.graph(), what, records) if inner & {*line} for iri in line}
    part.add_own_of(reached - inner)
    part.add_rivals()
    if part.leads_to_blank_nodes():
        return everything(graph, records)
    return _draw(part.graph(), what, records)


def _drawn(graph: Graph) -> Drawn:
    """Return what of a graph is drawn: its facts and records, else triples, of entities where it has any."""
    if graph.ask(_STATED):
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
