"""Reads everything that can be drawn out of a graph, with a handful of SELECTs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, cast

from kg.network.contradictions import contradictions
from kg.network.statements import Statements
from kg.terms import jm

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
    types = _pairs(graph, "?a a ?b")
    said = Statements(
        types=types,
        names=_labels(graph),
        supers=_closure(_pairs(graph, "?a rdfs:subClassOf ?b")),
        folds=_folds(graph),
        facts=_described(graph, "jm:Fact"),
        records=_described(graph, "jm:Record"),
        passages=_described(graph, "jm:Passage"),
        sources=_described(graph, "jm:Source"),
        entities=frozenset(iri for iri, classes in types.items() if jm("Entity") in classes),
    )
    for iri, others in contradictions(said).items():
        said.said(iri).contradicts = others
    return said


def _rows(graph: Graph, select: str) -> Solutions:
    """Return the rows of a SELECT."""
    return cast("Solutions", graph.query(select))


def _pairs(graph: Graph, pattern: str) -> dict[str, list[str]]:
    rows = _rows(graph, f"SELECT ?a ?b WHERE {{ {pattern} FILTER(isIRI(?a) && isIRI(?b)) }}")
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row["a"].value].add(row["b"].value)
    return {a: sorted(found[a]) for a in sorted(found)}


def _labels(graph: Graph) -> dict[str, dict[str, str]]:
    """Return the names of everything by language; those of other vocabularies where it has none of ours."""
    return _texts(graph, _OTHER_NAMES) | _texts(graph, "skos:prefLabel|rdfs:label|dcterms:title")


def _texts(graph: Graph, path: str) -> dict[str, dict[str, str]]:
    rows = _rows(graph, f"SELECT ?a ?b WHERE {{ ?a {path} ?b FILTER(isIRI(?a) && isLiteral(?b)) }}")
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for a, language, text in sorted((r["a"].value, r["b"].language or "", r["b"].value) for r in rows):
        found[a].setdefault(language, text)
    return dict(found)


def _closure(supers: dict[str, list[str]]) -> dict[str, set[str]]:
    """Return every class with all its superclasses, itself left out."""
    closed: dict[str, set[str]] = {}
    for cls in supers:
        reached, waiting = {cls}, [cls]
        while waiting:
            fresh = set(supers.get(waiting.pop(), ())) - reached
            reached |= fresh
            waiting += fresh
        closed[cls] = reached - {cls}
    return closed


def _folds(graph: Graph) -> dict[str, tuple[set[str], set[str]]]:
    froms, tos = _pairs(graph, "?a jm:foldsFrom ?b"), _pairs(graph, "?a jm:foldsTo ?b")
    return {cls: (set(froms.get(cls, ())), set(tos.get(cls, ()))) for cls in sorted({*froms, *tos})}


def _described(graph: Graph, cls: str) -> dict[str, Properties]:
    """Return IRI → property → sorted values, for every instance of a class."""
    found: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    for row in _rows(graph, f"SELECT DISTINCT ?a ?p ?b WHERE {{ ?a a {cls} ; ?p ?b }}"):
        found[row["a"].value][row["p"].value].append(row["b"])
    return {a: {p: sorted(found[a][p], key=str) for p in sorted(found[a])} for a in sorted(found)}
