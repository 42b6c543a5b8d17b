"""Make one RDF graph out of sources, entities and the ontology, with every problem found on the way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg import terms
from kg.errors import Problem, SeedError
from kg.evidence import Coverage, Document, Span, coverage, locate
from kg.figures import spell_out
from kg.labels import fill, pattern_of
from kg.mentions import Mention, Names, prints
from kg.ontology import Ontology, Property
from kg.seeds import QUALIFIERS, Passage, Quote, Row, Seeds, Source, Value
from kg.seeds import Property as Stated
from kg.terms import DCTERMS, PROV, RDF, SKOS, XSD, jm
from kg.things import Term, Thing, Things

_DATES: Final = frozenset(XSD + name for name in ("date", "gYearMonth", "gYear", "dateTime"))
_HEADER: Final = {
    "title": Property(DCTERMS + "title", datatypes=frozenset({RDF + "langString"})),
    "author": Property(DCTERMS + "creator", classes=frozenset({jm("Entity")})),
    "published": Property(DCTERMS + "issued", datatypes=_DATES),
}
_TYPE: Final = ox.NamedNode(RDF + "type")
_LABEL: Final = ox.NamedNode(SKOS + "prefLabel")
_ALT: Final = ox.NamedNode(SKOS + "altLabel")
_DERIVED: Final = ox.NamedNode(PROV + "wasDerivedFrom")
_SAID_PLAINLY: Final = {"asserted", "reported"}


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
    """A graph in memory: triples sorted and in canonical form, what is wrong, and which line made which node."""

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
    builder = _Builder(seeds, ontology)
    builder.entities()
    for source in seeds.sources:
        builder.source(source)
    builder.label_records()
    builder.report_unspelled()
    return builder.built()


def turtle(triples: Iterable[ox.Triple]) -> bytes:
    """Return sorted triples as Turtle, grouped by subject, with the prefixes of `terms.PREFIXES`."""
    data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(sorted(terms.PREFIXES.items())))
    return data or b""


class _Builder:
    """Turns seeds into triples, row by row."""

    def __init__(self, seeds: Seeds, ontology: Ontology) -> None:
        self.seeds, self.ontology = seeds, ontology
        self.problems: list[Problem] = []
        self.report = self.problems.append
        self.things = Things(seeds, ontology, self.report)
        self.triples = list(ontology.triples)
        self.places = {thing.node.value: thing.where for thing in self.things.by_id.values()}
        self.labels = dict(ontology.labels)
        self.stated: dict[ox.NamedNode, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self.names = Names(_names(seeds.entities))
        self.coverage: list[Coverage] = []

    def add(self, subject: ox.NamedNode, predicate: ox.NamedNode | str, value: Term | str) -> None:
        """Add a triple; a predicate in words is a jm: one, a value in words a plain string."""
        predicate = predicate if isinstance(predicate, ox.NamedNode) else ox.NamedNode(jm(predicate))
        self.triples.append(
            ox.Triple(subject, predicate, ox.Literal(value) if isinstance(value, str) else value)
        )

    def typed(self, node: ox.NamedNode, classes: Iterable[str], declared: Iterable[str] = ()) -> None:
        """Type a node with its declared classes and their jm: superclasses."""
        for cls in {cls for cls in classes if cls.startswith(terms.JM)} | set(declared):
            self.add(node, _TYPE, ox.NamedNode(cls))

    # Entities

    def entities(self) -> None:
        for row in self.seeds.entities:
            thing = self.things.by_id[row.id]
            self.typed(thing.node, thing.classes)
            self.label(thing.node, row.get("label") or ())
            if row.get("label") is None:
                self.report(
                    Problem(row.where, "label", f"{row.id} has no label", "Add label: with its English name.")
                )
            for name in row.get("spelled") or ():
                self.add(thing.node, _ALT, ox.Literal(name.text, language="en"))
            for stated in row:
                if stated.key not in {"a", "label", "spelled", "unspelled"}:
                    self.background(thing, stated)

    def label(self, node: ox.NamedNode, values: Iterable[Value]) -> None:
        for value in values:
            self.add(node, _LABEL, ox.Literal(value.text, language=value.language or "en"))
            if value.language in {"", "en"}:
                self.labels[node.value] = value.text

    def background(self, thing: Thing, stated: Stated) -> None:
        prop = self.things.property(stated.key, stated.where)
        if prop and not prop.background:
            what = f"{stated.key} is what a document says, not background knowledge"
            self.report(Problem(stated.where, "background", what, "State it under the quote that says it."))
        elif prop and self.things.fits(thing, prop, stated.where):
            for value in self.terms(stated, prop):
                self.add(thing.node, ox.NamedNode(prop.iri), value)

    def terms(self, stated: Stated, prop: Property) -> list[Term]:
        return [term for value in stated.values if (term := self.things.term(value, prop)) is not None]

    # Sources and their passages

    def source(self, source: Source) -> None:
        node = self.things.by_id[source.id].node
        reader = _Passages(self, source, node)
        self.typed(node, [jm("Source")])
        self.add(node, "file", source.file)
        if source.identifier:
            self.add(node, ox.NamedNode(DCTERMS + "identifier"), source.identifier)
        reader.header()
        for passage in source.passages:
            reader.passage(passage)
        reader.finish()

    # Records

    def label_records(self) -> None:
        """Give every record without a label the one its class's pattern makes."""
        for thing in self.things.by_id.values():
            if thing.is_a("Record") and not thing.is_a("Entity"):
                self.add(thing.node, _LABEL, ox.Literal(self.record_label(thing), language="en"))

    def record_label(self, thing: Thing) -> str:
        label = self.labels.get(thing.node.value)
        if label is None:
            iri = thing.node.value
            self.labels[iri] = iri.rpartition("/")[2]
            pattern = pattern_of(thing.declared, self.ontology.supers, self.ontology.patterns)
            stated = self.stated[thing.node]
            label = fill(pattern, lambda name: [self.shown(value) for value in stated.get(jm(name), ())])
            self.labels[iri] = label = label or self.labels[iri]
        return label

    def shown(self, term: Term) -> str:
        """Return how a value reads in a label: by its own label, a literal as it is."""
        if isinstance(term, ox.Literal):
            return term.value
        thing = self.things.by_id.get(term.value.rpartition("/")[2])
        if thing and thing.is_a("Record"):
            return self.record_label(thing)
        return self.labels.get(term.value, term.value.rpartition("/")[2])

    def report_unspelled(self) -> None:
        """Report names that no text prints, by which nobody would ever find the entity."""
        for row in self.seeds.entities:
            for name in row.get("spelled") or ():
                if name.text.strip() and not any(
                    prints(source.text, name.text) for source in self.seeds.sources
                ):
                    what = f"no source prints {name.text!r}, a name of {row.id}"
                    self.report(
                        Problem(name.where, "spelled", what, "Spell it as a text does, capitals included.")
                    )

    # The result

    def built(self) -> Built:
        triples = _canonical(self.triples)
        types = Counter(triple.object.value for triple in triples if triple.predicate == _TYPE)  # type: ignore[union-attr]
        entities = [thing for thing in self.things.by_id.values() if thing.is_a("Entity")]
        records = [thing for thing in self.things.by_id.values() if thing.is_a("Record")]
        by_class = Counter(cls[len(terms.JM) :] for thing in entities for cls in thing.declared)
        report = Report(
            sources=len(self.seeds.sources),
            passages=types[jm("Passage")],
            facts=types[jm("Fact")],
            records=len(records),
            entities=dict(sorted(by_class.items(), key=lambda item: (-item[1], item[0]))),
        )
        return Built(triples, tuple(sorted(set(self.problems))), self.places, tuple(self.coverage), report)


