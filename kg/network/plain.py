"""The network of a graph without facts and records, as others publish: its plain triples."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode

from kg.network.joining import add_edge, add_node, add_own, empty
from kg.network.through import has_literals, joined
from kg.statements.properties import written
from kg.statements.statement import Statement
from kg.statements.statements import Statements
from kg.terms import local

if TYPE_CHECKING:
    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.network import Network

_TRIPLES: Final = """
    SELECT DISTINCT ?s ?p ?o WHERE {
      ?s ?p ?o FILTER(isIRI(?s) && ?p NOT IN (rdf:type, rdfs:label, skos:prefLabel)
                      && !STRSTARTS(STR(?p), "http://www.w3.org/2008/05/skos-xl#"))
    }
"""


def is_plain(statements: Statements) -> bool:
    """Say whether a graph holds neither facts nor records, so that its triples alone can be drawn."""
    return not statements.facts and not statements.records


def plain(graph: Graph, statements: Statements) -> Network:
    """Return things joined by every triple between two IRIs; one with a literal is its subject's own.

    A blank node joins its subject to all it leads to. Where there are entities, only their triples count,
    not those of the ontology.
    """
    drawn = empty(statements)
    for iri in sorted(statements.entities):
        add_node(drawn, statements, iri)
    rows = graph.select(_TRIPLES)
    for subject, prop, obj in sorted(((r["s"], r["p"], r["o"]) for r in rows), key=str):
        if not statements.entities or written(subject) in statements.entities:
            _add(drawn, statements, written(subject), written(prop), obj)
    return drawn


def _add(drawn: Network, statements: Statements, subject: str, prop: str, obj: Term) -> None:
    add_node(drawn, statements, subject)
    told, is_blank = statements.nested, isinstance(obj, BlankNode)
    name, text = statements.name(prop), statements.text(obj)
    said = Statement(f"{subject} {prop} {text if is_blank else obj}", "triple", local(prop), name, name)
    for words, target in joined(told, obj):
        add_node(drawn, statements, target)
        label = f"{name}: {words}" if words else name
        key = f"{said.iri} {words} {target}" if is_blank else said.iri
        add_edge(drawn, subject, target, key, replace(said, label=label, iri=key))
    if has_literals(told, obj):
        add_own(drawn, subject, replace(said, label=f"{name}: {text}"))
