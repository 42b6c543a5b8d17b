"""Make one RDF graph out of sources, entities and the ontology, with every problem found on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg import terms
from kg.build.assembly import ALT_LABEL, LABEL, TYPE, Assembly
from kg.build.ontology import Ontology
from kg.build.passages import read_source
from kg.build.things import Thing
from kg.errors import Problem, SeedError, in_order
from kg.graph.rdf import ordered
from kg.seeds.coverage import Coverage
from kg.seeds.mentions import prints
from kg.seeds.rows import Property as Stated
from kg.seeds.rows import Row, Seeds
from kg.terms import jm


@dataclass(frozen=True)
class Report:
    """What a built graph holds: numbers of sources, passages, facts and records, and entities by class."""

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
    report: Report

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
    for thing in assembly.things.by_id.values():
        if thing.is_record and thing.node.value not in assembly.labels:
            assembly.add(thing.node, LABEL, ox.Literal(assembly.record_label(thing), language="en"))
    _report_unprinted(assembly)
    triples = _canonical(assembly.triples)
    problems = tuple(in_order(assembly.problems))
    return Built(triples, problems, assembly.places, coverage, _report(assembly, triples))


def _add_entity(assembly: Assembly, row: Row) -> None:
    """Add an entity's classes, names and background knowledge."""
    thing = assembly.things.by_id[row.id]
    assembly.typed(thing.node, thing.classes)
    assembly.label(thing.node, row.get("label") or ())
    if thing.node.value not in assembly.labels:
        assembly.wrong(row.where, "label", f"{row.id} has no English label", "Add label: with its name.")
    for name in row.get("spelled") or ():
        assembly.add(thing.node, ALT_LABEL, ox.Literal(name.text, language="en"))
    for stated in row:
        if stated.key not in {"a", "label", "spelled", "unspelled"}:
            _add_background(assembly, thing, stated)


def _add_background(assembly: Assembly, thing: Thing, stated: Stated) -> None:
    prop = assembly.things.property(stated.key, stated.where)
    if prop and not prop.background:
        what = f"{stated.key} is what a document says, not background knowledge"
        assembly.wrong(stated.where, "background", what, "State it under the quote that says it.")
    elif prop and assembly.things.fits(thing, prop, stated.where):
        for value in assembly.terms(stated, prop):
            assembly.add(thing.node, ox.NamedNode(prop.iri), value)


def _report_unprinted(assembly: Assembly) -> None:
    """Report names that no text prints, by which nobody would ever find the entity."""
    texts = [source.text for source in assembly.seeds.sources]
    for row in assembly.seeds.entities:
        for name in row.get("spelled") or ():
            if name.text.strip() and not any(prints(text, name.text) for text in texts):
                what = f"no source prints {name.text!r}, a name of {row.id}"
                assembly.wrong(name.where, "spelled", what, "Spell it as a text does, capitals included.")


def _canonical(triples: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    """Return the triples as an Oxigraph store holds them (canonical literals), each once, sorted."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    return tuple(ordered(quad.triple for quad in store))


def _report(assembly: Assembly, triples: Iterable[ox.Triple]) -> Report:
    types = Counter(str(triple.object) for triple in triples if triple.predicate == TYPE)
    things = assembly.things.by_id.values()
    by_class = Counter(cls for thing in things if thing.is_a("Entity") for cls in thing.declared)
    ranked = sorted(by_class.items(), key=lambda item: (-item[1], item[0]))
    return Report(
        sources=len(assembly.seeds.sources),
        passages=types[f"<{jm('Passage')}>"],
        facts=types[f"<{jm('Fact')}>"],
        records=sum(thing.is_record for thing in things),
        entities={cls[len(terms.JM) :]: number for cls, number in ranked},
    )
