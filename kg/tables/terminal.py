"""Tables on a terminal: fitted to its width, with links where it knows them, wide characters as wide."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg import terminal as screen
from kg.tables.cells import Cell, Draw, link, number, numeric, words

_GAP: Final = 2
_BETWEEN: Final = " " * _GAP
_NARROWEST: Final = 8
_WORD: Final = 14
_LONG: Final = 60
"""How long a text is at least that stands below its row."""
_TALL: Final = 4
"""How many lines a text may take beside the others."""
_NAME: Final = re.compile(r"[(\[]*(?:<[A-Za-z][\w+.-]*:|[A-Za-z][\w.-]*:(?!//|$))")
_FIRST_COMBINING: Final = "\u0300"
"""The first character whose width is not one, of those that are no control characters."""
_LINKING: Final = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio")


@dataclass(frozen=True)
class Style:
    """How a table is drawn: characters across, whether OSC 8 links and bold headings are understood."""

    width: int = 100
    links: bool = False
    bold: bool = False


def style_of(environ: Mapping[str, str], *, terminal: bool) -> Style:
    """Return the style for standard output; away from a terminal plain text of COLUMNS or 100 characters."""
    across = screen.width()
    if not terminal or environ.get("TERM") == "dumb":
        return Style(across)
    return Style(across, links=_understands_links(environ), bold="NO_COLOR" not in environ)


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
    """Yield lines; the first rows decide the widths, and whether rows become a table or lists.

    Where long texts would make rows many lines tall, or one leaves the others no room for whole words, they
    stand below their row, across the whole table.
    """
    chunks = iter(chunks)
    first = next(chunks, [])
    rows: Iterator[Sequence[Cell]] = itertools.chain.from_iterable(itertools.chain([first], chunks))
    heads = [words(column).text for column in columns]
    if sum(_natural(heads, first)) > _available(len(heads), style):
        first = [_without_titles(row) for row in first]
        rows = map(_without_titles, rows)
    below = _below(heads, first, style)
    widths = _widths(*_beside(heads, first, below), style)
    if heads and not widths:
        yield from _lists(heads, rows, style)
        return
    right = numeric(len(heads), first)
    header = [(number if is_right else words)(head) for head, is_right in zip(heads, right, strict=True)]
    grid = _Grid(widths, below, style)
    yield from (_bold(line, style) for line in grid.lines(header))
    yield _BETWEEN.join("─" * width for width in widths) + "\n"
    for row in rows:
        yield from grid.lines(row)


def _available(columns: int, style: Style) -> int:
    return style.width - _GAP * (columns - 1)


def _without_titles(row: Sequence[Cell]) -> list[Cell]:
    """Return the cells of a row, sources by their name alone."""
    return [
        shown._replace(text=shown.text.partition(" (")[0]) if shown.text.startswith("src:") else shown
        for shown in row
    ]


def _below(heads: Sequence[str], rows: Sequence[Sequence[Cell]], style: Style) -> list[int]:
    """Return which columns stand below their rows, unless fewer than two columns were left.

    They are the long texts; where there are none and words would be cut, the widest text, if that helps.
    """
    natural, widths = _natural(heads, rows), _widths(heads, rows, style)
    texts = [i for i in range(len(heads)) if not any(row[i].iri or row[i].is_number for row in rows)]
    below = [i for i in texts if widths and natural[i] > max(_TALL * widths[i], _LONG)]
    if texts and not below and not _are_whole(heads, rows, style):
        widest = [max(texts, key=lambda i: natural[i])]
        below = widest if _are_whole(*_beside(heads, rows, widest), style) else []
    return below if len(heads) - len(below) > 1 else []


def _beside(
    heads: Sequence[str], rows: Sequence[Sequence[Cell]], below: Sequence[int]
) -> tuple[list[str], list[list[Cell]]]:
    """Return heads and rows without the columns that stand below."""
    beside = [i for i in range(len(heads)) if i not in below]
    return [heads[i] for i in beside], [[row[i] for i in beside] for row in rows]


def _bold(line: str, style: Style) -> str:
    return f"\x1b[1m{line[:-1]}\x1b[0m\n" if style.bold else line


def _natural(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    cells = [[width(head), *(width(row[i].text) for row in rows)] for i, head in enumerate(heads)]
    return [max(column) for column in cells]


def _widths(heads: Sequence[str], rows: Sequence[Sequence[Cell]], style: Style) -> list[int]:
    """Return the widths of columns that fit side by side, or none when names and numbers do not fit whole."""
    available = _available(len(heads), style)
    for word in range(_WORD, _NARROWEST - 1, -2):
        floors = _floors(heads, rows, word)
        if sum(floors) <= available:
            return _fitted([max(width, 1) for width in _natural(heads, rows)], floors, available)
    return []


def _are_whole(heads: Sequence[str], rows: Sequence[Sequence[Cell]], style: Style) -> bool:
    """Say whether columns fit side by side without a cut in any word of usual length."""
    return sum(_floors(heads, rows, _WORD)) <= _available(len(heads), style)


def _floors(heads: Sequence[str], rows: Sequence[Sequence[Cell]], word: int) -> list[int]:
    """Return how narrow each column may become: numbers and names stay whole, as do words up to `word`."""
    floors = [max(_NARROWEST, min(width(head), word)) for head in heads]
    for row in rows:
        for i, shown in enumerate(row):
            words = [shown.text] if shown.is_number else shown.text.split(" ")
            whole = [each for each in words if shown.is_number or _is_name(each)]
            floors[i] = max(floors[i], *map(width, whole), min(max(map(width, words)), word))
    return [min(floor, max(across, 1)) for floor, across in zip(floors, _natural(heads, rows), strict=True)]


def _fitted(widths: list[int], floors: Sequence[int], available: int) -> list[int]:
    """Return widths whose sum is at most `available`, as the floors' is: the widest give way first."""
    while sum(widths) > available:
        above = [i for i, width in enumerate(widths) if width > floors[i]]
        widths[max(above, key=lambda i: widths[i])] -= 1
    return widths


