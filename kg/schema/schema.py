"""The schema of a graph, found by counting: the classes in use, or the properties in use with one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.graph.labels import foreignness
from kg.schema import uses as used
from kg.schema.example import example
from kg.schema.hierarchy import above, narrowest, own_first, superclasses
from kg.schema.named import find_class
from kg.schema.naming import Names
from kg.schema.tables import Classes, Described, UsedClass
from kg.schema.uses import IN, OUT, Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.graph.graph import Graph
    from kg.schema.hierarchy import Hierarchy

    Together = Mapping[frozenset[str], int]

_DEFINITIONS: Final = (terms.SKOS + "definition", terms.RDFS + "comment")
_AT_ONCE: Final = 500


def schema(graph: Graph, name: str = "") -> Classes | Described:
    """Return the classes of a graph or, of the one that `name` means, how the graph uses it.

    A graph in which nothing has a class is described by all its properties. Costs some twenty queries, which
    count where the graph is. Raises UnknownNameError for a name that no class in use has.
    """
    if name:
        return _described(graph, find_class(graph, name))
    found = used.classes(graph)
    return _classes(graph, found) if found else _described(graph, "")


def _classes(graph: Graph, found: Mapping[str, int]) -> Classes:
    up = superclasses(graph, found)
    labels = _labels(graph, found)
    rows = tuple(
        UsedClass(cls, labels.get(cls, ""), found[cls], tuple(own_first(cls, up[cls])))
        for cls in sorted(found, key=lambda cls: (-found[cls], cls))
    )
    return Classes(rows, Names(graph, {*found, *(higher for row in rows for higher in row.superclasses)}))


def _described(graph: Graph, cls: str) -> Described:
    together = used.classes_together(graph, cls) if cls else {}
    uses, up = _uses(graph, cls, together)
    higher = above(cls, up)
    labels = _labels(graph, {cls, *_ends(uses)} - {""})
    names = Names(
        graph, {cls, *higher, *(iri for use in uses for iri in (use.iri, *use.kinds) if ":" in iri)} - {""}
    )
    return Described(
        cls,
        _definition(graph, cls) if cls else "",
        used.number_of(graph, cls),
        tuple(higher),
        tuple(narrowest(cls, together, up)),
        tuple(uses),
        labels,
        names,
        example(graph, cls, uses, labels, names) if uses else "",
    )


def _uses(graph: Graph, cls: str, together: Together) -> tuple[list[Use], Hierarchy]:
    """Return the properties in both directions, and what is above all the classes met with."""
    directions = (OUT, IN) if cls else (OUT,)
    kinds = {direction: used.kinds(graph, cls, direction) for direction in directions}
    met = {kind for found in kinds.values() for of in found.values() for kind in of}
    up = superclasses(graph, {cls, *met, *(each for classes in together for each in classes)})
    counts = {direction: used.counts(graph, cls, direction) for direction in directions}
    return [use for one in directions for use in used.uses(cls, one, counts[one], kinds[one], up)], up


def _ends(uses: Iterable[Use]) -> set[str]:
    """Return the IRIs of properties and examples, which may have labels."""
    found: set[str] = set()
    for use in uses:
        found |= {use.iri, *(one.value for one in use.examples if isinstance(one, NamedNode))}
    return found


def _labels(graph: Graph, iris: Iterable[str]) -> dict[str, str]:
    wanted = sorted(iris)
    batches = (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))
    return {iri: label for batch in batches for iri, label in graph.labels(batch).items()}


def _definition(graph: Graph, cls: str) -> str:
    """Return what a class is said to be, in English where it is; empty where nobody says."""
    by = [NamedNode(prop) for prop in _DEFINITIONS]
    query = f"SELECT ?by ?text {{ VALUES ?by {{ {' '.join(map(str, by))} }} {NamedNode(cls)} ?by ?text }}"
    texts = [
        (by.index(row["by"]), foreignness(row["text"].value, row["text"].language))
        for row in graph.select(query)
        if isinstance(row["text"], Literal) and row["by"] in by
    ]
    return min(texts)[1][-1] if texts else ""
