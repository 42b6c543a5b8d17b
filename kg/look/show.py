"""One thing on a page: its names, what is said of it with the words that say it, and who disagrees."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import terms
from kg.graph import names
from kg.graph.graph import Graph
from kg.graph.hanging import with_hanging
from kg.look import record
from kg.look.disagreements import disagreements, side_by_side, single
from kg.look.items import in_groups, item_of, name_of
from kg.look.mentions import mentions
from kg.look.page import Group, Item, Page
from kg.look.usage import usage
from kg.network.through import joined
from kg.statements.excerpt import excerpt
from kg.statements.properties import iri_value, value_of, written
from kg.statements.reading import read
from kg.statements.vocabulary import telling
from kg.terms import Prefixes, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.answers import Term
    from kg.statements.excerpt import Excerpt
    from kg.statements.properties import Properties
    from kg.statements.statements import Statements

_LABEL: Final = NamedNode(terms.RDFS + "label")


def show(graph: Graph, entity: str, *, source: str = "", whole: bool = False) -> Page:
    """Return the page of the thing that an IRI, prefixed name, id or label names.

    Of a thing with more statements than `newest.MOST` it tells what the newest documents say, unless the
    `whole` is wanted; of any what one `source` says, where one is named. Raises UnknownNameError, with the
    nearest names, when nothing, no source or more than one is called so.
    """
    iri = names.resolve(graph, entity).value
    one = names.resolve(graph, source, "Source").value if source else ""
    return page_of(graph, iri, excerpt(graph, iri, source=one, whole=whole), whole=whole)


def page_of(graph: Graph, iri: str, found: Excerpt, *, whole: bool) -> Page:
    """Return the page of what was found of a thing; of sources that name it the `whole` list or a part."""
    statements = read(part := _part(graph, iri, found.part))
    facts = [fact for fact in statements.facts if _takes_part(statements.facts[fact], iri)]
    records = [one for one in statements.records if _takes_part(statements.records[one], iri)]
    evidence = record.evidence(statements, iri)
    return Page(
        iri,
        graph.prefixes.compact(iri),
        _label(statements, part, iri),
        _labels(part, iri),
        _classes(statements, iri),
        _kinds(statements, iri),
        record.statement(statements, iri, evidence, graph.prefixes),
        record.properties(statements, iri, graph.prefixes),
        evidence,
        (*_facts(statements, iri, graph.prefixes), *_plain(statements, part, iri)),
        _records(statements, records, graph.prefixes),
        tuple(
            side_by_side(statements, group, graph.prefixes)
            for group in disagreements(statements, facts, records, single(part))
        ),
        *mentions(graph, iri, found, whole=whole),
        usage(graph, iri),
        found.is_whole,
        tuple((statements.document(each).title, _issued(statements, each), each) for each in found.sources),
    )


def _issued(statements: Statements, source: str) -> str:
    return value_of(statements.sources.get(source, {}), terms.DCTERMS + "issued")


def _part(graph: Graph, iri: str, found: Graph) -> Graph:
    """Return what was found of a thing, with all that hangs on its blank nodes and the names in there."""
    said = with_hanging(graph, found.triples(), iri)
    open_ended = [t for t in said if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]
    if not open_ended and len(said) == len(found.store):
        return found
    inner = {term for t in open_ended for term in (t.subject, t.predicate, t.object)}
    names = graph.labels(sorted(term.value for term in inner if isinstance(term, NamedNode)))
    named = (Triple(NamedNode(iri), _LABEL, Literal(name)) for iri, name in names.items())
    return Graph.from_triples({*said, *named}, graph.prefixes)


def _takes_part(properties: Properties, iri: str) -> bool:
    return any(written(value) == iri for values in properties.values() for value in values)


def _label(statements: Statements, part: Graph, iri: str) -> str:
    return (
        statements.name(iri)
        if iri in statements.names
        else next(iter(_labels(part, iri)), (local(iri), ""))[0]
    )


def _labels(part: Graph, iri: str) -> tuple[tuple[str, str], ...]:
    """Return (label, language) for every name of a thing."""
    found = [name for name in names.names(part, things=[iri]) if not name.hidden]
    ranked = sorted(found, key=lambda name: name.rank)
    return tuple(dict.fromkeys((name.label, name.language) for name in ranked))


def _classes(statements: Statements, iri: str) -> tuple[str, ...]:
    """Return the labels of a thing's classes, the narrowest first."""
    return tuple(statements.name(cls) for cls in statements.ranked(iri))


