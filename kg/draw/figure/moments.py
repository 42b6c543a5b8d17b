"""The signs of dated things in a figure, the words beside them, and their key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.draw import timeline
from kg.draw.figure.sheet import Entry as KeyEntry
from kg.draw.figure.svg import element, path
from kg.speech.texts import joined, message, say
from kg.statements import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.draw.entries import Entry
    from kg.draw.figure.axis import Axis
    from kg.draw.figure.inks import Inks
    from kg.draw.figure.sheet import Sheet

SIGN: Final = 5.0
"""Height in points of a sign."""
_UNSETTLED: Final = {
    "planned": message("planned when the document was written"),
    "possible": message("possible when the document was written"),
}


def words(entry: Entry) -> str:
    """Return what a thing is, its date where that does not say it, and how it is meant."""
    first = entry.statements[0]
    certainty = wording.certainty(first.modality) if first.modality != "reported" else ""
    dated = "" if entry.when in entry.label else entry.when
    told = joined(say(", "), (dated, certainty, wording.restriction(first.restricted_to)))
    return say("{whole} ({parts})", whole=entry.label, parts=told) if told else entry.label


def extent(entry: Entry, axis: Axis) -> tuple[float, float]:
    """Return where the sign of a thing begins and ends; an end that is not stated is at the edge."""
    start, end = entry.span
    if entry.sign in ("day", "attested"):
        places = [axis.at(moment) for moment in (start, end) if moment is not None]
        middle = sum(places) / len(places)
        return middle - SIGN / 2, middle + SIGN / 2
    left = axis.left - 8 if start is None else axis.at(start)
    right = axis.right + 8 if end is None else axis.at(end)
    least = 9.0 if entry.modality in timeline.BROKEN else 4.0
    spare = max(0.0, least - (right - left)) / 2
    return left - spare, right + spare


def look_of(entry: Entry, hue: str, inks: Inks, *, is_pale: bool) -> dict[str, str | float]:
    """Return how a sign is filled and outlined; one that words stand in is pale."""
    is_open = entry.sign == "attested" or entry.modality in (*timeline.BROKEN, "denied")
    look: dict[str, str | float] = {"fill": inks.paper if is_open else hue, "stroke_width": 0.8}
    look |= {"fill_opacity": 0.25} if is_pale and not is_open else {}
    look |= {"stroke": inks.warn if entry.modality == "denied" else hue}
    return look | ({"stroke_dasharray": "1.8 1.3"} if entry.modality in timeline.BROKEN else {})


def sign(
    entry: Entry, ends: tuple[float, float], middle: float, half: float, look: Mapping[str, str | float]
) -> str:
    """Return the sign of a thing, `half` above its middle and below: a dot, a diamond or a bar.

    A bar points on where an end is not stated.
    """
    left, right = ends
    top, low = middle - half, middle + half
    if entry.sign == "day":
        return element("circle", cx=(left + right) / 2, cy=middle, r=half, **look)
    if entry.sign == "attested":
        rhombus = ("M", left - 0.5, middle, "l", half + 0.5, -half - 0.5, "l", half + 0.5, half + 0.5)
        return element("path", d=path(*rhombus, "l", -half - 0.5, half + 0.5, "Z"), **look)
    start, end = entry.span
    begin = ("M", left + half, top) if start is None else ("M", left, top)
    tip = (right - half, top, "L", right, middle, "L", right - half, low) if end is None else (right, top)
    rear = ("L", left + half, low, "L", left, middle, "Z") if start is None else ("L", left, low, "Z")
    far = () if end is None else ("L", right, low)
    return element("path", d=path(*begin, "L", *tip, *far, *rear), **look)


def key(sheet: Sheet, found: Iterable[Entry]) -> None:
    """Write what signs stand for, of those that are drawn."""
    meanings: dict[str, Entry] = {}
    for entry in found:
        for meaning in _meanings(entry):
            meanings.setdefault(meaning, entry)
    hue, inks = sheet.inks.soft, sheet.inks

    def drawn(entry: Entry) -> KeyEntry:
        wide = SIGN if entry.sign in ("day", "attested") else 16.0
        look = look_of(entry, hue, inks, is_pale=False)
        return KeyEntry("", wide, lambda x, y: sign(entry, (x, x + wide), y, SIGN / 2, look))

    entries = [(meaning, drawn(entry)) for meaning, entry in sorted(meanings.items())]
    sheet.key(say("Signs"), [KeyEntry(meaning, each.room, each.drawn) for meaning, each in entries])


def _meanings(entry: Entry) -> Iterator[str]:
    """Yield what the sign of a thing means."""
    if entry.modality in timeline.BROKEN:
        yield say(_UNSETTLED[entry.modality])
    elif entry.modality == "denied":
        yield wording.modality("denied")
    elif entry.sign == "day":
        yield say("on that day")
    elif entry.sign == "attested":
        yield say("true then; begin and end not stated")
    else:
        yield say("end not stated" if None in entry.span else "some time within, or all through")
