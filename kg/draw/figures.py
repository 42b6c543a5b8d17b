"""The figures of one indicator: what sets each apart, and which of them are of the same quantity."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.draw import dates
from kg.draw.amounts import drawn, large, money, scaled
from kg.speech.texts import in_each, joined, listed, say, version
from kg.statements import wording
from kg.statements.extent import extent
from kg.statements.properties import iri_of, iri_value
from kg.terms import kg, local
from kg.text.datewords import as_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.statements.extent import Extent
    from kg.statements.properties import Properties
    from kg.statements.statement import Statement
    from kg.statements.statements import Statements

    Groups = dict[str, dict[str, list["Figure"]]]
    Told = Callable[["Figure"], str]


_SIGNS: Final = {kg("count"): "", kg("factor"): "×", kg("rank"): ""}
"""What tells units that nobody writes out."""


class Drawn(NamedTuple):
    """An amount as a chart shows it: `kind` is stated, doubtful, printed or corrected."""

    kind: str
    amount: Extent
    text: str


@dataclass(frozen=True)
class Figure:
    """A number or range that a passage states of an indicator; `unit` is a currency's code, else in words.

    `dimensions` (label → value in words) set it apart from others, beside its period. `value` is what is
    printed; `amount` what is drawn to scale: of a suspect figure the corrected value, None where it has none.
    `things` (label → IRIs) are the dimensions that are things. A rank is a place in an order, no amount.
    A `sign` before an amount, which may be empty, stands for its unit.
    """

    indicator: str
    unit: str
    is_money: bool
    dimensions: Mapping[str, str]
    value: Extent
    amount: Extent | None
    statement: Statement = field(compare=False)
    things: Mapping[str, Sequence[str]] = field(default_factory=dict, compare=False)
    is_rank: bool = False
    sign: str | None = None

    @property
    def period(self) -> str:
        """Its period as the graph writes it, else the date on which it is shown to hold."""
        return self.statement.period or self.statement.as_of

    @property
    def when(self) -> str:
        """Its period in words."""
        told = wording.period(self.period, self.statement.precision)
        return told if self.statement.period else as_of(told)

    @property
    def moment(self) -> tuple[float, float]:
        """Where its period begins and ends, for the order of time."""
        start, end = dates.stretch(self.period) or (None, None)
        return (start if start is not None else end or 0, end if end is not None else 9999)

    def told(self, amount: Decimal) -> str:
        """Return an amount in its unit: `US$1.01 billion`, `80 years`, `×4`; of counted things the number."""
        if self.sign is not None:
            return joined("", (self.sign, large(amount)))
        return money(amount, self.unit) if self.is_money else joined(" ", (large(amount), self.unit))

    def scale(self, amounts: Sequence[Decimal]) -> tuple[list[str], str]:
        """Return amounts as an axis tells them, and their unit: `0`, `2`, `4` and `US$ billion`.

        The unit is empty where a sign or the indicator itself says it.
        """
        numbers, word = scaled(amounts)
        told = [joined("", (self.sign or "", number)) for number in numbers]
        if self.is_money:
            return told, joined(" ", ("US$" if self.unit == "USD" else self.unit, word))
        return told, joined(" ", (word, self._unsaid() if self.sign is None or self.is_rank else ""))

    def _unsaid(self) -> str:
        """Return its unit, empty where the name of the indicator has it: years of history."""

        def unit(language: str) -> str:
            one, name = version(self.unit, language), version(self.indicator, language)
            return "" if re.search(rf"(?i)\b{re.escape(one)}\b", name) else one

        return in_each(unit)

    def between(self, amount: Extent) -> str:
        """Return an amount in its unit, of a range both ends: `US$3 billion to US$4 billion`."""
        ends = [self.told(end) for end in dict.fromkeys(amount)]
        return say("{start} to {end}", start=ends[0], end=ends[-1]) if len(ends) > 1 else ends[0]

    def drawn(self) -> Iterator[Drawn]:
        """Yield what is drawn of it: of a doubtful figure what is printed, then what is meant."""
        printed, status = self.statement.printed or self.between(self.value), self.statement.status
        if self.amount == self.value:
            text = f"⚠ {printed}" if status else printed
            yield Drawn("doubtful" if status else "stated", self.value, text)
            return
        yield Drawn("printed", self.value, say("⚠ printed {figure}", figure=printed))
        if self.amount is not None:
            meant = self.statement.corrected or self.between(self.amount)
            yield Drawn("corrected", self.amount, say("probably {figure}", figure=meant))


def recorded(statements: Statements) -> list[Figure]:
    """Return the figures that records state."""
    found = (_figure(statements, iri, properties) for iri, properties in statements.records.items())
    return [figure for figure in found if figure]


def by_indicator(figures: Iterable[Figure]) -> dict[tuple[str, str], list[Figure]]:
    """Return (indicator, unit) → its figures; the indicator with most figures comes first."""
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.indicator, figure.unit].append(figure)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _figure(statements: Statements, iri: str, properties: Properties) -> Figure | None:
    """Return the figure that a record states, None where it has no indicator or no number."""
    value, indicator = extent(properties), iri_of(properties, kg("indicator"))
    if value is None or not indicator:
        return None
    unit, statement = iri_of(properties, kg("unit")), statements[iri]
    is_money = kg("Currency") in statements.types.get(unit, ())
    return Figure(
        statements.name(indicator),
        local(unit) if is_money or not unit else statements.name(unit),
        is_money,
        _dimensions(statements, properties),
        value,
        drawn(properties, statement.status),
        statement,
        things_of(statements, properties, _apart(statements, properties)),
        is_rank=unit == kg("rank"),
        sign=_SIGNS.get(unit),
    )


def _apart(statements: Statements, properties: Properties) -> list[str]:
    return sorted(statements.vocabulary.dimensions & properties.keys() - {kg("indicator"), kg("period")})


def _dimensions(statements: Statements, properties: Properties) -> dict[str, str]:
    found = ((statements.name(prop), properties[prop]) for prop in _apart(statements, properties))
    return {name: listed(sorted(map(statements.text, values))) for name, values in found}


def things_of(
    statements: Statements, properties: Properties, dimensions: Iterable[str]
) -> dict[str, list[str]]:
    """Return label → the sorted IRIs of each of the dimensions that leads to things."""
    found = ((statements.name(prop), map(iri_value, properties[prop])) for prop in dimensions)
    return {name: iris for name, values in found if (iris := sorted(filter(None, values)))}


def constant(figures: Sequence[Figure]) -> dict[str, str]:
    """Return the dimensions in which figures do not differ."""
    first = figures[0].dimensions
    return {
        name: value
        for name, value in first.items()
        if all(figure.dimensions.get(name) == value for figure in figures)
    }


def in_words(dimensions: Mapping[str, str]) -> list[str]:
    """Return dimensions with their values: `product cars`."""
    return [
        say("{dimension} {name}", dimension=dimension, name=name) for dimension, name in dimensions.items()
    ]


def grouped(figures: Sequence[Figure]) -> Groups:
    """Return heading → row → figures of one quantity, in the order in which they are drawn.

    Where there are more periods than things measured, each thing has a heading and its periods follow one
    another in time; else each period has one, beneath it what is measured by its amount. Figures that differ
    in their period alone need no heading.
    """
    same = constant(figures)
    in_time, ordered = sorted(figures, key=_in_time), sorted(figures, key=by_size)
    if all(figure.dimensions == same for figure in figures):
        return _nested(in_time, lambda _: "", _when)
    periods, labels = {figure.when for figure in figures}, {_label(figure, same) for figure in figures}
    if len(periods) > len(labels):
        return _nested(in_time, lambda figure: _label(figure, same), _when)
    found = _nested(ordered, _when, lambda figure: _label(figure, same))
    return {when: found[when] for when in dict.fromkeys(map(_when, in_time))}


def _nested(ordered: Iterable[Figure], heading: Told, row: Told) -> Groups:
    found: Groups = {}
    for figure in ordered:
        found.setdefault(heading(figure), {}).setdefault(row(figure), []).append(figure)
    return found


def _when(figure: Figure) -> str:
    return figure.when or say("no date")


def _in_time(figure: Figure) -> tuple[float, float, str, str]:
    return (*figure.moment, figure.when, figure.statement.iri)


def by_size(figure: Figure) -> tuple[Decimal, str]:
    """Rank the largest first, of ranks the least, then by what states it."""
    amount = figure.amount.middle if figure.amount else Decimal(0)
    return amount if figure.is_rank else -amount, figure.statement.iri


def _label(figure: Figure, same: Mapping[str, str]) -> str:
    own = [value for name, value in figure.dimensions.items() if name not in same]
    return joined(say(", "), own or same.values()) or figure.indicator
