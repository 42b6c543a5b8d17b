"""Indicators as a figure for print: bars from zero, those of one on one scale, printed beside corrected."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from kg.draw import figurespage
from kg.draw.figure import hatching
from kg.draw.figure.drawing import Drawing
from kg.draw.figure.lettering import LEADING, LEAST, width_of, wrapped
from kg.draw.figure.marks import DOUBTED, WARNED, letters, stroke, warning
from kg.draw.figure.sheet import Entry
from kg.draw.figure.svg import element, path
from kg.draw.figures import by_size
from kg.speech.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.draw.figure.sheet import Sheet
    from kg.draw.figures import Figure

_HIGH: Final = 7.0
"""Height in points of a bar."""
_CAP: Final = 1.0
"""Width in points of the caps at the ends of a range."""
_APART: Final = 3.0
_PANEL: Final = 215.0
"""Points that an indicator takes at least where several stand side by side."""
_GUTTER: Final = 14.0
_SPACE: Final = 6.0
"""Points between a row's name, its bars and what they say."""


def drawing(found: Mapping[tuple[str, str], Sequence[Figure]], title: str, less: str = "") -> Drawing:
    """Return the figure of indicators, of which there is one figure at least, the largest figures first."""
    drawn = list(found.values())
    said = [vars(figure.statement) for shown in drawn for figure in shown]
    heading, summary = figurespage.heading(title, drawn), figurespage.summary(drawn)
    ranked = [(key, figure) for key, shown in found.items() for figure in sorted(shown, key=by_size)]

    def first(count: int) -> Drawing:
        kept: dict[tuple[str, str], list[Figure]] = {}
        for key, figure in ranked[:count]:
            kept.setdefault(key, []).append(figure)
        rest = say("{count} of {all} figures", count=len(ranked) - count, all=len(ranked))
        return drawing(kept, title, rest)

    return Drawing(heading, summary, partial(_draw, drawn), said, len(ranked), first, less)


def _draw(drawn: Sequence[Sequence[Figure]], sheet: Sheet) -> None:
    """Draw one indicator over the whole width, several side by side, each with a name and a scale."""
    documents = figurespage.documents_of(drawn)
    hues = hatching.hues_of(documents)
    sheet.draw(hatching.hatches(hues), 0)
    bars = [figurespage.bars(shown, documents) for shown in drawn]
    if len(drawn) == 1:
        sheet.write(figurespage.unit_of(drawn[0]), soft=True)
        _panel(sheet, bars[0], hues, drawn[0][0])
    else:
        panels = zip(figurespage.names_of(drawn), bars, (shown[0] for shown in drawn), strict=True)
        _side_by_side(sheet, list(panels), hues)
    sheet.skip(4)
    made = [bar for each in bars for bar in _bars_of(each)]
    doubted = any(bar["kind"] != "stated" for bar in made)
    ranges = [_range_entry(sheet.inks.soft)] if any(bar["range"] for bar in made) else []
    hatching.key_of_documents(sheet, say("Bars"), documents, doubted=doubted, more=ranges)


