"""Areas of a figure: full for what is stated, hatched for what is doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.draw.figure.sheet import Entry
from kg.draw.figure.svg import element
from kg.draw.palette import SOURCES
from kg.speech.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.draw.figure.sheet import Sheet

_SIDE: Final = 4.0
"""Points from one stripe to the next."""
_SWATCH: Final = (16.0, 6.0)
"""Width and height in points of an area in a key."""


def hatches(colors: Iterable[str]) -> str:
    """Return the hatchings of colours, to be drawn before what they fill."""
    return element("defs", *map(_hatch, sorted(set(colors))))


def _hatch(color: str) -> str:
    return element(
        "pattern",
        element("rect", width=_SIDE, height=_SIDE, fill=color, fill_opacity=0.3),
        element("rect", width=_SIDE / 2, height=_SIDE, fill=color),
        id=f"hatch-{color[1:]}",
        width=_SIDE,
        height=_SIDE,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def fill(color: str, *, hatched: bool) -> str:
    """Return the paint of an area."""
    return f"url(#hatch-{color[1:]})" if hatched else color


def swatch(label: str, color: str, opacity: float = 1.0, *, hatched: bool = False) -> Entry:
    """Return the entry of a key that shows an area."""
    wide, high = _SWATCH
    look = {"fill": fill(color, hatched=hatched), "fill_opacity": None if opacity == 1 else opacity}

    def drawn(x: float, y: float) -> str:
        return element("rect", x=x, y=y - high / 2, width=wide, height=high, **look)

    return Entry(label, wide, drawn)


def key(
    sheet: Sheet,
    heading: str,
    areas: Iterable[tuple[str, str]],
    doubtful: str,
    opacity: float = 1.0,
    *,
    more: Iterable[Entry] = (),
) -> None:
    """Write a key of areas by label and colour; `doubtful` is a hatched one's colour, empty for none."""
    entries = [swatch(label, color, opacity) for label, color in areas]
    hatched = [swatch(say("doubtful"), doubtful, hatched=True)] if doubtful else []
    sheet.key(heading, [*entries, *hatched, *more])


def hues_of(documents: Sequence[str]) -> list[str]:
    """Return the colour of what each document states."""
    return [SOURCES[i % len(SOURCES)] for i in range(len(documents))]


def key_of_documents(
    sheet: Sheet, heading: str, documents: Sequence[str], *, doubted: bool, more: Iterable[Entry] = ()
) -> None:
    """Write which colour is which document, where there are several or doubtful marks to tell apart."""
    hues = hues_of(documents)
    areas = list(zip(documents, hues, strict=True)) if len(documents) > 1 or doubted else []
    key(sheet, heading, areas, hues[0] if doubted else "", more=more)
