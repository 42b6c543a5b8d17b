"""Turn the rows under one passage into triples: facts of entities, properties of records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox

from kg.build.assembly import DERIVED, Assembly
from kg.build.facts import Cited, add_fact
from kg.build.naming import KEYS
from kg.build.part import Qualifiers, Said
from kg.build.things import Term, Thing
from kg.seeds.implied import dated, in_iso, spell_out
from kg.seeds.rows import QUALIFIERS, Passage, Row, Stated, Value
from kg.terms import kg

NOTHING: Final = Row("", "", ())
_ONCE: Final = ("modality", "period", "asOf")
"""Qualifiers of which a fact has one: two values would be two facts."""
_DATES: Final = ("period", "asOf")
_IMPLIED: Final = frozenset(
    (
        *("value", "lowest", "highest", "unit", "approximation", "correctedValue"),
        *("correctedLowest", "correctedHighest"),
        *("earliest", "latest", "precision", "inferred"),
    )
)
"""Keys that follow from others: no statement of their own."""


class Rows:
    """Reads the rows of one source into an assembly."""

    def __init__(self, assembly: Assembly, source: str, language: str) -> None:
        self.assembly, self.source, self.language = assembly, source, language
        self.add, self.things, self.known = assembly.add, assembly.things, assembly.ontology.properties

    def read(self, row: Row, passage: Passage, evidence: ox.NamedNode) -> None:
        """Add what a row states under a passage, reporting a subject nobody declared."""
        thing = self.assembly.found(self.things.subject(row))
        if thing:
            (self.record if thing.is_record else self.facts)(thing, row, passage, evidence)

    # Facts

    def facts(self, thing: Thing, row: Row, passage: Passage, evidence: ox.NamedNode) -> None:
        qualifiers = self.qualifiers(row, passage.shared) | self.remarks(row)
        if all(self.is_about_the_fact(stated) for stated in row):
            what = f"this row says nothing of {row.id}: it has qualifiers only"
            hint = "Add the property that they qualify, or make it a record with a class (a: …)."
            self.assembly.wrong(row.where, "empty-row", what, hint)
        for stated in row:
            for value in () if self.is_about_the_fact(stated) else self.values(thing, stated):
                statement = (thing.node, ox.NamedNode(self.known[stated.key].iri), value)
                add_fact(self.assembly, statement, qualifiers, Cited(self.source, row.where, evidence))

    def is_about_the_fact(self, stated: Stated) -> bool:
        """Say whether a key is a qualifier, or another property that is said of facts (as a note is)."""
        prop = self.known.get(stated.key)
        return stated.key in QUALIFIERS or (prop is not None and kg("Fact") in prop.domains)

    def values(self, thing: Thing, stated: Stated) -> list[Term]:
        """Return the values that a row gives of a thing, reporting what cannot be stated of it here."""
        known = self.known.get(stated.key)
        if stated.key in {"a", *KEYS}:
            what = f"{stated.key!r} of an entity does not belong under a quote"
        elif known and known.background:
            what = f"{stated.key} is background knowledge, not what a document says"
        else:
            prop = self.assembly.found(self.things.property_of(thing, stated.key, stated.where))
            return self.assembly.terms(stated, prop) if prop else []
        self.assembly.wrong(stated.where, "background", what, "Write it in seeds/entities.yaml.")
        return []

    def qualifiers(self, row: Row, shared: Row) -> Qualifiers:
        """Return a row's qualifiers; its modality is asserted, or reported when somebody says it."""
        merged = {key: row.get(key) if row.get(key) is not None else shared.get(key) for key in QUALIFIERS}
        if not merged["modality"]:
            default = "reported" if merged["saidBy"] else "asserted"
            merged["modality"] = (Value(default, row.where),)
        self.refuse(merged)
        written = {key: self.written(key, values) for key, values in merged.items() if values}
        found = {key: self.terms(Stated(key, row.where, values)) for key, values in written.items()}
        instants = self.instants(merged["period"], merged["asOf"] if found.get("asOf") else None)
        return {"modality": [], **found, **{key: instants[key] for key in instants if row.get(key) is None}}

    def written(self, key: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
        """Return the values of a qualifier, its dates in ISO 8601."""
        return tuple([in_iso(value, self.language) for value in values]) if key in _DATES else values

    def refuse(self, qualifiers: Mapping[str, tuple[Value, ...] | None]) -> None:
        """Report a second value where there can be one, and background among what a document says."""
        for key in _ONCE:
            for value in (qualifiers[key] or ())[1:]:
                what, hint = f"{key} has a second value here", "Write one, or a row for each of them."
                self.assembly.wrong(value.where, "qualifier", what, hint)
        for value in qualifiers["modality"] or ():
            if value.text == "background":
                what = "background is our own knowledge, not what a document says"
                self.assembly.wrong(value.where, "background", what, "Write it in seeds/entities.yaml.")

    def instants(self, period: tuple[Value, ...] | None, as_of: tuple[Value, ...] | None) -> Qualifiers:
        """Return the first and last instant of a period, else of an as-of date, and a period's precision."""
        found = dated(period[0], self.language, self.assembly.report) if period else {}
        if not found and as_of:
            found = dated(as_of[0], self.language, self.assembly.report)
            found.pop("precision", None)
        return {key: [self.assembly.term_of(key, text)] for key, text in found.items()}

    def remarks(self, row: Row) -> Qualifiers:
        """Return what a row says about its facts beside their qualifiers."""
        others = [stated for stated in row if stated.key not in QUALIFIERS]
        return {stated.key: self.terms(stated) for stated in others if self.is_about_the_fact(stated)}

    def terms(self, stated: Stated) -> list[Term]:
        """Return the values of a key of the ontology as RDF terms."""
        prop = self.assembly.found(self.things.property(stated.key, stated.where))
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
        for key in _DATES:
            if row.get(key) is not None:
                self.say(thing, key, own[key], own, evidence)
        self.add(thing.node, DERIVED, evidence)
        self.assembly.label(thing.node, row.get("label") or ())
        for stated in self.spelled_out(row, passage):
            if stated in row.stated and stated.key in {"a", "label", *QUALIFIERS}:
                continue
            values = self.values(thing, stated)
            self.state(thing, {stated.key: values})
            if stated.key not in _IMPLIED:
                self.say(thing, stated.key, values, own, evidence)

    def spelled_out(self, row: Row, passage: Passage) -> Row:
        """Return a row with what its figures imply."""
        return spell_out(row, passage.quote.words.text, self.language, self.assembly.report)

    def added(self, row: Row) -> list[str]:
        """Return the qualifiers that a row adds to a record which another row declares."""
        keys = [key for key in QUALIFIERS if row.get(key) is not None]
        dates = ["earliest", "latest", "precision"] if {"period", "asOf"} & set(keys) else []
        return [*keys, *dates]

    def say(self, thing: Thing, key: str, values: list[Term], own: Qualifiers, passage: ox.NamedNode) -> None:
        """Remember in which passage, how and at which position of a list a record's statements are said."""
        listed = len(values) > 1 and kg("ListedProperty") in self.known[key].kinds
        meant = {name: own.get(name, []) for name in ("modality", "saidBy")}
        for position, value in enumerate(values, start=1):
            statement = (thing.node, ox.NamedNode(self.known[key].iri), value)
            self.assembly.said.append(Said(statement, passage, meant, position if listed else None))

    def state(self, thing: Thing, properties: Qualifiers) -> None:
        for key, values in properties.items():
            for value in values:
                self.add(thing.node, ox.NamedNode(self.known[key].iri), value)
