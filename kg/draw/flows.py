"""How much went where: the sums of money that a graph states, as a Sankey diagram needs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.draw.amounts import drawn
from kg.speech.texts import joined
from kg.statements import wording
from kg.statements.extent import extent
from kg.statements.properties import iri_of, iris_of
from kg.terms import kg, local

if TYPE_CHECKING:
    from kg.statements.extent import Extent
    from kg.statements.properties import Properties
    from kg.statements.statement import Statement
    from kg.statements.statements import Statements


@dataclass(frozen=True)
class Flow:
    """A sum of money that a passage states, from one end to the other.

    `dimensions` are the (property, value) labels by which it is told apart beside its ends, indicator and
    period; `part_of` the figure that it says it is a part of; `above` the concept above its indicator. One
    that `is_two_way` stands between its ends without direction. `value` is what is printed, `amount` what is
    drawn, None of a range, or when the printed figure cannot be right and no other is given. In a diagram
    `dimension` and `part` say which part it is: by product, cars; by state, Sonora.
    """

    iri: str
    indicator: str
    indicator_label: str
    unit: str
    period: str
    origin: str
    target: str
    kinds: tuple[str, str]
    dimensions: tuple[tuple[str, str], ...]
    part_of: str
    above: str
    value: Extent
    amount: Decimal | None
    is_two_way: bool
    statement: Statement = field(compare=False)
    dimension: str = ""
    part: str = ""

    @property
    def family(self) -> tuple[str, str, str]:
        """What shares a scale with it."""
        return self.above or self.indicator, self.unit, self.period

    @property
    def when(self) -> str:
        """Its period in words."""
        return wording.period(self.period, self.statement.precision)

    @property
    def kind(self) -> str:
        """How its band is drawn: `stated`, `range`, `doubtful`, `corrected` or `unscaled`."""
        if self.amount is None:
            return "unscaled" if self.statement.status else "range"
        if self.statement.status:
            return "corrected" if self.statement.corrected else "doubtful"
        return "stated"

    @property
    def is_doubtful(self) -> bool:
        """Whether it is drawn as what cannot be taken as it stands."""
        return self.kind not in ("stated", "range")


def flows(statements: Statements) -> list[Flow]:
    """Return every figure in a currency that has two ends, in the order in which the sources print them."""
    found = [_flow(statements, iri, properties) for iri, properties in statements.records.items()]
    return sorted((flow for flow in found if flow), key=_place)


def _flow(statements: Statements, iri: str, properties: Properties) -> Flow | None:
    """Return the flow a record states, or None when it has not two ends and an amount of money."""
    unit, value = iri_of(properties, kg("unit")), extent(properties)
    ends = _ends(statements, iri, properties)
    if not ends or value is None or kg("Currency") not in statements.types.get(unit, ()):
        return None
    statement = statements[iri]
    amount = drawn(properties, statement.status)
    above = next(iter(statements.vocabulary.broader.get(iri_of(properties, kg("indicator")), ())), "")
    return Flow(
        iri=iri,
        indicator=statement.property,
        indicator_label=statement.property_label,
        unit=local(unit),
        period=statement.period or statement.as_of,
        origin=statements.name(ends[0]),
        target=statements.name(ends[1]),
        kinds=(statements.class_label(ends[0]), statements.class_label(ends[1])),
        dimensions=_dimensions(statements, iri, properties),
        part_of=iri_of(properties, kg("partOf")),
        above=statements.name(above) if above else "",
        value=value,
        amount=None if amount is None or amount.is_range else amount.lowest,
        is_two_way=not statements.is_directed(iri),
        statement=statement,
    )


def _ends(statements: Statements, iri: str, properties: Properties) -> list[str]:
    """Return the two things that a record stands between, or nothing when it has not two."""
    froms, tos = (
        sorted({thing for prop in props for thing in iris_of(properties, prop)})
        for props in statements.fold_of(iri)
    )
    if statements.is_directed(iri):
        return [froms[0], tos[0]] if froms and tos else []
    return froms[:2] if len(froms) > 1 else []


def _dimensions(statements: Statements, iri: str, properties: Properties) -> tuple[tuple[str, str], ...]:
    """Return what tells a figure apart beside its indicator, its period and its ends."""
    told = {kg("indicator"), kg("period"), *statements.fold_of(iri)[0], *statements.fold_of(iri)[1]}
    found = [prop for prop in properties if prop in statements.vocabulary.dimensions - told]
    return tuple(
        (statements.name(prop), joined(", ", map(statements.text, properties[prop]))) for prop in found
    )


def _place(flow: Flow) -> tuple[str, int, str]:
    quote = next(iter(flow.statement.quotes), None)
    return (quote["source"], quote["start"], flow.iri) if quote else ("", 0, flow.iri)
