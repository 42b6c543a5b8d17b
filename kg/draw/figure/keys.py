"""Keys of a figure: what signs, colours, sizes, dashes and widths stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.draw.figure.lettering import LEAST
from kg.draw.figure.marks import arrowhead, sign, stroke, warning
from kg.draw.figure.sheet import Entry
from kg.draw.layout import radius_of
from kg.draw.lines import DASHES
from kg.draw.palette import GREY
from kg.speech.texts import say
from kg.statements import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.draw.figure.links import Link
    from kg.draw.figure.sheet import Sheet

DASH: Final = 0.45
"""Points of a dash on paper for each pixel on the page."""
RADIUS: Final = 0.3
"""Points of a radius on paper for each pixel on the page."""
_LONG: Final = 20.0
"""Points of a line in a key."""


def of_classes(sheet: Sheet, classes: Iterable[tuple[str, str, str]]) -> None:
    """Write the key of classes: the label, shape and colour of each."""
    sheet.key(say("Things"), [_signed(label, shape, color) for label, shape, color in classes])


def of_measure(sheet: Sheet, measure: str, values: Mapping[str, float], colors: Mapping[str, str]) -> None:
    """Write the key of colours that stand for a measure: the values, or numbers, that each colour has."""
    of_color: dict[str, list[float]] = {}
    for node in sorted(values, key=lambda node: (values[node], node)):
        of_color.setdefault(colors[node], []).append(values[node])
    steps = [(_span(found[0], found[-1]), color) for color, found in of_color.items()]
    sheet.key(
        say("Colour: {meaning}", meaning=measure), [_signed(label, "square", color) for label, color in steps]
    )


def _span(least: float, most: float) -> str:
    return f"{least:.3g}" if least == most else f"{least:.3g}–{most:.3g}"


def of_sizes(sheet: Sheet, meaning: str, is_degree: bool) -> None:
    """Write the key of sizes: of some degrees what they look like, of a measure that large is much."""
    known = [(f"{degree}", radius_of(degree)) for degree in (1, 10, 30)]
    drawn = known if is_degree else [(say("little"), radius_of(1)), (say("much"), radius_of(140))]
    entries = [_signed(label, "dot", GREY, max(1.6, radius * RADIUS)) for label, radius in drawn]
    sheet.key(say("Size: {meaning}", meaning=meaning), entries)


def of_lines(sheet: Sheet, links: Sequence[Link]) -> None:
    """Write the key of lines: how certain they are, their direction and width, the warning sign."""
    inks = sheet.inks

    def line(x: float, y: float, width: float, dashes: Sequence[float] = ()) -> str:
        return stroke((x, y), (x + _LONG, y), inks.line, width, dashes)

    def dashed(modality: str) -> Entry:
        dashes = [part * DASH for part in DASHES[modality]]
        return Entry(wording.modality(modality), _LONG, lambda x, y: line(x, y, 0.9, dashes))

    def arrow(x: float, y: float) -> str:
        return line(x, y, 0.5) + arrowhead((x + _LONG, y), (x, y), inks.line)

    shown = {said["modality"] for link in links for said in link.said}
    entries = [dashed(modality) for modality in DASHES if modality in shown]
    if any(link.forth or link.back for link in links):
        entries.append(Entry(say("direction"), _LONG, arrow))
    if most := max((len(link.said) for link in links if len(link.said) > 1), default=0):
        widest, label = max(link.width for link in links), say("{n} statements", n=most)
        label = say("{n} or more statements", n=6) if most > 6 else label
        entries.append(Entry(label, _LONG, lambda x, y: line(x, y, widest)))
    if any(link.doubts for link in links):
        doubtful = say("doubtful figure")
        entries.append(Entry(doubtful, LEAST, lambda x, y: warning((x, y - LEAST / 2), LEAST, inks)))
    sheet.key(say("Lines"), entries)


def _signed(label: str, shape: str, color: str, radius: float = LEAST / 2) -> Entry:
    return Entry(label, 2 * radius, lambda x, y: sign(shape, (x + radius, y), radius, color))
