"""Puts facts and records into a network, as edges where they join two things, else into a node's own list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from kg import terms
from kg.speech.texts import say
from kg.statements.properties import iri_value
from kg.statements.spoken import spoken
from kg.statements.statement import Statement
from kg.statements.statements import Statements
from kg.terms import local

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from kg.network import Network

Records = Literal["fold", "show"]


def empty(statements: Statements) -> Network:
    """Return a network without nodes, to which those of the statements can be added."""
    import networkx as nx

    return nx.MultiDiGraph(left_out=0, looks=statements.vocabulary.looks_by_name())


def whole(statements: Statements, records: Records = "fold", asked: Collection[str] = ()) -> Network:
    """Return the network of everything said; records that are `asked` for are things in any case."""
    drawn = empty(statements)
    for iri in sorted(statements.entities):
        add_node(drawn, statements, iri)
    for fact in statements.facts:
        add_fact(drawn, statements, fact)
    shown = _shown(statements, records, asked)
    for record in statements.records:
        (add_record if record in shown else fold_record)(drawn, statements, record)
    return drawn


def outline(statements: Statements) -> Network:
    """Return the network of everything said, records folded: its nodes and edges, without what is said."""
    drawn = empty(statements)
    for iri in sorted(statements.entities):
        add_node(drawn, statements, iri)
    for key, nodes, edges in _joining(statements, _shown(statements, "fold", ())):
        for iri in (*nodes, *(end for a, b, _ in edges for end in (a, b))):
            add_node(drawn, statements, iri)
        for a, b, directed in edges:
            drawn.add_edge(a, b, key=key, directed=directed)
    return drawn


def joined(
    statements: Statements, records: Records = "fold", asked: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield the two ends of every edge of the network of everything said, without drawing it."""
    for _, _, edges in _joining(statements, _shown(statements, records, asked)):
        yield from ((a, b) for a, b, _ in edges)


def _joining(
    statements: Statements, shown: Collection[str]
) -> Iterator[tuple[str, Sequence[str], Sequence[tuple[str, str, bool]]]]:
    """Yield key, nodes that need not be ends, and edges (from, to, directed) of every fact and record."""
    for fact in statements.facts:
        subject, *objects = _ends(statements, fact)
        yield fact, [subject], [(subject, target, True) for target in objects]
    for record in statements.records:
        if record in shown:
            yield record, [record], []
            for prop, target in statements.links(record):
                yield f"{record} {local(prop)}", [], [(record, target, True)]
        else:
            ends = statements.ends(record)
            yield record, [] if ends else statements.attached(record), ends


def _shown(statements: Statements, records: Records, asked: Collection[str]) -> Collection[str]:
    """Return the records that are things of the network: all, or those asked for or that a fact speaks of."""
    if records == "show":
        return statements.records.keys()
    spoken_of = {iri for fact in statements.facts for iri in _ends(statements, fact)}
    return statements.records.keys() & {*spoken_of, *asked}


def add_node(drawn: Network, statements: Statements, iri: str) -> None:
    """Add the node of an IRI, once."""
    if iri in drawn:
        return
    classes = statements.classes(iri)
    drawn.add_node(
        iri,
        label=statements.name(iri),
        short=statements.abbreviation(iri),
        labels=statements.names.get(iri, {}),
        cls=classes[0] if classes else "",
        cls_label=statements.class_label(iri),
        classes=classes,
        class_labels=[statements.name(cls) for cls in statements.ranked(iri)],
        kind=_kind(statements, iri),
        iri=iri,
        facts=[],
    )


def add_fact(drawn: Network, statements: Statements, fact: str) -> None:
    """Add a fact: an edge between two things, or an entry of its subject's when its object is a literal."""
    subject, *objects = _ends(statements, fact)
    add_node(drawn, statements, subject)
    for target in objects:
        add_node(drawn, statements, target)
        add_edge(drawn, subject, target, fact, statements[fact])
    if not objects:
        value = spoken(statements.text(statements.facts[fact][terms.RDF + "object"][0]))
        own = statements[fact]
        said = say("{name}: {value}", name=own.property_label, value=value)
        add_own(drawn, subject, replace(own, label=said))


def add_record(drawn: Network, statements: Statements, record: str) -> None:
    """Add a record as a node, with an edge to everything it names."""
    add_node(drawn, statements, record)
    told = statements[record]
    add_own(drawn, record, told)
    for prop, target in statements.links(record):
        add_node(drawn, statements, target)
        name = statements.name(prop)
        edge = replace(told, property=local(prop), property_label=name, label=name, details=())
        add_edge(drawn, record, target, f"{record} {local(prop)}", edge)


def fold_record(drawn: Network, statements: Statements, record: str) -> None:
    """Add a record as edges between what it connects, else to the own list of what it is about."""
    told = statements[record]
    for a, b, directed in statements.ends(record):
        add_node(drawn, statements, a)
        add_node(drawn, statements, b)
        add_edge(drawn, a, b, record, told, directed=directed)
    if statements.ends(record):
        return
    for iri in statements.attached(record):
        add_node(drawn, statements, iri)
        add_own(drawn, iri, told)


def add_edge(
    drawn: Network, a: str, b: str, key: str, statement: Statement, *, directed: bool = True
) -> None:
    """Add the edge of a statement."""
    drawn.add_edge(a, b, key=key, **vars(statement), directed=directed)


def add_own(drawn: Network, node: str, statement: Statement) -> None:
    """Add a statement to the own list of a node."""
    drawn.nodes[node]["facts"].append({**vars(statement)})


def _ends(statements: Statements, fact: str) -> list[str]:
    """Return the subject of a fact, followed by its object when that is an IRI."""
    properties = statements.facts[fact]
    parts = [properties.get(terms.RDF + part, []) for part in ("subject", "object")]
    return [iri for values in parts for iri in map(iri_value, values[:1]) if iri]


def _kind(statements: Statements, iri: str) -> str:
    groups = {"entity": statements.entities, "record": statements.records, "source": statements.sources}
    return next((kind for kind, group in groups.items() if iri in group), "other")
