"""The classes of a graph as a picture: how many things each has, and what mostly joins those of two."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from kg import terms
from kg.graph.graph import Graph
from kg.schema.uses import classes
from kg.site.missing import failed
from kg.site.overview import telling
from kg.site.picture import SCHEMES, of_all
from kg.site.visit import Made
from kg.statements.statements import TOLD_APART

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.site.visit import Visit

PATHS: Final = {f"classes{end}": scheme for end, scheme in SCHEMES.items()}
"""The addresses of the picture, and the light that each is drawn for."""
_MOST: Final = 40
"""How many relations have room in it."""
_TITLE: Final = "The classes, each with the number of its things"
_WIDTH: Final = 200.0
_SHOWN_BY: Final = (
    *(terms.RDF + "type", terms.RDFS + "subClassOf", terms.RDFS + "label"),
    *map(terms.kg, ("color", "shape", "order", "family")),
)
"""What an ontology says of a class that decides how its things are drawn."""


class Relation(NamedTuple):
    """A property that joins things of one class to things of another, and how often it does."""

    subject: str
    predicate: str
    object: str
    uses: int


def picture(visit: Visit) -> Made:
    """Return the picture, at one of its addresses; 404 where no class is joined to any, or of too much."""
    return of_all(visit, _picture)


def _picture(visit: Visit) -> Made:
    from kg.draw.printing import figure

    found = relations(visit.graph)
    if not found:
        return failed(visit, "Nothing joins the things of any classes here.", 404)
    as_things = Graph.from_triples(_as_things(visit.graph, found), visit.graph.prefixes)
    drawn = figure(
        as_things, title=_TITLE, width=_WIDTH, scheme=PATHS[visit.path], transparent=True, limit=2 * _MOST
    )
    return Made("svg", drawn.svg.encode())


@lru_cache(maxsize=1)  # a page asks whether there is a picture, which is then drawn in two schemes
def relations(graph: Graph) -> tuple[Relation, ...]:
    """Return what joins the things of two classes most often, those first that are joined most.

    Of its classes a thing counts in the narrowest. Who says so and how sure it is joins nothing.
    """
    narrowest, found = _narrowest(graph), Counter[tuple[str, str, str]]()
    for row in graph.select("SELECT ?s ?p ?o { ?s ?p ?o FILTER(isIRI(?s) && isIRI(?o)) }"):
        subject, predicate, value = (row[name].value for name in "spo")
        if predicate in TOLD_APART:
            continue
        pairs = product(narrowest.get(subject, ()), narrowest.get(value, ()))
        found.update((one, predicate, other) for one, other in pairs if one != other)
    ordered = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    first: dict[tuple[str, str], Relation] = {}
    for (subject, predicate, value), count in ordered:
        first.setdefault((subject, value), Relation(subject, predicate, value, count))
    return tuple(first.values())[:_MOST]


def _narrowest(graph: Graph) -> dict[str, set[str]]:
    """Return thing → its classes that tell what a graph is about, less those above another of them."""
    above, of_things = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for row in graph.select("SELECT ?a ?b { ?a rdfs:subClassOf+ ?b FILTER(?a != ?b) }"):
        above[getattr(row["a"], "value", "")].add(getattr(row["b"], "value", ""))
    for row in graph.select("SELECT ?s ?class { ?s a ?class FILTER(isIRI(?s) && isIRI(?class)) }"):
        of_things[row["s"].value].add(row["class"].value)
    known = telling(graph, {cls for classes in of_things.values() for cls in classes})
    return {
        thing: (classes & known).difference(*(above[cls] for cls in classes))
        for thing, classes in of_things.items()
    }


def _as_things(graph: Graph, found: Iterable[Relation]) -> Iterator[ox.Triple]:
    """Yield each class as the one thing of it, called by its name and how many things it has."""
    joined = sorted({cls for one in found for cls in (one.subject, one.object)})
    labels = graph.labels(sorted({*joined, *(one.predicate for one in found)}))
    sizes = classes(graph)
    nodes = {cls: ox.NamedNode(f"urn:class:{place}") for place, cls in enumerate(joined)}
    yield from _looks(graph)
    for predicate in sorted({one.predicate for one in found} & labels.keys()):
        label = ox.Literal(labels[predicate])
        yield ox.Triple(ox.NamedNode(predicate), ox.NamedNode(terms.RDFS + "label"), label)
    for cls, node in nodes.items():
        called = ox.Literal(f"{labels.get(cls, terms.local(cls))} {sizes[cls]:,}")
        for kind in (cls, terms.kg("Entity")):
            yield ox.Triple(node, ox.NamedNode(terms.RDF + "type"), ox.NamedNode(kind))
        yield ox.Triple(node, ox.NamedNode(terms.SKOS + "prefLabel"), called)
    for one in found:
        yield ox.Triple(nodes[one.subject], ox.NamedNode(one.predicate), nodes[one.object])


def _looks(graph: Graph) -> Iterable[ox.Triple]:
    """Return what the ontologies say of classes that decides how their things are drawn."""
    properties = " ".join(f"<{prop}>" for prop in _SHOWN_BY)
    return graph.construct(
        f"CONSTRUCT {{ ?class ?p ?o }} {{ VALUES ?kind {{ owl:Class rdfs:Class }} ?class a ?kind ."
        f" VALUES ?p {{ {properties} }} ?class ?p ?o }}"
    )
