"""Make one RDF graph out of sources, entities and the ontology, with every problem found on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.build.assembly import LABEL, TYPE, Assembly
from kg.build.cube import add_data_sets
from kg.build.facts import Cited, add_fact, add_statement
from kg.build.naming import KEYS, names_of
from kg.build.passages import read_source
from kg.build.things import Thing
from kg.errors import Problem, SeedError, in_order
from kg.graph.rdf import ordered
from kg.ontology.lookups import Ontology, Property
from kg.seeds.coverage import Coverage
from kg.seeds.rows import Row, Seeds, Stated
from kg.terms import SKOS, Namespace, kg, local
from kg.text.mentions import PRINTED, prints

_CONCEPTS: Final = frozenset({SKOS + "Concept"})
_BROADER: Final = Property(SKOS + "broader", classes=_CONCEPTS, domains=_CONCEPTS)


@dataclass(frozen=True)
class Summary:
    """What a built graph holds: numbers of sources, passages, facts and records, and entities by class.

    The facts that lead the statements of a record to their passages are not counted apart from it.
    """

    sources: int
    passages: int
    facts: int
    records: int
    entities: dict[str, int]


@dataclass(frozen=True)
class Built:
    """A graph in memory: its triples sorted, what is wrong, and which line of the seeds made which node."""

    triples: tuple[ox.Triple, ...]
    problems: tuple[Problem, ...]
    places: dict[str, str]
    coverage: tuple[Coverage, ...]
    summary: Summary
    namespace: Namespace

    def raise_for_problems(self) -> None:
        """Raise SeedError with all problems when there are any."""
        if self.problems:
            raise SeedError(self.problems)


def compile_graph(seeds: Seeds, ontology: Ontology) -> Built:
    """Return the graph of the seeds and the ontology, whole when its `problems` are empty."""
    assembly = Assembly(seeds, ontology)
    for row in seeds.entities:
        _add_entity(assembly, row)
    coverage = tuple([read_source(assembly, source) for source in seeds.sources])
    statements = _add_statements(assembly)
    add_data_sets(assembly)
    for thing in assembly.things.by_id.values():
        if thing.is_record and thing.node.value not in assembly.labels:
            assembly.add(thing.node, LABEL, ox.Literal(assembly.record_label(thing), language="en"))
    _report_unprinted(assembly)
    triples = _canonical(assembly.triples)
    problems = tuple(in_order(assembly.problems))
    summary = _summary(assembly, triples, statements)
    return Built(triples, problems, assembly.places, coverage, summary, assembly.namespace)


def _add_entity(assembly: Assembly, row: Row) -> None:
    """Add an entity's classes, names and background knowledge."""
    thing = assembly.things.by_id[row.id]
    assembly.typed(thing.node, thing.classes)
    assembly.label(thing.node, row.get("label") or ())
    if thing.node.value not in assembly.labels:
        assembly.wrong(row.where, "label", f"{row.id} has no English label", "Add label: with its name.")
    for prop_iri, language, name in names_of(row):
        assembly.add(thing.node, ox.NamedNode(prop_iri), ox.Literal(name.text, language=language))
    for stated in row:
        if stated.key == "broader":
            _add_broader(assembly, thing, stated)
        elif stated.key not in {"a", *KEYS}:
            _add_background(assembly, thing, stated)


def _add_broader(assembly: Assembly, thing: Thing, stated: Stated) -> None:
    """Put a concept under a broader one (SKOS), of which it is a kind, not a part."""
    fits = assembly.things.fits(thing, _BROADER, stated.where)
    for value in assembly.terms(stated, _BROADER) if fits else ():
        assembly.add(thing.node, ox.NamedNode(_BROADER.iri), value)


def _add_background(assembly: Assembly, thing: Thing, stated: Stated) -> None:
    """Add our own knowledge: a code as it is, anything else as a fact that says so."""
    prop = assembly.things.property(stated.key, stated.where)
    if not prop or not assembly.things.fits(thing, prop, stated.where):
        return
    qualifiers = {"modality": [assembly.term_of("modality", "background")]}
    for value in assembly.terms(stated, prop):
        if prop.background:
            assembly.add(thing.node, ox.NamedNode(prop.iri), value)
        else:
            statement = (thing.node, ox.NamedNode(prop.iri), value)
            add_fact(assembly, statement, qualifiers, Cited("", stated.where))


def _add_statements(assembly: Assembly) -> int:
    """Lead each statement of a record of several passages, or with a place in a list, to its own passages.

    Return the number of statements.
    """
    number = 0
    for record, statements in sorted(assembly.statements.items()):
        several = len({passage for said in statements.values() for passage in said.passages}) > 1
        for (prop, value), said in statements.items():
            if several or said.position:
                add_statement(assembly, (ox.NamedNode(record), ox.NamedNode(prop), value), said)
                number += 1
    return number


def _report_unprinted(assembly: Assembly) -> None:
    """Report names that no text prints, by which nobody would ever find the entity."""
    texts = [source.text for source in assembly.seeds.sources]
    for row in assembly.seeds.entities:
        for name in (value for key in PRINTED for value in row.get(key) or ()):
            if name.text.strip() and not any(prints(text, name.text) for text in texts):
                what = f"no source prints {name.text!r}, a name of {row.id}"
                assembly.wrong(name.where, "spelled", what, "Spell it as a text does, capitals included.")


def _canonical(triples: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    """Return the triples as an Oxigraph store holds them (canonical literals), each once, sorted."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    return tuple(ordered(quad.triple for quad in store))


def _summary(assembly: Assembly, triples: Iterable[ox.Triple], statements: int) -> Summary:
    """Return what the graph holds, each thing counted once, by its first class in the ontology's order."""
    types = Counter(str(triple.object) for triple in triples if triple.predicate == TYPE)
    things = assembly.things.by_id.values()
    orders = assembly.ontology.orders
    entities = [min(t.declared, key=lambda cls: orders.get(cls, 0)) for t in things if t.is_a("Entity")]
    ranked = sorted(Counter(entities).items(), key=lambda item: (-item[1], item[0]))
    return Summary(
        sources=len(assembly.seeds.sources),
        passages=types[f"<{kg('Passage')}>"],
        facts=types[f"<{kg('Fact')}>"] - statements,
        records=sum(thing.is_record for thing in things),
        entities={local(cls): number for cls, number in ranked},
    )