class _Grid:
    """Columns that are so wide, side by side; the texts of the columns `below` stand below their row."""

    def __init__(self, widths: Sequence[int], below: Sequence[int], style: Style) -> None:
        self._widths, self._below, self._style = widths, below, style
        self._across = sum(widths) + _GAP * (len(widths) - 1)
        self._one_line: dict[tuple[bool, ...], str] = {}

    def lines(self, row: Sequence[Cell]) -> list[str]:
        """Return the lines of one row, then those of the texts below it."""
        beside = [shown for i, shown in enumerate(row) if i not in self._below] if self._below else row
        lines = self._beside(beside)
        for i in self._below:
            pieces = wrap(row[i].text, self._style.width - _GAP) if row[i].text else []
            lines += [f"{_BETWEEN}{piece}".rstrip() + "\n" for piece in pieces]
        return lines

    def _beside(self, row: Sequence[Cell]) -> list[str]:
        """Return the lines of the cells side by side; most rows need but one, which is made at once."""
        texts = tuple([shown.text for shown in row])
        if line := self._at_once(texts, row):
            return [line]
        wrapped = map(wrap, texts, self._widths)
        return [
            self._at_once(pieces, row) or self._with_links(pieces, row)
            for pieces in itertools.zip_longest(*wrapped, fillvalue="")
        ]

    def _at_once(self, texts: tuple[str, ...], row: Sequence[Cell]) -> str:
        """Return texts as one line if they fit and have neither links nor characters that are wide."""
        if self._style.links:
            return ""
        line = self._template(row) % texts
        return f"{line.rstrip()}\n" if len(line) == self._across and _is_simple(line) else ""

    def _with_links(self, pieces: Sequence[str], row: Sequence[Cell]) -> str:
        """Return texts that fit as one line, whatever they are."""
        return f"{_BETWEEN.join(map(self._padded, pieces, row, self._widths)).rstrip()}\n"

    def _template(self, row: Sequence[Cell]) -> str:
        """Return the format of a line whose cells are numbers and texts where those of the row are."""
        numbers = tuple([shown.is_number for shown in row])
        if numbers not in self._one_line:
            aligned = zip(numbers, self._widths, strict=True)
            self._one_line[numbers] = _BETWEEN.join(f"%{across if n else -across}s" for n, across in aligned)
        return self._one_line[numbers]

    def _padded(self, text: str, shown: Cell, across: int) -> str:
        space = " " * (across - width(text))
        if self._style.links and text and link(shown.iri):
            text = f"\x1b]8;;{link(shown.iri)}\x1b\\{text}\x1b]8;;\x1b\\"
        return space + text if shown.is_number else text + space


def _lists(heads: Sequence[str], rows: Iterable[Sequence[Cell]], style: Style) -> Iterator[str]:
    """Yield each row as a list of its values, for tables with more columns than fit side by side."""
    across = max(map(width, heads)) + _GAP
    room = max(style.width - across, _NARROWEST)
    for place, row in enumerate(rows, start=1):
        yield f"─ {place} ─\n"
        for head, shown in zip(heads, row, strict=True):
            first, *others = wrap(shown.text, room)
            yield f"{head}{' ' * (across - width(head))}{first}".rstrip() + "\n"
            yield from (f"{' ' * across}{other}\n" for other in others)


def wrap(text: str, across: int) -> list[str]:
    """Return `text` in lines of at most `across` columns, broken at spaces where that is possible.

    A prefixed name or an IRI is never broken: where it does not fit, its line is longer.
    """
    if width(text) <= across:
        return [text]
    lines, line = [], ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if width(joined) <= across:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = [word] if _is_name(word) else _cut(word, across)
        lines += full
    return [*lines, line]


def _is_name(word: str) -> bool:
    """Say whether a word is a prefixed name or an IRI in angle brackets, with what punctuation is around."""
    return bool(_NAME.match(word))


def _cut(word: str, across: int) -> list[str]:
    """Return a word in pieces of at most `across` columns, and at least one character."""
    if word.isascii():
        return [word[start : start + across] for start in range(0, len(word), across)] or [word]
    pieces, piece, used = [], "", 0
    for character in word:
        wide = width(character) or width(piece + character) - used  # some marks take a column behind a letter
        if piece and used + wide > across:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + character, used + wide
    return [*pieces, piece]


def width(text: str) -> int:
    """Return how many columns `text`, which holds no control characters, takes on a terminal."""
    if _is_simple(text):
        return len(text)
    from wcwidth import wcswidth

    return wcswidth(text)


def _is_simple(text: str) -> bool:
    """Say whether all characters take one column, at a glance: most texts are of such letters."""
    return text.isascii() or max(text) < _FIRST_COMBINING
