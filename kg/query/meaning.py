"""What a graph says instead of a name that it does not use, by what the name means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.graph import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.graph.graph import Graph

_DC: Final = "http://purl.org/dc/elements/1.1/"
_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_ORG: Final = "http://www.w3.org/ns/org#"
_OLD_SCHEMA: Final = "http://schema.org/"


def _everywhere(*names: str) -> tuple[str, ...]:
    """Return terms of schema.org in both of the namespaces that data have."""
    return tuple(namespace + name for name in names for namespace in (terms.SCHEMA, _OLD_SCHEMA))


_ALIKE: Final = (
    labels.PREFERRED,
    (*labels.ALTERNATIVE, f"{_FOAF}nick", f"{terms.DCTERMS}alternative"),
    (
        *(terms.DCTERMS + name for name in ("issued", "date", "created", "available")),
        *_everywhere("datePublished", "dateCreated"),
        _DC + "date",
        terms.PROV + "generatedAtTime",
    ),
    (
        *(f"{terms.SKOS}definition", f"{terms.RDFS}comment", f"{terms.DCTERMS}description"),
        *(*_everywhere("description"), f"{terms.SKOS}scopeNote", f"{_DC}description"),
    ),
    (
        *(f"{terms.DCTERMS}creator", f"{_DC}creator", *_everywhere("author", "creator"), f"{_FOAF}maker"),
        f"{terms.PROV}wasAttributedTo",
    ),
    (f"{terms.DCTERMS}source", f"{_DC}source", f"{terms.PROV}wasDerivedFrom", *_everywhere("isBasedOn")),
    (f"{terms.DCTERMS}subject", f"{_DC}subject", *_everywhere("about"), f"{_FOAF}topic"),
    (f"{terms.DCTERMS}identifier", f"{_DC}identifier", *_everywhere("identifier"), f"{terms.SKOS}notation"),
    (f"{terms.DCTERMS}isPartOf", *_everywhere("isPartOf"), f"{terms.SKOS}broader"),
    (f"{terms.OWL}sameAs", f"{terms.SKOS}exactMatch", *_everywhere("sameAs")),
    (f"{terms.PROV}startedAtTime", *_everywhere("startDate")),
    (f"{terms.PROV}endedAtTime", *_everywhere("endDate")),
    (f"{_FOAF}Person", *_everywhere("Person"), f"{terms.PROV}Person"),
    (f"{_FOAF}Organization", *_everywhere("Organization"), f"{_ORG}Organization"),
    (f"{_FOAF}Document", *_everywhere("CreativeWork", "Article"), f"{terms.DCTERMS}BibliographicResource"),
)
"""Terms that vocabularies have for one notion."""

_BELOW: Final = (
    "rdfs:subPropertyOf|rdfs:subClassOf|owl:equivalentProperty|owl:equivalentClass|skos:closeMatch"
)
_LABELS: Final = (terms.RDFS + "label", terms.SKOS + "prefLabel", *labels.ALTERNATIVE, *labels.HIDDEN)
_TEXTS: Final = (
    *_LABELS,
    *(terms.SKOS + "definition", terms.SKOS + "scopeNote", terms.RDFS + "comment"),
)
"""What ontologies say of a term, its labels first."""
_FARTHEST: Final = 4
"""Among how many first words of a definition stands what the term is: `A document …`, `Who said …`."""
_EMPTY: Final = {"has", "is", "of", "by", "in", "to", "the"}
_MOST: Final = 2000


def counterparts(graph: Graph, iri: str) -> list[str]:
    """Return the terms in use that other vocabularies have for the same, then those below it in the graph's.

    A term that no vocabulary has counts as the one of its local name: ex:author as schema:author.
    """
    groups = [group for group in _ALIKE if iri in group] or [
        group for group in _ALIKE if terms.split(iri)[1] in {terms.split(other)[1] for other in group}
    ]
    alike = [other for group in groups[:1] for other in group if other != iri]
    return [*in_use(graph, alike), *below(graph, iri)]


def below(graph: Graph, iri: str) -> list[str]:
    """Return the terms in use that the graph's own vocabularies put below a term or on a par with it."""
    rows = graph.select(
        f"SELECT DISTINCT ?term {{ ?term ({_BELOW})+ <{iri}> FILTER(isIRI(?term)) }} LIMIT 50"
    )
    return in_use(graph, sorted(row["term"].value for row in rows if row["term"].value != iri))


def in_use(graph: Graph, iris: Iterable[str]) -> list[str]:
    """Return those of the terms by which the graph says something, as properties or classes, in order."""
    wanted = list(iris)
    values = " ".join(map(str, map(NamedNode, wanted)))
    used = "EXISTS { ?subject ?term ?object } || EXISTS { ?subject a ?term }"
    query = f"SELECT ?term {{ VALUES ?term {{ {values} }} FILTER(isIRI(?term) && ({used})) }}"
    rows = graph.select(query) if wanted else ()
    found = {row["term"].value for row in rows}
    return [iri for iri in wanted if iri in found]


def by_words(graph: Graph, iri: str) -> str:
    """Return the term in use whose labels, else whose definition, the words of a name occur in, '' if none.

    A name that begins with a capital is that of a class, any other that of a property.
    """
    local = terms.split(iri)[1]
    wanted = [word.casefold() for word in re.findall(r"[A-Z]?[^\W\d_A-Z]{2,}|[A-Z]{3,}", local)]
    wanted = [word for word in wanted if word not in _EMPTY]
    if not wanted:
        return ""
    scores: dict[str, tuple[int, int]] = {}
    for term, prop, text in _said(graph, wanted, is_class=local[:1].isupper()):
        if (place := _place(wanted, prop, text)) and term != iri:
            scores[term] = min(place, scores.get(term, place))
    ranked = sorted(scores, key=lambda term: (scores[term], term))
    return next(iter(in_use(graph, ranked[:50])), "")


def _said(graph: Graph, wanted: Sequence[str], *, is_class: bool) -> list[tuple[str, str, str]]:
    """Return (term, property, text) of the classes or properties whose texts hold all the words."""
    kinds = " ".join(f"<{kind}>" for kind in (_CLASSES if is_class else _PROPERTIES))
    properties = " ".join(f"<{prop}>" for prop in _TEXTS)
    has = " && ".join(f"CONTAINS(LCASE(STR(?text)), {Literal(word)})" for word in wanted)
    rows = graph.select(
        f"SELECT DISTINCT ?term ?by ?text {{ VALUES ?kind {{ {kinds} }} ?term a ?kind"
        f" VALUES ?by {{ {properties} }} ?term ?by ?text"
        f" FILTER(isIRI(?term) && isIRI(?by) && isLiteral(?text) && {has}) }} LIMIT {_MOST}"
    )
    return [(row["term"].value, row["by"].value, row["text"].value) for row in rows]


_CLASSES: Final = (f"{terms.OWL}Class", f"{terms.RDFS}Class")
_PROPERTIES: Final = (
    *(f"{terms.OWL}{kind}Property" for kind in ("Object", "Datatype", "Annotation")),
    f"{terms.RDF}Property",
)


def _place(wanted: Sequence[str], prop: str, text: str) -> tuple[int, int] | None:
    """Return how well a text says the words, less being better; None where they are not what it is about."""
    words = re.findall(r"\w+", text.casefold())
    places = [words.index(word) for word in wanted if word in words]
    if len(places) < len(wanted):
        return None
    if prop in _LABELS:
        return 0, len(words)
    return (1, max(places)) if max(places) < _FARTHEST else None
