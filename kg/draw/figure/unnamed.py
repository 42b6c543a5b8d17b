"""Names without room on a picture: letters stand for them, and a key below tells which."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.draw.figure.lettering import LEADING, LEAST, width_of, wrapped
from kg.draw.figure.marks import letters
from kg.draw.figure.places import Spot, Taken, beside, led

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.draw.figure.marks import Point
    from kg.draw.figure.sheet import Sheet

COLUMN: Final = 112.0
"""Points that a column of the key takes at least."""
GUTTER: Final = 8.0
BAND: Final = 30.0
"""Points of height within which letters follow one another from left to right."""


class Lettered(NamedTuple):
    """The letters that stand for a name, and where they stand."""

    node: str
    letters: str
    spot: Spot


def lettered(wanted: Mapping[str, tuple[Point, float]], taken: Taken) -> list[Lettered]:
    """Return the letters for things (node → middle, radius) as one reads; where none has room, none."""
    order = sorted(wanted, key=lambda node: (wanted[node][0][1] // BAND, wanted[node][0][0], node))
    found: list[Lettered] = []
    for node in order:
        name, (at, radius) = _name(len(found)), wanted[node]
        size = width_of(name, LEAST, bold=True) + 1, LEAST
        if spot := beside(at, radius, size, taken) or led(at, radius, size, taken):
            taken.take(spot.box)
            found.append(Lettered(node, name, spot))
    return found


def _name(number: int) -> str:
    """Return a, b … z, aa, ab … for 0, 1 …"""
    before, last = divmod(number, len(ascii_lowercase))
    return (_name(before - 1) if before else "") + ascii_lowercase[last]


def key(sheet: Sheet, names: Iterable[tuple[str, str]]) -> None:
    """Write letters with the names that they stand for in columns, one after another."""
    if not (told := list(names)):
        return
    count = max(1, int((sheet.room + GUTTER) // (COLUMN + GUTTER)))
    wide = (sheet.room + GUTTER) / count - GUTTER
    aside = max(width_of(letter, LEAST, bold=True) for letter, _ in told) + 3
    entries = [(letter, wrapped(name, wide - aside, LEAST)) for letter, name in told]
    columns = _columns(entries, count)
    markup = []
    for number, column in enumerate(columns):
        x, y = sheet.left + number * (wide + GUTTER), sheet.y
        for letter, rows in column:
            markup.append(letters([letter], (x, y), LEAST, sheet.inks.soft, bold=True))
            markup.append(letters(rows, (x + aside, y), LEAST, sheet.inks.ink))
            y += len(rows) * LEAST * LEADING
    sheet.draw("\n".join(markup), max(map(_rows, columns)) * LEAST * LEADING + 2)


def _rows(column: Sequence[tuple[str, list[str]]]) -> int:
    return sum(len(rows) for _, rows in column)


def _columns(entries: Sequence[tuple[str, list[str]]], count: int) -> list[list[tuple[str, list[str]]]]:
    """Return the entries in so many columns at most, about equally high."""
    high, columns = -(-_rows(entries) // count), [[entries[0]]]
    for entry in entries[1:]:
        if _rows([*columns[-1], entry]) > high and len(columns) < count:
            columns.append([])
        columns[-1].append(entry)
    return columns
