"""Label the records that have no label of their own by the pattern of their class.

A pattern looks like "[{indicator}][, {from}][ → {to}][: {printed}]".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from kg.build.assembly import LABEL, Assembly
from kg.build.part import Statement
from kg.build.things import Term, Thing
from kg.terms import kg, local
from kg.text.datewords import words

_SEGMENT: Final = re.compile(r"\[([^\[\]]*)\]|([^\[\]]+)")
_DATES: Final = {"period", "asOf"}
_PRECISION: Final = kg("precision")
_FIELD: Final = re.compile(r"\{([\w-]+)\}")


def fill(pattern: str, values: Callable[[str], Sequence[str]]) -> str:
    """Return the pattern with every {name} as its values, each once, joined by "and".

    A segment in brackets that lacks a value vanishes, and so does punctuation left over at the beginning.
    """

    def joined(field: re.Match[str]) -> str:
        return " and ".join(dict.fromkeys(values(field[1])))

    parts = [
        _FIELD.sub(joined, bracketed or plain)
        for bracketed, plain in _SEGMENT.findall(pattern)
        if plain or all(values(name) for name in _FIELD.findall(bracketed))
    ]
    return "".join(parts).lstrip(" ,:;→–").strip()


def pattern_of(
    classes: Sequence[str], supers: Mapping[str, frozenset[str]], patterns: Mapping[str, str]
) -> str:
    """Return the pattern of the most specific of the classes and their superclasses that has one, or ""."""
    having = {ancestor for cls in classes for ancestor in supers.get(cls, ()) if ancestor in patterns}
    nearest = sorted(having, key=lambda cls: (-len(supers.get(cls, ())), cls))
    return patterns[nearest[0]] if nearest else ""


def in_english(triples: Iterable[Statement]) -> dict[str, str]:
    """Return the English label of each node that has one."""
    return {
        subject.value: value.value
        for subject, predicate, value in triples
        if predicate == LABEL and isinstance(value, ox.Literal) and value.language == "en"
    }


def add_labels(assembly: Assembly, triples: Sequence[Statement], known: Mapping[str, str]) -> None:
    """Label each record that has no English label among the triples as the pattern of its class says.

    `known` are the labels of other nodes, which a pattern may name.
    """
    labels = _Labels(assembly, triples, known)
    unlabelled = [record.node for iri, record in labels.records.items() if iri not in labels.known]
    for node in unlabelled:
        assembly.add(node, LABEL, ox.Literal(labels.of(node), language="en"))


class _Labels:
    """How terms read: by the labels stated in triples and ontology, and those made of records."""

    def __init__(self, assembly: Assembly, triples: Sequence[Statement], known: Mapping[str, str]) -> None:
        self.ontology = assembly.ontology
        self.known = {**known, **in_english(triples)}
        self.records = {t.node.value: t for t in assembly.things.by_id.values() if t.is_record}
        self.stated: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for subject, predicate, value in triples:
            if subject.value in self.records:
                self.stated[subject.value, predicate.value].append(value)

    def of(self, term: Term) -> str:
        """Return a term's label, a record's own or made, else its local name; a literal as it is."""
        if isinstance(term, ox.Literal):
            return term.value
        if term.value not in self.known:
            self.known[term.value] = local(term.value)
            if term.value in self.records:
                self.known[term.value] = self.made(self.records[term.value]) or local(term.value)
        return self.known[term.value]

    def made(self, record: Thing) -> str:
        """Return what the pattern of a record's class makes of its values."""
        pattern = pattern_of(record.declared, self.ontology.supers, self.ontology.patterns)
        return fill(pattern, lambda key: [self.read(record, key, term) for term in self.values(record, key)])

    def read(self, record: Thing, key: str, term: Term) -> str:
        """Return how a value of a record reads: a date in words, anything else by its label."""
        if key not in _DATES:
            return self.of(term)
        precision = self.stated.get((record.node.value, _PRECISION), ())
        return words(self.of(term), next((local(level.value) for level in precision), ""))

    def values(self, record: Thing, key: str) -> Sequence[Term]:
        prop = self.ontology.properties.get(key)
        return self.stated.get((record.node.value, prop.iri), ()) if prop else ()