def _side_by_side(
    sheet: Sheet, panels: Sequence[tuple[str, figurespage.Bars, Figure]], hues: Sequence[str]
) -> None:
    """Draw panels under their names, each in the column that is shortest so far."""
    columns = sheet.columns(max(1, int(sheet.room // _PANEL)), _GUTTER)
    for name, bars, first in panels:
        column = min(columns, key=lambda each: each.y)
        column.skip(5)
        column.write(name, LEAST + 1, bold=True)
        _panel(column, bars, hues, first)
    sheet.join(columns)


def _bars_of(bars: figurespage.Bars) -> list[dict[str, Any]]:
    return [bar for rows in bars.groups.values() for row in rows.values() for bar, _ in row]


def _panel(sheet: Sheet, bars: figurespage.Bars, hues: Sequence[str], first: Figure) -> None:
    """Draw the bars of an indicator under the headings of their groups."""
    made = _bars_of(bars)
    told = max((WARNED * _is_marked(bar) + width_of(_words(bar), LEAST) for bar in made), default=0)
    columns = _columns(sheet, [label for rows in bars.groups.values() for label in rows], told)
    picture = _Bars(sheet, columns, bars, hues, first)
    for heading, rows in bars.groups.items():
        if heading:
            sheet.skip(3)
            sheet.write(heading, bold=True, soft=True)
        picture.group(rows)


def _range_entry(color: str) -> Entry:
    label = say("range, end to end")
    return Entry(label, 16, lambda x, y: _beam(x, x + 16, y - _HIGH / 2, color))


def _beam(left: float, right: float, top: float, paint: str) -> str:
    """Return the bar of a range, with a cap at either end."""
    third, inside = _HIGH / 3, right - left - 2 * _CAP
    there = ("M", left, top, "h", _CAP, "v", third, "h", inside, "v", -third, "h", _CAP, "v", _HIGH)
    back = ("h", -_CAP, "v", -third, "h", -inside, "v", third, "h", -_CAP, "Z")
    return element("path", d=path(*there, *back), fill=paint)


def _is_marked(bar: Mapping[str, Any]) -> bool:
    return bool(bar["text"].startswith(DOUBTED))


def _words(bar: Mapping[str, Any]) -> str:
    """Return what a bar says, without the warning sign, which is drawn."""
    return str(bar["text"]).removeprefix(DOUBTED)


@dataclass(frozen=True)
class _Columns:
    """Where names end, bars begin and end, and words begin, in points; and the room for names and words."""

    name: float
    start: float
    end: float
    words: float
    told: float


def _columns(sheet: Sheet, labels: Sequence[str], told: float) -> _Columns:
    widest = max((width_of(label, LEAST) for label in labels), default=0)
    name, told = min(widest + 1, sheet.room * 0.26), min(told + 1, sheet.room * 0.32)
    start = sheet.left + name + _SPACE
    words = sheet.left + sheet.room - told
    return _Columns(name, start, words - _SPACE, words, told)


@dataclass(frozen=True)
class _Bars:
    """Draws groups of bars on a sheet."""

    sheet: Sheet
    columns: _Columns
    bars: figurespage.Bars
    hues: Sequence[str]
    first: Figure

    def group(self, rows: Mapping[str, Sequence[tuple[dict[str, Any], int]]]) -> None:
        """Draw the rows of a heading under their scale."""
        self._axis()
        for label, bars in rows.items():
            self._row(label, bars)

    def _across(self, part: float) -> float:
        return self.columns.start + part * (self.columns.end - self.columns.start)

    def _ticks(self) -> list[tuple[float, str]]:
        """Return where the scale has round amounts, with words for each, or every second, third and so on."""
        amounts = [*self.bars.scale.ticks()]
        ticks = [self._across(self.bars.scale.at(amount)) for amount in amounts]
        texts, _ = self.first.scale(amounts)
        every = 1
        while not _are_apart(ticks[::every], texts[::every]):
            every += 1
        return [(at, "" if i % every else texts[i]) for i, at in enumerate(ticks)]

    def _axis(self) -> None:
        inks, y = self.sheet.inks, self.sheet.y
        told = (
            letters([text], (at, y), LEAST, inks.soft, anchor="middle") for at, text in self._ticks() if text
        )
        self.sheet.draw("".join(told), LEAST * LEADING + 2)

    def _row(self, label: str, bars: Sequence[tuple[dict[str, Any], int]]) -> None:
        """Draw a name and its bars, each with its words behind it."""
        inks, top = self.sheet.inks, self.sheet.y
        names = wrapped(label, self.columns.name, LEAST)
        texts = [wrapped(_words(bar), self.columns.told - WARNED * _is_marked(bar), LEAST) for bar, _ in bars]
        highs = [max(_HIGH, len(rows) * LEAST * LEADING) + _APART for rows in texts]
        high = max(sum(highs), len(names) * LEAST * LEADING + _APART)
        parts = [self._grid(top, top + high), letters(names, (self.sheet.left, top + 1), LEAST, inks.ink)]
        y = top
        for (bar, source), rows, own in zip(bars, texts, highs, strict=True):
            color, x = inks.ink if bar["kind"] == "stated" else inks.warn, self.columns.words
            parts += [self._bar(bar, self.hues[source], y + _APART / 2)]
            parts += [warning((x, y + 1), LEAST, inks)] if _is_marked(bar) else []
            parts += [letters(rows, (x + WARNED * _is_marked(bar), y + 1), LEAST, color)]
            y += own
        self.sheet.draw("".join(parts), high)

    def _grid(self, top: float, bottom: float) -> str:
        inks, zero = self.sheet.inks, self._across(self.bars.scale.at(Decimal(0)))
        lines = (stroke((at, top), (at, bottom), inks.rule, 0.4) for at, _ in self._ticks())
        return "".join(lines) + stroke((zero, top), (zero, bottom), inks.soft, 0.6)

    def _bar(self, bar: Mapping[str, Any], color: str, y: float) -> str:
        """Return a bar; one that leaves the scale ends in a tear, one of a range in two caps."""
        base, end = self._across(bar["from"]), self._across(bar["to"])
        paint = hatching.fill(color, hatched=bar["kind"] != "stated")
        if bar["point"]:
            return element("circle", cx=end, cy=y + _HIGH / 2, r=_HIGH / 2, fill=paint)
        if bar["range"] and not bar["torn"]:
            return _beam(base, max(end, base + 3 * _CAP), y, paint)
        if not bar["torn"]:
            wide = max(abs(end - base), 0.8)
            return element("rect", x=min(base, end), y=y, width=wide, height=_HIGH, fill=paint)
        way = 1 if end >= base else -1
        far, back, forth = (end + way * (_SPACE - 2), *(f"l{part * way} {_HIGH / 4:g}" for part in (-3, 3)))
        tear = path("M", base, y, "L", far, y, back, forth, back, forth, "L", base, y + _HIGH, "Z")
        return element("path", d=tear, fill=paint)


def _are_apart(ticks: Sequence[float], texts: Sequence[str]) -> bool:
    halves = [width_of(text, LEAST) / 2 for text in texts]
    placed = list(zip(ticks, halves, strict=True))
    return all(b - a >= left + right + _APART for (a, left), (b, right) in pairwise(placed))
