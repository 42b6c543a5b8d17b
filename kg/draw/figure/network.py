"""A network as a figure for print."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.draw.figure import keys, unnamed
from kg.draw.figure.headings import headings
from kg.draw.figure.lettering import LEADING, LEAST, width_of, wrapped
from kg.draw.figure.links import Link, doubt, links
from kg.draw.figure.marks import arrowhead, letters, sign, stroke, toward, warning
from kg.draw.figure.places import Box, Spot, Taken, along, beside, led
from kg.draw.layout import layout
from kg.speech.texts import listed, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.draw.figure.marks import Point
    from kg.draw.figure.sheet import Sheet
    from kg.network import Network
    from kg.statements.vocabulary import Look

_ROOM: Final = 92.0
"""Points within which a name is broken into rows."""
_MOST_ROOM: Final = 170.0
"""Points of the longest word that is not broken."""
_LABELLED: Final = 60
"""Lines up to which each gets its words where there is room; of more, none."""
_TALLEST: Final = 1.25
"""How much higher than wide a picture may be."""
_SHARE: Final = 0.7
"""How much of a page a picture may take."""
_GREAT: Final = 16
"""Greatest things with bold names, which come before the names of all others and the signs of lesser ones."""
_FAINT: Final = 0.35


@dataclass(frozen=True)
class Dot:
    """A thing as it is drawn: where its middle is, how large, in which look and colour, and its name."""

    at: Point
    radius: float
    shape: str
    color: str
    rows: list[str]
    size: float
    bold: bool

    @property
    def extent(self) -> tuple[float, float]:
        """How wide and high its name is."""
        wide = max(width_of(row, self.size, bold=self.bold) for row in self.rows)
        return wide + 2, len(self.rows) * self.size * LEADING

    @property
    def box(self) -> Box:
        """The room that its sign takes."""
        x, y, r = *self.at, self.radius * 0.9
        return Box(x - r, y - r, x + r, y + r)


def draw(
    sheet: Sheet,
    network: Network,
    looks: Mapping[str, Look],
    radii: Mapping[str, float],
    colors: Mapping[str, str],
) -> None:
    """Draw a network on a sheet, a key of its lines and what is doubtful."""
    found = links(network)
    at, height = _positions(network, sheet)
    dots = {node: _dot(network.nodes[node], at[node], radii[node], looks, colors.get(node)) for node in at}
    frame = Box(sheet.left, sheet.y, sheet.left + sheet.room, sheet.y + height)
    taken, over = Taken(frame), headings(network, at, sheet.y)
    for heading in over:
        taken.take(heading.box)
    picture = _Picture(sheet, dots, found, taken)
    sheet.draw("\n".join([*picture.markup(), *(heading.markup(sheet.inks) for heading in over)]), height + 4)
    keys.of_lines(sheet, found)
    sheet.skip(2)
    sheet.write(picture.missing(), soft=True)
    unnamed.key(sheet, [(each.letters, network.nodes[each.node]["label"]) for each in picture.lettered])
    for number, said in enumerate(picture.doubts.values(), start=1):
        ends = [end for link in found if said in link.doubts for end in (link.a, link.b)]
        name = listed([network.nodes[end]["label"] for end in dict.fromkeys(ends)])
        told = say("{name}: {value}", name=name, value=doubt(said))
        sheet.write(say("({number}) Doubtful: {told}.", number=number, told=told))


def _dot(
    data: Mapping[str, Any], at: Point, radius: float, looks: Mapping[str, Look], color: str | None
) -> Dot:
    look = looks[next(iter(data["classes"]), "")]
    small = max(1.6, radius * keys.RADIUS)
    size = LEAST + min(small / 5, 1.5)
    bold = small > 4.5
    rows = _name(data["label"], size, bold)
    if len(rows) > 2 and data.get("short"):
        rows = _name(data["short"], size, bold)
    return Dot(at, small, look.shape, color or look.color, rows, size, bold)


def _name(label: str, size: float, bold: bool) -> list[str]:
    """Return a name in rows, wider than usual where a long word would be cut apart."""
    widths = [width_of(word, size, bold=bold) for word in label.split()]
    room = max(_ROOM, *(width for width in widths if width <= _MOST_ROOM), 0.0)
    return wrapped(label, room, size, bold=bold, most=3)


def _positions(network: Network, sheet: Sheet) -> tuple[dict[str, Point], float]:
    """Return where every thing stands, and how high the picture is; as high as names need at this width."""
    places = layout(network)
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    wide, high = max(max(xs) - min(xs), 1), max(max(ys) - min(ys), 1)
    side, above = min(46.0, sheet.room / 8), 22.0
    across = min((sheet.room - 2 * side) / wide, 1.0)
    needed = len(network) * _ROOM * 26 / sheet.room - 2 * above
    tallest = min(_TALLEST * sheet.room, _SHARE * sheet.highest)
    down = min(max(across, needed / high), across * 1.7, (tallest - 2 * above) / high)
    left = sheet.left + (sheet.room - wide * across) / 2
    top = sheet.y + above
    at = {
        node: (left + (x - min(xs)) * across, top + (y - min(ys)) * down)
        for node, (x, y) in sorted(places.items())
    }
    return at, high * down + 2 * above


class _Picture:
    """The picture of dots and links, every name and every label in a place of its own."""

    def __init__(self, sheet: Sheet, dots: dict[str, Dot], found: Sequence[Link], taken: Taken) -> None:
        self.inks = sheet.inks
        self.dots = dots
        self.links = [link for link in found if link.a != link.b]
        self.taken = taken
        self.doubts = {said["iri"]: said for link in found for said in link.doubts}
        self.doubtful = [(self._numbers(link), link) for link in found if link.doubts]
        self.order = sorted(dots, key=lambda node: (-dots[node].radius, node))
        self.lines = [self._ends(link) for link in self.links] if len(self.links) <= 2 * _LABELLED else []
        loose = deepcopy(taken)
        for dot in dots.values():
            taken.take(dot.box)
        self.signs = self._signs()
        self.names = self._names_of_great(loose)
        self.names |= self._names()
        left = {node: (dot.at, dot.radius) for node, dot in dots.items() if node not in self.names}
        self.lettered = unnamed.lettered(left, taken)
        self.labels = self._labels()

    def markup(self) -> Iterable[str]:
        """Yield lines, signs of things, then words, the more important over the less."""
        faint = 1.0 if len(self.links) <= _LABELLED else _FAINT
        for link in self.links:
            yield self._line(link, faint)
        for spot in (*self.names.values(), *(each.spot for each in self.lettered)):
            if spot.leader:
                yield stroke(*spot.leader, self.inks.soft, 0.4)
        for dot in sorted(self.dots.values(), key=lambda dot: -dot.radius):
            yield sign(dot.shape, dot.at, dot.radius, dot.color)
        for link, box in self.labels:
            yield self._words(link, box)
        for node, spot in self.names.items():
            yield self._name(self.dots[node], spot.box)
        for each in self.lettered:
            yield self._letters(each)
        for number, box in self.signs:
            yield warning((box.left, box.top), LEAST, self.inks)
            yield letters(
                [number], (box.left + LEAST + 1, box.top), LEAST, self.inks.warn, halo=self.inks.paper
            )

    def missing(self) -> str:
        """Return how many names and labels have no room, empty when all have."""
        names, lines = len(self.dots) - len(self.names) - len(self.lettered), len(self.links)
        labels = lines - len(self.labels)
        told = [say("{count} of {all} names", count=names, all=len(self.dots))] if names else []
        told += [say("the words of {count} of {all} lines", count=labels, all=lines)] if labels else []
        return say("Left out for want of room: {parts}.", parts=listed(told)) if told else ""

    def _ends(self, link: Link) -> tuple[Point, Point]:
        """Return where a line begins and ends: at the rims of its things."""
        a, b = self.dots[link.a], self.dots[link.b]
        return toward(a.at, b.at, a.radius + 0.8), toward(b.at, a.at, b.radius + 0.8)

    def _line(self, link: Link, faint: float) -> str:
        a, b = self._ends(link)
        dashes = [part * keys.DASH for part in link.dashes]
        color, opacity = (self.inks.warn, 1.0) if link.doubts else (self.inks.line, faint)
        line = stroke(a, b, color, link.width, dashes, stroke_opacity=opacity)
        heads = [(b, a)] * link.forth + [(a, b)] * link.back
        return line + "".join(arrowhead(tip, behind, color, opacity) for tip, behind in heads)

    def _numbers(self, link: Link) -> str:
        """Return under which numbers the doubtful figures of a line are told below."""
        order = [*self.doubts]
        return ", ".join(str(1 + order.index(said["iri"])) for said in link.doubts)

    def _signs(self) -> list[tuple[str, Box]]:
        """Return the numbered warning signs, each on its line, or beside its thing where there is no room."""
        found = []
        for number, link in self.doubtful:
            extent = (LEAST + 2 + width_of(number, LEAST), LEAST)
            dot = self.dots[link.b]
            box = along(*self._ends(link), extent, self.taken) if link.a != link.b else None
            spot = Spot(box) if box else beside(dot.at, dot.radius, extent, self.taken)
            if spot := spot or led(dot.at, dot.radius, extent, self.taken):
                self.taken.take(spot.box)
                found.append((number, spot.box))
        return found

    def _names_of_great(self, loose: Taken) -> dict[str, Spot]:
        """Return the names of the greatest things: beside them, else led to, else on signs of lesser ones.

        These leave free what is not taken in `loose`, once the signs that must be seen are.
        """
        great = [node for node in self.order if self.dots[node].bold][:_GREAT]
        for box in (*(self.dots[node].box for node in great), *(box for _, box in self.signs)):
            loose.take(box)
        found: dict[str, Spot] = {}
        for node in great:
            where = self._where(node)
            spot = beside(*where, self.taken, self.lines) or led(*where, self.taken) or beside(*where, loose)
            if spot:
                self.taken.take(spot.box)
                loose.take(spot.box)
                found[node] = spot
        return found

    def _names(self) -> dict[str, Spot]:
        """Return the other names that have room, those of the largest things first."""
        left = [node for node in self.order if node not in self.names]
        found: dict[str, Spot] = {}
        for is_led in (False, True):
            for node in (node for node in left if node not in found):
                where = (*self._where(node), self.taken)
                if spot := led(*where) if is_led else beside(*where, self.lines):
                    self.taken.take(spot.box)
                    found[node] = spot
        return found

    def _where(self, node: str) -> tuple[Point, float, tuple[float, float]]:
        """Return the middle and radius of a thing and how large its name is."""
        dot = self.dots[node]
        return dot.at, dot.radius, dot.extent

    def _labels(self) -> list[tuple[Link, Box]]:
        """Return the lines whose words have room, and where; of many lines none."""
        found = []
        few = self.links if len(self.links) <= _LABELLED else []
        for link in sorted(few, key=lambda link: not link.doubts):
            rows = _rows(link)
            extent = max(width_of(row, LEAST) for row in rows) + 1, len(rows) * LEAST * LEADING
            if box := along(*self._ends(link), extent, self.taken):
                self.taken.take(box)
                found.append((link, box))
        return found

    def _words(self, link: Link, box: Box) -> str:
        color = self.inks.warn if link.doubts else self.inks.soft
        middle = ((box.left + box.right) / 2, box.top)
        return letters(_rows(link), middle, LEAST, color, anchor="middle", halo=self.inks.paper)

    def _name(self, dot: Dot, box: Box) -> str:
        middle = ((box.left + box.right) / 2, box.top)
        paper = self.inks.paper
        return letters(dot.rows, middle, dot.size, self.inks.ink, bold=dot.bold, anchor="middle", halo=paper)

    def _letters(self, each: unnamed.Lettered) -> str:
        box = each.spot.box
        middle, ink = ((box.left + box.right) / 2, box.top), self.inks.soft
        return letters([each.letters], middle, LEAST, ink, bold=True, anchor="middle", halo=self.inks.paper)


def _rows(link: Link) -> list[str]:
    return wrapped(link.words, 110, LEAST)
