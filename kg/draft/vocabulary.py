"""The terms of an ontology as a draft looks for them: by the words of their labels and definitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.ontology.lookups import DIMENSION, Ontology, Property
from kg.seeds.rows import Row
from kg.terms import ORG, RDFS, SCHEMA, SKOS, kg, local
from kg.text.folding import fold


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What can be said, and the classes (IRIs, superclasses included) of the known entities by id."""

    ontology: Ontology
    classes: Mapping[str, frozenset[str]]

    def is_any(self, entity: str, wanted: Iterable[str]) -> bool:
        """Say whether an entity is of any of the classes (IRIs)."""
        return bool(self.classes.get(entity, frozenset()) & set(wanted))

    def is_person(self, entity: str) -> bool:
        """Say whether an entity is a human being."""
        return self.is_any(entity, [SCHEMA + "Person"])

    def can_speak(self, entity: str) -> bool:
        """Say whether an entity is a person, or a body that speaks through one."""
        return self.is_person(entity) or self.is_any(entity, [ORG + "Organization", SCHEMA + "Organization"])

    def is_place(self, entity: str) -> bool:
        """Say whether an entity is a country, region, city or site."""
        return self.is_any(entity, [SCHEMA + "Place"])

    def fits(self, entity: str, key: str) -> bool:
        """Say whether an entity may be a value of a key."""
        prop = self.ontology.properties.get(key)
        return prop is not None and self.is_any(entity, prop.classes)

    def can_have(self, entity: str, key: str) -> bool:
        """Say whether an entity may have a key."""
        domains = self.ontology.properties[key].domains
        return not domains or self.is_any(entity, domains)

    def record(self, *keys: str) -> str:
        """Return the local name of the class of records that have all of these keys, empty if none has."""
        properties = [self.ontology.properties.get(key) for key in keys]
        shared = frozenset.intersection(*(p.domains if p else frozenset() for p in properties))
        return local(min(shared)) if shared else ""

    def terms(self, cls: str) -> dict[str, frozenset[str]]:
        """Return the individuals of a class (IRI) by local name, with the stems that tell of each."""
        return {
            name: stems(self.told(name))
            for name, one in sorted(self.ontology.individuals.items())
            if cls in one.classes
        }

    def told(self, individual: str) -> str:
        """Return the label and definition of an individual, by its local name."""
        return self._told.get(self.ontology.individuals[individual].iri, "")

    def meaning(self, iri: str) -> str:
        """Return the definition of a term, else its label."""
        defined = self._defined.get(iri, ())
        return min(defined, default=self.ontology.labels.get(iri, ""))

    def label(self, iri: str) -> frozenset[str]:
        """Return the stems of the label of a term."""
        return stems(self.ontology.labels.get(iri, ""))

    def names(self, individual: str) -> frozenset[str]:
        """Return the label and the other names of an individual, by its local name, in any language."""
        iri = self.ontology.individuals[individual].iri
        return self._called.get(iri, frozenset()) | {self.ontology.labels.get(iri, individual)}

    def narrow(self, entity: str) -> list[str]:
        """Return the dimensions of figures that only things like an entity are values of: a product."""
        return [
            key
            for key, prop in sorted(self.ontology.properties.items())
            if DIMENSION in prop.kinds
            and kg("Observation") in prop.domains
            and self.is_any(entity, prop.classes - {kg("Entity")})
            and not any(key in some for some in self.ontology.ends)
        ]

    def units(self, indicator: str) -> frozenset[str]:
        """Return the units that an indicator takes, or their classes (IRIs)."""
        return self._takes.get(self.ontology.individuals[indicator].iri, frozenset())

    def ranged(self, key: str) -> str:
        """Return the IRI of the class of controlled values of a key, empty if it has none."""
        prop = self.ontology.properties.get(key, Property(""))
        return min(prop.classes, default="")

    @cached_property
    def _told(self) -> dict[str, str]:
        told: dict[str, str] = {}
        for triple in self.ontology.triples:
            if triple.predicate.value in {RDFS + "label", SKOS + "definition"}:
                subject = str(getattr(triple.subject, "value", ""))
                told[subject] = f"{told.get(subject, '')} {getattr(triple.object, 'value', '')}"
        return told

    @cached_property
    def _defined(self) -> dict[str, frozenset[str]]:
        return self.ontology.objects(SKOS + "definition")

    @cached_property
    def _called(self) -> dict[str, frozenset[str]]:
        return self.ontology.objects(SKOS + "altLabel")

    @cached_property
    def _takes(self) -> dict[str, frozenset[str]]:
        return self.ontology.objects(kg("takesUnit"))


def vocabulary(ontology: Ontology, entities: Iterable[Row]) -> Vocabulary:
    """Return the vocabulary with the classes that entities.yaml gives to who is known."""
    classes = {
        row.id: ontology.closure(
            [ontology.classes[v.text] for v in row.get("a") or () if v.text in ontology.classes]
        )
        for row in entities
    }
    return Vocabulary(ontology, classes)


def stems(text: str) -> frozenset[str]:
    """Return the words of a text that tell something, without the ends by which English bends them."""
    return frozenset(
        stem(word) for word in re.findall(r"[^\W\d_]+", fold(text).text.lower()) if len(word) > 2
    )


def stem(word: str) -> str:
    """Return a word of English without its ending: exports, exported and export are one."""
    for end in ("ing", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(end) and len(word) - len(end) > 2:
            return word[: -len(end)]
    return word
