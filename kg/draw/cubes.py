"""Figures that a data cube of others gives (W3C RDF Data Cube): observations with dimensions and measures."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.draw.figures import Figure, things_of
from kg.speech.texts import joined, listed, say
from kg.statements.extent import Extent
from kg.statements.properties import iri_value, number, written
from kg.statements.statement import Statement
from kg.terms import local
from kg.text.periods import ends, years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.graph import Graph
    from kg.statements.properties import Properties
    from kg.statements.statements import Statements

_OBSERVED: Final = "SELECT ?o ?p ?v { ?o a qb:Observation ; ?p ?v FILTER(isIRI(?o)) }"
_SORTS: Final = """SELECT DISTINCT ?p ?sort {
    VALUES (?cls ?by ?sort) {
        (qb:DimensionProperty qb:dimension "dimension") (qb:MeasureProperty qb:measure "measure")
    }
    { ?p a ?cls } UNION { ?component ?by ?p }
}"""
_PERIODS: Final = ("refperiod", "timeperiod", "time_period", "period", "year", "time", "date")
_UNITS: Final = ("unitmeasure", "unit_measure", "unit")


def observed(graph: Graph, statements: Statements) -> list[Figure]:
    """Return the figures of all observations, one for each measure, sorted by IRI; none has a document."""
    sorts: dict[str, set[str]] = defaultdict(set)
    for row in graph.select(_SORTS):
        sorts[written(row["sort"])].add(written(row["p"]))
    found: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    for row in graph.select(_OBSERVED):
        found[written(row["o"])][written(row["p"])].append(row["v"])
    return [
        figure
        for iri in sorted(found)
        for measure in sorted(sorts["measure"] & found[iri].keys())
        for figure in _figures(statements, iri, found[iri], measure, sorts["dimension"])
    ]


def _figures(
    statements: Statements, iri: str, properties: Properties, measure: str, dimensions: set[str]
) -> Iterator[Figure]:
    """Yield the figure that an observation gives of a measure, where it gives a number."""
    printed = written(properties[measure][0])
    value = number(printed)
    if value is None:
        return
    period, name = _first(statements, properties, _PERIODS), statements.name(measure)
    apart = sorted(prop for prop in dimensions & properties.keys() if local(prop).lower() not in _PERIODS)
    told = {statements.name(prop): listed(sorted(map(statements.text, properties[prop]))) for prop in apart}
    label = say("{name}: {value}", name=joined(say(", "), (name, *told.values(), period)), value=printed)
    said = Statement(
        *(iri, "triple", local(measure), name, label),
        modality="asserted",
        period=period,
        years=years(*ends(period)),
        printed=printed,
    )
    unit, things = _first(statements, properties, _UNITS), things_of(statements, properties, apart)
    amount = Extent(value, value)
    yield Figure(name, unit, False, told, amount, amount, said, things)


def _first(statements: Statements, properties: Properties, names: tuple[str, ...]) -> str:
    """Return the first value of a property with one of the names, a thing by its name."""
    named = {local(prop).lower(): values for prop, values in properties.items()}
    value = next((min(named[name], key=str) for name in names if name in named), None)
    return statements.text(value) if value is not None and iri_value(value) else written(value)
