"""The sheet of a figure: heading, picture, key, notes and sources one under another, as wide as asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Final

from kg.draw.figure.lettering import FONTS, LEADING, LEAST, width_of, wrapped
from kg.draw.figure.marks import letters
from kg.draw.figure.svg import element, escaped, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.draw.figure.inks import Inks

POINTS: Final = 72 / 25.4
"""Points in a millimetre."""
EDGE: Final = 4.0
"""Points left free on all sides."""


@dataclass(frozen=True)
class Entry:
    """An entry of a key: a label behind a sign, which is drawn with its middle at a height."""

    label: str
    room: float
    drawn: Callable[[float, float], str]


@dataclass
class Sheet:
    """What stands on a figure so far; `y` is where the next thing begins, in points from the top.

    `left` is where everything begins, the edge of a figure or of a column of it; `highest` is how high a
    page is, in points.
    """

    width: float
    inks: Inks
    y: float = EDGE
    parts: list[str] = field(default_factory=list)
    left: float = EDGE
    highest: float = inf

    @property
    def fits(self) -> bool:
        """Whether what stands on it fits a page."""
        return self.y + EDGE <= self.highest

    @property
    def room(self) -> float:
        """How wide what stands on it may be."""
        return self.width - 2 * EDGE

    def write(self, text: str, size: float = LEAST, *, bold: bool = False, soft: bool = False) -> None:
        """Write a text over the whole width, in as many rows as it takes."""
        if not text:
            return
        rows = wrapped(text, self.room, size, bold=bold)
        color = self.inks.soft if soft else self.inks.ink
        self.draw(letters(rows, (self.left, self.y), size, color, bold=bold), len(rows) * size * LEADING)

    def draw(self, markup: str, height: float) -> None:
        """Put something drawn at `y` on it, and go on below."""
        self.parts.append(markup)
        self.y += height

    def skip(self, height: float) -> None:
        """Leave some room free."""
        self.y += height

    def columns(self, count: int, gutter: float) -> list[Sheet]:
        """Return so many sheets side by side, to be drawn on from here on."""
        room = (self.room - (count - 1) * gutter) / count
        lefts = (self.left + number * (room + gutter) for number in range(count))
        return [Sheet(room + 2 * EDGE, self.inks, self.y, left=left) for left in lefts]

    def join(self, columns: Sequence[Sheet]) -> None:
        """Take over what was drawn in columns, and go on below the longest."""
        self.parts += [part for column in columns for part in column.parts]
        self.y = max(column.y for column in columns)

    def key(self, heading: str, entries: Sequence[Entry], size: float = LEAST) -> None:
        """Write a key: its heading, then entries beside each other in as many rows as they take."""
        if not entries:
            return
        high = size * 1.6
        x = self.left + width_of(heading, size, bold=True) + 8
        start, middle = x, self.y + high / 2
        self.parts.append(letters([heading], (self.left, middle - size / 2), size, self.inks.soft, bold=True))
        for entry in entries:
            rows = wrapped(entry.label, self.left + self.room - start - entry.room - 3, size)
            wide = entry.room + 3 + max(width_of(row, size) for row in rows)
            if x > start and x + wide > self.left + self.room:
                x, middle = start, middle + high
            self.parts.append(entry.drawn(x, middle))
            self.parts.append(letters(rows, (x + entry.room + 3, middle - size / 2), size, self.inks.ink))
            middle += (len(rows) - 1) * size * LEADING
            x += wide + 10
        self.y = middle + high / 2

    def svg(self, title: str, description: str, *, transparent: bool) -> str:
        """Return all of it as one SVG file."""
        height = self.y + EDGE
        paper = element("rect", width=self.width, height=height, fill=self.inks.paper)
        return joined(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width / POINTS:.2f}mm"'
                f' height="{height / POINTS:.2f}mm" viewBox="0 0 {self.width:.2f} {height:.2f}"'
                f' font-family="{FONTS}" role="img">',
                element("title", escaped(title)),
                element("desc", escaped(description)),
                *([] if transparent else [paper]),
                *self.parts,
                "</svg>\n",
            ]
        )
