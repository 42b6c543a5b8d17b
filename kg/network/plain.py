"""The network of a graph without facts and records, as others publish: its plain triples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.network.joining import add_edge, add_node, add_own
from kg.network.properties import iri_value, local, written
from kg.network.statement import Statement
from kg.network.statements import Statements

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.network.joining import Network
    from kg.network.properties import Term

_TRIPLES: Final = """
    SELECT DISTINCT ?s ?p ?o WHERE {
      ?s ?p ?o FILTER(isIRI(?s) && !isBlank(?o) && ?p NOT IN (rdf:type, rdfs:label, skos:prefLabel))
    }
"""


def is_plain(said: Statements) -> bool:
    """Say whether a graph holds neither facts nor records, so that its triples alone can be drawn."""
    return not said.facts and not said.records


def plain(graph: Graph, said: Statements) -> Network:
    """Return things joined by every triple between two IRIs; one with a literal is its subject's own.

    Where there are entities, only their triples count, not those of the ontology.
    """
    import networkx as nx

    drawn: Network = nx.MultiDiGraph(left_out=0, looks=said.vocabulary.looks_by_name())
    for iri in sorted(said.entities):
        add_node(drawn, said, iri)
    rows = graph.select(_TRIPLES)
    for subject, prop, obj in sorted(((r["s"], r["p"], r["o"]) for r in rows), key=str):
        if not said.entities or written(subject) in said.entities:
            _add(drawn, said, written(subject), written(prop), obj)
    return drawn


def _add(drawn: Network, said: Statements, subject: str, prop: str, obj: Term) -> None:
    add_node(drawn, said, subject)
    name, target = said.name(prop), iri_value(obj)
    label = name if target else f"{name}: {written(obj)}"
    told = Statement(f"{subject} {prop} {obj}", "triple", local(prop), name, label)
    if target:
        add_node(drawn, said, target)
        add_edge(drawn, subject, target, told.iri, told)
    else:
        add_own(drawn, subject, told)
