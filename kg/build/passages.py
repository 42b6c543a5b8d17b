"""Turn one source into triples: its passages, and the facts and records that they state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from kg.build.assembly import DERIVED, Assembly, Said
from kg.build.facts import add_fact
from kg.build.naming import KEYS
from kg.build.ontology import Property
from kg.build.things import Term, Thing
from kg.errors import Problem
from kg.seeds.coverage import Coverage, coverage
from kg.seeds.evidence import Document, Span, fold, locate
from kg.seeds.figures import dated, spell_out
from kg.seeds.mentions import Mention
from kg.seeds.rows import QUALIFIERS, Passage, Quote, Row, Skipped, Source, Value
from kg.seeds.rows import Property as Stated
from kg.terms import DCTERMS, RDF, XSD, kg

_DATES: Final = frozenset(XSD + name for name in ("date", "gYearMonth", "gYear", "dateTime"))
_HEADER: Final = {
    "title": Property(DCTERMS + "title", datatypes=frozenset({RDF + "langString"})),
    "author": Property(DCTERMS + "creator", classes=frozenset({kg("Entity")})),
    "published": Property(DCTERMS + "issued", datatypes=_DATES),
}
_NOTHING: Final = Row("", "", ())
_IMPLIED: Final = frozenset(
    ("value", "unit", "approximation", "correctedValue", "earliest", "latest", "precision", "inferred")
)
"""Keys that follow from others: no statement of their own."""


def read_source(assembly: Assembly, source: Source) -> Coverage:
    """Add a source's triples to the assembly and return how much of it has been read."""
    reader = _Reader(assembly, source)
    reader.describe_source()
    reader.header()
    for passage in source.passages:
        reader.passage(passage)
    return reader.skip(source.skipped)


