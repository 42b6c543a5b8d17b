"""What figures are drawn with: letters, the signs of classes, the warning sign, arrowheads."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from kg.draw.figure.inks import rim
from kg.draw.figure.lettering import LEADING, LEAST
from kg.draw.figure.svg import element, escaped, path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.draw.figure.inks import Inks

    Point = tuple[float, float]

_SIGNS: Final = {
    "dot": "M8 1a7 7 0 1 0 .01 0Z",
    "square": "M2 2H14V14H2Z",
    "triangle": "M8 1L15 14H1Z",
    "triangleDown": "M8 15L15 2H1Z",
    "diamond": "M8 0L16 8L8 16L0 8Z",
    "star": "M8 0L10 5.6H16L11.2 9.2L13 15L8 11.4L3 15L4.8 9.2L0 5.6H6Z",
    "hexagon": "M4 1H12L16 8L12 15H4L0 8Z",
    "ellipse": "M0 8a8 5 0 1 0 16 0a8 5 0 1 0 -16 0Z",
    "box": "M0 3H16V13H0Z",
}
"""The outline of every shape that a class may have, in a square of 16."""
_ARROW: Final = 4.2
"""Length in points of an arrowhead."""
DOUBTED: Final = "⚠ "
"""What the words of a doubtful amount begin with, in place of which the warning sign is drawn."""
WARNED: Final = LEAST + 2.5
"""Points that the warning sign takes before words of the least size."""


def letters(
    rows: Sequence[str],
    at: Point,
    size: float,
    color: str,
    *,
    bold: bool = False,
    anchor: str = "start",
    halo: str | None = None,
) -> str:
    """Return rows of text, the top of the first at a point; `halo` is the paper kept free around them."""
    look: dict[str, str | float | None] = {"font_size": size, "fill": color}
    look |= {"font_weight": "bold"} if bold else {}
    look |= {"text_anchor": anchor} if anchor != "start" else {}
    if halo:
        look |= {"stroke": halo, "stroke_width": 2.0, "stroke_linejoin": "round", "paint_order": "stroke"}
    bases = [at[1] + size * 0.86 + i * size * LEADING for i in range(len(rows))]
    return "".join(
        element("text", escaped(row), x=at[0], y=y, **look) for row, y in zip(rows, bases, strict=True)
    )


def sign(shape: str, at: Point, radius: float, color: str) -> str:
    """Return the sign of a class, its middle at a point."""
    scale = radius / 8
    place = f"translate({at[0] - radius:.2f} {at[1] - radius:.2f}) scale({scale:.4f})"
    outline = element("path", d=_SIGNS[shape], fill=color, stroke=rim(color), stroke_width=0.5 / scale)
    return element("g", outline, transform=place)


def warning(at: Point, size: float, inks: Inks) -> str:
    """Return the warning sign, its upper left corner at a point, drawn so that no font has to have it."""
    x, y = at
    middle, low = x + size / 2, y + size * 0.94
    line: dict[str, str | float | None] = {"stroke": inks.warn, "stroke_width": size / 9}
    line |= {"stroke_linecap": "round", "stroke_linejoin": "round"}
    ring = path("M", middle, y + size * 0.06, "L", x + size, low, "L", x, low, "Z")
    bar = path("M", middle, y + size * 0.42, "V", y + size * 0.64, "M", middle, y + size * 0.79, "v", 0.01)
    return element("path", d=ring, fill=inks.paper, **line) + element("path", d=bar, fill="none", **line)


def arrowhead(tip: Point, behind: Point, color: str, opacity: float = 1.0) -> str:
    """Return an arrowhead whose tip is at a point, coming from another."""
    back = toward(tip, behind, _ARROW)
    dx, dy = (tip[1] - back[1]) * 0.38, (back[0] - tip[0]) * 0.38
    d = path("M", *tip, "L", back[0] + dx, back[1] + dy, "L", back[0] - dx, back[1] - dy, "Z")
    return element("path", d=d, fill=color, fill_opacity=None if opacity == 1 else opacity)


def stroke(a: Point, b: Point, color: str, width: float, dashes: Sequence[float] = (), **more: float) -> str:
    """Return a straight line, dashed in points."""
    ends = {"x1": a[0], "y1": a[1], "x2": b[0], "y2": b[1]}
    dashed = " ".join(f"{part:g}" for part in dashes) or None
    return element("line", **ends, stroke=color, stroke_width=width, stroke_dasharray=dashed, **more)


def toward(start: Point, end: Point, distance: float) -> Point:
    """Return the point so far from one point on the way to another."""
    part = distance / (math.dist(start, end) or 1)
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
