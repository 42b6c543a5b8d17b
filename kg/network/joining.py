"""Puts facts and records into a network, as edges where they join two things, else into a node's own list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from kg import terms
from kg.network.properties import iri_value, local
from kg.network.statement import Statement
from kg.network.statements import Statements

if TYPE_CHECKING:
    import networkx as nx

    Network = nx.MultiDiGraph[str, dict[str, Any], dict[str, Any]]

Records = Literal["fold", "show"]


def whole(said: Statements, records: Records = "fold") -> Network:
    """Return the network of everything said."""
    import networkx as nx

    drawn: Network = nx.MultiDiGraph(left_out=0, looks=said.vocabulary.looks_by_name())
    for iri in sorted(said.entities):
        add_node(drawn, said, iri)
    linked = {iri for fact in said.facts for iri in _ends(said, fact) if iri in said.records}
    for fact in said.facts:
        add_fact(drawn, said, fact)
    for record in said.records:
        if records == "show" or record in linked:
            add_record(drawn, said, record)
        else:
            fold_record(drawn, said, record)
    return drawn


def add_node(drawn: Network, said: Statements, iri: str) -> None:
    """Add the node of an IRI, once."""
    if iri in drawn:
        return
    classes = said.classes(iri)
    drawn.add_node(
        iri,
        label=said.name(iri),
        labels=said.names.get(iri, {}),
        cls=classes[0] if classes else "",
        cls_label=said.class_label(iri),
        classes=classes,
        kind=_kind(said, iri),
        iri=iri,
        facts=[],
    )


def add_fact(drawn: Network, said: Statements, fact: str) -> None:
    """Add a fact: an edge between two things, or an entry of its subject's when its object is a literal."""
    subject, *objects = _ends(said, fact)
    add_node(drawn, said, subject)
    for target in objects:
        add_node(drawn, said, target)
        add_edge(drawn, subject, target, fact, said.said(fact))
    if not objects:
        value = said.text(said.facts[fact][terms.RDF + "object"][0])
        own = said.said(fact)
        add_own(drawn, subject, replace(own, label=f"{own.property_label}: {value}"))


def add_record(drawn: Network, said: Statements, record: str) -> None:
    """Add a record as a node, with an edge to everything it names."""
    add_node(drawn, said, record)
    told = said.said(record)
    add_own(drawn, record, told)
    for prop, target in said.links(record):
        add_node(drawn, said, target)
        name = said.name(prop)
        edge = replace(told, property=local(prop), property_label=name, label=name, details=())
        add_edge(drawn, record, target, f"{record} {local(prop)}", edge)


def fold_record(drawn: Network, said: Statements, record: str) -> None:
    """Add a record as edges between what it connects, else to the own list of what it is about."""
    told = said.said(record)
    for a, b, directed in said.ends(record):
        add_node(drawn, said, a)
        add_node(drawn, said, b)
        add_edge(drawn, a, b, record, told, directed=directed)
    if said.ends(record):
        return
    for iri in said.attached(record):
        add_node(drawn, said, iri)
        add_own(drawn, iri, told)


def add_edge(
    drawn: Network, a: str, b: str, key: str, statement: Statement, *, directed: bool = True
) -> None:
    """Add the edge of a statement."""
    drawn.add_edge(a, b, key=key, **vars(statement), directed=directed)


def add_own(drawn: Network, node: str, statement: Statement) -> None:
    """Add a statement to the own list of a node."""
    drawn.nodes[node]["facts"].append({**vars(statement)})


def _ends(said: Statements, fact: str) -> list[str]:
    """Return the subject of a fact, followed by its object when that is an IRI."""
    properties = said.facts[fact]
    parts = [properties.get(terms.RDF + part, []) for part in ("subject", "object")]
    return [iri for values in parts for iri in map(iri_value, values[:1]) if iri]


def _kind(said: Statements, iri: str) -> str:
    groups = {"entity": said.entities, "record": said.records, "source": said.sources}
    return next((kind for kind, group in groups.items() if iri in group), "other")
