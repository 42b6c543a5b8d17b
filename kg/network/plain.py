"""The network of a graph without facts and records, as others publish: its plain triples."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode

from kg.network import unnamed
from kg.network.joining import add_edge, add_node, add_own, empty
from kg.network.through import has_literals, joined
from kg.speech.texts import say
from kg.statements.properties import written
from kg.statements.statement import Statement
from kg.statements.statements import Statements
from kg.terms import local

if TYPE_CHECKING:
    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.network import Network

    Said = tuple[str, str, Term]

_TRIPLES: Final = """
    SELECT DISTINCT ?s ?p ?o WHERE {
      ?s ?p ?o FILTER(isIRI(?s) && ?p NOT IN (rdf:type, rdfs:label, skos:prefLabel)
                      && !STRSTARTS(STR(?p), "http://www.w3.org/2008/05/skos-xl#"))
    }
"""


def plain(graph: Graph, statements: Statements, *, of_entities: bool) -> Network:
    """Return things joined by every triple between two IRIs; one with a literal is its subject's own.

    A blank node joins its subject to all it leads to, or is a thing itself (see `unnamed`). With
    `of_entities` only their triples count, not those of the ontology.
    """
    drawn = empty(statements)
    for iri in sorted(statements.entities):
        add_node(drawn, statements, iri)
    rows = [(written(row["s"]), written(row["p"]), row["o"]) for row in graph.select(_TRIPLES)]
    things = {} if of_entities else unnamed.things(statements, rows)
    for blank, thing in things.items():
        unnamed.add(drawn, statements, blank, thing)
        rows += [(thing, prop, value) for prop, value in unnamed.said_of(statements, blank)]
    for subject, prop, obj in sorted(rows, key=lambda said: (*said[:2], _written(statements, said[2]))):
        if not of_entities or subject in statements.entities:
            _add(drawn, statements, (subject, prop, obj), things)
    return drawn


def _add(drawn: Network, statements: Statements, said: Said, things: dict[str, str]) -> None:
    """Add what a triple says: lines to all that its object leads to, and texts as its subject's own."""
    subject, prop, obj = said
    add_node(drawn, statements, subject)
    told, name, text = statements.nested, statements.name(prop), statements.text(obj)
    iri = f"{subject} {prop} {_written(statements, obj)}"
    statement = Statement(iri, "triple", local(prop), name, say("{name}: {value}", name=name, value=text))
    for words, target in joined(told, obj, things):
        add_node(drawn, statements, target)
        key = " ".join(filter(None, (iri, words, target if words else "")))
        label = say("{name}: {value}", name=name, value=words) if words else name
        add_edge(drawn, subject, target, key, replace(statement, label=label, iri=key))
    if has_literals(told, obj, things):
        add_own(drawn, subject, statement)


def _written(statements: Statements, term: Term) -> str:
    """Return a term as N-Triples writes it, a blank node in words, which are the same whenever it is read."""
    return statements.text(term) if isinstance(term, BlankNode) else str(term)
