"""Trade and investment as Sankey diagrams on a page: parts and whole to scale, every doubt in sight."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from math import floor, log10
from typing import TYPE_CHECKING, Any, Final

from kg.draw import chartpage
from kg.draw.amounts import money
from kg.draw.contents import Contents
from kg.draw.diagrams import Diagram, diagrams
from kg.draw.picture import Picture
from kg.draw.sankey import Layout, Post
from kg.speech.texts import joined, message, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.draw.flows import Flow

_TALLEST: Final = 240
_THINNEST: Final = 10
"""Height in pixels of the largest and of the least diagram of a family."""
_MARKED: Final = 48
"""Height in pixels above which no bar goes that tells a scale."""
LEAD: Final = message(
    "Bands are as wide as the sums the documents state; choose one to read the words. Diagrams of one "
    "kind in one period share a scale, told by a bar. Hatched bands are doubtful: ⚠ tells what is printed "
    "and what is drawn. Grey bands are the rest of a whole that no document breaks down."
)
_COLUMNS: Final = (
    *(message("What"), message("From"), message("To"), message("Part"), message("Period")),
    *(message("Printed"), message("Drawn"), message("Doubt"), message("Quote"), message("Source")),
)
HEADING: Final = message("What flows where")


def flows_page(found: Sequence[Flow], title: str = "", scheme: str = "auto") -> Picture:
    """Return the picture of flows, of which there is one at least."""
    contents = Contents()
    data = {**sankeys(found, contents), **contents.told()}
    table = chartpage.Table(say("Every sum of money with two ends, as a table"), _COLUMNS, map(_row, found))
    told = summary(found, diagrams(found)[0])
    heading = title or say(HEADING)
    return chartpage.page("flows", heading, say(LEAD), data, table, summary=told, scheme=scheme)


def sankeys(found: Sequence[Flow], contents: Contents) -> dict[str, Any]:
    """Return flows as a page holds them: those with others to compare them with as diagrams."""
    drawn, alone = diagrams(found)
    tallest = largest(drawn)
    drawn.sort(key=lambda diagram: -tallest[diagram.parts[0].family])
    return {
        "diagrams": [_drawn(diagram, tallest[diagram.parts[0].family], contents) for diagram in drawn],
        "alone": [_alone(flow, contents) for flow in alone],
    }


def summary(found: Sequence[Flow], drawn: Sequence[Diagram]) -> str:
    """Return in words how many sums there are, and how many of them have nothing to be compared with."""
    used = {flow.iri for diagram in drawn for flow in (*diagram.parts, diagram.whole) if flow}
    alone = sum(flow.iri not in used for flow in found)
    parts = say("{n} diagrams", n=len(drawn)), say("{count} alone", count=alone)
    told = say("{name}: {value}", name=say("{n} sums of money", n=len(found)), value=joined(say(", "), parts))
    ranges = sum(flow.kind == "range" for flow in found)
    return joined(say("; "), (told, say("{n} ranges, not drawn to scale", n=ranges) if ranges else ""))


def largest(drawn: Iterable[Diagram]) -> dict[tuple[str, str, str], Decimal]:
    """Return the largest total of every family, which sets the family's scale."""
    found: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for diagram in drawn:
        family = diagram.parts[0].family
        found[family] = max(found[family], diagram.total)
    return found


def _drawn(diagram: Diagram, tallest: Decimal, contents: Contents) -> dict[str, Any]:
    """Return a diagram for the page, everything in its place."""
    height = max(_THINNEST, round(float(diagram.total / tallest * _TALLEST))) if tallest else _THINNEST
    layout = laid_out(diagram, Layout(height / float(diagram.total or 1)), contents)
    about = {"title": diagram.title, "note": joined(say(" "), notes(diagram)), "tallest": _TALLEST}
    return {**about, "scale": scale(layout.scale, diagram.parts[0].unit), **layout.placed()}


def laid_out(diagram: Diagram, layout: Layout, contents: Contents) -> Layout:
    """Return the layout with all flows of a diagram led through it, and words at every post."""
    for flow in diagram.parts:
        _run(flow, diagram, layout, contents)
    if diagram.rest > 0:
        _run_rest(diagram, layout, contents)
    for post in layout.posts.values():
        post.figure = post.figure or _sum_of(diagram, post)
    return layout


def scale(pixels: float, unit: str, most: float = _MARKED) -> dict[str, Any]:
    """Return the bar that tells a scale: the largest 1, 2 or 5 followed by zeros that is low enough."""
    step = 10 ** floor(log10(most / pixels))
    amount = next(size * step for size in (5, 2, 1) if size * step * pixels <= most)
    return {"text": money(Decimal(amount), unit), "height": round(amount * pixels, 1)}


def _columns(flow: Flow) -> list[str]:
    """Return the nodes a flow runs through: its ends, with the part between them that is neither."""
    between = [flow.part] if flow.part and flow.part not in (flow.origin, flow.target) else []
    return [flow.origin, *between, flow.target]


def _own_column(flow: Flow) -> int:
    """Return the column in which the part stands: the first when the whole breaks down by origin."""
    return 0 if flow.part == flow.origin else 1


