"""How much went where: the sums of money a graph states, and which of them belong in one diagram."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from kg.draw import dates
from kg.network.properties import iri_of, iris_of, local, value_of
from kg.terms import jm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.network.properties import Properties
    from kg.network.statements import Statement, Statements

_FAMILY: Final = {"imports": "trade", "exports": "trade"}
"""Indicators that may be compared on one scale; any other stands for itself."""
_UNDIRECTED: Final = {"trade-volume", "trade-balance"}
"""Indicators whose figure does not flow from the one to the other."""


@dataclass(frozen=True)
class Flow:
    """A sum of money that a passage states, from one end to the other.

    `dimension` says which part of a whole it is: `component`, `product`, the class of an end that is no
    country, such as `state`, or empty for the whole itself; `amount` is what is drawn, None when the printed
    figure cannot be right and no other is given.
    """

    iri: str
    indicator: str
    indicator_label: str
    unit: str
    period: str
    origin: str
    target: str
    dimension: str
    part: str
    part_of: str
    amount: Decimal | None
    statement: Statement = field(compare=False)

    @property
    def family(self) -> tuple[str, str, str]:
        """What shares a scale with it."""
        return _FAMILY.get(self.indicator, self.indicator), self.unit, self.period

    @property
    def kind(self) -> str:
        """How its band is drawn: `stated`, `doubtful`, `corrected` or `unscaled`."""
        if self.amount is None:
            return "unscaled"
        if self.statement.status:
            return "corrected" if self.statement.corrected else "doubtful"
        return "stated"


@dataclass(frozen=True)
class Diagram:
    """Flows to draw together: the parts, and the whole they belong to where a passage states it."""

    title: str
    parts: list[Flow]
    whole: Flow | None = None

    @property
    def total(self) -> Decimal:
        """What its bands add up to, the part that no passage explains included."""
        return max(self.sum, (self.whole.amount or Decimal(0)) if self.whole else Decimal(0))

    @property
    def sum(self) -> Decimal:
        """What the parts add up to, as drawn."""
        return sum((flow.amount or Decimal(0) for flow in self.parts), Decimal(0))

    @property
    def rest(self) -> Decimal:
        """What the parts leave of the whole, negative when they exceed it, nothing within rounding."""
        if not self.whole or not self.whole.amount:
            return Decimal(0)
        left = self.whole.amount - self.sum
        return left if abs(left) > self.whole.amount / 200 else Decimal(0)


def flows(said: Statements) -> list[Flow]:
    """Return every observation of money that has two ends, in the order in which the sources print them."""
    found = [
        _flow(said, iri, said.records[iri]) for iri in said.records if "Observation" in said.classes(iri)
    ]
    return sorted((flow for flow in found if flow), key=_place)


def diagrams(found: Sequence[Flow]) -> tuple[list[Diagram], list[Flow]]:
    """Return the diagrams that can be drawn of flows, and the flows that are in none of them.

    Only flows of one indicator, unit and period are parts of one diagram; imports and exports of one period
    that are broken down no further stand side by side.
    """
    drawable = [
        f
        for f in found
        if f.indicator not in _UNDIRECTED and f.statement.modality in ("asserted", "reported")
    ]
    drawn = _worth_drawing([d for group in _grouped(drawable, _whole_key) for d in _by_dimension(group)])
    used = {flow.iri for diagram in drawn for flow in (*diagram.parts, diagram.whole) if flow}
    for group in _grouped([flow for flow in drawable if flow.iri not in used], lambda flow: flow.family):
        if len(group) > 1 and not any(flow.dimension for flow in group):
            drawn.append(Diagram(f"Trade, {dates.words(group[0].period)}", group))
            used |= {flow.iri for flow in group}
    return drawn, [flow for flow in found if flow.iri not in used]


def _flow(said: Statements, iri: str, properties: Properties) -> Flow | None:
    """Return the flow an observation states, or None when it has not two ends and an amount of money."""
    unit, value = local(iri_of(properties, jm("unit"))), value_of(properties, jm("value"))
    origin, target = iri_of(properties, jm("from")), iri_of(properties, jm("to"))
    if not (origin and target and value and re.fullmatch("[A-Z]{3}", unit)):
        return None
    dimension, part = _part(said, properties, origin, target)
    statement = said.said(iri)
    start, end = value_of(properties, jm("start")), value_of(properties, jm("end"))
    return Flow(
        iri=iri,
        indicator=statement.property,
        indicator_label=statement.property_label,
        unit=unit,
        period=value_of(properties, jm("period")) or (f"{start}/{end}" if start or end else statement.as_of),
        origin=said.name(origin),
        target=said.name(target),
        dimension=dimension,
        part=part,
        part_of=iri_of(properties, jm("partOf")),
        amount=_amount(properties, statement, value),
        statement=statement,
    )


def _part(said: Statements, properties: Properties, origin: str, target: str) -> tuple[str, str]:
    """Return which part of a whole an observation states: the dimension and the name of the part."""
    for dimension, names in (("component", ["component"]), ("product", ["product", "sector"])):
        things = [thing for name in names for thing in iris_of(properties, jm(name))]
        if things:
            return dimension, ", ".join(map(said.name, things))
    for end in (origin, target):
        classes = said.classes(end)
        if "Country" not in classes:
            cls = next((cls for cls in ("State", "Place", *classes) if cls in classes), "Entity")
            return said.name(jm(cls)), said.name(end)
    return "", ""


def _amount(properties: Properties, statement: Statement, value: str) -> Decimal | None:
    """Return the amount to draw: the corrected one of a suspect figure, None when there is none."""
    if statement.status != "suspect":
        return Decimal(value)
    corrected = value_of(properties, jm("correctedValue"))
    return Decimal(corrected) if corrected else None


def _place(flow: Flow) -> tuple[str, int, str]:
    quote = next(iter(flow.statement.quotes), None)
    return (quote["source"], quote["start"], flow.iri) if quote else ("", 0, flow.iri)


def _whole_key(flow: Flow) -> tuple[str, str, str]:
    return flow.indicator, flow.unit, flow.period


def _grouped(found: Iterable[Flow], key: Any) -> list[list[Flow]]:  # noqa: ANN401  (a function to sortable keys)
    groups: dict[Any, list[Flow]] = defaultdict(list)
    for flow in found:
        groups[key(flow)].append(flow)
    return list(groups.values())


def _worth_drawing(drawn: Sequence[Diagram]) -> list[Diagram]:
    """Return the diagrams that compare anything: with several parts, a whole, or others on their scale."""
    families = [diagram.parts[0].family for diagram in drawn]
    return [d for d in drawn if d.whole or len(d.parts) > 1 or families.count(d.parts[0].family) > 1]


def _by_dimension(group: Sequence[Flow]) -> Iterator[Diagram]:
    """Yield a diagram for every way in which flows of one indicator and period are broken down."""
    for dimension in dict.fromkeys(flow.dimension for flow in group if flow.dimension):
        parts = sorted((flow for flow in group if flow.dimension == dimension), key=_size)
        title = f"{parts[0].indicator_label}, {dates.words(parts[0].period)}, by {dimension}"
        yield Diagram(title[0].upper() + title[1:], parts, _whole_of(parts, group))


def _size(flow: Flow) -> Decimal:
    """Rank large before small, and what is not drawn to scale last."""
    return -(flow.amount or Decimal(0))


def _whole_of(parts: Sequence[Flow], group: Sequence[Flow]) -> Flow | None:
    """Return the flow that the parts say they are part of, else the one whole of their group."""
    named = {flow.part_of for flow in parts}
    wholes = [flow for flow in group if not flow.dimension and flow.amount is not None]
    return next((flow for flow in wholes if flow.iri in named), wholes[0] if len(wholes) == 1 else None)
