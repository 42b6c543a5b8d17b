"""Namespaces that a project's rules and definitions speak of, and in which nothing of it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import Problem
from kg.ontology.lookups import Ontology
from kg.ontology.vocabularies import RULES, read_triples
from kg.terms import OWL, RDF, RDFS, SH, STANDARD, split

_NAMING: Final = {
    *(SH + name for name in ("path", "targetClass", "class", "hasValue")),
    *(SH + name for name in ("targetSubjectsOf", "targetObjectsOf")),
    RDF + "first",
}
"""What in a shape leads to a term that the data are to have."""


def strangers(ontology: Ontology, folder: Path) -> list[Problem]:
    """Return one problem for each namespace or ontology that is named here and that no vocabulary has."""
    known = {*STANDARD.values(), *ontology.spaces.values(), *_namespaces(ontology.triples)}
    found: dict[str, list[str]] = defaultdict(list)
    for path in filter(Path.exists, (folder / name for name in RULES)):
        for space in sorted({*_spoken_of(read_triples(path), ontology)} - known):
            found[space].append(path.name)
    for iri in sorted(_undefined(ontology.triples)):
        found[iri].append("rdfs:isDefinedBy")
    return [_told(ontology, folder, space, names) for space, names in found.items()]


def _namespaces(triples: Iterable[ox.Triple]) -> Iterator[str]:
    for triple in triples:
        yield from (split(term.value)[0] for term in triple if isinstance(term, ox.NamedNode))


def _spoken_of(rules: Iterable[ox.Triple], ontology: Ontology) -> Iterator[str]:
    """Yield the namespaces of terms in shapes, and any that the project's prefix is declared as."""
    rules = list(rules)
    own = {t.subject for t in rules if t.predicate.value == SH + "prefix" and _text(t) in ontology.spaces}
    for triple in rules:
        if triple.predicate.value in _NAMING and isinstance(triple.object, ox.NamedNode):
            yield split(triple.object.value)[0]
        elif triple.predicate.value == SH + "namespace" and triple.subject in own:
            yield _text(triple)


def _text(triple: ox.Triple) -> str:
    return triple.object.value if isinstance(triple.object, ox.Literal) else ""


def _undefined(triples: Iterable[ox.Triple]) -> set[str]:
    """Return the IRIs that terms are defined by and that are no ontology here."""
    defining, ontologies = set(), set()
    for triple in triples:
        if triple.predicate.value == RDFS + "isDefinedBy" and isinstance(triple.object, ox.NamedNode):
            defining.add(triple.object.value)
        elif str(triple.object) == f"<{OWL}Ontology>" and isinstance(triple.subject, ox.NamedNode):
            ontologies.add(triple.subject.value)
    return defining - ontologies


def _told(ontology: Ontology, folder: Path, space: str, names: list[str]) -> Problem:
    own = ontology.namespace.iri
    where = f"{folder.name}/{names[0]}" if names[0] in RULES else folder.name
    speak = "speaks" if len(names) == 1 else "speak"
    what = f"{' and '.join(names)} {speak} of <{space}>, where this project has nothing"
    hint = f"Its namespace is <{own}>: write that there too, or change it back in the header."
    return Problem(f"{where}:1:1", "namespace", what, hint)