def _run(flow: Flow, diagram: Diagram, layout: Layout, contents: Contents) -> None:
    """Lead a flow through its posts; one that is not drawn to scale gets a twentieth of the whole."""
    amount = diagram.total / 20 or Decimal(1) if flow.amount is None else flow.amount
    name = flow.part if flow.dimension else joined(" → ", (flow.origin, flow.target))
    told = _told(flow, contents) | {"kind": flow.kind, "indicator": flow.indicator}
    told |= {"name": name} if flow.kind == "stated" else {"name": name, "figure": _printed(flow)}
    posts = layout.run(_columns(flow), float(amount), told)
    if flow.dimension:
        own = posts[_own_column(flow)]
        own.figure, own.doubt = _printed(flow), flow.is_doubtful


def _run_rest(diagram: Diagram, layout: Layout, contents: Contents) -> None:
    """Lead what the parts leave of the whole through a post of its own."""
    whole, first = diagram.whole or diagram.parts[0], diagram.parts[0]
    columns, at = _columns(first), _own_column(first)
    columns[at] = say("Not broken down" if diagram.is_to_scale else "Not broken down or not to scale")
    text = say("{amount}, our subtraction", amount=money(diagram.rest, whole.unit))
    label = say("{name}: {value}", name=columns[at], value=text)
    told = _told(whole, contents) | {"label": label, "kind": "rest", "indicator": ""}
    told |= {"name": columns[at], "figure": text, "id": f"{told['id']}~rest"}
    layout.run(columns, float(diagram.rest), told)[at].figure = text


def _sum_of(diagram: Diagram, post: Post) -> str:
    """Return what stands beside a post of which no single passage gives the amount."""
    if diagram.whole:
        return diagram.whole.statement.printed
    through = [flow for flow in diagram.parts if (post.column, post.name) in enumerate(_columns(flow))]
    if len(through) == 1:
        return through[0].statement.printed
    amount = money(diagram.sum, diagram.parts[0].unit)
    if diagram.is_to_scale:
        return say("{amount}, our sum of the parts named", amount=amount)
    return say("{amount}, our sum of the parts drawn to scale", amount=amount)


def _printed(flow: Flow) -> str:
    """Return the printed figure; of a doubtful one also what is drawn."""
    printed = flow.statement.printed
    if flow.kind == "stated":
        return printed
    if flow.kind == "range":
        return say("{figure}, not drawn to scale", figure=printed)
    if flow.amount is None:
        return say("⚠ printed {figure}, not drawn to scale", figure=printed)
    if flow.kind == "corrected":
        return say("⚠ printed {figure}, drawn as {other}", figure=printed, other=flow.statement.corrected)
    return say("⚠ printed {figure}", figure=printed)


def notes(diagram: Diagram) -> Iterator[str]:
    """Yield what must be said about a diagram's sums and doubts."""
    unit = diagram.parts[0].unit
    whole = diagram.whole.statement.printed if diagram.whole else ""
    if diagram.whole and diagram.rest < 0:
        excess = money(-diagram.rest, unit)
        yield say("The parts exceed the whole, {whole}, by {excess}.", whole=whole, excess=excess)
    elif diagram.whole and diagram.whole.amount is None:
        yield say("What the parts leave of the whole, {whole}, cannot be told.", whole=whole)
    elif diagram.whole and not diagram.rest and diagram.is_to_scale:
        yield say("The parts add up to the whole, {whole}.", whole=whole)
    elif not diagram.whole and any(flow.dimension for flow in diagram.parts):
        yield say("No document gives the whole for this period, so only the parts it names are drawn.")
    doubts: dict[str, list[str]] = defaultdict(list)
    for flow in diagram.parts:
        if flow.is_doubtful:
            doubts[flow.statement.reason.rstrip(".")].append(flow.part or flow.target)
    if ranges := [flow.part or flow.target for flow in diagram.parts if flow.kind == "range"]:
        yield say("Pale and not to scale, since it is a range: {names}.", names=joined(say(", "), ranges))
    for reason, parts in doubts.items():
        yield say("⚠ {names}: {reason}.", names=joined(say(", "), parts), reason=reason or say("doubtful"))


def _told(flow: Flow, contents: Contents) -> dict[str, Any]:
    return chartpage.mark(contents, [(flow.statement, flow.when)])


def _alone(flow: Flow, contents: Contents) -> dict[str, Any]:
    """Return a figure that is not drawn; one without direction says between what it stands."""
    return chartpage.mark(contents, [(flow.statement, flow.when)], label=label_of(flow))


def label_of(flow: Flow) -> str:
    """Return what a sum is called that stands alone; one without direction with what it stands between."""
    ends, label = joined(" ↔ ", (flow.origin, flow.target)), flow.statement.label
    return say("{whole} ({parts})", whole=label, parts=ends) if flow.is_two_way else label


def _row(flow: Flow) -> tuple[chartpage.Cell, ...]:
    drawn: chartpage.Cell = say("not to scale")
    if flow.amount is not None:
        drawn = chartpage.Ranked(money(flow.amount, flow.unit), float(flow.amount))
    printed = chartpage.Ranked(flow.statement.printed, float(flow.value.middle))
    doubt = chartpage.doubt(flow.statement)
    way = "↔" if flow.is_two_way else ""
    ends = (flow.indicator_label, flow.origin, joined(" ", (way, flow.target)), flow.part)
    when = chartpage.dated(flow.when, flow.period)
    return (*ends, when, printed, drawn, doubt, *chartpage.cited(flow.statement))
