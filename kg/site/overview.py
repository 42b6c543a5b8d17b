"""The pages that lead to all others: the front, the search, and what the sources do not agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.graph.labels import best
from kg.look.disagreements import disagreements, side_by_side, single
from kg.look.search import search
from kg.schema.uses import classes
from kg.site.layout import page
from kg.site.picture import is_drawable
from kg.site.sources import sources
from kg.statements.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.graph import Graph
    from kg.look.page import Group
    from kg.site.visit import Made, Visit

_FOUND: Final = 60
_LONGEST: Final = 200
_KINDS: Final = 40
_FEW: Final = 4
_READABLE: Final = 6000
"""Up to so many facts and records on this machine, the front page looks for what is not agreed on."""
_HOUSEKEEPING: Final = (terms.OWL, terms.RDF, terms.RDFS, terms.QB, terms.KG)
"""Vocabularies of classes that say nothing of what a graph is about."""
_COUNTED: Final = (("Source", "sources"), ("Passage", "passages"), ("Fact", "facts"), ("Record", "records"))


def front(visit: Visit) -> Made:
    """Return the front page: what this is, how much of it there is, and the ways in."""
    graph, counts = visit.graph, classes(visit.graph)
    said = sum(counts.get(terms.kg(name), 0) for name in ("Fact", "Record"))
    many = said > (0 if graph.is_remote else _READABLE)
    rivals = () if many else _disagreements(graph)
    return page(
        visit,
        "front.html",
        graph.title or "The graph",
        told=description(graph),
        amounts=[(counts.get(terms.kg(name), 0), noun) for name, noun in _COUNTED],
        kinds=_kinds(visit, counts),
        is_drawn=not graph.is_remote and is_drawable(counts),
        sources=sources(graph),
        queries=visit.site.queries,
        rivals=rivals[:_FEW],
        others=len(rivals[_FEW:]),
        many=many,
    )


def found(visit: Visit) -> Made:
    """Return the page of what has a name like the one looked for."""
    wanted = visit.parameters.get("q", "")[:_LONGEST].strip()
    hits = search(visit.graph, wanted, _FOUND) if wanted else []
    title = f"Search: {wanted}" if wanted else "Search"
    return page(visit, "search.html", title, q=wanted, hits=hits, most=_FOUND)


def rivals(visit: Visit) -> Made:
    """Return the page of all that the sources do not agree on, or that cannot be right."""
    return page(
        visit, "disagreements.html", "What the sources do not agree on", rivals=_disagreements(visit.graph)
    )


def _disagreements(graph: Graph) -> tuple[Group, ...]:
    if not graph.ask("ASK { VALUES ?class { kg:Fact kg:Record } ?statement a ?class }"):
        return ()
    statements = read(graph)
    groups = disagreements(statements, list(statements.facts), list(statements.records), single(graph))
    return tuple(side_by_side(statements, group, graph.prefixes) for group in groups)


def _kinds(visit: Visit, counts: dict[str, int]) -> list[tuple[str, int, str]]:
    """Return (label, number, link) of the classes that most things have, most first."""
    first = sorted(telling(visit.graph, counts), key=lambda iri: (-counts[iri], iri))[:_KINDS]
    labels = visit.graph.labels(first)
    return [(labels.get(iri, terms.local(iri)), counts[iri], visit.links.members(iri)) for iri in first]


def telling(graph: Graph, classes: Iterable[str]) -> set[str]:
    """Return those of some classes that tell what a graph is about."""
    shown = {iri for iri in classes if not iri.startswith(_HOUSEKEEPING)}
    return shown & _below_entities(graph) or shown


def _below_entities(graph: Graph) -> set[str]:
    """Return the classes of what statements are about, where a graph tells that from the evidence."""
    rows = graph.select(
        "SELECT DISTINCT ?class { VALUES ?above { kg:Entity kg:Record } ?class rdfs:subClassOf+ ?above }"
    )
    return {row["class"].value for row in rows if isinstance(row["class"], NamedNode)}


def description(graph: Graph) -> str:
    """Return what a project's ontology says the graph is about; empty where there is none."""
    rows = graph.select(
        "SELECT ?told { ?own owl:imports ?evidence ; dcterms:description ?told"
        f" FILTER(?evidence = <{terms.EVIDENCE}>) FILTER NOT EXISTS {{ ?other owl:imports ?own }} }}"
    )
    return best(row["told"] for row in rows if isinstance(row["told"], Literal))
