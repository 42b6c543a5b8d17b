"""Which of its names a thing is shown by: one order of properties and of languages, for everything shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeGuard

import pyoxigraph as ox

from kg import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kg.terms import Prefixes

SKOSXL: Final = "http://www.w3.org/2008/05/skos-xl#"
"""SKOS eXtension for Labels, in which a label is a node with a text of its own."""
_GEONAMES: Final = "http://www.geonames.org/ontology#"
_SCHEMES: Final = (terms.SCHEMA, "http://schema.org/")
"""The two spellings of the namespace of schema.org, both in use."""

PREFERRED: Final = (
    terms.SKOS + "prefLabel",
    SKOSXL + "prefLabel",
    terms.RDFS + "label",
    *(scheme + "name" for scheme in _SCHEMES),
    terms.DCTERMS + "title",
    "http://purl.org/dc/elements/1.1/title",
    "http://xmlns.com/foaf/0.1/name",
    "http://www.w3.org/2006/vcard/ns#fn",
    _GEONAMES + "name",
)
"""Properties that name a thing to people, best first."""
ALTERNATIVE: Final = (
    terms.SKOS + "altLabel",
    SKOSXL + "altLabel",
    *(scheme + "alternateName" for scheme in _SCHEMES),
    _GEONAMES + "alternateName",
)
"""Properties of the other names of a thing."""
HIDDEN: Final = (terms.SKOS + "hiddenLabel", SKOSXL + "hiddenLabel")
"""Properties of spellings by which a thing is found but never shown."""
SHOWN: Final = (*PREFERRED, terms.kg("translation"))
"""Properties of the words a thing is shown by to readers of some language."""
EVERY: Final = (*SHOWN, *ALTERNATIVE, *HIDDEN)
FORM: Final = SKOSXL + "literalForm"
"""The property that gives a label which is a node its text."""
_FORM_NODE: Final = ox.NamedNode(FORM)
_PLACES: Final = {prop: place for place, prop in enumerate(EVERY)}
_ANY_LANGUAGE: Final = "mul"
"""The language tag of a text that suits all languages (ISO 639-2), as Wikidata writes names."""

Rank = tuple[int, bool, bool, str, str]


def pattern(thing: str, by: str, label: str, properties: Iterable[str] = PREFERRED) -> str:
    """Return the SPARQL pattern of the names of a thing; the three are variables, as `?thing`.

    A label that is a node, as of SKOS-XL, is told by its text. An empty one names nothing.
    """
    plain = " ".join(f"<{prop}>" for prop in properties if not prop.startswith(SKOSXL))
    nodes = " ".join(f"<{prop}>" for prop in properties if prop.startswith(SKOSXL))
    return (
        f"{{ VALUES {by} {{ {plain} }} {thing} {by} {label} }}"
        f" UNION {{ VALUES {by} {{ {nodes} }} {thing} {by} [ <{FORM}> {label} ] }}"
        f' FILTER(STR({label}) != "")'
    )


def rank(prop: str, text: str, language: str | None) -> Rank:
    """Return a key that sorts the names of a thing, the one to show first.

    First counts the property (a place in `EVERY`), then the language: English, none, another.
    """
    return _PLACES.get(prop, len(_PLACES)), *foreignness(text, language)


def foreignness(text: str, language: str | None) -> tuple[bool, bool, str, str]:
    """Return a key that sorts texts: English first, then those without a language, then the others."""
    tag = "" if language == _ANY_LANGUAGE else language or ""
    return not tag.startswith("en"), bool(tag), tag, text


def best(literals: Iterable[ox.Literal]) -> str:
    """Return the text to show of several that say one thing in different languages; empty for none."""
    ranked = sorted(foreignness(literal.value, literal.language) for literal in literals)
    return ranked[0][-1] if ranked else ""


def in_use(store: ox.Store) -> list[ox.NamedNode]:
    """Return the properties that name things to people in a store, best first."""
    every = map(ox.NamedNode, PREFERRED)
    return [prop for prop in every if any(True for _ in store.quads_for_pattern(None, prop, None))]


def label_of(node: ox.NamedNode, store: ox.Store, properties: Iterable[ox.NamedNode]) -> str | None:
    """Return the name to show of one thing of a store, None where none of the properties gives it one."""
    for prop in properties:
        values = [quad.object for quad in store.quads_for_pattern(node, prop, None)]
        if prop.value.startswith(SKOSXL):
            forms = (store.quads_for_pattern(value, _FORM_NODE, None) for value in values if _is_node(value))
            values = [quad.object for quads in forms for quad in quads]
        if literals := [value for value in values if isinstance(value, ox.Literal) and value.value]:
            return best(literals)
    return None


def labels_of(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """Return IRI → the name to show, for everything with an IRI that the triples name."""
    found: dict[str, Rank] = {}
    for iri, prop, literal in named(triples):
        place = rank(prop, literal.value, literal.language)
        found[iri] = min(place, found.get(iri, place))
    return {iri: place[-1] for iri, place in found.items()}


def named(
    triples: Iterable[ox.Triple], properties: Collection[str] = PREFERRED
) -> Iterator[tuple[str, str, ox.Literal]]:
    """Yield the (IRI, property, text) of every name; those of labels that are nodes come last."""
    forms: dict[ox.NamedNode | ox.BlankNode | ox.Triple, list[ox.Literal]] = {}
    nodes: list[tuple[str, str, ox.NamedNode | ox.BlankNode]] = []
    for triple in triples:
        subject, prop, value = triple.subject, triple.predicate.value, triple.object
        if isinstance(value, ox.Literal) and not value.value:
            continue
        if prop == FORM and isinstance(value, ox.Literal):
            forms.setdefault(subject, []).append(value)
        elif prop in properties and isinstance(subject, ox.NamedNode):
            if isinstance(value, ox.Literal):
                yield subject.value, prop, value
            elif _is_node(value):
                nodes.append((subject.value, prop, value))
    for iri, prop, node in nodes:
        yield from ((iri, prop, literal) for literal in forms.get(node, ()))


def _is_node(term: object) -> TypeGuard[ox.NamedNode | ox.BlankNode]:
    return isinstance(term, ox.NamedNode | ox.BlankNode)


def shown(text: str, labels: Mapping[str, str], prefixes: Prefixes, *, iri: bool = True) -> str:
    """Return an IRI by its label, else by its prefixed name; any other text as it is."""
    if not iri or not text.startswith(("http://", "https://")):
        return text
    return labels.get(text) or prefixes.compact(text)
