"""Dated things as a figure for print: in lanes, each beside its words, as many to a row as have room."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.draw import timeline
from kg.draw.figure.axis import Axis
from kg.draw.figure.drawing import Drawing
from kg.draw.figure.lettering import LEADING, LEAST, width_of, wrapped
from kg.draw.figure.marks import letters, stroke, warning
from kg.draw.figure.moments import SIGN, extent, key, look_of, sign, words
from kg.draw.palette import LANES
from kg.speech.texts import joined, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.draw.entries import Entry
    from kg.draw.figure.inks import Inks
    from kg.draw.figure.sheet import Sheet

_ROW: Final = LEAST * LEADING + 1
"""Height in points of a row."""
_NEAR: Final = 2.5
_APART: Final = 9.0
"""Points from a sign to its words, and from one thing to the next."""
_INSET: Final = 5.0
"""Points from an end of a bar to words inside it."""
_WIDE: Final = 0.42
"""Share of the sheet that words of several rows need beside a sign."""
_HEADING: Final = LEAST + 1


def drawing(found: Sequence[Entry], title: str, less: str = "") -> Drawing:
    """Return the figure of dated things, of which there is one at least.

    First of all come those whose begin or end is stated, of them those that most passages date, and of each
    lane as many as of another.
    """
    said = [vars(statement) for entry in found for statement in entry.statements]
    heading = title or say(timeline.HEADING)
    ranked = _ranked(found)

    def first(count: int) -> Drawing:
        kept = {id(entry) for entry in ranked[:count]}
        rest = say("{count} of {all} dated things", count=len(found) - count, all=len(found))
        return drawing([entry for entry in found if id(entry) in kept], title, rest)

    made = partial(_draw, found)
    return Drawing(heading, timeline.summary(found), made, said, len(found), first, less)


def _ranked(found: Sequence[Entry]) -> list[Entry]:
    """Return dated things in the order in which they matter."""

    def within(entry: Entry) -> tuple[bool, int]:
        return entry.sign == "attested", -len(entry.says)

    lanes = [sorted(lane, key=within) for _, lane in groupby(found, attrgetter("lane"))]
    places = [(within(entry), place, entry) for lane in lanes for place, entry in enumerate(lane)]
    return [entry for *_, entry in sorted(places, key=itemgetter(0, 1))]


def _draw(found: Sequence[Entry], sheet: Sheet) -> None:
    sections = timeline.sections([entry.moment[0] for entry in found])
    axis = Axis(sections, sheet.left + 8, sheet.left + sheet.room - 8)
    doubtful = [entry for entry in found if _is_doubtful(entry)]
    numbers = {id(entry): number for number, entry in enumerate(doubtful, start=1)}
    _years(sheet, axis)
    for i, (lane, entries) in enumerate(groupby(found, attrgetter("lane"))):
        placed = _Lane(sheet, axis, numbers)
        for entry in entries:
            placed.add(entry)
        _lane(sheet, axis, lane, placed, LANES[i % len(LANES)])
    _years(sheet, axis)
    if axis.cuts():
        sheet.write(say("Each dashed line begins a section with a wider scale."), soft=True)
    key(sheet, found)
    for entry in doubtful:
        sheet.write(say("({number}) Doubtful: {told}.", number=numbers[id(entry)], told=_doubt(entry)))


def _is_doubtful(entry: Entry) -> bool:
    return any(statement.status for statement in entry.statements)


def _doubt(entry: Entry) -> str:
    it = next(statement for statement in entry.statements if statement.status)
    meant = say("probably {figure}", figure=it.corrected) if it.corrected else ""
    told = joined(say(", "), (entry.label, meant))
    return say("{name}: {value}", name=told, value=it.reason).rstrip(".") if it.reason else told


def _years(sheet: Sheet, axis: Axis) -> None:
    told = (
        letters([str(year)], (axis.at(year), sheet.y), LEAST, sheet.inks.soft, anchor="middle")
        for year in axis.years()
    )
    sheet.draw("".join(told), LEAST * LEADING + 2)


def _lane(sheet: Sheet, axis: Axis, name: str, lane: _Lane, hue: str) -> None:
    """Draw a lane: the lines of its years, its name, then its things."""
    inks, top = sheet.inks, sheet.y
    head = _HEADING * LEADING + 3
    height = head + len(lane.rows) * _ROW + 3
    lines = [stroke((axis.at(y), top), (axis.at(y), top + height), inks.rule, 0.4) for y in axis.years()]
    lines += [
        stroke((axis.at(y), top), (axis.at(y), top + height), inks.soft, 0.5, (1.5, 2)) for y in axis.cuts()
    ]
    lines.append(stroke((sheet.left, top), (sheet.left + sheet.room, top), inks.rule, 0.6))
    named = letters([name], (sheet.left, top + 2), _HEADING, inks.ink, bold=True, halo=inks.paper)
    things = (each.markup(top + head, inks, hue) for each in lane.things)
    sheet.draw("".join([*lines, named, *things]), height)


class _Thing(NamedTuple):
    """A dated thing in its lane: its rows, where its sign is, and which words stand where.

    `place` is where words stand: `right` or `left` of the sign, `inside` it, or `above` it.
    """

    entry: Entry
    row: int
    sign: tuple[float, float]
    words: list[str]
    place: str
    left: float
    number: int

    def markup(self, top: float, inks: Inks, hue: str) -> str:
        """Return it drawn in a lane whose rows begin at a height."""
        y, x = top + self.row * _ROW, self.left
        middle = y + (len(self.words) * (self.place == "above") + 0.5) * _ROW
        is_inside = self.place == "inside"
        look = look_of(self.entry, hue, inks, is_pale=is_inside)
        drawn = sign(self.entry, self.sign, middle, (_ROW - 1 if is_inside else SIGN) / 2, look)
        if self.number:
            drawn += warning((x, y + 0.5), LEAST, inks)
            drawn += letters([f"{self.number}"], (x + LEAST + 1, y + 0.5), LEAST, inks.warn)
            x += _marked(self.number)
        at, anchor = (self.sign[0] - _NEAR, "end") if self.place == "left" else (x, "start")
        halo = None if is_inside else inks.paper
        return drawn + "".join(
            letters([words], (at, y + i * _ROW + 0.5), LEAST, inks.ink, anchor=anchor, halo=halo)
            for i, words in enumerate(self.words)
        )


def _marked(number: int) -> float:
    """Return how wide the warning sign with its number is."""
    return LEAST + 3.5 + width_of(str(number), LEAST) if number else 0.0


@dataclass
class _Lane:
    """The things of a lane, each put into the first rows where it has room."""

    sheet: Sheet
    axis: Axis
    numbers: dict[int, int]
    things: list[_Thing] = field(default_factory=list)
    rows: list[list[tuple[float, float]]] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Put a thing into the first rows where it and its words have room."""
        number = self.numbers.get(id(entry), 0)
        ends = extent(entry, self.axis)
        place, rows = self._place(entry, ends, words(entry), _marked(number))
        wide = _marked(number) + max(width_of(row, LEAST) for row in rows)
        left = {
            "inside": ends[0] + _INSET,
            "right": ends[1] + _NEAR,
            "left": ends[0] - _NEAR - wide,
            "above": max(self.sheet.left, min(ends[0], self.sheet.left + self.sheet.room - wide)),
        }[place]
        row = self._free((min(ends[0], left), max(ends[1], left + wide)), len(rows) + (place == "above"))
        self.things.append(_Thing(entry, row, ends, rows, place, left, number))

    def _place(
        self, entry: Entry, ends: tuple[float, float], text: str, mark: float
    ) -> tuple[str, list[str]]:
        """Return where words stand, in rows: where they fit into one, else where there is most room."""
        start, end = ends
        rooms = {
            "inside": end - start - 2 * _INSET - mark if entry.sign == "span" else 0.0,
            "right": self.sheet.left + self.sheet.room - end - _NEAR - mark,
            "left": start - self.sheet.left - _NEAR - mark,
        }
        fitting = next((place for place, room in rooms.items() if width_of(text, LEAST) <= room), "")
        place = fitting or max("right", "left", key=lambda place: rooms[place])
        if not fitting and rooms[place] < self.sheet.room * _WIDE:
            return "above", wrapped(text, self.sheet.room - mark, LEAST)
        return place, wrapped(text, rooms[place], LEAST)

    def _free(self, box: tuple[float, float], high: int) -> int:
        """Take the first rows in which a box meets no other, and return the upper one."""
        row = 0
        while any(_meets(box, other) for taken in self.rows[row : row + high] for other in taken):
            row += 1
        while len(self.rows) < row + high:
            self.rows.append([])
        for taken in self.rows[row : row + high]:
            taken.append(box)
        return row


def _meets(box: tuple[float, float], other: tuple[float, float]) -> bool:
    return box[0] < other[1] + _APART and other[0] < box[1] + _APART
