"""What the newest documents say of a thing of which an archive says more than anybody reads."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.statements.properties import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.graph.graph import Graph

MOST: Final = 400
"""How many statements are shown together; of each thing of five documents there are fewer."""
MOST_SOURCES: Final = 8
"""How many sources they come from."""
_TRIED: Final = 2
"""How many of the newest of all sources tell whether a thing is one that every source speaks of."""
_NOT_SAYING: Final = "FILTER(?by NOT IN (rdf:type, kg:mentions, kg:nameOf, kg:inSource))"
_POINTING: Final = f"SELECT DISTINCT ?s {{ ?s ?by THING {_NOT_SAYING} }}"
_OWN: Final = "SELECT ?p ?o { THING ?p ?o }"
_DATED: Final = (
    "SELECT ?source (MAX(STR(?day)) AS ?date) { ?source dcterms:issued ?day"
    " FILTER(isIRI(?source)) } GROUP BY ?source"
)
_STATING: Final = (
    f"SELECT DISTINCT ?source {{ {{ SELECT DISTINCT ?passage {{ ?s ?by THING {_NOT_SAYING}"
    " ?s prov:wasDerivedFrom ?passage } } ?passage kg:inSource ?source FILTER(isIRI(?source)) }"
)
_SAYING: Final = (
    "SELECT DISTINCT ?source ?s { VALUES ?source { SOURCES } ?passage kg:inSource ?source ."
    " ?s prov:wasDerivedFrom ?passage FILTER EXISTS { SAYING } FILTER(isIRI(?s)) }"
)


class Newest(NamedTuple):
    """Sources, the newest first, and the facts and records in which a thing stands there."""

    sources: tuple[str, ...]
    statements: frozenset[str]


def is_well_known(graph: Graph, iri: str) -> bool:
    """Say whether more than `MOST` facts, records and other things lead to a thing, or it to them."""
    asked = (query.replace("THING", f"<{iri}>") for query in (_POINTING, _OWN))
    return any(sum(1 for _ in graph.select(f"{query} LIMIT {MOST + 1}")) > MOST for query in asked)


def newest(graph: Graph, iri: str) -> Newest:
    """Return what the newest sources say of a thing: as many of these as `MOST` statements are from.

    They are no more than `MOST_SOURCES`, and one at least, with all that it says, unless none says anything.
    """
    sources: list[str] = []
    statements: set[str] = set()
    for source, said in _newest_first(graph, iri):
        if sources and len(statements | said) > MOST:
            break
        sources.append(source)
        statements |= said
        if len(sources) == MOST_SOURCES:  # before the next are asked for, which takes as long as these
            break
    return Newest(tuple(sources), frozenset(statements))


def said_in(graph: Graph, iri: str, sources: Sequence[str]) -> Newest:
    """Return what some sources say of a thing."""
    said = dict(chain.from_iterable(_said(graph, iri, some) for some in _batches(sources)))
    return Newest((*sources,), frozenset().union(*said.values()))


def said_of(graph: Graph, things: Iterable[str], sources: Iterable[str]) -> frozenset[str]:
    """Return the facts and records of some sources in which one of some things stands."""
    wanted = f"VALUES ?thing {{ {_listed(things)} }} ?s ?by ?thing {_NOT_SAYING}"
    rows = graph.select(_saying(sources, wanted))
    return frozenset(written(row["s"]) for row in rows)


def _newest_first(graph: Graph, iri: str) -> Iterator[tuple[str, set[str]]]:
    """Yield all sources that say something of a thing, the newest first, those without a date last.

    What is said everywhere is found in the newest of all sources; once some of these say nothing of it, it
    takes less to ask for all that do.
    """
    dates, looked = _dates(graph), set[str]()
    newest_of_all = _ordered(dates, dates)
    for some in (newest_of_all[:_TRIED], *_batches(newest_of_all[_TRIED:])):
        looked.update(some)
        said = _said(graph, iri, some)
        yield from said
        if not said:
            break
    for some in _batches(_ordered(_stating(graph, iri) - looked, dates)):
        yield from _said(graph, iri, some)


def _dates(graph: Graph) -> dict[str, str]:
    """Return the dates of all sources that have one."""
    return {written(row["source"]): written(row["date"]) for row in graph.select(_DATED) if row["source"]}


def _ordered(sources: Iterable[str], dates: Mapping[str, str]) -> list[str]:
    """Return sources, the newest first, those without a date last."""
    return sorted(sorted(sources), key=lambda source: dates.get(source, ""), reverse=True)


def _batches(sources: Sequence[str]) -> Iterator[Sequence[str]]:
    return (sources[start : start + MOST_SOURCES] for start in range(0, len(sources), MOST_SOURCES))


def _stating(graph: Graph, iri: str) -> set[str]:
    """Return the sources that say something of a thing."""
    return {written(row["source"]) for row in graph.select(_STATING.replace("THING", f"<{iri}>"))}


def _said(graph: Graph, iri: str, sources: Sequence[str]) -> list[tuple[str, set[str]]]:
    """Return those of some sources that say something of a thing, with its facts and records there."""
    said: dict[str, set[str]] = defaultdict(set)
    for row in graph.select(_saying(sources, f"?s ?by <{iri}> {_NOT_SAYING}")):
        said[written(row["source"])].add(written(row["s"]))
    return [(source, said[source]) for source in sources if source in said]


def _saying(sources: Iterable[str], saying: str) -> str:
    return _SAYING.replace("SOURCES", _listed(sources)).replace("SAYING", saying)


def _listed(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in sorted({*iris}))
