"""The network of a graph without facts and records, as others publish: its plain triples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.network.joining import add_edge, add_node, add_own, empty
from kg.statements.properties import iri_value, written
from kg.statements.statement import Statement
from kg.statements.statements import Statements
from kg.terms import local

if TYPE_CHECKING:
    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.network import Network

_TRIPLES: Final = """
    SELECT DISTINCT ?s ?p ?o WHERE {
      ?s ?p ?o FILTER(isIRI(?s) && !isBlank(?o) && ?p NOT IN (rdf:type, rdfs:label, skos:prefLabel))
    }
"""


def plain(graph: Graph, statements: Statements, *, of_entities: bool) -> Network:
    """Return things joined by every triple between two IRIs; one with a literal is its subject's own.

    With `of_entities` only their triples count, not those of the ontology.
    """
    drawn = empty(statements)
    for iri in sorted(statements.entities):
        add_node(drawn, statements, iri)
    rows = graph.select(_TRIPLES)
    for subject, prop, obj in sorted(((r["s"], r["p"], r["o"]) for r in rows), key=str):
        if not of_entities or written(subject) in statements.entities:
            _add(drawn, statements, written(subject), written(prop), obj)
    return drawn


def _add(drawn: Network, statements: Statements, subject: str, prop: str, obj: Term) -> None:
    add_node(drawn, statements, subject)
    name, target = statements.name(prop), iri_value(obj)
    label = name if target else f"{name}: {written(obj)}"
    told = Statement(f"{subject} {prop} {obj}", "triple", local(prop), name, label)
    if target:
        add_node(drawn, statements, target)
        add_edge(drawn, subject, target, told.iri, told)
    else:
        add_own(drawn, subject, told)
