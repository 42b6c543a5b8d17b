"""Indicators as bars on a page: by place or over time, printed beside corrected, sources side by side."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.draw import chartpage, figures
from kg.draw.contents import Contents
from kg.draw.picture import Picture
from kg.speech.texts import capital, joined, message, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.draw.figures import Figure

LEAD: Final = message(
    "Bars begin at zero, on one scale for each indicator; choose one to read the words. Doubtful figures are "
    "hatched: the printed one, cut off where it leaves the scale, stands beside the one probably meant."
)
COLUMNS: Final = (
    *(message("What"), message("Period"), message("Printed"), message("Drawn")),
    *(message("Doubt"), message("Quote"), message("Source")),
)


RANKS: Final = message("Ranks are points on a scale that begins at the first.")


class Scale(NamedTuple):
    """The amounts between which all bars lie, zero among them; for ranks the first and the last."""

    low: Decimal
    high: Decimal
    is_rank: bool = False

    def at(self, amount: Decimal) -> float:
        """Return where an amount stands, from 0 to 1; one beyond the scale stands at its end."""
        inside = min(max(amount, self.low), self.high)
        return round(float((inside - self.low) / (self.high - self.low)), 4)

    def ticks(self) -> Iterator[Decimal]:
        """Yield three to six round amounts on the scale; of ranks the first, and whole ones after it."""
        if self.is_rank:
            yield from map(Decimal, range(1, int(self.high) + 1, max(1, round(int(self.high) / 5))))
            return
        power = Decimal(10) ** (self.high - self.low).adjusted()
        sizes = (power * Decimal(size) for size in ("5", "2", "1", "0.5", "0.2"))
        step = next(size for size in sizes if (self.high - self.low) // size >= 3)
        first = int(self.low / step)
        yield from (step * i for i in range(first, int(self.high / step) + 1))


def figures_page(
    found: Mapping[tuple[str, str], Sequence[Figure]], title: str = "", scheme: str = "auto"
) -> Picture:
    """Return the picture of the figures of indicators, of which there is one at least."""
    drawn = list(found.values())
    contents = Contents()
    data = {**indicators(drawn, contents), **contents.told()}
    ordered = [
        (label, one)
        for shown in drawn
        for rows in figures.grouped(shown).values()
        for label, row in rows.items()
        for one in row
    ]
    caption = say("{name}, as a table", name=heading("", drawn))
    table = chartpage.Table(caption, COLUMNS, (cells(*pair) for pair in ordered))
    lead = joined(say(" "), _lead(drawn))
    told = summary(drawn)
    return chartpage.page("chart", heading(title, drawn), lead, data, table, summary=told, scheme=scheme)


def heading(title: str, drawn: Sequence[Sequence[Figure]]) -> str:
    """Return what heads the figures of indicators: what was asked for, with the indicator where it is one."""
    names = {shown[0].indicator for shown in drawn}
    if len(names) > 1:
        return title or say("Figures")
    return joined(" – ", (title, *names)) if title else capital(*names)


def summary(drawn: Sequence[Sequence[Figure]]) -> str:
    """Return in words how many figures there are."""
    names = {shown[0].indicator for shown in drawn}
    name = next(iter(names)) if len(names) == 1 else say("{n} indicators", n=len(names))
    return say("{n} figures of {name}", n=sum(map(len, drawn)), name=name)


def names_of(drawn: Sequence[Sequence[Figure]]) -> list[str]:
    """Return what each is called: as its indicator, with the unit of its scale where it needs one."""
    counts = Counter(shown[0].indicator for shown in drawn)
    units = [
        unit_of(shown) or (shown[0].unit or say("no unit") if counts[shown[0].indicator] > 1 else "")
        for shown in drawn
    ]
    names = [capital(shown[0].indicator) for shown in drawn]
    return [
        say("{whole} ({parts})", whole=name, parts=unit) if unit else name
        for name, unit in zip(names, units, strict=True)
    ]


def unit_of(shown: Sequence[Figure]) -> str:
    """Return the unit of the scale of figures of one indicator, empty where amounts need none."""
    return shown[0].scale([*_scale(shown).ticks()])[1]


def indicators(found: Iterable[Sequence[Figure]], contents: Contents) -> dict[str, Any]:
    """Return the figures of indicators as a page holds them, each indicator with a scale of its own."""
    drawn = list(found)
    sources = documents_of(drawn)
    told = [
        {"name": name, "unit": unit_of(shown), **_indicator(shown, sources, contents)}
        for name, shown in zip(names_of(drawn), drawn, strict=True)
    ]
    return {"indicators": told, "documents": sources}


def _indicator(shown: Sequence[Figure], sources: Sequence[str], contents: Contents) -> dict[str, Any]:
    scale = _scale(shown)
    groups = [
        {"title": when, "rows": [_row(label, row, scale, sources, contents) for label, row in rows.items()]}
        for when, rows in figures.grouped(shown).items()
    ]
    amounts = [*scale.ticks()]
    texts, _ = shown[0].scale(amounts)
    ticks = [{"at": scale.at(each), "text": text} for each, text in zip(amounts, texts, strict=True)]
    return {"groups": groups, "ticks": ticks, "zero": scale.at(Decimal(0))}


def _lead(drawn: Sequence[Sequence[Figure]]) -> Iterator[str]:
    """Yield what is shown, in what the figures of one indicator do not differ, and how to read it."""
    told = summary(drawn)
    same = joined(say(", "), figures.in_words(figures.constant(drawn[0]))) if len(drawn) == 1 else ""
    yield say("{whole} ({parts}).", whole=told, parts=same) if same else say("{summary}.", summary=told)
    yield say(LEAD)
    if any(shown[0].is_rank for shown in drawn):
        yield say(RANKS)


def _scale(shown: Sequence[Figure]) -> Scale:
    """Return the scale of what can be drawn to scale; of nothing but doubtful figures, theirs."""
    amounts = [figure.amount for figure in shown if figure.amount is not None]
    amounts = amounts or [figure.value for figure in shown]
    if shown[0].is_rank:
        last = max(amount.highest for amount in amounts)
        return Scale(Decimal(1), max(last, Decimal(2)), is_rank=True)
    ends = [Decimal(0), *chain.from_iterable(amounts)]
    low, high = min(ends), max(ends)
    return Scale(low, high if high > low else Decimal(1))


class Bars(NamedTuple):
    """The figures of an indicator as bars: their scale, and heading → row → bars.

    A bar has what the page has of it, and the index of its document.
    """

    scale: Scale
    groups: dict[str, dict[str, list[tuple[dict[str, Any], int]]]]


def documents_of(drawn: Iterable[Sequence[Figure]]) -> list[str]:
    """Return the sources of figures in the order in which they are coloured."""
    return sorted({source_of(figure) for shown in drawn for figure in shown})


def bars(shown: Sequence[Figure], documents: Sequence[str]) -> Bars:
    """Return the figures of an indicator as bars, which are of these documents."""
    scale = _scale(shown)
    groups = {
        heading: {
            label: [(bar, documents.index(source_of(one))) for one in row for bar in _bars(one, scale)]
            for label, row in rows.items()
        }
        for heading, rows in figures.grouped(shown).items()
    }
    return Bars(scale, groups)


def source_of(figure: Figure) -> str:
    """Return the titles of the sources of a figure."""
    return chartpage.cited(figure.statement)[1]


def _row(
    label: str, row: Sequence[Figure], scale: Scale, sources: Sequence[str], contents: Contents
) -> dict[str, Any]:
    bars = [
        {**bar, "source": sources.index(source_of(figure)), **_mark(figure, contents)}
        for figure in row
        for bar in _bars(figure, scale)
    ]
    return {"label": label, "bars": bars}


def _mark(figure: Figure, contents: Contents) -> dict[str, Any]:
    return chartpage.mark(contents, [(figure.statement, figure.when)])


def _bars(figure: Figure, scale: Scale) -> Iterator[dict[str, Any]]:
    """Yield the bar of a figure; of a doubtful one that of what is printed, then that of what is meant.

    That of a range goes from end to end, that of a number from zero; a rank is a point.
    """
    for kind, amount, text in figure.drawn():
        torn = not (scale.low <= amount.lowest and amount.highest <= scale.high)
        is_point = figure.is_rank and not amount.is_range
        start = scale.at(amount.lowest if amount.is_range or is_point else Decimal(0))
        ends = {"from": start, "to": scale.at(amount.highest), "torn": torn, "range": amount.is_range}
        yield {"kind": kind, **ends, "point": is_point, "text": text}


def cells(label: str, figure: Figure) -> tuple[chartpage.Cell, ...]:
    """Return a figure as a row of the table of figures."""
    it = figure.statement
    printed = chartpage.Ranked(it.printed, float(figure.value.middle))
    drawn: chartpage.Cell = say("as printed")
    if figure.amount is not None:
        drawn = chartpage.Ranked(figure.between(figure.amount), float(figure.amount.middle))
    doubt = chartpage.doubt(it)
    return label, chartpage.dated(figure.when, figure.period), printed, drawn, doubt, *chartpage.cited(it)
