"""Maps of tiles as a figure for print: circles whose area is the amount, beneath each map all in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import cos, pi, sin
from typing import TYPE_CHECKING, Any, Final

from kg.draw.contents import Contents
from kg.draw.figure import hatching
from kg.draw.figure.column import in_columns
from kg.draw.figure.drawing import Drawing
from kg.draw.figure.lettering import LEADING, LEAST, width_of, wrapped
from kg.draw.figure.marks import DOUBTED, WARNED, letters, warning
from kg.draw.figure.svg import element, path
from kg.draw.mappage import laid_out
from kg.speech.texts import joined, message, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.draw.figure.column import Column
    from kg.draw.figure.inks import Inks
    from kg.draw.figure.marks import Point
    from kg.draw.figure.sheet import Sheet
    from kg.draw.maps import Maps

    Told = Mapping[str, Any]

_WIDEST: Final = 40.0
"""Points that a tile is wide at most."""
_FULL: Final = 0.45
"""Radius of the largest circle over the width of a tile."""
_LEAST: Final = 1.0
"""Points below which no radius goes."""
_GAP: Final = 1.0
"""Points from a tile to the rim of its place on the map."""
_APART: Final = 6.0
_HALF: Final = 0.5
"""Share of a column that the words of an amount may take."""
_BEHIND: Final = message(
    "Tiles lie roughly where the places do: that is background knowledge, of no document."
)
_SEVERAL: Final = message("Several figures of one place are sectors of one circle.")


def drawing(maps: Maps, title: str, less: str = "") -> Drawing:
    """Return the figure of maps."""
    placed = [each.placed for each in maps.drawn]
    said = [vars(one.figure.statement) for ones in placed for one in ones]
    made = partial(_draw, maps)

    def first(count: int) -> Drawing:
        left_out = sum(map(len, placed[count:]))
        rest = say("{count} of {all} figures", count=left_out, all=len(said))
        return drawing(replace(maps, drawn=maps.drawn[:count]), title, rest)

    return Drawing(maps.heading(title), maps.summary, made, said, len(maps.drawn), first, less)


def _draw(maps: Maps, sheet: Sheet) -> None:
    told = [laid_out(each, maps.documents, Contents()) for each in maps.drawn]
    hues = hatching.hues_of(maps.documents)
    circles = [place["sectors"] for each in told for place in each["places"]]
    sectors = [sector for circle in circles for sector in circle]
    doubted = any(sector["kind"] != "stated" for sector in sectors)
    sheet.draw(hatching.hatches(hues), 0)
    in_columns(sheet, [partial(_map, each, hues) for each in told])
    hatching.key_of_documents(sheet, say("Circles"), maps.documents, doubted=doubted)
    several = say(_SEVERAL) if any(len(circle) > 1 for circle in circles) else ""
    sheet.write(joined(say(" "), (several, say(_BEHIND), *maps.remarks())), soft=True)


def _map(told: Told, hues: Sequence[str], column: Column, y: float) -> float:
    """Draw a map under its title, its key and its amounts in words, and return where it ends."""
    y = column.write(told["title"], y, LEAST + 1.5, bold=True)
    y = column.write(told["common"], y, color=column.inks.soft) + 3
    ground = _Ground(column, min(_WIDEST, column.wide / told["columns"]), y, hues)
    named = {place["code"] for place in told["places"]}
    for tile in told["tiles"]:
        if tile["code"] not in named:
            ground.tile(tile)
    for place in told["places"]:
        ground.place(place)
    y = ground.key(told["key"], y + told["rows"] * ground.side + _APART)
    return _amounts(told["places"], column, y)


@dataclass(frozen=True)
class _Ground:
    """The ground of a map in a column: tiles of a side, from a height down, in points."""

    column: Column
    side: float
    top: float
    hues: Sequence[str]

    @property
    def inks(self) -> Inks:
        """The colours of the sheet."""
        return self.column.inks

    def tile(self, tile: Told, *circle: str) -> None:
        """Draw a tile with its code, and the circle on it."""
        across, down = tile["at"]
        x, y = self.column.left + across * self.side + _GAP, self.top + down * self.side + _GAP
        wide, inks = self.side - 2 * _GAP, self.inks
        paint, rim = (inks.paper, inks.soft) if circle else (inks.area, inks.rule)
        look = {"fill": paint, "stroke": rim}
        box = element("rect", x=x, y=y, width=wide, height=wide, rx=2.0, stroke_width=0.5, **look)
        color, halo = (self.inks.ink, self.inks.paper) if circle else (self.inks.soft, None)
        code = letters([tile["code"]], (x + 2, y + 1), LEAST, color, halo=halo)
        self.column.parts += [box, *circle, code]

    def place(self, place: Told) -> None:
        """Draw the tile of a place with its circle, a sector for each amount."""
        across, down = place["at"]
        middle = (self.column.left + (across + 0.5) * self.side, self.top + (down + 0.5) * self.side)
        parts = len(place["sectors"])
        turns = [(i / parts, (i + 1) / parts) for i in range(parts)]
        drawn = (self._sector(*each, middle) for each in zip(place["sectors"], turns, strict=True))
        self.tile(place, *drawn)

    def _sector(self, sector: Told, turn: tuple[float, float], middle: Point) -> str:
        color = self.hues[sector["source"]]
        paint = hatching.fill(color, hatched=sector["kind"] != "stated")
        edge: dict[str, str | float | None] = {"stroke": color, "stroke_width": 0.6}
        if sector["torn"]:
            edge = {"stroke": self.inks.warn, "stroke_width": 1.0, "stroke_dasharray": "2 1.5"}
        inner, outer = (_sector(middle, self._radius(sector, end), turn) for end in ("inner", "radius"))
        area = element("path", d=inner, fill="none" if sector["negative"] else paint, **edge)
        if inner == outer:
            return area
        return area + element("path", d=outer, fill="none", **(edge | {"stroke_dasharray": "2 1.5"}))

    def _radius(self, circle: Told, end: str = "radius") -> float:
        return max(_LEAST, float(circle[end]) * _FULL * self.side)

    def key(self, key: Sequence[Told], y: float) -> float:
        """Draw what the area of a circle stands for, and return where that ends."""
        radii = [self._radius(each) for each in key]
        x, middle = self.column.left, y + max(*radii, LEAST / 2)
        for each, radius in zip(key, radii, strict=True):
            look = {"fill": "none", "stroke": self.inks.soft}
            ring = element("circle", cx=x + radius, cy=middle, r=radius, stroke_width=0.6, **look)
            self.column.parts.append(ring)
            at = (x + 2 * radius + 3, middle - LEAST / 2)
            self.column.parts.append(letters([each["text"]], at, LEAST, self.inks.soft))
            x = at[0] + width_of(each["text"], LEAST) + 10
        return middle + max(*radii, LEAST / 2) + _APART


def _sector(middle: Point, radius: float, turn: tuple[float, float]) -> str:
    """Return the sector of a circle between two parts of a turn, clockwise from below; all for a whole."""

    def point(part: float) -> Point:
        angle = 2 * pi * (part + 0.25)
        return middle[0] + radius * cos(angle), middle[1] + radius * sin(angle)

    start, end = turn
    is_whole = end - start == 1
    begun = ("M", *point(start)) if is_whole else ("M", *middle, "L", *point(start))
    arcs = (("A", radius, radius, 0, 0, 1, *point(part)) for part in ((start + end) / 2, end))
    return path(*begun, *(each for arc in arcs for each in arc), "Z")


def _amounts(places: Sequence[Told], column: Column, y: float) -> float:
    """Write every amount behind the code and the name of its place, and return where they end."""
    indent = max(width_of(place["code"], LEAST) for place in places) + 4
    for place in places:
        column.parts.append(letters([place["code"]], (column.left, y), LEAST, column.inks.soft))
        label = place["label"]
        for sector in place["sectors"]:
            y = _amount(label, sector["text"], column, indent, y)
            label = ""
    return y + _APART


def _amount(label: str, text: str, column: Column, indent: float, y: float) -> float:
    """Write a name and at the right its amount, and return where they end."""
    words, inks = text.removeprefix(DOUBTED), column.inks
    amounts = wrapped(words, column.wide * _HALF, LEAST)
    wide = max(width_of(row, LEAST) for row in amounts)
    is_doubtful = words != text
    mark = WARNED * is_doubtful
    names = wrapped(label, column.wide - indent - wide - mark - _APART, LEAST) if label else []
    right = column.left + column.wide
    column.parts.append(letters(names, (column.left + indent, y), LEAST, inks.ink))
    color = inks.warn if is_doubtful else inks.ink
    column.parts.append(letters(amounts, (right, y), LEAST, color, anchor="end"))
    if is_doubtful:
        column.parts.append(warning((right - width_of(amounts[0], LEAST) - mark, y), LEAST, inks))
    return y + max(len(names), len(amounts)) * LEAST * LEADING + 1
