"""Which of its names a thing is shown by: one order of properties and of languages, for everything shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.terms import Prefixes

PREFERRED: Final = (
    terms.SKOS + "prefLabel",
    terms.RDFS + "label",
    terms.SCHEMA + "name",
    terms.DCTERMS + "title",
    "http://xmlns.com/foaf/0.1/name",
    "http://schema.org/name",
)
"""Properties that name a thing to people, best first."""
ALTERNATIVE: Final = terms.SKOS + "altLabel"
HIDDEN: Final = terms.SKOS + "hiddenLabel"
"""The property of spellings by which a thing is found but never shown."""
EVERY: Final = (*PREFERRED, ALTERNATIVE, HIDDEN)

Rank = tuple[int, bool, bool, str, str]


def rank(prop: str, text: str, language: str | None) -> Rank:
    """Return a key that sorts the names of a thing, the one to show first.

    First counts the property (a place in `EVERY`), then the language: English, none, another.
    """
    return EVERY.index(prop), *foreignness(text, language)


def foreignness(text: str, language: str | None) -> tuple[bool, bool, str, str]:
    """Return a key that sorts texts: English first, then those without a language, then the others."""
    tag = language or ""
    return not tag.startswith("en"), bool(tag), tag, text


def best(literals: Iterable[ox.Literal]) -> str:
    """Return the text to show of several that say one thing in different languages; empty for none."""
    ranked = sorted(foreignness(literal.value, literal.language) for literal in literals)
    return ranked[0][-1] if ranked else ""


def labels_of(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """Return IRI → the name to show, for everything with an IRI that the triples name."""
    found: dict[str, Rank] = {}
    for triple in triples:
        if triple.predicate.value in PREFERRED and isinstance(triple.subject, ox.NamedNode):
            iri, value = triple.subject.value, triple.object
            if isinstance(value, ox.Literal):
                place = rank(triple.predicate.value, value.value, value.language)
                found[iri] = min(place, found.get(iri, place))
    return {iri: place[-1] for iri, place in found.items()}


def shown(text: str, labels: Mapping[str, str], prefixes: Prefixes, *, iri: bool = True) -> str:
    """Return an IRI by its label, else by its prefixed name; any other text as it is."""
    if not iri or not text.startswith(("http://", "https://")):
        return text
    return labels.get(text) or prefixes.compact(text)
