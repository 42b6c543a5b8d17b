"""What a graph without facts and records dates: every thing with a date, whatever the vocabulary.

A property that begins something and its counterpart that ends it (schema:startDate and endDate,
prov:startedAtTime and endedAtTime, OWL-Time's hasBeginning and hasEnd) are one span. Dates of blank nodes and
of intervals and instants are those of the thing that leads to them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from kg import terms
from kg.statements.properties import iri_value
from kg.statements.statement import Statement
from kg.terms import local, split
from kg.text.periods import ends, read_date, years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.statements.statements import Statements

    Dates = dict[str, dict[str, list[str]]]

_TIME: Final = "http://www.w3.org/2006/time#"
_DATES: Final = """
    SELECT ?thing ?p ?date WHERE {
      ?thing ?p ?date FILTER(isLiteral(?date) && isIRI(?p))
      BIND(DATATYPE(?date) AS ?sort)
      FILTER(?sort IN (xsd:date, xsd:dateTime, xsd:dateTimeStamp, xsd:gYear, xsd:gYearMonth)
        || STRENDS(STR(?sort), "://schema.org/Date") || STRENDS(STR(?sort), "://schema.org/DateTime")
        || (?sort = xsd:string && REGEX(?date, "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+)?(Z|[+-][0-9:]+)?$")))
    }
"""
_CARRIED: Final = f"""
    SELECT DISTINCT ?holder ?p ?carrier WHERE {{
      {{ ?holder ?p ?carrier FILTER(isBlank(?carrier)) }}
      UNION {{ VALUES ?p {{ <{_TIME}hasBeginning> <{_TIME}hasEnd> }} ?holder ?p ?carrier }}
      UNION {{ VALUES ?cls {{ {
    " ".join(
        f"<{_TIME}{name}>"
        for name in ("Instant", "Interval", "ProperInterval", "DateTimeInterval", "TemporalEntity")
    )
}
        <{terms.DCTERMS}PeriodOfTime> }} ?carrier a ?cls . ?holder ?p ?carrier }}
      FILTER(isIRI(?p))
    }}
"""
_DEEPEST: Final = 6
_COUNTERPARTS: Final = (
    *(("start", "end"), ("begin", "end"), ("beginning", "end"), ("birth", "death"), ("born", "died")),
    *(
        ("founding", "dissolution"),
        ("from", "to"),
        ("from", "until"),
        ("from", "through"),
        ("since", "until"),
    ),
)
"""Words in the names of properties that begin something, with those that end it."""


class Dated(NamedTuple):
    """A thing with a date or an interval (`2024-05-01`, `1815/1852`), and the statement that gives it."""

    thing: str
    when: str
    statement: Statement


def dated(graph: Graph, statements: Statements) -> list[Dated]:
    """Return everything that plain triples date, sorted."""
    dates = _lifted(_read(graph), _carried(graph))
    found = [one for thing in dates for one in _of(thing, dates[thing], statements)]
    return sorted(found, key=lambda one: (one.when, one.statement.label, one.thing))


def _read(graph: Graph) -> Dates:
    """Return node → property → dates."""
    found: Dates = defaultdict(lambda: defaultdict(list))
    for row in graph.select(_DATES):
        if read_date(row["date"].value):
            found[_key(row["thing"])][row["p"].value].append(row["date"].value)
    return found


def _carried(graph: Graph) -> dict[str, list[tuple[str, str]]]:
    """Return each node whose dates are another's → the (holder, property) pairs that lead to it."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in graph.select(_CARRIED):
        found[_key(row["carrier"])].append((_key(row["holder"]), row["p"].value))
    return found


def _key(term: Term) -> str:
    return iri_value(term) or str(term)


def _lifted(dates: Dates, carried: dict[str, list[tuple[str, str]]]) -> Dates:
    """Return the dates with those of carriers given to what holds them, a few steps up."""
    for _ in range(_DEEPEST):
        moving = {node: dates.pop(node) for node in sorted(dates.keys() & carried.keys())}
        for node, properties in moving.items():
            for holder, prop in carried[node]:
                dates[holder][prop] += [when for _, _, when in _spans(properties)]
    return dates


def _of(thing: str, properties: dict[str, list[str]], statements: Statements) -> Iterator[Dated]:
    for first, last, when in _spans(properties):
        names = [statements.name(prop) for prop in (first, last) if prop]
        name = "–".join(names)
        iri, spoken_of = f"{thing} {first} {when}", years(*ends(when))
        yield Dated(thing, when, Statement(iri, "triple", local(first), name, name, years=spoken_of))


def _spans(properties: dict[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """Yield (property, counterpart or nothing, date or interval) for all dates of a thing."""
    spans = {first: last for first in properties if (last := _counterpart(first, properties))}
    for prop in sorted(properties.keys() - spans.values()):
        last = spans.get(prop, "")
        if last:
            yield prop, last, f"{properties[prop][0]}/{properties[last][0]}"
        else:
            yield from ((prop, "", when) for when in sorted({*properties[prop]}))


def _counterpart(prop: str, properties: dict[str, list[str]]) -> str:
    """Return the property that ends what another begins, where a thing has one later date of each."""
    namespace, name = split(prop)
    for begin, end in _COUNTERPARTS:
        for here, there in ((begin, end), (begin.capitalize(), end.capitalize())):
            last = namespace + name.replace(here, there)
            dates = properties[prop] + properties.get(last, [])
            if last != prop and len(dates) == 2 and last in properties and _is_before(*dates):
                return last
    return ""


def _is_before(first: str, last: str) -> bool:
    begun, ended = read_date(first), read_date(last)
    return bool(begun and ended) and _parts(first) <= _parts(last)


def _parts(date: str) -> tuple[int, int, int]:
    """Return year, month and day of a date, the last there is where it names none."""
    found = read_date(date)
    return (found.year, found.month or 12, found.day or 31) if found else (0, 0, 0)
