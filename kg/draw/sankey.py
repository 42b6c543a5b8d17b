"""Trade and investment as Sankey diagrams on a page: parts and whole to scale, every doubt in sight."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from kg.draw import chartpage, dates
from kg.draw.diagrams import Diagram, diagrams
from kg.draw.flows import Flow, flows
from kg.draw.picture import Picture, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.statements.statements import Statements

_TALLEST: Final = 240
_THINNEST: Final = 10
"""Height in pixels of the largest and of the least diagram of a family."""
_LEAD: Final = (
    "Bands are as wide as the sums the documents state; choose one to read the words. Diagrams of one "
    "kind in one period share a scale. Hatched bands are doubtful: ⚠ tells what is "
    "printed and what is drawn. Grey bands are the rest of a whole that no document breaks down."
)
_COLUMNS: Final = ("What", "From", "To", "Part", "Period", "Printed", "Drawn", "Doubt", "Quote", "Source")


def flows_page(statements: Statements, title: str = "", scheme: str = "auto", *, whole: str = "") -> Picture:
    """Return the picture of all flows; without a title it has that of the whole, if there are any."""
    found = flows(statements)
    drawn, alone = diagrams(found)
    tallest = _tallest(drawn)
    drawn.sort(key=lambda diagram: -tallest[diagram.parts[0].family])
    told = f"{counted(len(found), 'sum')} of money: {counted(len(drawn), 'diagram')}, {len(alone)} alone"
    return chartpage.page(
        "flows",
        title or ((whole or "What flows where") if found else "No flows"),
        _LEAD,
        {
            "diagrams": [_drawn(diagram, tallest[diagram.parts[0].family]) for diagram in drawn],
            "alone": [{"printed": flow.statement.printed, **_alone(flow)} for flow in alone],
        },
        chartpage.rows("Every sum of money with two ends, as a table", _COLUMNS, map(_row, found)),
        summary=told,
        scheme=scheme,
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
    """Return the nodes a flow runs through: its ends, with the part between them that is neither."""
    between = [flow.part] if flow.part and flow.part not in (flow.origin, flow.target) else []
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


def _alone(flow: Flow) -> dict[str, Any]:
    """Return a figure that is not drawn; one without direction says between what it stands."""
    told = _told(flow)
    return told | ({"label": f"{told['label']} ({flow.origin} ↔ {flow.target})"} if flow.is_two_way else {})


def _row(flow: Flow) -> tuple[str, ...]:
    drawn = "not to scale" if flow.amount is None else money(flow.amount, flow.unit)
    doubt = f"{flow.statement.status}: {flow.statement.reason}" if flow.statement.status else ""
    way = "↔ " if flow.is_two_way else ""
    ends = (flow.indicator_label, flow.origin, way + flow.target, flow.part, dates.words(flow.period))
    return (*ends, flow.statement.printed, drawn, doubt, *chartpage.cited(flow.statement))
