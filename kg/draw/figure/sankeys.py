"""Sums of money as a figure for print: Sankey diagrams side by side, then the sums that stand alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from kg.draw import flowspage
from kg.draw.contents import Contents
from kg.draw.diagrams import diagrams
from kg.draw.figure import hatching
from kg.draw.figure.column import in_columns
from kg.draw.figure.drawing import Drawing
from kg.draw.figure.lettering import LEADING, LEAST, wrapped
from kg.draw.figure.marks import letters
from kg.draw.figure.svg import element, path
from kg.draw.palette import FLOWS, GREY
from kg.draw.sankey import Layout
from kg.speech.texts import joined, message, say
from kg.statements import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.draw.diagrams import Diagram
    from kg.draw.figure.column import Cell, Column
    from kg.draw.figure.inks import Inks
    from kg.draw.figure.sheet import Sheet
    from kg.draw.flows import Flow
    from kg.draw.sankey import Band, Post

_TALLEST: Final = 100.0
_THINNEST: Final = 6.0
"""Height in points of the largest and of the least diagram of a family."""
_NEAR: Final = 4.0
"""Points between what stands one under another in a diagram."""
_POST: Final = 4.0
_MARKED: Final = 30.0
"""Points above which no bar goes that tells a scale."""
_PALE: Final = 0.6
"""How opaque bands are."""
_PALEST: Final = 0.2
"""How opaque those of ranges are."""
_ROW: Final = LEAST * LEADING
_WARNING: Final = "⚠ "
_AREAS: Final = {
    "imports": message("imports"),
    "exports": message("exports"),
    "other": message("other sums"),
}
"""What the colours of indicators stand for."""


def drawing(found: Sequence[Flow], title: str, less: str = "") -> Drawing:
    """Return the figure of flows, of which there is one at least: diagrams come before sums alone."""
    drawn, alone = diagrams(found)
    said = [vars(flow.statement) for flow in found]
    made, summary = partial(_draw, drawn, alone), flowspage.summary(found, drawn)
    groups = [*([*each.parts, *filter(None, [each.whole])] for each in drawn), *([flow] for flow in alone)]

    def first(count: int) -> Drawing:
        kept = {flow.iri for group in groups[:count] for flow in group}
        rest = say("{count} of {all} sums of money", count=len(found) - len(kept), all=len(found))
        return drawing([flow for flow in found if flow.iri in kept], title, rest)

    return Drawing(title or say(flowspage.HEADING), summary, made, said, len(groups), first, less)


def _draw(drawn: list[Diagram], alone: Sequence[Flow], sheet: Sheet) -> None:
    largest = flowspage.largest(drawn)
    drawn.sort(key=lambda diagram: -largest[diagram.parts[0].family])
    cells: list[Cell] = [partial(_diagram, each, float(largest[each.parts[0].family])) for each in drawn]
    cells += [partial(_alone, alone)] if alone else []
    sheet.draw(hatching.hatches(FLOWS.values()), 0)
    in_columns(sheet, cells)
    _key(sheet, [flow for each in drawn for flow in each.parts], any(each.rest > 0 for each in drawn))


def _key(sheet: Sheet, parts: Sequence[Flow], has_rest: bool) -> None:
    """Write what colours and hatchings stand for, where there are any."""
    shown = {_name(flow.indicator) for flow in parts}
    areas = [(say(_AREAS[name]), color) for name, color in FLOWS.items() if name in shown]
    areas += [(say("rest of a whole, not broken down"), GREY)] if has_rest else []
    doubtful = next((FLOWS[_name(flow.indicator)] for flow in parts if flow.is_doubtful), "")
    ranges = [FLOWS[_name(flow.indicator)] for flow in parts if flow.kind == "range"]
    more = [hatching.swatch(say("range, not to scale"), color, _PALEST) for color in ranges[:1]]
    hatching.key(sheet, say("Bands"), areas, doubtful, _PALE, more=more)


def _unsigned(note: str) -> str:
    """Return a note without the warning sign, which few fonts have."""
    return say("Doubtful: {told}", told=note.removeprefix(_WARNING)) if note.startswith(_WARNING) else note


def _name(indicator: str) -> str:
    return indicator if indicator in FLOWS else "other"


def _diagram(diagram: Diagram, largest: float, column: Column, y: float) -> float:
    """Draw a diagram under its title and what must be said about it, and return where it ends."""
    y = column.write(diagram.title, y, LEAST + 1.5, bold=True)
    y = column.write(joined(say(" "), map(_unsigned, flowspage.notes(diagram))), y, color=column.inks.soft)
    total = float(diagram.total)
    high = max(_THINNEST, total / largest * _TALLEST) if largest else _THINNEST
    layout = flowspage.laid_out(diagram, Layout(high / (total or 1)), Contents())
    words = _Words(column, max(post.column for post in layout.posts.values()))
    aside = max(words.overhang(post) for post in layout.posts.values())
    above = max((words.height(p) for p in layout.posts.values() if words.side(p) == 0), default=0)
    layout.gap = max(2 * aside, above) + _NEAR
    bottom = layout.place(y + max(aside, above) + _NEAR)
    column.parts += [_band(band, words, column.inks) for band in layout.bands]
    column.parts += [words.beside(post) for post in layout.posts.values()]
    return _scale(layout, diagram, column, bottom + aside + 2 * _NEAR)


def _scale(layout: Layout, diagram: Diagram, column: Column, y: float) -> float:
    """Draw the bar that tells the scale of a diagram, and return where it ends."""
    told = flowspage.scale(layout.scale, diagram.parts[0].unit, _MARKED)
    column.parts.append(
        element("rect", x=column.left, y=y, width=_POST, height=told["height"], fill=column.inks.soft)
    )
    middle = (column.left + _POST + 4, y + told["height"] / 2 - LEAST / 2)
    column.parts.append(
        letters([say("so high is {amount}", amount=told["text"])], middle, LEAST, column.inks.soft)
    )
    return y + max(float(told["height"]), LEAST)


class _Words:
    """The names and figures beside the posts of a diagram as wide as its column."""

    def __init__(self, column: Column, last: int) -> None:
        self.column, self.last = column, last
        self.room = column.wide * 0.34

    def x(self, number: int) -> float:
        """Return where the posts of a column stand."""
        return self.column.left + self.room + number * (self.column.wide - 2 * self.room - _POST) / self.last

    def side(self, post: Post) -> int:
        """Return on which side of a post its words stand: -1 left, 1 right, 0 above."""
        return -1 if post.column == 0 else 1 if post.column == self.last else 0

    def _rows(self, post: Post) -> tuple[list[str], list[str]]:
        space = self.room - 5 if self.side(post) else self.column.wide - 2 * self.room - 8
        figure = post.figure.replace(_WARNING, "")
        return wrapped(post.name, space, LEAST, bold=True), wrapped(figure, space, LEAST)

    def height(self, post: Post) -> float:
        """Return how high the words of a post are."""
        return sum(map(len, self._rows(post))) * _ROW

    def overhang(self, post: Post) -> float:
        """Return how far words beside a post stand out above it, and below."""
        return max(0.0, (self.height(post) - post.height) / 2) if self.side(post) else 0.0

    def beside(self, post: Post) -> str:
        """Return a post with its words."""
        inks, side, x = self.column.inks, self.side(post), self.x(post.column)
        names, figures = self._rows(post)
        top = post.y + (post.height - self.height(post)) / 2 if side else post.y - self.height(post) - 1
        at, anchor = x + _POST / 2 + side * (_POST / 2 + 4), ("end", "middle", "start")[side + 1]
        color = inks.warn if post.doubt else inks.soft
        bar = element("rect", x=x, y=post.y, width=_POST, height=max(post.height, 0.5), fill=inks.soft)
        look: dict[str, Any] = {"anchor": anchor, "halo": inks.paper}
        return (
            bar
            + letters(names, (at, top), LEAST, inks.ink, bold=True, **look)
            + letters(figures, (at, top + len(names) * _ROW), LEAST, color, **look)
        )


def _band(band: Band, words: _Words, inks: Inks) -> str:
    """Return a band from post to post: hatched when it is doubtful, outlined when it is not to scale."""
    kind, start, end = band.told["kind"], words.x(band.source.column) + _POST, words.x(band.target.column)
    leaves, enters, middle = band.source.y + band.leaves, band.target.y + band.enters, (start + end) / 2
    thick = band.thickness
    forth = ("M", start, leaves, "C", middle, leaves, middle, enters, end, enters, "v", thick)
    back = ("C", middle, enters + thick, middle, leaves + thick, start, leaves + thick, "Z")
    color = GREY if kind == "rest" else FLOWS[_name(band.told["indicator"])]
    edges = {"unscaled": inks.warn, "range": color}
    edge = {"stroke": edges[kind], "stroke_dasharray": "2 1.5"} if kind in edges else {}
    opacity = {"stated": _PALE, "rest": _PALE, "range": _PALEST}.get(kind)
    fill = hatching.fill(color, hatched=opacity is None)
    return element("path", d=path(*forth, *back), fill=fill, fill_opacity=opacity, **edge)


def _alone(alone: Sequence[Flow], column: Column, y: float) -> float:
    """Write the sums that stand alone, and return where they end."""
    y = column.write(say("Sums that stand alone"), y, LEAST + 1.5, bold=True)
    for flow in alone:
        y = column.write(flowspage.label_of(flow), y + 1.5)
        if flow.statement.status:
            y = column.write(_doubt(flow), y, color=column.inks.warn)
    return y


def _doubt(flow: Flow) -> str:
    it = flow.statement
    meant = say("probably {figure}", figure=it.corrected) if it.corrected else ""
    return say("Doubtful: {told}", told=joined("; ", (meant, it.reason)) or wording.status(it.status))
