"""The figures of a sentence in which a word is misspelt, each with what it may be meant to be."""

from __future__ import annotations

from typing import NamedTuple

from kg.draft.figures import figures, periods
from kg.text.folding import Span
from kg.text.meant import Reading, mended, readings


class Meant(NamedTuple):
    """Where a figure is printed that is not understood, and what it may be meant to be: one or more."""

    span: Span
    readings: tuple[Reading, ...]


def meant(text: str, language: str) -> list[Meant]:
    """Return the misspelt figures of a text in order, but those of which nothing says what is meant."""
    mend = mended(text, language)
    if not mend.edits:
        return []
    dates = [each.span for each in periods(mend.text, language)]
    places = [figure.span for figure in figures(mend.text, language, dates)]
    spans = [mend.back(place) for place in places if any(_is_in(edit.new, place) for edit in mend.edits)]
    found = [Meant(span, readings(text[slice(*span)], language)) for span in spans]
    return [each for each in found if each.readings]


def _is_in(word: Span, figure: Span) -> bool:
    return word != figure and figure.holds(word)
