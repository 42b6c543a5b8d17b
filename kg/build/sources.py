"""Turn one annotated source into triples, a part of the graph: passages, and what they state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import pyoxigraph as ox

from kg.build.assembly import Assembly
from kg.build.context import Context
from kg.build.facts import Cited, add_fact
from kg.build.naming import PROPERTIES
from kg.build.part import Part
from kg.build.rows import NOTHING, Rows
from kg.ontology.lookups import Property
from kg.seeds.coverage import Coverage, coverage
from kg.seeds.implied import dated
from kg.seeds.rows import Passage, Row, Skipped, Source, Stated, Value
from kg.terms import DCTERMS, RDF, SCHEMA, XSD, kg
from kg.text.document import Document
from kg.text.folding import Span, stands_in
from kg.text.mentions import Mention, Printed, within
from kg.text.quotes import Selector, locate

_DATES: Final = frozenset(XSD + name for name in ("date", "gYearMonth", "gYear", "dateTime"))
_HEADER: Final = {
    "title": Property(DCTERMS + "title", datatypes=frozenset({RDF + "langString"})),
    "author": Property(DCTERMS + "creator", classes=frozenset({kg("Entity")})),
    "published": Property(DCTERMS + "issued", datatypes=_DATES),
}


def read_source(context: Context, source: Source) -> Part:
    """Return what a source gives the graph, whatever others say."""
    reader = _Reader(Assembly(context), source)
    reader.describe_source()
    reader.header()
    for passage in source.passages:
        reader.passage(passage)
    coverage = reader.skip(source.skipped)
    printed = context.names.within(source.text, reader.mentions)
    return reader.assembly.part(printed, [coverage])


class _Reader:
    """Reads one source's passages into an assembly."""

    def __init__(self, assembly: Assembly, source: Source) -> None:
        self.assembly, self.source = assembly, source
        self.add, self.things = assembly.add, assembly.things
        self.rows = Rows(assembly, source.id, source.language)
        self.node = ox.NamedNode(assembly.namespace.source(source.id))
        self.document = Document(source.text)
        self.mentions = assembly.names.find(source.text)
        self.spans: dict[Span, ox.NamedNode] = {}

    # The source and its passages

    def describe_source(self) -> None:
        """State a source's file, identifier (else its id), language, address, and what it mentions."""
        self.assembly.typed(self.node, self.assembly.ontology.closure([kg("Source")]))
        self.add(self.node, "file", self.source.file)
        self.add(self.node, ox.NamedNode(DCTERMS + "identifier"), self.source.identifier or self.source.id)
        if self.source.language:
            self.add(self.node, ox.NamedNode(DCTERMS + "language"), self.source.language)
        if self.source.url:
            address = ox.Literal(self.source.url, datatype=ox.NamedNode(XSD + "anyURI"))
            self.add(self.node, ox.NamedNode(SCHEMA + "url"), address)
        for mention in self.mentions:
            self.mention(self.node, mention)
        for name in self.assembly.names.printed(self.source.text, self.mentions):
            parts = [self.source.id, name.id, name.text]
            self.name(ox.NamedNode(self.assembly.namespace.name(parts)), name)

    def name(self, node: ox.NamedNode, name: Printed) -> None:
        """Describe a name as this source prints it."""
        self.assembly.typed(node, [kg("PrintedName")])
        self.add(node, "nameOf", self.things.by_id[name.id].node)
        self.add(node, "text", name.text)
        self.add(node, "kindOfName", ox.NamedNode(PROPERTIES[name.kind][0]))
        self.add(node, "occurrences", ox.Literal(name.times))
        self.add(node, "inSource", self.node)

    def evidence(self, quote: Selector) -> ox.NamedNode | None:
        """Return the passage of a quote, or None after reporting that the quote cannot be found."""
        span = self.located(quote)
        return span and self.passage_at(span, quote.words.where)

    def located(self, quote: Selector) -> Span | None:
        """Return where a quote stands in the text, or None after reporting that it cannot be found."""
        return self.assembly.found(locate(self.document, quote, f"seeds/{self.source.file}"))

    def passage_at(self, span: Span, where: str) -> ox.NamedNode:
        """Return the node of a passage, describing it the first time."""
        if span not in self.spans:
            self.spans[span] = ox.NamedNode(self.assembly.namespace.passage(self.source.id, *span))
            self.assembly.places[self.spans[span].value] = where
            self.describe(span, self.spans[span])
        return self.spans[span]

    def describe(self, span: Span, node: ox.NamedNode) -> None:
        """State the words of a passage, its sentence, its place and what it mentions."""
        self.assembly.typed(node, self.assembly.ontology.closure([kg("Passage")]))
        self.add(node, "quote", self.source.text[span.start : span.end])
        self.add(node, "sentence", self.document.around(span))
        self.add(node, "beginIndex", ox.Literal(span.start))
        self.add(node, "endIndex", ox.Literal(span.end))
        self.add(node, "inSource", self.node)
        for mention in within(self.mentions, span):
            self.mention(node, mention)

    def mention(self, node: ox.NamedNode, mention: Mention) -> None:
        """State that a source or passage mentions each thing that a name stands for."""
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
            inside = quote and stated.values and stands_in(stated.values[0].text, quote.words.text)
            passage = self.title(stated.values[0]) if title and not inside else found
            if passage:
                self.state_header(stated, passage)

    def state_header(self, stated: Stated, passage: ox.NamedNode) -> None:
        """State what a document says of itself; its title is in its language unless it says otherwise."""
        prop, tag = _HEADER[stated.key], self.source.language.lower()
        if stated.key == "title":
            own = tuple(replace(value, language=value.language or tag) for value in stated.values)
            stated = replace(stated, values=own)
        for value in self.assembly.terms(stated, prop):
            qualifiers = self.rows.qualifiers(Row(self.source.id, stated.where, ()), NOTHING)
            statement = (self.node, ox.NamedNode(prop.iri), value)
            add_fact(self.assembly, statement, qualifiers, Cited(self.source.id, stated.where, passage))
            if stated.key == "published":
                instants = dated(
                    Value(str(value.value), stated.where), self.source.language, self.assembly.report
                )
                self.assembly.dates(self.node, {k: v for k, v in instants.items() if k != "precision"})

    def title(self, title: Value) -> ox.NamedNode | None:
        """Return the first place where the title stands, or None after reporting that it stands nowhere."""
        spans = self.document.occurrences(title.text)
        return self.passage_at(spans[0], title.where) if spans else self.evidence(Selector(title))

    def passage(self, passage: Passage) -> None:
        found = self.evidence(passage.quote)
        if found and passage.role:
            self.role(found, passage.role)
        for row in passage.rows:
            if found:
                self.rows.read(row, passage, found)

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
