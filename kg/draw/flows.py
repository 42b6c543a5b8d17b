"""How much went where: trade and investment in money as Sankey diagrams, whole and parts, doubts in sight."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from kg.draw import chartpage, dates
from kg.network.statements import iri_of, iris_of, local, value_of
from kg.terms import jm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.network.statements import Properties, Statement, Statements

_FAMILY: Final = {"imports": "trade", "exports": "trade"}
"""Indicators that may be compared on one scale; any other stands for itself."""
_UNDIRECTED: Final = {"trade-volume", "trade-balance"}
"""Indicators whose figure does not flow from the one to the other."""
_TALLEST: Final = 240
_THINNEST: Final = 10


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


def flows_page(said: Statements) -> str:
    """Return the page of all flows."""
    found = flows(said)
    drawn, alone = diagrams(found)
    tallest = _tallest(drawn)
    drawn.sort(key=lambda diagram: -tallest[diagram.parts[0].family])
    lead = (
        "Bands are as wide as the sums the documents state; choose one to read the words. Diagrams of trade "
        "in one period share a scale, investment has its own. Hatched bands are doubtful: ⚠ tells what is "
        "printed and what is drawn. Grey bands are the rest of a whole that no document breaks down."
    )
    data = {
        "diagrams": [_drawn(diagram, tallest[diagram.parts[0].family]) for diagram in drawn],
        "alone": [{"printed": flow.statement.printed, **_told(flow)} for flow in alone],
    }
    table = chartpage.rows(
        "Every sum of money with two ends, as a table",
        ("What", "From", "To", "Part", "Period", "Printed", "Drawn", "Doubt", "Quote", "Source"),
        map(_row, found),
    )
    return chartpage.page(
        "flows", "What flows between Japan and Mexico" if found else "No flows", lead, data, table
    )


def _tallest(drawn: Iterable[Diagram]) -> dict[tuple[str, str, str], Decimal]:
    """Return the largest total of every family, which sets the family's scale."""
    found: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for diagram in drawn:
        family = diagram.parts[0].family
        found[family] = max(found[family], diagram.total)
    return found


def money(amount: Decimal, unit: str) -> str:
    """Return an amount in words: `US$1.01 billion`."""
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if abs(amount) >= size:
            return f"{_sign(unit)}{amount / size:.3g} {name}"
    return f"{_sign(unit)}{amount:,.0f}"


def _sign(unit: str) -> str:
    return "US$" if unit == "USD" else f"{unit} "


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


def _drawn(diagram: Diagram, tallest: Decimal) -> dict[str, Any]:
    """Return a diagram for the page: nodes by column and name, bands between them, its height in pixels."""
    nodes: dict[str, dict[str, Any]] = {}
    bands = [band for flow in diagram.parts for band in _bands(flow, diagram, nodes)]
    if diagram.rest > 0:
        bands += _rest(diagram, nodes)
    for node in nodes.values():
        node["figure"] = node["figure"] or _sum_of(diagram, node["id"], bands)
    return {
        "title": diagram.title,
        "note": " ".join(_notes(diagram)),
        "height": max(_THINNEST, round(float(diagram.total / tallest * _TALLEST))) if tallest else _THINNEST,
        "nodes": list(nodes.values()),
        "bands": bands,
    }


def _columns(flow: Flow) -> list[str]:
    """Return the nodes a flow runs through: its ends, with the product or component between them."""
    between = [flow.part] if flow.dimension in ("product", "component") else []
    return [flow.origin, *between, flow.target]


def _own_column(flow: Flow) -> int:
    """Return the column in which the part stands: the first when the whole breaks down by origin."""
    return 0 if flow.part == flow.origin else 1


