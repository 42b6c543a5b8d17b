"""What happened when: everything dated, in lanes, on an axis stretched where most happens."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from kg.draw import chartpage
from kg.draw.contents import Contents
from kg.draw.picture import Picture
from kg.speech.texts import listed, message, say
from kg.statements import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.draw.entries import Entry

_LEAD: Final = message(
    "{summary}. Choose one to read the very words that say so. The axis is stretched where most happens; "
    "every section has its own scale."
)
_COLUMNS: Final = (
    *(message("When"), message("What"), message("Kind")),
    *(message("Certainty"), message("Quote"), message("Source")),
)
HEADING: Final = message("What happened when")
BROKEN: Final = ("planned", "possible")
"""Modalities whose signs have a broken outline."""


def timeline_page(found: Sequence[Entry], title: str = "", scheme: str = "auto") -> Picture:
    """Return the picture of dated things, of which there is one at least."""
    contents = Contents()
    told = summary(found)
    data = {**timeline(found, contents), **contents.told()}
    cells = (
        (chartpage.Ranked(e.when, e.moment[0]), e.label, e.lane, _meant(e), *chartpage.cited(*e.statements))
        for e in found
    )
    table = chartpage.Table(say("Everything dated, as a table"), _COLUMNS, cells)
    heading = title or say(HEADING)
    return chartpage.page("timeline", heading, lead(found), data, table, summary=told, scheme=scheme)


def lead(found: Sequence[Entry]) -> str:
    """Return what leads into dated things: how many statements date them, and how to read the picture."""
    return say(_LEAD, summary=summary(found))


def timeline(found: Sequence[Entry], contents: Contents) -> dict[str, Any]:
    """Return dated things as a page holds them."""
    return {
        "entries": [_drawn(entry, contents) for entry in found],
        "sections": sections([entry.moment[0] for entry in found]),
    }


def summary(found: Sequence[Entry]) -> str:
    """Return in words how many statements date things."""
    return say("{n} dated statements", n=sum(len(entry.says) for entry in found))


def _meant(entry: Entry) -> str:
    return listed([wording.modality(name) for name in sorted({s.modality for s in entry.statements} - {""})])


def sections(moments: list[float]) -> list[list[float]]:
    """Return up to three stretches of the axis as [from, to, share of the width].

    A stretch is cut where what is to come crowds most into the time that is left, the largest gap between
    the two cumulative distributions; its share of the width lies between its share of time and of entries.
    """
    if not moments:
        return []
    low, high = int(min(moments)), int(max(moments)) + 1
    cuts = [low]
    while len(cuts) < 3 and (cut := _cut([m for m in moments if m >= cuts[-1]], cuts[-1], high)):
        cuts.append(cut)
    bounds = [*cuts, high]
    return [[start, end, round(_share(moments, start, end, low, high), 4)] for start, end in pairwise(bounds)]


def _cut(moments: list[float], low: int, high: int) -> int | None:
    """Return the year that parts a quiet time from a crowded one, or None when there is no such year."""

    def crowding(year: int) -> float:
        return sum(m >= year for m in moments) / len(moments) - (high - year) / (high - low)

    years = range(low + 1, high)
    best = max(years, key=lambda year: (crowding(year), -year), default=low)
    return best if best > low and crowding(best) > 0.3 and high - best >= 2 else None


def _share(moments: list[float], start: int, end: int, low: int, high: int) -> float:
    inside = sum(start <= m < end for m in moments) / len(moments)
    return 0.7 * inside + 0.3 * (end - start) / (high - low)


def _drawn(entry: Entry, contents: Contents) -> dict[str, Any]:
    """Return an entry for the page, with its modality where that is drawn otherwise than what is stated."""
    modality = entry.modality
    return {
        "lane": entry.lane,
        **entry.span._asdict(),
        "sign": entry.sign,
        **({"modality": modality} if modality in (*BROKEN, "denied") else {}),
        **({"broken": True} if modality in BROKEN else {}),
        **chartpage.mark(contents, entry.says, label=entry.label, when=entry.when),
    }
