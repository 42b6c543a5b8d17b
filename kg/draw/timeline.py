"""What happened when: everything dated, in lanes, on an axis stretched where most happens."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from kg import terms
from kg.draw import chartpage, dates
from kg.draw.contents import Contents
from kg.draw.dates import Stretch
from kg.draw.lanes import Lanes
from kg.draw.lines import DASHES
from kg.draw.picture import Picture, counted
from kg.errors import KgError
from kg.statements.properties import iri_value, value_of, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.statements.dated import Dated
    from kg.statements.properties import Properties
    from kg.statements.statement import Statement
    from kg.statements.statements import Statements

_DAY: Final = re.compile(r"\d{4,}-\d\d-\d\d[^/]*")
_LEAD: Final = (
    "Choose one to read the very words that say so. The axis is stretched where most happens; every section "
    "has its own scale."
)
_COLUMNS: Final = ("When", "What", "Kind", "Certainty", "Quote", "Source")
_NOTHING: Final = (
    "A timeline draws facts and records with a kg:period or kg:asOf; in a graph without any, all things with "
    "a date (xsd:date, xsd:dateTime, xsd:gYear, xsd:gYearMonth)."
)
_BROKEN: Final = ("planned", "possible")
"""Modalities whose signs have a broken outline."""


@dataclass(frozen=True)
class Entry:
    """One dated thing: `when` in words, `span` on the axis, `sign` how it is drawn.

    A `sign` is `span` (lasts, or happened some time within), `day` or `attested`: true on a day that says
    nothing about begin or end.
    """

    lane: str
    label: str
    when: str
    span: Stretch
    sign: str
    modality: str
    statement: Statement = field(compare=False)


def entries(statements: Statements, dated: Iterable[Dated] = ()) -> list[Entry]:
    """Return everything dated, by lane and then by time; what several passages say alike is one entry.

    `dated` is what plain triples date.
    """
    lanes = Lanes(statements)
    found: dict[Entry, Entry] = {}
    for entry in (
        *_records(statements, lanes),
        *_facts(statements, lanes),
        *_plain(statements, dated, lanes),
    ):
        same = found.setdefault(entry, entry)
        if same is not entry:
            quotes = same.statement.quotes + entry.statement.quotes
            sources = tuple(sorted({*same.statement.sources, *entry.statement.sources}))
            found[entry] = replace(same, statement=replace(same.statement, quotes=quotes, sources=sources))
    return sorted(found.values(), key=lambda e: (lanes.rank(e.lane), e.lane, *_moment(e), e.label))


def timeline_page(
    statements: Statements, title: str = "", scheme: str = "auto", dated: Iterable[Dated] = ()
) -> Picture:
    """Return the picture of everything dated; KgError where nothing is."""
    found, contents = entries(statements, dated), Contents()
    if not found:
        raise KgError("nothing in this graph is dated", hint=_NOTHING)
    summary = counted(len(found), "dated statement")
    data = {
        "entries": [_drawn(entry, contents) for entry in found],
        "sections": sections([_moment(entry)[0] for entry in found]),
        "broken": _BROKEN,
        **contents.told(),
    }
    cells = (
        (
            chartpage.Ranked(e.when, _moment(e)[0]),
            e.label,
            e.lane,
            e.statement.modality,
            *chartpage.cited(e.statement),
        )
        for e in found
    )
    table = chartpage.rows("Everything dated, as a table", _COLUMNS, cells)
    heading, lead = title or "What happened when", f"{summary}. {_LEAD}"
    return chartpage.page("timeline", heading, lead, data, table, summary=summary, scheme=scheme)


def sections(moments: list[float]) -> list[list[float]]:
    """Return up to three stretches of the axis as [from, to, share of the width].

    A stretch is cut where what is to come crowds most into the time that is left, the largest gap between
    the two cumulative distributions; its share of the width lies between its share of time and of entries.
    """
    if not moments:
        return []
    low, high = int(min(moments)), int(max(moments)) + 1
    cuts = [low]
    while len(cuts) < 3 and (cut := _cut([m for m in moments if m >= cuts[-1]], cuts[-1], high)):
        cuts.append(cut)
    bounds = [*cuts, high]
    return [[start, end, round(_share(moments, start, end, low, high), 4)] for start, end in pairwise(bounds)]


def _cut(moments: list[float], low: int, high: int) -> int | None:
    """Return the year that parts a quiet time from a crowded one, or None when there is no such year."""

    def crowding(year: int) -> float:
        return sum(m >= year for m in moments) / len(moments) - (high - year) / (high - low)

    years = range(low + 1, high)
    best = max(years, key=lambda year: (crowding(year), -year), default=low)
    return best if best > low and crowding(best) > 0.3 and high - best >= 2 else None


def _share(moments: list[float], start: int, end: int, low: int, high: int) -> float:
    inside = sum(start <= m < end for m in moments) / len(moments)
    return 0.7 * inside + 0.3 * (end - start) / (high - low)


def _drawn(entry: Entry, contents: Contents) -> dict[str, Any]:
    """Return an entry for the page; dashes are shortened to fit its small sign."""
    dashes = DASHES[entry.modality] if entry.modality in _BROKEN else []
    return {
        "lane": entry.lane,
        **entry.span._asdict(),
        "sign": entry.sign,
        "modality": entry.modality,
        "dashes": [round(length * 0.55, 2) for length in dashes],
        **chartpage.mark(contents, entry.statement, label=entry.label, when=entry.when),
    }


def _moment(entry: Entry) -> tuple[float, float]:
    """Return where an entry stands on the axis: its begin, else its end."""
    start, end = entry.span
    first = start if start is not None else end
    return first or 0, end if end is not None else 9999


def _records(statements: Statements, lanes: Lanes) -> Iterator[Entry]:
    for iri, properties in statements.records.items():
        statement = statements[iri]
        yield from _dated(lanes.of(iri, "Record"), statement.label, statement, _when(properties))


def _when(properties: Properties) -> tuple[str, str]:
    """Return the sign and the date or interval of a fact or record."""
    period, as_of = (value_of(properties, terms.kg(key)) for key in ("period", "asOf"))
    if not period:
        return "attested", as_of
    return ("day" if _DAY.fullmatch(period) else "span"), period


def _facts(statements: Statements, lanes: Lanes) -> Iterator[Entry]:
    for iri, properties in statements.facts.items():
        statement = statements[iri]
        subject, target = (
            next(iter(properties.get(terms.RDF + end, [])), None) for end in ("subject", "object")
        )
        who = _name(statements, iri_value(subject))
        if datatype := getattr(target, "datatype", None):
            sort = datatype.value.removeprefix(terms.XSD)
            if sort in ("date", "dateTime", "gYear", "gYearMonth"):
                lane, sign = lanes.of(iri_value(subject), "Fact"), "day" if "date" in sort else "span"
                yield from _dated(lane, f"{who}: {statement.label}", statement, (sign, written(target)))
        elif _when(properties)[1]:
            label = f"{who} {statement.label} {_name(statements, iri_value(target))}"
            yield from _dated(lanes.of("", "Fact"), label, statement, _when(properties))


def _plain(statements: Statements, dated: Iterable[Dated], lanes: Lanes) -> Iterator[Entry]:
    for thing, when, statement in dated:
        label = f"{statements.label(thing)}: {statement.label}"
        yield from _dated(
            lanes.of_thing(thing), label, statement, ("day" if _DAY.fullmatch(when) else "span", when)
        )


def _name(statements: Statements, iri: str) -> str:
    title = value_of(statements.sources.get(iri, {}), terms.DCTERMS + "title")
    return title or statements.name(iri)


def _dated(lane: str, label: str, statement: Statement, when: tuple[str, str]) -> Iterator[Entry]:
    """Yield the entry when its date can be read."""
    sign, text = when
    if stretch := dates.stretch(text):
        spoken = f"as of {dates.words(text)}" if sign == "attested" else dates.words(text)
        yield Entry(lane, label, spoken, stretch, sign, statement.modality, statement)
