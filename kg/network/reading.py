"""Reads everything that can be drawn out of a graph, with a handful of SELECTs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, cast

from kg import terms
from kg.network.contradictions import contradictions
from kg.network.properties import iri_of
from kg.network.statements import Statements
from kg.network.vocabulary import pairs, read_vocabulary

if TYPE_CHECKING:
    from kg.graph.answers import Solutions
    from kg.graph.graph import Graph
    from kg.network.properties import Properties


_OTHER_NAMES: Final = "|".join(
    f"<{iri}>"
    for iri in ("http://xmlns.com/foaf/0.1/name", "http://schema.org/name", "https://schema.org/name")
)


def read(graph: Graph) -> Statements:
    """Return everything in `graph` that can be drawn, with its evidence."""
    types = pairs(graph, "?a a ?b")
    records = _described(graph, "kg:Record")
    facts = {iri: fact for iri, fact in _described(graph, "kg:Fact").items() if _is_whole(fact)}
    said = Statements(
        types=types,
        names=_labels(graph),
        vocabulary=read_vocabulary(graph),
        facts={iri: fact for iri, fact in facts.items() if _subject(fact) not in records},
        parts={iri: fact for iri, fact in facts.items() if _subject(fact) in records},
        records=records,
        passages=_described(graph, "kg:Passage"),
        sources=_described(graph, "kg:Source"),
        entities=frozenset(iri for iri, classes in types.items() if terms.kg("Entity") in classes),
    )
    for iri, others in contradictions(said).items():
        said.said(iri).contradicts = others
    return said


def _is_whole(fact: Properties) -> bool:
    """Say whether a fact states a triple, which one that somebody else wrote need not do."""
    named = all(iri_of(fact, terms.RDF + part) for part in ("subject", "predicate"))
    return named and terms.RDF + "object" in fact


def _subject(fact: Properties) -> str:
    return iri_of(fact, terms.RDF + "subject")


def _rows(graph: Graph, select: str) -> Solutions:
    """Return the rows of a SELECT."""
    return cast("Solutions", graph.query(select))


def _labels(graph: Graph) -> dict[str, dict[str, str]]:
    """Return the names of everything by language; those of other vocabularies where it has none of ours."""
    return _texts(graph, _OTHER_NAMES) | _texts(graph, "skos:prefLabel|rdfs:label|dcterms:title")


def _texts(graph: Graph, path: str) -> dict[str, dict[str, str]]:
    rows = _rows(graph, f"SELECT ?a ?b WHERE {{ ?a {path} ?b FILTER(isIRI(?a) && isLiteral(?b)) }}")
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for a, language, text in sorted((r["a"].value, r["b"].language or "", r["b"].value) for r in rows):
        found[a].setdefault(language, text)
    return dict(found)


def _described(graph: Graph, cls: str) -> dict[str, Properties]:
    """Return IRI → property → sorted values, for every instance of a class."""
    found: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    for row in _rows(graph, f"SELECT DISTINCT ?a ?p ?b WHERE {{ ?a a {cls} ; ?p ?b }}"):
        found[row["a"].value][row["p"].value].append(row["b"])
    return {a: {p: sorted(found[a][p], key=str) for p in sorted(found[a])} for a in sorted(found)}
