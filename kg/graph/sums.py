"""What is compared of two graphs too large to compare triple by triple: counts and lengths, by predicate."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg import terms

if TYPE_CHECKING:
    from kg.graph.graph import Graph

Sums = dict[str, tuple[int, int, int]]
"""By predicate: how many triples it has, how many characters their subjects have, and their objects."""

_LENGTH: Final = (
    "IF(isIRI({it}), STRLEN(STR({it})), IF(isLiteral({it}), "
    f'IF(LANG({{it}}) != "" || DATATYPE({{it}}) = <{terms.XSD}string>, STRLEN(STR({{it}})), 0), 0))'
)
"""The length of an IRI or a text; not of numbers and dates, which engines write in ways of their own."""
_OF: Final = (
    "SELECT ?p (COUNT(*) AS ?triples) "
    f"(SUM({_LENGTH.format(it='?s')}) AS ?subjects) (SUM({_LENGTH.format(it='?o')}) AS ?objects) "
    "WHERE {where} GROUP BY ?p"
)
_NAMES: Final = ("triples", "subjects", "objects")


def sums(graph: Graph, where: str = "{ ?s ?p ?o }") -> Sums:
    """Return the sums of what a pattern of ?s ?p ?o matches, by SPARQL 1.1; LocationError, QueryError."""
    rows = graph.select(_OF.replace("{where}", where))
    found = [(row["p"], tuple(_number(row[name]) for name in _NAMES)) for row in rows]
    return {
        p.value: (numbers[0], numbers[1], numbers[2]) for p, numbers in found if isinstance(p, ox.NamedNode)
    }


def total(found: Sums) -> int:
    """Return how many triples there are."""
    return sum(numbers[0] for numbers in found.values())


def difference(wanted: Sums, found: Sums) -> str:
    """Return in words what is not as it should be, of the first predicate that differs; empty when all is."""
    for predicate in sorted(wanted.keys() | found.keys()):
        (triples, *lengths), (others, *other_lengths) = (
            each.get(predicate, (0, 0, 0)) for each in (wanted, found)
        )
        if triples != others:
            return f"{others:,} triples of <{predicate}>, not {triples:,}"
        if lengths != other_lengths:
            return f"{sum(other_lengths):,} characters in triples of <{predicate}>, not {sum(lengths):,}"
    return ""


def _number(value: object) -> int:
    return int(Decimal(value.value)) if isinstance(value, ox.Literal) else 0