class _Reader:
    """Reads one source's passages into an assembly."""

    def __init__(self, assembly: Assembly, source: Source) -> None:
        self.assembly, self.source = assembly, source
        self.add, self.things = assembly.add, assembly.things
        self.node = ox.NamedNode(assembly.namespace.source(source.id))
        self.document = Document(source.text)
        self.mentions = assembly.naming.find(source.text)
        self.spans: dict[Span, ox.NamedNode] = {}

    # The source and its passages

    def describe_source(self) -> None:
        self.assembly.typed(self.node, self.assembly.ontology.closure([kg("Source")]))
        self.add(self.node, "file", self.source.file)
        if self.source.identifier:
            self.add(self.node, ox.NamedNode(DCTERMS + "identifier"), self.source.identifier)
        for mention in self.mentions:
            self.mention(self.node, mention)
        for name in self.assembly.naming.printed(self.source.text, self.mentions):
            parts = [self.source.id, name.id, name.text]
            self.name(ox.NamedNode(self.assembly.namespace.name(parts)), name.kind, name)

    def name(self, node: ox.NamedNode, kind: str, printed: tuple[str, str, str, int]) -> None:
        """Describe a name as this source prints it."""
        entity, text, _, times = printed
        self.assembly.typed(node, [kg("PrintedName")])
        self.add(node, "nameOf", self.things.by_id[entity].node)
        self.add(node, "text", text)
        self.add(node, "kindOfName", ox.NamedNode(kind))
        self.add(node, "occurrences", ox.Literal(times))
        self.add(node, "inSource", self.node)

    def evidence(self, quote: Quote) -> ox.NamedNode | None:
        """Return the passage of a quote, or None after reporting that the quote cannot be found."""
        span = self.located(quote)
        return span and self.passage_at(span, quote.words.where)

    def located(self, quote: Quote) -> Span | None:
        span = locate(self.document, quote, f"seeds/{self.source.file}")
        if isinstance(span, Problem):
            self.assembly.report(span)
            return None
        return span

    def passage_at(self, span: Span, where: str) -> ox.NamedNode:
        """Return the node of a passage, describing it the first time."""
        if span not in self.spans:
            self.spans[span] = ox.NamedNode(self.assembly.namespace.passage(self.source.id, *span))
            self.assembly.places[self.spans[span].value] = where
            self.describe(span, self.spans[span])
        return self.spans[span]

    def describe(self, span: Span, node: ox.NamedNode) -> None:
        self.assembly.typed(node, self.assembly.ontology.closure([kg("Passage")]))
        self.add(node, "quote", self.source.text[span.start : span.end])
        self.add(node, "sentence", self.document.around(span))
        self.add(node, "beginIndex", ox.Literal(span.start))
        self.add(node, "endIndex", ox.Literal(span.end))
        self.add(node, "inSource", self.node)
        for mention in self.mentions:
            if span.start <= mention.span.start and mention.span.end <= span.end:
                self.mention(node, mention)

    def mention(self, node: ox.NamedNode, mention: Mention) -> None:
        for name in mention.ids:
            self.add(node, "mentions", self.things.by_id[name].node)

    def header(self) -> None:
        """State title, author and date under the source's quote; the title may stand elsewhere."""
        quote = self.source.quote
        found = self.evidence(quote) if quote else None
        for stated in self.source.header:
            title = stated.key == "title"
            if quote is None and not title:
                hint = "Add quote: with the words of the text that state it."
                self.assembly.wrong(stated.where, "quote", f"{stated.key} has no quote", hint)
            inside = quote and stated.values and fold(stated.values[0].text) in fold(quote.words.text)
            passage = self.title(stated.values[0]) if title and not inside else found
            if passage:
                self.state_header(stated, passage)

    def state_header(self, stated: Stated, passage: ox.NamedNode) -> None:
        prop = _HEADER[stated.key]
        for value in self.assembly.terms(stated, prop):
            qualifiers = self.qualifiers(Row(self.source.id, stated.where, ()), _NOTHING)
            statement = (self.node, ox.NamedNode(prop.iri), value)
            add_fact(self.assembly, statement, qualifiers, self.source.id, stated.where, passage)
            if stated.key == "published":
                instants = dated(Value(str(value.value), stated.where), self.assembly.report)
                self.assembly.dates(self.node, {k: v for k, v in instants.items() if k != "precision"})

    def title(self, title: Value) -> ox.NamedNode | None:
        """Return the first place where the title stands, or None after reporting that it stands nowhere."""
        spans = self.document.occurrences(title.text)
        return self.passage_at(spans[0], title.where) if spans else self.evidence(Quote(title))

    def passage(self, passage: Passage) -> None:
        found = self.evidence(passage.quote)
        if found and passage.role:
            self.role(found, passage.role)
        for row in passage.rows:
            thing = self.things.subject(row)
            if thing and found:
                read = self.record if thing.is_record else self.facts
                read(thing, row, passage, found)

    def role(self, node: ox.NamedNode, role: Value) -> None:
        prop = self.assembly.ontology.properties["role"]
        for value in self.assembly.terms(Stated("role", role.where, (role,)), prop):
            self.add(node, "role", value)

    def skip(self, stretches: Iterable[Skipped]) -> Coverage:
        """Describe what is skipped, and return how much of the source stands in passages or is skipped."""
        annotated = list(self.spans)
        skipped = []
        for stretch in stretches:
            if span := self.located(stretch.quote):
                skipped.append((span, stretch.reason))
                node = self.passage_at(span, stretch.quote.words.where)
                self.add(node, "skippedBecause", stretch.reason)
                if stretch.role:
                    self.role(node, stretch.role)
        return coverage(self.source, annotated, skipped)

    # Facts

    def facts(self, thing: Thing, row: Row, passage: Passage, evidence: ox.NamedNode) -> None:
        qualifiers = self.qualifiers(row, passage.shared) | self.remarks(row)
        for stated in row:
            prop = None if self.is_about_the_fact(stated) else self.usable(thing, stated)
            for value in self.assembly.terms(stated, prop) if prop else ():
                statement = (thing.node, ox.NamedNode(prop.iri if prop else ""), value)
                add_fact(self.assembly, statement, qualifiers, self.source.id, row.where, evidence)

    def is_about_the_fact(self, stated: Stated) -> bool:
        """Say whether a key is a qualifier, or another property that is said of facts (as a note is)."""
        prop = self.assembly.ontology.properties.get(stated.key)
        return stated.key in QUALIFIERS or (prop is not None and kg("Fact") in prop.domains)

    def usable(self, thing: Thing, stated: Stated) -> Property | None:
        """Return the property a row states, or None after reporting why it cannot be stated here."""
        if stated.key in {"a", *KEYS}:
            what = f"{stated.key!r} of an entity does not belong under a quote"
            self.assembly.wrong(stated.where, "background", what, "Write it in seeds/entities.yaml.")
            return None
        prop = self.things.property(stated.key, stated.where)
        if prop and prop.background:
            what = f"{stated.key} is background knowledge, not what a document says"
            self.assembly.wrong(stated.where, "background", what, "Write it in seeds/entities.yaml.")
            return None
        return prop if prop and self.things.fits(thing, prop, stated.where) else None

    def qualifiers(self, row: Row, shared: Row) -> dict[str, list[Term]]:
        """Return a row's qualifiers; its modality is asserted, or reported when somebody says it."""
        merged = {key: row.get(key) if row.get(key) is not None else shared.get(key) for key in QUALIFIERS}
        if not merged["modality"]:
            default = "reported" if merged["saidBy"] else "asserted"
            merged["modality"] = (Value(default, row.where),)
        found = {key: self.read(Stated(key, row.where, values)) for key, values in merged.items() if values}
        instants = self.instants(merged["period"] or (), merged["asOf"] or ())
        if row.get("precision") is not None:
            instants.pop("precision", None)
        return {"modality": [], **found, **instants}

    def instants(self, periods: Iterable[Value], as_of: Iterable[Value]) -> dict[str, list[Term]]:
        """Return the earliest and latest instant of a period, else of an as-of date, and a period's precision."""
        found = {key: text for value in periods for key, text in dated(value, self.assembly.report).items()}
        if not found:
            found = {key: text for value in as_of for key, text in dated(value, self.assembly.report).items()}
            found.pop("precision", None)
        return {key: [self.assembly.term_of(key, text)] for key, text in found.items()}

    def remarks(self, row: Row) -> dict[str, list[Term]]:
        """Return what a row says about its facts beside their qualifiers."""
        others = [stated for stated in row if stated.key not in QUALIFIERS]
        return {stated.key: self.read(stated) for stated in others if self.is_about_the_fact(stated)}

    def read(self, stated: Stated) -> list[Term]:
        """Return the values of a key of the ontology as RDF terms."""
        prop = self.things.property(stated.key, stated.where)
        return self.assembly.terms(stated, prop) if prop else []

    # Records

    def record(self, thing: Thing, row: Row, passage: Passage, evidence: ox.NamedNode) -> None:
        """Add a record's properties; the row that declares it settles its modality and who says it."""
        own = self.qualifiers(row, passage.shared)
        if row.get("a") is not None:
            self.assembly.typed(thing.node, thing.classes)
            self.state(thing, own)
        else:
            self.state(thing, {key: own[key] for key in self.added(row) if key in own})
        self.add(thing.node, DERIVED, evidence)
        self.assembly.label(thing.node, row.get("label") or ())
        for stated in spell_out(row, passage.quote.words.text, self.assembly.report):
            if stated in row.properties and stated.key in {"a", "label", *QUALIFIERS}:
                continue
            prop = self.usable(thing, stated)
            values = self.assembly.terms(stated, prop) if prop else []
            self.state(thing, {stated.key: values} if prop else {})
            if prop and stated.key not in _IMPLIED:
                self.said(thing, prop, values, own, evidence)

    def added(self, row: Row) -> list[str]:
        """Return the qualifiers that a row adds to a record which another row declares."""
        keys = [key for key in QUALIFIERS if row.get(key) is not None]
        dates = ["earliest", "latest", "precision"] if {"period", "asOf"} & set(keys) else []
        return [*keys, *dates]

    def said(
        self,
        thing: Thing,
        prop: Property,
        values: list[Term],
        qualifiers: dict[str, list[Term]],
        evidence: ox.NamedNode,
    ) -> None:
        """Remember in which passage, how and at which position of a list a record's statements are said."""
        listed = kg("ListedProperty") in prop.kinds and len(values) > 1
        for position, value in enumerate(values, start=1):
            said = self.assembly.statements[thing.node.value].setdefault((prop.iri, value), Said())
            said.passages.add(evidence.value)
            said.qualifiers = said.qualifiers or {key: qualifiers.get(key, []) for key in ("modality", "saidBy")}
            said.position = position if listed else said.position

    def state(self, thing: Thing, properties: dict[str, list[Term]]) -> None:
        for key, values in properties.items():
            self.assembly.state(thing, self.assembly.ontology.properties[key], key, values)
