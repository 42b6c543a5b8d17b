"""Turn one source into triples: its passages, and the facts and records that they state."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from kg import terms
from kg.build.assembly import DERIVED, Assembly
from kg.build.ontology import Property
from kg.build.things import Term, Thing
from kg.errors import Problem
from kg.seeds.coverage import Coverage, coverage
from kg.seeds.evidence import Document, Span, fold, locate
from kg.seeds.figures import spell_out
from kg.seeds.mentions import Mention
from kg.seeds.rows import QUALIFIERS, Passage, Quote, Row, Source, Value
from kg.seeds.rows import Property as Stated
from kg.terms import DCTERMS, RDF, XSD, jm

_DATES: Final = frozenset(XSD + name for name in ("date", "gYearMonth", "gYear", "dateTime"))
_HEADER: Final = {
    "title": Property(DCTERMS + "title", datatypes=frozenset({RDF + "langString"})),
    "author": Property(DCTERMS + "creator", classes=frozenset({jm("Entity")})),
    "published": Property(DCTERMS + "issued", datatypes=_DATES),
}
_SAID_PLAINLY: Final = {jm("asserted"), jm("reported")}
_NOTHING: Final = Row("", "", ())
_Statement = tuple[ox.NamedNode, ox.NamedNode, Term]


def read_source(assembly: Assembly, source: Source) -> Coverage:
    """Add a source's triples to the assembly and return how much of it has been read."""
    reader = _Reader(assembly, source)
    reader.describe_source()
    reader.header()
    for passage in source.passages:
        reader.passage(passage)
    return reader.coverage()