def _bands(flow: Flow, diagram: Diagram, nodes: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    columns = _columns(flow)
    ids = [_node(nodes, column, name) for column, name in enumerate(columns)]
    if flow.dimension:
        nodes[ids[_own_column(flow)]].update(figure=_printed(flow), doubt=flow.kind != "stated")
    amount = flow.amount if flow.amount is not None else diagram.total / 20 or Decimal(1)
    for source, target in pairwise(ids):
        ends = {"source": source, "target": target, "amount": float(amount)}
        yield {**ends, "kind": flow.kind, "indicator": flow.indicator, **_told(flow)}


def _rest(diagram: Diagram, nodes: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the bands of what the parts leave of the whole."""
    whole = diagram.whole or diagram.parts[0]
    columns, at = _columns(diagram.parts[0]), _own_column(diagram.parts[0])
    columns[at] = "Not broken down"
    ids = [_node(nodes, column, name) for column, name in enumerate(columns)]
    text = f"{money(diagram.rest, whole.unit)}, our subtraction"
    nodes[ids[at]]["figure"] = text
    told = chartpage.told(whole.statement, label=f"Not broken down: {text}", when=dates.words(whole.period))
    return [
        {"source": a, "target": b, "amount": float(diagram.rest), "kind": "rest", "indicator": "", **told}
        for a, b in pairwise(ids)
    ]


def _node(nodes: dict[str, dict[str, Any]], column: int, name: str) -> str:
    """Return the id of the node with this name in this column, which is made when it is missing."""
    key = f"{column} {name}"
    nodes.setdefault(key, {"id": key, "name": name, "column": column, "figure": "", "doubt": False})
    return key


def _sum_of(diagram: Diagram, node: str, bands: Sequence[dict[str, Any]]) -> str:
    """Return what stands under a node of which no single passage gives the amount."""
    through = [band for band in bands if node in (band["source"], band["target"])]
    if diagram.whole:
        return diagram.whole.statement.printed
    if len(through) == 1:
        return str(through[0]["printed"])
    return f"{money(diagram.sum, diagram.parts[0].unit)}, our sum of the parts named"


def _printed(flow: Flow) -> str:
    """Return the printed figure; of a doubtful one also what is drawn."""
    printed = flow.statement.printed
    if flow.kind == "stated":
        return printed
    if flow.amount is None:
        return f"⚠ printed {printed}, not drawn to scale"
    return f"⚠ printed {printed}" + (
        f", drawn as {flow.statement.corrected}" if flow.kind == "corrected" else ""
    )


def _notes(diagram: Diagram) -> Iterator[str]:
    """Yield what must be said about a diagram's sums and doubts."""
    unit = diagram.parts[0].unit
    if diagram.whole and diagram.rest < 0:
        excess = money(-diagram.rest, unit)
        yield f"The parts exceed the whole, {diagram.whole.statement.printed}, by {excess}."
    elif diagram.whole and not diagram.rest:
        yield f"The parts add up to the whole, {diagram.whole.statement.printed}."
    elif not diagram.whole and any(flow.dimension for flow in diagram.parts):
        yield "No document gives the whole for this period, so only the parts it names are drawn."
    doubts: dict[str, list[str]] = defaultdict(list)
    for flow in diagram.parts:
        if flow.kind != "stated":
            doubts[flow.statement.reason.rstrip(".")].append(flow.part or flow.target)
    yield from (f"⚠ {', '.join(parts)}: {reason or 'doubtful'}." for reason, parts in doubts.items())


def _told(flow: Flow) -> dict[str, Any]:
    return chartpage.told(flow.statement, when=dates.words(flow.period))


def _row(flow: Flow) -> tuple[str, ...]:
    drawn = "not to scale" if flow.amount is None else money(flow.amount, flow.unit)
    doubt = f"{flow.statement.status}: {flow.statement.reason}" if flow.statement.status else ""
    ends = (flow.indicator_label, flow.origin, flow.target, flow.part, dates.words(flow.period))
    return (*ends, flow.statement.printed, drawn, doubt, *chartpage.cited(flow.statement))
