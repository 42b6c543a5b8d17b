"""Classes above classes, and which of several classes say most about a thing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.terms import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.graph.graph import Graph

    Hierarchy = Mapping[str, set[str]]
    """Class → the classes directly above it."""

_AT_ONCE: Final = 500


def superclasses(graph: Graph, classes: Iterable[str]) -> Hierarchy:
    """Return what is directly above each of the classes, and above those; a query for each step upwards."""
    found: dict[str, set[str]] = {}
    unknown = set(classes)
    while unknown:
        found |= {each: set() for each in unknown}
        for each, higher in _steps(graph, sorted(unknown)):
            found.setdefault(each, set()).add(higher)
        unknown = {higher for each in unknown for higher in found[each]} - found.keys()
    return found


def _steps(graph: Graph, classes: list[str]) -> Iterator[tuple[str, str]]:
    """Yield (class, superclass); what is no IRI has none."""
    iris = [f"<{each}>" for each in classes if ":" in each]
    for start in range(0, len(iris), _AT_ONCE):
        values = " ".join(iris[start : start + _AT_ONCE])
        pattern = "?class rdfs:subClassOf ?above FILTER(isIRI(?class) && isIRI(?above) && ?above != ?class)"
        for row in graph.select(f"SELECT ?class ?above {{ VALUES ?class {{ {values} }} {pattern} }}"):
            yield row["class"].value, row["above"].value


def above(cls: str, hierarchy: Hierarchy) -> list[str]:
    """Return all superclasses of a class, the nearest first, of these the ones of its own vocabulary."""
    found: dict[str, None] = {}
    level = {cls}
    while level:
        level = {higher for each in level for higher in hierarchy.get(each, ())} - found.keys() - {cls}
        found |= dict.fromkeys(own_first(cls, level))
    return list(found)


def own_first(cls: str, others: Iterable[str]) -> list[str]:
    """Return classes or properties by IRI, those of the vocabulary of `cls` before others."""
    return sorted(others, key=lambda other: (split(other)[0] != split(cls)[0], other))


def telling(counts: Mapping[str, int], hierarchy: Hierarchy) -> list[str]:
    """Return the kinds, most common first, less those that only things of narrower kinds among them have.

    What has two unrelated kinds counts for both, so that a few of nothing but a kind above may go unseen.
    """
    own: dict[str, int] = {}
    higher = {kind: above(kind, hierarchy) for kind in counts}
    for kind in sorted(counts, key=lambda kind: (-len(higher[kind]), kind)):
        own[kind] = counts[kind] - sum(number for narrower, number in own.items() if kind in higher[narrower])
    return sorted((kind for kind in own if own[kind] > 0), key=lambda kind: (-own[kind], kind))


def narrowest(
    cls: str, together: Mapping[frozenset[str], int], hierarchy: Hierarchy
) -> list[tuple[str, int]]:
    """Return the most specific classes of the things of a class, each with how many have it, most first.

    `together` says how many things have which classes together.
    """
    counts: Counter[str] = Counter()
    for classes, number in together.items():
        general = {higher for each in classes for higher in _strictly_above(each, hierarchy)}
        below = [each for each in classes - general if cls in (each, *above(each, hierarchy))]
        counts.update(dict.fromkeys(below, number))
    return sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))


def _strictly_above(cls: str, hierarchy: Hierarchy) -> list[str]:
    """Return the superclasses of a class that are not below it as well, and so the same class."""
    return [higher for higher in above(cls, hierarchy) if cls not in above(higher, hierarchy)]