class _Reader:
    """Reads one source's passages into an assembly."""

    def __init__(self, assembly: Assembly, source: Source) -> None:
        self.assembly, self.source = assembly, source
        self.add, self.things = assembly.add, assembly.things
        self.node = ox.NamedNode(terms.source(source.id))
        self.document = Document(source.text)
        self.mentions = assembly.names.find(source.text)
        self.spans: dict[Span, ox.NamedNode] = {}

    # The source and its passages

    def describe_source(self) -> None:
        self.assembly.typed(self.node, self.assembly.ontology.closure([jm("Source")]))
        self.add(self.node, "file", self.source.file)
        if self.source.identifier:
            self.add(self.node, ox.NamedNode(DCTERMS + "identifier"), self.source.identifier)
        for mention in self.mentions:
            self.mention(self.node, mention)

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
            self.spans[span] = ox.NamedNode(terms.passage(self.source.id, *span))
            self.assembly.places[self.spans[span].value] = where
            self.describe(span, self.spans[span])
        return self.spans[span]

    def describe(self, span: Span, node: ox.NamedNode) -> None:
        self.assembly.typed(node, self.assembly.ontology.closure([jm("Passage")]))
        self.add(node, "quote", self.source.text[span.start : span.end])
        self.add(node, "sentence", self.document.around(span))
        self.add(node, "start", ox.Literal(span.start))
        self.add(node, "end", ox.Literal(span.end))
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
            statement = (self.node, ox.NamedNode(prop.iri), value)
            self.fact(statement, passage, Row(self.source.id, stated.where, ()))

    def title(self, title: Value) -> ox.NamedNode | None:
        """Return the first place where the title stands, or None after reporting that it stands nowhere."""
        spans = self.document.occurrences(title.text)
        return self.passage_at(spans[0], title.where) if spans else self.evidence(Quote(title))

    def passage(self, passage: Passage) -> None:
        found = self.evidence(passage.quote)
        for row in passage.rows:
            thing = self.things.subject(row)
            if thing and found:
                read = self.record if thing.is_record else self.facts
                read(thing, row, passage, found)

    def coverage(self) -> Coverage:
        """Return how much of the source stands in passages or is skipped with a reason."""
        skipped = [(self.located(stretch.quote), stretch.reason) for stretch in self.source.skipped]
        return coverage(self.source, self.spans, [(span, reason) for span, reason in skipped if span])

    # Facts

    def facts(self, thing: Thing, row: Row, passage: Passage, evidence: ox.NamedNode) -> None:
        for stated in row:
            prop = None if self.is_about_the_fact(stated) else self.usable(thing, stated)
            if prop:
                for value in self.assembly.terms(stated, prop):
                    statement = (thing.node, ox.NamedNode(prop.iri), value)
                    self.fact(statement, evidence, row, passage.shared)

    def is_about_the_fact(self, stated: Stated) -> bool:
        """Say whether a key is a qualifier, or another property that is said of facts (as a note is)."""
        prop = self.assembly.ontology.properties.get(stated.key)
        return stated.key in QUALIFIERS or (prop is not None and jm("Fact") in prop.domains)

    def usable(self, thing: Thing, stated: Stated) -> Property | None:
        """Return the property a row states, or None after reporting why it cannot be stated here."""
        if stated.key in {"a", "label", "spelled", "unspelled"}:
            what = f"{stated.key!r} of an entity does not belong under a quote"
            self.assembly.wrong(stated.where, "background", what, "Write it in seeds/entities.yaml.")
            return None
        prop = self.things.property(stated.key, stated.where)
        if prop and prop.background:
            what = f"{stated.key} is background knowledge, not what a document says"
            self.assembly.wrong(stated.where, "background", what, "Write it in seeds/entities.yaml.")
            return None
        return prop if prop and self.things.fits(thing, prop, stated.where) else None

    def fact(self, statement: _Statement, evidence: ox.NamedNode, row: Row, shared: Row = _NOTHING) -> None:
        """Add the fact node and, where the source says that it is so, the plain triple."""
        qualifiers = self.qualifiers(row, shared)
        said = [f"{key} {' '.join(sorted(map(str, values)))}" for key, values in qualifiers.items()]
        node = ox.NamedNode(terms.fact([*map(str, statement), self.source.id, *said]))
        self.assembly.places.setdefault(node.value, row.where)
        self.assembly.typed(node, self.assembly.ontology.closure([jm("Fact")]))
        for name, term in zip(("subject", "predicate", "object"), statement, strict=True):
            self.add(node, ox.NamedNode(RDF + name), term)
        for key, values in (qualifiers | self.remarks(row)).items():
            for value in values:
                self.add(node, key, value)
        self.add(node, DERIVED, evidence)
        if {term.value for term in qualifiers["modality"]} <= _SAID_PLAINLY:
            self.add(*statement)

    def qualifiers(self, row: Row, shared: Row) -> dict[str, list[Term]]:
        """Return a row's qualifiers; its modality is asserted, or reported when somebody says it."""
        merged = {key: row.get(key) if row.get(key) is not None else shared.get(key) for key in QUALIFIERS}
        if not merged["modality"]:
            default = "reported" if merged["saidBy"] else "asserted"
            merged["modality"] = (Value(default, row.where),)
        found = {key: self.read(Stated(key, row.where, values)) for key, values in merged.items() if values}
        return {"modality": [], **found}

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
        if row.get("a") is not None:
            self.assembly.typed(thing.node, thing.classes)
            self.state(thing, self.qualifiers(row, passage.shared))
        elif any(row.get(key) is not None for key in QUALIFIERS):
            own = self.qualifiers(row, _NOTHING)
            self.state(thing, {key: values for key, values in own.items() if row.get(key) is not None})
        self.add(thing.node, DERIVED, evidence)
        self.assembly.label(thing.node, row.get("label") or ())
        for stated in spell_out(row, passage.quote.words.text, self.assembly.report):
            if stated.key not in {"a", "label", *QUALIFIERS}:
                prop = self.usable(thing, stated)
                self.state(thing, {stated.key: self.assembly.terms(stated, prop)} if prop else {})

    def state(self, thing: Thing, properties: dict[str, list[Term]]) -> None:
        for key, values in properties.items():
            self.assembly.state(thing, key, values)