class _Passages:
    """Turns one source's passages into triples."""

    def __init__(self, builder: _Builder, source: Source, node: ox.NamedNode) -> None:
        self.builder, self.source, self.node = builder, source, node
        self.document = Document(source.text)
        self.mentions = builder.names.find(source.text)
        self.spans: dict[Span, ox.NamedNode] = {}

    def evidence(self, quote: Quote) -> tuple[Span, ox.NamedNode] | None:
        """Return where the quote stands and its passage's node, or None after reporting that it does not."""
        span = locate(self.document, quote, f"seeds/{self.source.file}")
        if isinstance(span, Problem):
            self.builder.report(span)
            return None
        return span, self.node_of(span, quote.words.where)

    def node_of(self, span: Span, where: str) -> ox.NamedNode:
        if span not in self.spans:
            self.spans[span] = ox.NamedNode(terms.passage(self.source.id, *span))
            self.builder.places[self.spans[span].value] = where
            self.describe(span, self.spans[span])
        return self.spans[span]

    def describe(self, span: Span, node: ox.NamedNode) -> None:
        add = self.builder.add
        self.builder.typed(node, [jm("Passage")])
        add(node, "quote", self.source.text[span.start : span.end])
        add(node, "sentence", self.document.around(span))
        add(node, "start", ox.Literal(span.start))
        add(node, "end", ox.Literal(span.end))
        add(node, "inSource", self.node)
        for mention in self.mentions:
            if span.start <= mention.span.start and mention.span.end <= span.end:
                self.mention(node, mention)

    def mention(self, node: ox.NamedNode, mention: Mention) -> None:
        for name in mention.ids:
            self.builder.add(node, "mentions", self.builder.things.by_id[name].node)

    def header(self) -> None:
        """State title, author and date under the source's quote; the title may stand elsewhere in the text."""
        source = self.source
        found = self.evidence(source.quote) if source.quote else None
        for stated in source.header:
            evidence = self.title(stated.values[0]) if stated.key == "title" else found
            if evidence:
                row = Row(source.id, stated.where, ())
                for value in self.builder.terms(stated, _HEADER[stated.key]):
                    self.fact(self.node, _HEADER[stated.key].iri, value, evidence[1], row, row)
            elif source.quote is None and stated.key != "title":
                hint = "Add quote: with the words of the text that state it."
                self.builder.report(Problem(stated.where, "quote", f"{stated.key} has no quote", hint))

    def title(self, title: Value) -> tuple[Span, ox.NamedNode] | None:
        """Return the first place where the title stands, or None after reporting that it stands nowhere."""
        spans = self.document.occurrences(title.text)
        if spans:
            return spans[0], self.node_of(spans[0], title.where)
        return self.evidence(Quote(title))

    def passage(self, passage: Passage) -> None:
        found = self.evidence(passage.quote)
        for row in passage.rows:
            thing = self.builder.things.subject(row)
            if thing and found:
                self.builder.places.setdefault(thing.node.value, row.where)
                if thing.is_a("Record") and not thing.is_a("Entity"):
                    self.record(thing, row, passage, found[1])
                else:
                    self.facts(thing, row, passage, found[1])

    # Facts

    def facts(self, thing: Thing, row: Row, passage: Passage, evidence: ox.NamedNode) -> None:
        for stated in row:
            prop = None if self.qualifies(stated) else self.usable(thing, stated)
            for value in self.builder.terms(stated, prop) if prop else ():
                self.fact(thing.node, prop.iri, value, evidence, row, passage.shared)

    def qualifies(self, stated: Stated) -> bool:
        """Say whether a key of a row is about the fact itself: a qualifier, or what may only be said of facts."""
        prop = self.builder.ontology.properties.get(stated.key)
        return stated.key in QUALIFIERS or (prop is not None and jm("Fact") in prop.domains)

    def usable(self, thing: Thing, stated: Stated) -> Property | None:
        """Return the property a row states, or None after reporting why it cannot be stated here."""
        if stated.key in {"a", "label", "spelled"}:
            what = f"{stated.key!r} of an entity does not belong under a quote"
            self.builder.report(Problem(stated.where, "background", what, "Write it in seeds/entities.yaml."))
            return None
        prop = self.builder.things.property(stated.key, stated.where)
        if prop and prop.background:
            what = f"{stated.key} is background knowledge, not what a document says"
            self.builder.report(Problem(stated.where, "background", what, "Write it in seeds/entities.yaml."))
            return None
        return prop if prop and self.builder.things.fits(thing, prop, stated.where) else None

    def fact(
        self,
        subject: ox.NamedNode,
        predicate: str,
        value: Term,
        evidence: ox.NamedNode,
        row: Row,
        shared: Row,
    ) -> None:
        """Add the fact node and, where the source says it is so, the plain triple."""
        qualifiers = self.qualifiers(row, shared)
        said = [f"{key} {' '.join(sorted(map(str, values)))}" for key, values in qualifiers.items()]
        node = ox.NamedNode(terms.fact([subject.value, predicate, str(value), self.source.id, *said]))
        add = self.builder.add
        self.builder.typed(node, [jm("Fact")])
        self.builder.places.setdefault(node.value, row.where)
        for name, term in (("subject", subject), ("predicate", ox.NamedNode(predicate)), ("object", value)):
            add(node, ox.NamedNode(RDF + name), term)
        for key, values in qualifiers.items():
            for qualifier in values:
                add(node, key, qualifier)
        for stated in row:
            prop = self.builder.ontology.properties.get(stated.key)
            if prop and stated.key not in QUALIFIERS and self.qualifies(stated):
                for remark in self.builder.terms(stated, prop):
                    add(node, stated.key, remark)
        add(node, _DERIVED, evidence)
        if {term.value[len(terms.JM) :] for term in qualifiers["modality"]} <= _SAID_PLAINLY:
            add(subject, ox.NamedNode(predicate), value)

    def qualifiers(self, row: Row, shared: Row) -> dict[str, list[Term]]:
        """Return modality (asserted, or reported when somebody says it), saidBy, since, until and asOf of a row."""
        merged = {key: row.get(key) if row.get(key) is not None else shared.get(key) for key in QUALIFIERS}
        if not merged["modality"]:
            default = "reported" if merged["saidBy"] else "asserted"
            merged["modality"] = (Value(default, row.where),)
        found: dict[str, list[Term]] = {}
        for key, values in merged.items():
            prop = self.builder.things.property(key, row.where) if values else None
            if prop:
                found[key] = self.builder.terms(Stated(key, row.where, values or ()), prop)
        return {"modality": [], **found}

    # Records

    def record(self, thing: Thing, row: Row, passage: Passage, evidence: ox.NamedNode) -> None:
        """Add a record's properties; the row that declares it settles its modality and who says it."""
        declares = row.get("a") is not None
        if declares:
            self.builder.typed(thing.node, thing.classes)
            self.state(thing, self.qualifiers(row, passage.shared))
        elif row.get("modality") is not None or row.get("saidBy") is not None:
            self.state(thing, self.qualifiers(row, Row("", row.where, ())))
        self.builder.add(thing.node, _DERIVED, evidence)
        self.builder.label(thing.node, row.get("label") or ())
        for stated in spell_out(row, passage.quote.words.text, self.builder.report):
            if stated.key not in {"a", "label", *QUALIFIERS}:
                self.property_of(thing, stated)

    def property_of(self, thing: Thing, stated: Stated) -> None:
        prop = self.usable(thing, stated)
        if prop:
            self.state(thing, {stated.key: self.builder.terms(stated, prop)})

    def state(self, thing: Thing, properties: dict[str, list[Term]]) -> None:
        for key, values in properties.items():
            for value in values:
                self.builder.stated[thing.node][jm(key)].append(value)
                self.builder.add(thing.node, key, value)

    # The source as a whole

    def finish(self) -> None:
        """Add what the source mentions and how much of it has been read."""
        for mention in self.mentions:
            self.mention(self.node, mention)
        skipped = []
        for stretch in self.source.skipped:
            span = locate(self.document, stretch.quote, f"seeds/{self.source.file}")
            if isinstance(span, Problem):
                self.builder.report(span)
            else:
                skipped.append((span, stretch.reason))
        self.builder.coverage.append(coverage(self.source, self.spans, skipped))


def _names(entities: Iterable[Row]) -> dict[str, list[str]]:
    """Return the names to look for in the texts: English labels, unless `unspelled`, and every `spelled`."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in entities:
        unspelled = row.first("unspelled")
        labels = [] if unspelled and unspelled.text == "true" else list(row.get("label") or ())
        for value in [*labels, *(row.get("spelled") or ())]:
            if value.language in {"", "en"} and value.text.strip():
                names[" ".join(value.text.split())].append(row.id)
    return names


def _canonical(triples: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    """Return the triples as a store would hold them, each once, sorted with types first under each subject."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    return tuple(sorted((quad.triple for quad in store), key=_order))


def _order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    return str(triple.subject), triple.predicate != _TYPE, triple.predicate.value, str(triple.object)
