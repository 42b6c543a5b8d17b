"""How wide a text is in print, and where it breaks, in letters as wide as those of Arial and Helvetica."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from wcwidth import wcwidth

FONTS: Final = "Arial, Helvetica, 'Liberation Sans', 'Noto Sans', 'Noto Sans CJK JP', sans-serif"
"""The generic stack of a figure's letters: the first three are equally wide, the next have most letters."""
LEAST: Final = 7.0
"""Points below which no letter of a figure is set."""
LEADING: Final = 1.2
"""Height of a row over the size of its letters."""
WIDTHS: Final = {
    191: "'",
    222: "ijl",
    278: "ft!./,:;\\[] I",
    333: "r()-`{}“”‘’„",
    355: '"',
    500: "ckszvxyJ",
    556: "abdeghnopquL0123456789$#?_–€£",
    584: "+<>=~±×÷",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1000: "—…→←↔@",
}
"""Thousandths of the size that letters advance; of letters not among them, marks taken off, 0.6 or 1."""
_CLOSING: Final = "、。，．：；）」』】"
"""Wide signs that begin no row (JIS X 4051)."""
BOLD: Final = 1.08
"""How much wider bold letters are."""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is when set in letters of a size, in the same unit; slightly too much."""
    return sum(map(_advance, text)) * size * (BOLD if bold else 1.0)


@cache
def _advance(letter: str) -> float:
    known = {each: width / 1000 for width, letters in WIDTHS.items() for each in letters}
    plain = unicodedata.normalize("NFD", letter)[0]
    cells = wcwidth(letter)
    return known.get(plain) or (1.0 if cells > 1 else 0.0 if cells == 0 else 0.62)


def wrapped(text: str, room: float, size: float, *, bold: bool = False, most: int = 99) -> list[str]:
    """Return a text in rows no wider than the room, at most so many, the last cut with an ellipsis."""
    rows = [""]
    for word in _words(" ".join(text.split()), room, size, bold):
        if rows[-1] and width_of(rows[-1] + word.rstrip(), size, bold=bold) > room:
            rows.append("")
        rows[-1] += word
    rows = [row.strip() for row in rows]
    return rows if len(rows) <= most else [*rows[: most - 1], _cut(rows[most - 1], room, size, bold)]


def _words(text: str, room: float, size: float, bold: bool) -> list[str]:
    """Return the pieces of a text, each with the space behind it; a word wider than the room is cut up."""
    pieces: list[str] = []
    fresh = True
    for letter in text:
        crowded = not fresh and width_of(pieces[-1] + letter, size, bold=bold) > room
        if crowded or (fresh and not (pieces and letter in _CLOSING)):
            pieces.append("")
        pieces[-1] += letter
        fresh = letter.isspace() or wcwidth(letter) > 1
    return pieces


def _cut(row: str, room: float, size: float, bold: bool) -> str:
    while row and width_of(f"{row}…", size, bold=bold) > room:
        row = row[:-1]
    return f"{row.rstrip()}…"
