"""Read the statements of a graph, with a handful of SELECTs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg import terms
from kg.graph import labels
from kg.statements.contradictions import contradictions
from kg.statements.properties import iri_of, written
from kg.statements.statements import Statements
from kg.statements.vocabulary import pairs, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.statements.properties import Properties

_STATED: Final = (
    "SELECT ?fact ?s ?p ?o { ?fact a kg:Fact ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"
)


def read(graph: Graph) -> Statements:
    """Return everything in `graph` that can be drawn, with its evidence."""
    facts = {iri: fact for iri, fact in _instances(graph, "kg:Fact").items() if _is_whole(fact)}
    statements = replace(
        _joining(graph, facts),
        blanks=_described(graph, "?a ?p ?b FILTER(isBlank(?a))", key=str),
        passages=_instances(graph, "kg:Passage"),
    )
    return replace(statements, contradictions=contradictions(statements))


def outline(graph: Graph) -> Statements:
    """Return what joins the things of `graph`: of facts only the triples, and nothing of evidence."""
    found: dict[str, Properties] = defaultdict(lambda: {part: [] for part in terms.TRIPLE})
    for row in graph.select(_STATED):
        for part, value in zip(terms.TRIPLE, (row["s"], row["p"], row["o"]), strict=True):
            if value not in (known := found[written(row["fact"])][part]):
                known.append(value)
    facts = {iri: {part: _sorted(found[iri][part]) for part in terms.TRIPLE} for iri in sorted(found)}
    return _joining(graph, {iri: fact for iri, fact in facts.items() if _is_whole(fact)})


def _joining(graph: Graph, facts: dict[str, Properties]) -> Statements:
    """Return the statements of a graph of which these are the facts, but for the words behind them."""
    types = pairs(graph, "?a a ?b")
    records = {iri: record for iri, record in _instances(graph, "kg:Record").items() if iri not in facts}
    return Statements(
        types=types,
        names=_labels(graph),
        abbreviations=_abbreviations(graph),
        vocabulary=read_vocabulary(graph),
        facts={iri: fact for iri, fact in facts.items() if _subject(fact) not in records},
        parts={iri: fact for iri, fact in facts.items() if _subject(fact) in records},
        records=records,
        passages={},
        sources=_instances(graph, "kg:Source"),
        entities=frozenset(iri for iri, classes in types.items() if terms.kg("Entity") in classes),
    )


def _is_whole(fact: Properties) -> bool:
    """Say whether a fact states a triple, which one that somebody else wrote need not do."""
    named = all(iri_of(fact, terms.RDF + part) for part in ("subject", "predicate"))
    return named and terms.RDF + "object" in fact


def _subject(fact: Properties) -> str:
    return iri_of(fact, terms.RDF + "subject")


def _labels(graph: Graph) -> dict[str, dict[str, str]]:
    """Return the names of everything by language, the one to show first."""
    pattern = (
        f"{labels.pattern('?a', '?p', '?b', labels.SHOWN)} FILTER(isIRI(?a) && isIRI(?p) && isLiteral(?b))"
    )
    rows = graph.select(f"SELECT ?a ?p ?b WHERE {{ {pattern} }}")
    found: dict[str, dict[str, str]] = defaultdict(dict)
    ranked = sorted((labels.rank(r["p"].value, r["b"].value, r["b"].language), r["a"].value) for r in rows)
    for (*_, language, text), a in ranked:
        found[a].setdefault(language, text)
    return dict(found)


def _abbreviations(graph: Graph) -> dict[str, dict[str, str]]:
    """Return the shortest abbreviation of everything by language, of those alike the first."""
    rows = graph.select("SELECT ?a ?b WHERE { ?a kg:abbreviation ?b FILTER(isIRI(?a) && isLiteral(?b)) }")
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in sorted(rows, key=lambda r: (r["a"].value, len(r["b"].value), r["b"].value)):
        found[row["a"].value].setdefault(row["b"].language or "", row["b"].value)
    return dict(found)


def _instances(graph: Graph, cls: str) -> dict[str, Properties]:
    """Return IRI → property → sorted values, for every instance of a class."""
    return _described(graph, f"?a a {cls} ; ?p ?b", key=written)


def _described(graph: Graph, pattern: str, key: Callable[[Term], str]) -> dict[str, Properties]:
    """Return ?a, as `key` writes it, → ?p → the sorted ?b of a pattern."""
    found: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    for row in graph.select(f"SELECT DISTINCT ?a ?p ?b WHERE {{ {pattern} FILTER(isIRI(?p)) }}"):
        found[key(row["a"])][row["p"].value].append(row["b"])
    return {a: {p: _sorted(found[a][p]) for p in sorted(found[a])} for a in sorted(found)}


def _sorted(values: list[Term]) -> list[Term]:
    return sorted(values, key=str) if len(values) > 1 else values
