"""What a graph uses: its classes, and the properties of the things of a class; counted where the graph is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode

from kg import terms
from kg.graph.answers import number
from kg.schema.hierarchy import own_first, telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.schema.hierarchy import Hierarchy

    Kinds = Mapping[str, "Kind"]

OUT: Final = "out"
IN: Final = "in"
_PATTERNS: Final = {OUT: "?thing ?property ?value", IN: "?value ?property ?thing"}
_NO_TYPE: Final = f"FILTER(isIRI(?property) && ?property != <{terms.RDF}type>)"
_KIND: Final = """COALESCE(?class,
    IF(isLiteral(?value), IF(LANG(?value) != "", CONCAT("@", LANG(?value)), DATATYPE(?value)),
       IF(isIRI(?value), "IRI", IF(isBlank(?value), "blank node", "triple"))))"""


@dataclass(frozen=True)
class Kind:
    """One kind of values: in how many triples, how many different ones, the least and greatest of them."""

    times: int
    different: int
    least: Term | None
    greatest: Term | None


@dataclass(frozen=True)
class Use:
    """A property used with things of a class: `out` when these are its subjects, `in` when its objects.

    `used_by` is how many of them have it. `kinds` says what stands at the other end, the most common first:
    IRIs of classes and datatypes, `@en` for texts in a language, `IRI`, `blank node` or `triple`; `different`
    is how many of these there are, `examples` are one or two.
    """

    direction: str
    iri: str
    used_by: int
    kinds: tuple[str, ...]
    different: int
    examples: tuple[Term, ...]


def classes(graph: Graph) -> dict[str, int]:
    """Return class → how many things have it."""
    query = "SELECT ?class (COUNT(DISTINCT ?thing) AS ?number) { ?thing a ?class } GROUP BY ?class"
    rows = [row for row in graph.select(query) if isinstance(row["class"], NamedNode)]
    return {row["class"].value: number(row["number"]) for row in rows}


def number_of(graph: Graph, cls: str) -> int:
    """Return how many things of a class there are; without one, how many things have properties."""
    among = _things(cls) or _PATTERNS[OUT]
    rows = graph.select(f"SELECT (COUNT(DISTINCT ?thing) AS ?number) {{ {among} }}")
    return next(number(row["number"]) for row in rows)


def counts(graph: Graph, cls: str, direction: str) -> dict[str, int]:
    """Return property → how many things of a class have it, or of all things where there is no class."""
    among = f"{_things(cls)} {_PATTERNS[direction]} {_NO_TYPE}"
    query = f"SELECT ?property (COUNT(DISTINCT ?thing) AS ?number) {{ {among} }} GROUP BY ?property"
    return {row["property"].value: number(row["number"]) for row in graph.select(query)}


def kinds(graph: Graph, cls: str, direction: str) -> dict[str, Kinds]:
    """Return property → kind of value → what there is of it; a value is looked at once, however frequent."""
    among = f"{_things(cls)} {_PATTERNS[direction]} {_NO_TYPE}"
    rows = graph.select(
        "SELECT ?property ?kind (SUM(?number) AS ?times) (COUNT(*) AS ?different)"
        " (MIN(?value) AS ?least) (MAX(?value) AS ?greatest) {"
        f" {{ SELECT ?property ?value (COUNT(*) AS ?number) {{ {among} }} GROUP BY ?property ?value }}"
        f" OPTIONAL {{ ?value a ?class FILTER(isIRI(?class)) }} BIND({_KIND} AS ?kind)"
        " FILTER(isIRI(?property)) } GROUP BY ?property ?kind",
    )
    found: dict[str, dict[str, Kind]] = {}
    for row in rows:
        kind = getattr(row["kind"], "value", "IRI")
        one = Kind(number(row["times"]), number(row["different"]), row["least"], row["greatest"])
        found.setdefault(row["property"].value, {})[kind] = one
    return dict(found)


def classes_together(graph: Graph, cls: str) -> Mapping[frozenset[str], int]:
    """Return how many things of a class have which classes together; none where no class is below it."""
    if not graph.ask(f"ASK {{ ?below rdfs:subClassOf {NamedNode(cls)} FILTER(isIRI(?below)) }}"):
        return {}
    rows = graph.select(
        "SELECT ?classes (COUNT(*) AS ?number) { { SELECT ?thing (GROUP_CONCAT(STR(?class)) AS ?classes)"
        f" {{ {_things(cls)} ?thing a ?class FILTER(isIRI(?class)) }} GROUP BY ?thing }}"
        " FILTER(isLiteral(?classes)) } GROUP BY ?classes",
    )
    found: Counter[frozenset[str]] = Counter()
    for row in rows:
        found[frozenset(row["classes"].value.split())] += number(row["number"])
    return found


def uses(
    cls: str, direction: str, counted: Mapping[str, int], found: Mapping[str, Kinds], up: Hierarchy
) -> list[Use]:
    """Return the properties of a class, the most used first, from what `counts` and `kinds` found.

    Of those used as often, the ones of the vocabulary of the class come first.
    """
    ordered = sorted(own_first(cls, counted), key=lambda prop: -counted[prop])
    return [_use(direction, prop, counted[prop], found.get(prop, {}), up) for prop in ordered]


def _things(cls: str) -> str:
    """Return the pattern of the things of a class; without one, nothing."""
    return f"?thing a {NamedNode(cls)} ." if cls else ""


def _use(direction: str, prop: str, used_by: int, of: Kinds, up: Hierarchy) -> Use:
    shown = telling({kind: found.times for kind, found in of.items()}, up)
    best = [of[kind] for kind in shown]
    different = sum(kind.different for kind in best)
    return Use(direction, prop, used_by, tuple(shown), different, _examples(best))


def _examples(of: Iterable[Kind]) -> tuple[Term, ...]:
    """Return the least value of each of the first two kinds, or least and greatest of the only one."""
    ends = [kind.least for kind in of] + [kind.greatest for kind in of]
    return tuple(dict.fromkeys(end for end in ends if end is not None and not isinstance(end, BlankNode)))[:2]
