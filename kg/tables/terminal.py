"""Tables on a terminal: fitted to its width, with links where it knows them, wide characters as wide."""

from __future__ import annotations

import itertools
import os
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.tables.cells import Cell, harmless, link, numeric

if TYPE_CHECKING:
    from kg.tables.write import Draw

_GAP: Final = 2
_NARROWEST: Final = 8
_WORD: Final = 14
_LINKING: Final = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio")


@dataclass(frozen=True)
class Style:
    """How a table is drawn: characters across, whether OSC 8 links and bold headings are understood."""

    width: int = 100
    links: bool = False
    bold: bool = False


def style_of(environ: Mapping[str, str], *, terminal: bool) -> Style:
    """Return the style for standard output; away from a terminal plain text of COLUMNS or 100 characters."""
    width = max(shutil.get_terminal_size((100, 24)).columns, 20)
    if not terminal or environ.get("TERM") == "dumb":
        return Style(width)
    return Style(width, links=_understands_links(environ), bold="NO_COLOR" not in environ)


def _understands_links(environ: Mapping[str, str]) -> bool:
    """Say whether the terminal is known for OSC 8 links; others would print the codes."""
    if forced := environ.get("FORCE_HYPERLINK"):
        return forced != "0"
    vte = environ.get("VTE_VERSION", "")
    return (
        environ.get("TERM_PROGRAM", "") in _LINKING
        or (vte.isdecimal() and int(vte) >= 5000)
        or any(name in environ for name in ("KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM"))
        or environ.get("TERM", "").startswith(("foot", "alacritty", "xterm-kitty", "contour"))
    )


def drawing(style: Style | None = None) -> Draw:
    """Return a function that yields the text of a table in `style`, by default that of no terminal."""
    used = style or style_of(os.environ, terminal=False)
    return lambda columns, chunks: _table(columns, chunks, used)


def _table(columns: Sequence[str], chunks: Iterable[list[list[Cell]]], style: Style) -> Iterator[str]:
    """Yield lines; the first rows decide the widths, and whether rows become a table or lists."""
    chunks = iter(chunks)
    first = next(chunks, [])
    heads = [harmless(column) for column in columns]
    if len(columns) * (_NARROWEST + _GAP) - _GAP > style.width:
        yield from _lists(heads, itertools.chain([first], chunks))
        return
    widths = _fitted(_natural(heads, first), _floors(heads, first), style.width - _GAP * (len(columns) - 1))
    right = numeric(len(heads), first)
    header = [Cell(head, is_number=is_right) for head, is_right in zip(heads, right, strict=True)]
    yield from (_bold(line, style) for line in _row(header, widths, style))
    yield (" " * _GAP).join("─" * width for width in widths) + "\n"
    for row in itertools.chain.from_iterable(itertools.chain([first], chunks)):
        yield from _row(row, widths, style)


def _bold(line: str, style: Style) -> str:
    return f"\x1b[1m{line[:-1]}\x1b[0m\n" if style.bold else line


def _natural(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    cells = [[width(head), *(width(row[i].text) for row in rows)] for i, head in enumerate(heads)]
    return [max(column) for column in cells]


def _floors(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Return how narrow each column may become at first: a number stays whole, and so do shorter words."""
    floors = [_NARROWEST] * len(heads)
    for row in rows:
        for i, shown in enumerate(row):
            words = [shown.text] if shown.is_number else shown.text.split(" ")
            longest = max(map(width, words))
            floors[i] = max(floors[i], longest if shown.is_number else min(longest, _WORD))
    return floors


def _fitted(wanted: Sequence[int], floors: Sequence[int], available: int) -> list[int]:
    """Return widths whose sum is at most `available`: the widest give way first, to their floors."""
    widths = [max(width, 1) for width in wanted]
    while sum(widths) > available:
        above = [i for i, width in enumerate(widths) if width > floors[i]]
        if not above:
            lower = [min(floor, _NARROWEST) for floor in floors]
            return widths if lower == list(floors) else _fitted(widths, lower, available)
        widths[max(above, key=lambda i: widths[i])] -= 1
    return widths


def _row(cells: Sequence[Cell], widths: Sequence[int], style: Style) -> Iterator[str]:
    """Yield the lines of one row, its cells wrapped."""
    wrapped = [wrap(shown.text, width) for shown, width in zip(cells, widths, strict=True)]
    for pieces in itertools.zip_longest(*wrapped, fillvalue=""):
        padded = [_padded(*each, style) for each in zip(pieces, cells, widths, strict=True)]
        yield (" " * _GAP).join(padded).rstrip() + "\n"


def _padded(text: str, shown: Cell, across: int, style: Style) -> str:
    space = " " * (across - width(text))
    if style.links and text and link(shown.iri):
        text = f"\x1b]8;;{link(shown.iri)}\x1b\\{text}\x1b]8;;\x1b\\"
    return space + text if shown.is_number else text + space


def _lists(heads: Sequence[str], chunks: Iterable[list[list[Cell]]]) -> Iterator[str]:
    """Yield each row as a list of its values, for tables with more columns than fit side by side."""
    across = max(map(width, heads))
    for number, row in enumerate(itertools.chain.from_iterable(chunks), start=1):
        yield f"─ {number} ─\n"
        for head, shown in zip(heads, row, strict=True):
            yield f"{head}{' ' * (across - width(head) + _GAP)}{shown.text}\n"


def wrap(text: str, across: int) -> list[str]:
    """Return `text` in lines of at most `across` columns, broken at spaces where that is possible."""
    lines, line = [], ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if width(joined) <= across:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, across)
        lines += full
    return [*lines, line]


def _cut(word: str, across: int) -> list[str]:
    """Return a word in pieces of at most `across` columns, and at least one character."""
    pieces, piece, used = [], "", 0
    for character in word:
        wide = width(character)
        if piece and used + wide > across:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + character, used + wide
    return [*pieces, piece]


def width(text: str) -> int:
    """Return how many columns `text` takes (Unicode Standard Annex 11; marks that combine take none)."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
