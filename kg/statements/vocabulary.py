"""What a graph's ontologies say of its classes and properties: how they are drawn, folded and compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from kg import terms
from kg.speech.texts import in_each
from kg.terms import closure, local

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.graph.graph import Graph
    from kg.statements.properties import Pairs


LAST: Final = 1_000_000
"""The order of what has none."""


_SAYING_NOTHING: Final = {
    *(terms.OWL + name for name in ("NamedIndividual", "Thing")),
    terms.RDFS + "Resource",
    terms.SCHEMA + "Thing",
    "http://schema.org/Thing",
    terms.PROV + "Entity",
    terms.SKOS + "Concept",
    "http://wikiba.se/ontology#Item",
}
"""Classes that tell of a thing no more than that it is one; any other of its classes tells more."""

Narrowness = tuple[bool, int, bool, int, str]


def narrowness(cls: str, above: int, order: int = LAST) -> Narrowness:
    """Return a key that sorts the classes of a thing, the one to show first.

    First come those that say something, then those with most superclasses (`above`), those of evidence last,
    under which all others are where a graph tells no superclasses; then counts the order that a graph gives.
    """
    return cls in _SAYING_NOTHING, -above, cls.startswith(terms.KG), order, cls


def telling(classes: Sequence[str]) -> list[str]:
    """Return those of a thing's classes that say something of it, all of them where none does."""
    return [cls for cls in classes if cls not in _SAYING_NOTHING] or list(classes)


class Look(NamedTuple):
    """How a graph wants a class drawn: a colour, a shape, its place among other classes, and their family."""

    color: str
    shape: str
    order: int = LAST
    family: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """The classes and properties of a graph, by IRI; all is empty where the graph says nothing of them.

    `supers` are all superclasses; `folds` the properties at the two ends of a class of records; `looks` how
    a class is drawn, `orders` its rank, `lanes` its heading on a timeline; `dimensions` what tells figures
    apart; `broader` concepts directly above one.
    """

    supers: dict[str, set[str]] = field(default_factory=dict)
    folds: dict[str, tuple[set[str], set[str]]] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    orders: dict[str, int] = field(default_factory=dict)
    lanes: dict[str, str] = field(default_factory=dict)
    dimensions: frozenset[str] = frozenset()
    broader: Pairs = field(default_factory=dict)

    def narrowness(self, cls: str) -> Narrowness:
        """Return the key that sorts the classes of a thing, the one to show first."""
        return narrowness(cls, len(self.supers.get(cls, ())), self.orders.get(cls, LAST))

    def looks_of(self, cls: str) -> list[Look]:
        """Return the look of a class, followed by those of its superclasses, the nearest first."""
        near = sorted(
            self.supers.get(cls, ()),
            key=lambda c: (-len(self.supers.get(c, ())), self.orders.get(c, LAST), c),
        )
        return [self.looks[c] for c in (cls, *near) if c in self.looks]

    def order_of(self, cls: str) -> int:
        """Return the order of a class, else the least of its superclasses, else LAST."""
        above = [self.orders[c] for c in self.supers.get(cls, ()) if c in self.orders]
        return self.orders.get(cls, min(above, default=LAST))

    def looks_by_name(self) -> dict[str, list[Look]]:
        """Return local name → its look and those it inherits, the nearest first, for every class."""
        return {local(cls): self.looks_of(cls) for cls in sorted({*self.supers, *self.looks}, reverse=True)}


def read_vocabulary(graph: Graph) -> Vocabulary:
    """Return what the ontologies in a graph say."""
    orders = _orders(graph)
    return Vocabulary(
        supers=_closure(pairs(graph, "?a rdfs:subClassOf ?b")),
        folds=_folds(graph),
        looks=_looks(graph, orders),
        orders=orders,
        lanes=_texts(graph, "kg:lane"),
        dimensions=frozenset(pairs(graph, "?a a ?b VALUES ?b { qb:DimensionProperty }")),
        broader=pairs(graph, "?a skos:broader ?b"),
    )


def pairs(graph: Graph, pattern: str) -> Pairs:
    """Return ?a → the sorted ?b of a pattern, both IRIs."""
    found: dict[str, set[str]] = {}
    for row in graph.select(f"SELECT ?a ?b WHERE {{ {pattern} FILTER(isIRI(?a) && isIRI(?b)) }}"):
        found.setdefault(row["a"].value, set()).add(row["b"].value)
    return {a: sorted(found[a]) for a in sorted(found)}


def _looks(graph: Graph, orders: dict[str, int]) -> dict[str, Look]:
    colors, shapes = _texts(graph, "kg:color"), _texts(graph, "kg:shape")
    families = _texts(graph, "kg:family")
    return {
        cls: Look(colors[cls].lower(), shapes[cls], orders.get(cls, LAST), families.get(cls, ""))
        for cls in sorted(colors.keys() & shapes.keys())
    }


def _orders(graph: Graph) -> dict[str, int]:
    return {cls: int(text) for cls, text in _texts(graph, "kg:order").items() if text.isdecimal()}


def _texts(graph: Graph, prop: str) -> dict[str, str]:
    """Return IRI → the text of a property in the languages spoken; one without a language is English."""
    rows = graph.select(f"SELECT ?a ?b WHERE {{ ?a {prop} ?b FILTER(isIRI(?a) && isLiteral(?b)) }}")
    found: dict[str, dict[str, str]] = {}
    for iri, language, text in sorted((r["a"].value, r["b"].language or "en", r["b"].value) for r in rows):
        found.setdefault(iri, {}).setdefault(language, text)
    return {iri: _spoken(texts) for iri, texts in found.items()}


def _spoken(texts: Mapping[str, str]) -> str:
    """Return the one of texts by language that is spoken, else the English one, else the first."""
    usual = texts.get("en") or next(iter(texts.values()))
    return in_each(lambda language: texts.get(language, usual))


def _closure(supers: Pairs) -> dict[str, set[str]]:
    """Return every class with all its superclasses, itself left out."""
    return {cls: found - {cls} for cls, found in closure(supers).items()}


def _folds(graph: Graph) -> dict[str, tuple[set[str], set[str]]]:
    froms, tos = pairs(graph, "?a kg:foldsFrom ?b"), pairs(graph, "?a kg:foldsTo ?b")
    return {cls: (set(froms.get(cls, ())), set(tos.get(cls, ()))) for cls in sorted({*froms, *tos})}