def _kinds(statements: Statements, iri: str) -> tuple[str, ...]:
    """Return the labels of the telling ones of a thing's classes that are no superclass of another."""
    types = telling(statements.types.get(iri, []))
    general = {cls for other in types for cls in statements.vocabulary.supers.get(other, ())}
    return tuple(sorted(statements.name(cls) for cls in types if cls not in general))


def _facts(statements: Statements, iri: str, prefixes: Prefixes) -> tuple[Group, ...]:
    """Return the facts about a thing, one group for each property and direction."""
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for fact, properties in statements.facts.items():
        subject, obj = (_first(properties, part) for part in ("subject", "object"))
        if iri in (written(subject), written(obj)):
            outwards = written(subject) == iri
            other = obj if outwards else subject
            statement = statements[fact]
            key = (statement.property_label, "out" if outwards else "in")
            groups[key].append(item_of(statements.text(other), name_of(other, prefixes), statement))
    return in_groups(groups)


def _first(properties: Properties, part: str) -> Term:
    return properties[terms.RDF + part][0]


def _plain(statements: Statements, part: Graph, iri: str) -> tuple[Group, ...]:
    """Return what plain triples alone say: background knowledge, and all of a graph that has no facts."""
    stated = {(g[0], written(g[1])) for g in record.stated(statements)}
    held = {str(triple.object) for triple in part.triples() if isinstance(triple.object, BlankNode)}
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for triple in part.triples():
        s, p, o = written(triple.subject), triple.predicate.value, triple.object
        if (
            p in record.NOT_LISTED
            or (s + p, written(o)) in stated
            or _is_statement(statements, s, iri)
            or s in statements.records
        ):
            continue
        for heading, direction, other in _ends(statements, triple, iri, held):
            item = Item(statements.text(other), name_of(other, part.prefixes), (), ())
            groups[heading, direction].append(item)
    return in_groups(groups)


def _ends(
    statements: Statements, triple: Triple, iri: str, held: set[str]
) -> Iterator[tuple[str, str, Term]]:
    """Yield (heading, direction, other end) of a triple as it joins a thing, be it through blank nodes.

    What is `held`, a blank node that another node leads to, is told from there.
    """
    subject, value, name = triple.subject, triple.object, statements.name(triple.predicate.value)
    if written(subject) == iri:
        yield name, "out", value
    elif str(subject) in held:
        return
    elif iri_value(value) == iri:
        yield name, "in", subject
    elif isinstance(value, BlankNode):
        for words, target in joined(statements.nested, value):
            if target == iri:
                yield ": ".join(filter(None, (name, words))), "in", subject


def _is_statement(statements: Statements, subject: str, iri: str) -> bool:
    """Say whether a subject is a fact, record or passage, shown as such elsewhere on the page."""
    return subject != iri and (
        subject in statements.facts
        or subject in statements.records
        or subject in statements.passages
        or subject in statements.parts
    )


def _records(statements: Statements, records: list[str], prefixes: Prefixes) -> tuple[Group, ...]:
    """Return the records a thing takes part in, by class."""
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for one in records:
        statement = statements[one]
        cls = next(
            (statements.name(c) for c in statements.types[one] if local(c) == statement.cls), statement.cls
        )
        groups[cls, ""].append(item_of(statements.name(one), prefixes.compact(one), statement))
    return in_groups(groups)
