"""Everything that a graph dates: one entry for each thing, whatever the number of documents that date it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kg import terms
from kg.draw import dates
from kg.draw.dates import Stretch
from kg.draw.lanes import Lanes
from kg.speech.texts import joined, say
from kg.statements.properties import date_of, iri_value, value_of
from kg.statements.spoken import spoken
from kg.text.datewords import as_of, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.answers import Term
    from kg.statements.dated import Dated
    from kg.statements.properties import Properties
    from kg.statements.statement import Statement
    from kg.statements.statements import Statements

_DAY: Final = re.compile(r"\d{4,}-\d\d-\d\d[^/]*")


@dataclass(frozen=True)
class Entry:
    """One dated thing: `when` in words, `date` as the graph writes it, `sign` how it is drawn.

    A `sign` is `span` (lasts, or happened some time within), `day` or `attested`: true on a day that says
    nothing about begin or end. `says` are the statements that date it, each with its date in words.
    """

    lane: str
    label: str
    when: str
    date: str
    sign: str
    modality: str
    says: tuple[tuple[Statement, str], ...] = field(compare=False)

    @property
    def span(self) -> Stretch:
        """Where it lies on the axis."""
        return dates.stretch(self.date) or Stretch(None, None)

    @property
    def moment(self) -> tuple[float, float]:
        """Where it stands on the axis: its begin, else its end."""
        start, end = self.span
        first = start if start is not None else end
        return first or 0, end if end is not None else 9999

    @property
    def statements(self) -> list[Statement]:
        """The statements that date it."""
        return [statement for statement, _ in self.says]


def entries(statements: Statements, dated: Iterable[Dated] = ()) -> list[Entry]:
    """Return everything dated, by lane and then by time; the same thing dated alike is one entry.

    `dated` is what plain triples date.
    """
    lanes = Lanes(statements)
    alike: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in (
        *_records(statements, lanes),
        *_facts(statements, lanes),
        *_plain(statements, dated, lanes),
    ):
        alike[entry.lane, entry.label, _certainty(entry), str(entry.sign == "attested")].append(entry)
    found = [entry for group in alike.values() for entry in _joined(group)]
    return sorted(found, key=lambda e: (lanes.rank(e.lane), e.lane, *e.moment, e.label, e.modality))


def _certainty(entry: Entry) -> str:
    """Return the modality that sets an entry apart: what is said or reported is both times stated."""
    return "stated" if entry.modality in ("asserted", "reported") else entry.modality


def _joined(group: list[Entry]) -> list[Entry]:
    """Return entries of one thing with one for every date; a vaguer one joins the only finer there is."""
    by_date: dict[str, Entry] = {}
    for entry in group:
        by_date[entry.date] = _with(by_date[entry.date], entry) if entry.date in by_date else entry
    finest = [date for date in by_date if not any(dates.finer(other, date) for other in by_date)]
    for date in [date for date in by_date if date not in finest]:
        inside = [other for other in finest if dates.finer(other, date)]
        if len(inside) == 1 and by_date[date].statements[0].kind != "record":
            by_date[inside[0]] = _with(by_date[inside[0]], by_date.pop(date))
    return list(by_date.values())


def _with(entry: Entry, other: Entry) -> Entry:
    """Return the entry with what says the same of another date or in another document."""
    said = sorted((*entry.says, *other.says), key=lambda pair: (pair[0].sources, pair[0].iri))
    return replace(entry, says=tuple(said), modality=min(entry.modality, other.modality))


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
        if date := date_of(target):
            lane, sign = lanes.of(iri_value(subject), "Fact"), "day" if _DAY.fullmatch(date) else "span"
            label = say("{name}: {value}", name=who, value=statement.label)
            yield from _dated(lane, label, statement, (sign, date))
        elif target is not None and _when(properties)[1]:
            yield from _dated(
                lanes.of("", "Fact"), _told(statements, who, statement, target), statement, _when(properties)
            )


def _told(statements: Statements, who: str, statement: Statement, target: Term) -> str:
    """Return who is what to which thing, or has which value."""
    if iri := iri_value(target):
        return joined(" ", (who, statement.label, _name(statements, iri)))
    return say(
        "{name}: {value}", name=joined(" ", (who, statement.label)), value=spoken(statements.text(target))
    )


def _plain(statements: Statements, dated: Iterable[Dated], lanes: Lanes) -> Iterator[Entry]:
    for thing, when, statement in dated:
        label = say("{name}: {value}", name=statements.label(thing), value=statement.label)
        yield from _dated(
            lanes.of_thing(thing), label, statement, ("day" if _DAY.fullmatch(when) else "span", when)
        )


def _name(statements: Statements, iri: str) -> str:
    title = value_of(statements.sources.get(iri, {}), terms.DCTERMS + "title")
    return title or statements.name(iri)


def _dated(lane: str, label: str, statement: Statement, when: tuple[str, str]) -> Iterator[Entry]:
    """Yield the entry when its date can be read."""
    sign, text = when
    if dates.stretch(text):
        spoken = words(text, statement.precision)
        spoken = as_of(spoken) if sign == "attested" else spoken
        yield Entry(lane, label, spoken, text, sign, statement.modality, ((statement, spoken),))
