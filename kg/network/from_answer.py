"""The answer of a query as a network: a CONSTRUCT's triples, or a SELECT's two or three columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg import terms
from kg.errors import QueryError
from kg.network.joining import add_edge, add_fact, add_node, add_record, empty, fold_record
from kg.statements.properties import iri_value, value_of, written
from kg.statements.statement import Statement
from kg.statements.statements import Statements
from kg.terms import kg, local

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.answers import Answer, Term
    from kg.network import Network
    from kg.network.joining import Records

    Link = tuple[Term, str, Term]
    Stated = dict[tuple[str, str, str], list[str]]

_NOT_DRAWN: Final = {
    terms.RDF + "type",
    terms.RDFS + "label",
    terms.SKOS + "prefLabel",
    terms.SKOS + "altLabel",
    terms.SKOS + "hiddenLabel",
    terms.PROV + "wasDerivedFrom",
    kg("mentions"),
    kg("inSource"),
}
"""Properties that name or prove a thing rather than join it to another."""


def network_of_answer(answer: Answer, statements: Statements, records: Records = "fold") -> Network:
    """Return what a CONSTRUCT, or a SELECT of two or three columns, joins, with the words behind it.

    Raises QueryError for an ASK, and for a SELECT of one column or more than three.
    """
    from kg.graph.answers import Boolean, Solutions

    if isinstance(answer, Solutions):
        links = _links_of_rows(answer.variables, answer)
    elif isinstance(answer, Boolean):
        raise QueryError("an ASK has no picture", hint="ask with CONSTRUCT, or SELECT two or three columns")
    else:
        links = [(t.subject, t.predicate.value, t.object) for t in answer]
    return _network_of_links(statements, sorted(links, key=str), records)


def _links_of_rows(variables: list[str], rows: Iterable[Any]) -> list[Link]:
    """Return (from, property or text, to) for every row; rows with an unbound end join nothing."""
    if len(variables) not in (2, 3):
        raise QueryError(
            f"a SELECT of {len(variables)} columns has no picture",
            hint="give it two (from, to) or three (from, property, to)",
        )
    found = []
    for row in rows:
        cells = [row[name] for name in variables]
        if cells[0] is None or cells[-1] is None:
            continue
        if len(cells) == 3 and iri_value(cells[1]) and not iri_value(cells[2]):
            cells = [cells[0], cells[2], cells[1]]
        found.append((cells[0], written(cells[1]) if len(cells) == 3 else "", cells[-1]))
    return found


def _network_of_links(statements: Statements, links: list[Link], records: Records) -> Network:
    drawn = empty(statements)
    stated = _stated(statements)
    for a, prop, b in links:
        if prop not in _NOT_DRAWN and written(a) not in statements.passages:
            _add_link(drawn, statements, (a, prop, b), stated, records)
    return drawn


def _add_link(drawn: Network, statements: Statements, link: Link, stated: Stated, records: Records) -> None:
    """Add the facts that state a link, else the record it is part of, else the link itself."""
    a, prop, b = link
    subject, facts = written(a), _facts_of(statements, link, stated)
    for fact in facts:
        _add_fact(drawn, statements, fact, link)
    if not facts and subject in statements.records:
        fold = records == "fold" and statements.ends(subject)
        (fold_record if fold else add_record)(drawn, statements, subject)
    elif not facts:
        _join(drawn, statements, a, prop, b)


def _facts_of(statements: Statements, link: Link, stated: Stated) -> list[str]:
    """Return the facts that state a link: its first end where that is one, else those of its triple."""
    a, prop, b = link
    if written(a) in statements.facts:
        return [written(a)]
    return stated.get((written(a), prop, str(b)), [])


def _add_fact(drawn: Network, statements: Statements, fact: str, link: Link) -> None:
    """Add a fact; one that states a text, number or date is a line to it, since the query asks for it."""
    a, _, b = link
    if iri_value(b) or written(a) == fact:
        add_fact(drawn, statements, fact)
    else:
        start, end = (_add_end(drawn, statements, term) for term in (a, b))
        add_edge(drawn, start, end, fact, statements[fact])


def _stated(statements: Statements) -> Stated:
    """Return (subject, predicate, object), and the same with no predicate, → the facts that state it."""
    found: Stated = {}
    for fact, properties in statements.facts.items():
        s, p = (value_of(properties, terms.RDF + part) for part in ("subject", "predicate"))
        o = str(next(iter(properties.get(terms.RDF + "object", ())), ""))
        for key in ((s, p, o), (s, "", o)):
            found.setdefault(key, []).append(fact)
    return found


def _join(drawn: Network, statements: Statements, a: Term, prop: str, b: Term) -> None:
    """Add an edge that the query made itself, so no words of a document stand behind it."""
    ends = [_add_end(drawn, statements, term) for term in (a, b)]
    name = local(prop) if "://" in prop else prop
    label = statements.name(prop) if "://" in prop else prop
    iri = " ".join((ends[0], prop, ends[1]))
    told = label or "joined by the query"
    edge = Statement(iri, "answer", name or "joined", told, told)
    drawn.add_edge(ends[0], ends[1], key=iri, **vars(edge), directed=True)


def _add_end(drawn: Network, statements: Statements, term: Term) -> str:
    """Add the node of a term and return its key; a literal or blank node is a node of its own."""
    if iri_value(term):
        add_node(drawn, statements, written(term))
        return written(term)
    text = statements.text(term)
    empty = {
        "short": "",
        "labels": {},
        "cls": "",
        "cls_label": "",
        "classes": [],
        "class_labels": [],
        "kind": "literal",
        "iri": "",
        "facts": [],
    }
    drawn.add_node(str(term), label=text, **empty)
    return str(term)
