"""One indicator as bars on a page: by place or over time, printed beside corrected, sources side by side."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.draw import chartpage, figures
from kg.draw.contents import Contents
from kg.draw.picture import Picture
from kg.speech.texts import capital, joined, listed, message, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.draw.figures import Figure

LEAD: Final = message(
    "Bars begin at zero and share one scale; choose one to read the words. Doubtful figures are hatched: the "
    "printed one, cut off where it leaves the scale, stands beside the one probably meant."
)
_NAMED: Final = 5
"""So many other indicators are named."""
COLUMNS: Final = (
    *(message("What"), message("Period"), message("Printed"), message("Drawn")),
    *(message("Doubt"), message("Quote"), message("Source")),
)


class Scale(NamedTuple):
    """The amounts between which all bars lie; zero is always among them."""

    low: Decimal
    high: Decimal

    def at(self, amount: Decimal) -> float:
        """Return where an amount stands, from 0 to 1; one beyond the scale stands at its end."""
        inside = min(max(amount, self.low), self.high)
        return round(float((inside - self.low) / (self.high - self.low)), 4)

    def ticks(self) -> Iterator[Decimal]:
        """Yield three to six round amounts on the scale."""
        power = Decimal(10) ** (self.high - self.low).adjusted()
        sizes = (power * Decimal(size) for size in ("5", "2", "1", "0.5", "0.2"))
        step = next(size for size in sizes if (self.high - self.low) // size >= 3)
        first = int(self.low / step)
        yield from (step * i for i in range(first, int(self.high / step) + 1))


def figures_page(
    found: Mapping[tuple[str, str], Sequence[Figure]], title: str = "", scheme: str = "auto"
) -> Picture:
    """Return the picture of the figures of the first indicator, of which there is one at least."""
    (indicator, _unit), shown = next(iter(found.items()))
    contents = Contents()
    data = {**indicators([shown], contents), **contents.told()}
    ordered = [
        (label, one) for rows in figures.grouped(shown).values() for label, row in rows.items() for one in row
    ]
    table = chartpage.Table(
        say("{name}, as a table", name=indicator), COLUMNS, (cells(*pair) for pair in ordered)
    )
    told = summary(shown)
    lead = joined(say(" "), _lead(told, list(found.values())))
    return chartpage.page("chart", heading(title, indicator), lead, data, table, summary=told, scheme=scheme)


def heading(title: str, indicator: str) -> str:
    """Return what heads the figures of an indicator: what was asked for with it, else itself."""
    return joined(" – ", (title, indicator)) if title else capital(indicator)


def summary(shown: Sequence[Figure]) -> str:
    """Return in words how many figures there are."""
    return say("{n} figures of {name}", n=len(shown), name=shown[0].indicator)


def indicators(found: Iterable[Sequence[Figure]], contents: Contents) -> dict[str, Any]:
    """Return the figures of indicators as a page holds them, each indicator with a scale of its own."""
    drawn = list(found)
    sources = sorted({source_of(figure) for shown in drawn for figure in shown})
    return {"indicators": [_indicator(shown, sources, contents) for shown in drawn], "documents": sources}


def _indicator(shown: Sequence[Figure], sources: Sequence[str], contents: Contents) -> dict[str, Any]:
    scale = _scale(shown)
    groups = [
        {"title": when, "rows": [_row(label, row, scale, sources, contents) for label, row in rows.items()]}
        for when, rows in figures.grouped(shown).items()
    ]
    ticks = [{"at": scale.at(amount), "text": shown[0].told(amount)} for amount in scale.ticks()]
    return {
        "name": heading("", shown[0].indicator),
        "groups": groups,
        "ticks": ticks,
        "zero": scale.at(Decimal(0)),
    }


def _lead(summary: str, found: Sequence[Sequence[Figure]]) -> Iterator[str]:
    """Yield what is shown, in what it does not differ, how to read it and what else could be shown."""
    shown, *rest = found
    own = shown[0].statement.property
    others = list(dict.fromkeys(name for more in rest if (name := more[0].statement.property) != own))
    same = joined(say(", "), figures.in_words(figures.constant(shown)))
    yield say("{whole} ({parts}).", whole=summary, parts=same) if same else say("{summary}.", summary=summary)
    yield say(LEAD)
    for more in rest:
        if more[0].statement.property == own:
            yield say("{n} more figures in another unit, {unit}, not drawn.", n=len(more), unit=more[0].unit)
    if others:
        left = [say("{n} more", n=len(others) - _NAMED)] if len(others) > _NAMED else []
        names = joined(say(", "), others[:_NAMED])
        yield say("Other indicators (--property): {names}.", names=listed([names, *left]))


def _scale(shown: Iterable[Figure]) -> Scale:
    """Return the scale of what can be drawn to scale; of nothing but doubtful figures, theirs."""
    amounts = [figure.amount for figure in shown if figure.amount is not None]
    amounts = amounts or [figure.value for figure in shown]
    ends = [Decimal(0), *chain.from_iterable(amounts)]
    low, high = min(ends), max(ends)
    return Scale(low, high if high > low else Decimal(1))


class Bars(NamedTuple):
    """The figures of an indicator as bars: their scale, their documents, and heading → row → bars.

    A bar has what the page has of it, and the index of its document.
    """

    scale: Scale
    documents: list[str]
    groups: dict[str, dict[str, list[tuple[dict[str, Any], int]]]]


def bars(shown: Sequence[Figure]) -> Bars:
    """Return the figures of an indicator as bars."""
    scale, documents = _scale(shown), sorted({source_of(figure) for figure in shown})
    groups = {
        heading: {
            label: [(bar, documents.index(source_of(one))) for one in row for bar in _bars(one, scale)]
            for label, row in rows.items()
        }
        for heading, rows in figures.grouped(shown).items()
    }
    return Bars(scale, documents, groups)


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

    That of a range goes from end to end, that of a number from zero.
    """
    for kind, amount, text in figure.drawn():
        torn = not (scale.low <= amount.lowest and amount.highest <= scale.high)
        start = scale.at(amount.lowest if amount.is_range else Decimal(0))
        ends = {"from": start, "to": scale.at(amount.highest), "torn": torn, "range": amount.is_range}
        yield {"kind": kind, **ends, "text": text}


def cells(label: str, figure: Figure) -> tuple[chartpage.Cell, ...]:
    """Return a figure as a row of the table of figures."""
    it = figure.statement
    printed = chartpage.Ranked(it.printed, float(figure.value.middle))
    drawn: chartpage.Cell = say("as printed")
    if figure.amount is not None:
        drawn = chartpage.Ranked(figure.between(figure.amount), float(figure.amount.middle))
    doubt = chartpage.doubt(it)
    return label, chartpage.dated(figure.when, figure.period), printed, drawn, doubt, *chartpage.cited(it)
