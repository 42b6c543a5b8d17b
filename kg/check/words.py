"""What rows say, held against the words they stand under: who speaks, which way, how long, at what time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kg.build.context import Context
from kg.check.directions import directions, favoured
from kg.check.ends import unnamed
from kg.check.heard import Heard, heard, warning
from kg.check.speakers import speakers, unattributed
from kg.check.times import DAY, READ_LAST, clocks, days, durations, written
from kg.check.zones import Codes, codes_of, misplaced
from kg.draft.figures import Figure, figures
from kg.errors import Problem
from kg.ontology.lookups import Ontology
from kg.seeds.implied import number
from kg.seeds.rows import Seeds
from kg.terms import XSD
from kg.text.quantities import canonical

_MOMENT: Final = re.compile(r"T(\d\d:\d\d)")


def against_words(seeds: Seeds, context: Context) -> list[Problem]:
    """Return a warning for each row that says other than the words it stands under, as far as these tell."""
    codes = codes_of(context.entities)
    rows = [row for source in seeds.sources for row in heard(source, context)]
    return [problem for row in rows for problem in _told(row, context, codes)]


def _told(row: Heard, context: Context, codes: Codes) -> Iterator[Problem]:
    yield from speakers(row, context)
    yield from unattributed(row, context)
    yield from directions(row, context.ontology)
    yield from favoured(row)
    yield from unnamed(row, context)
    yield from _times(row, context.ontology)
    yield from _days(row)
    yield from misplaced(row, codes)
    yield from _values(row)
    yield from _positions(row)


def _times(row: Heard, ontology: Ontology) -> Iterator[Problem]:
    """Yield a warning for each duration and time of day, where the quote prints others but not this one."""
    quote = row.words(row.quote)
    for stated in row.row:
        prop = ontology.properties.get(stated.key)
        is_duration = prop is not None and XSD + "duration" in prop.datatypes
        lengths = durations(quote, row.source.language) if is_duration else frozenset()
        for value in stated.values:
            moments = set(_MOMENT.findall(value.text)) if prop else set()
            times = {clock.time for clock in clocks(quote)} if moments else set()
            if (lengths and written(value.text) not in lengths) or (times and not moments & times):
                printed = " and ".join(sorted(times)) or "another duration"
                what = f"{stated.key} is {value.text}, but the quote prints {printed}"
                yield warning(value, "figure", what, "Correct it, unless it follows from what is printed.")


def _days(row: Heard) -> Iterator[Problem]:
    """Yield a warning for each day that the quote does not print, where it prints others of that year."""
    for stated in row.row:
        for value in row.values(stated.key):
            if not DAY.fullmatch(value.text):
                continue
            printed = days(row.words(row.quote), row.source.language)
            if value.text[:4] in {day[:4] for day in printed} and value.text not in printed:
                what = f"{stated.key} is {value.text}, but the quote prints {' and '.join(sorted(printed))}"
                yield warning(value, "figure", what, "Correct it, unless it follows from what is printed.")


@lru_cache(maxsize=READ_LAST)
def _figures(quote: str, language: str) -> list[Figure]:
    return figures(quote, language)


def _values(row: Heard) -> Iterator[Problem]:
    """Yield a warning for a value beside no printed figure that is none of those of the quote."""
    value = row.row.first("value")
    if not value or row.row.first("printed") or not row.values("value"):
        return
    quote = row.words(row.quote)
    found = _figures(quote, row.source.language)
    tells = value.text in quote or any(not figure.is_plain for figure in found)
    printed = [" to ".join(figure.quantity.numbers.values()) for figure in found]
    stated = number(value.text)
    if tells and (stated is None or canonical(stated) not in printed):
        what = f"value is {value.text}, but the quote prints {' and '.join(printed)}"
        yield warning(value, "figure", what, "Copy the figure into printed:, and leave the value out.")


def _positions(row: Heard) -> Iterator[Problem]:
    """Yield a warning for a position that is no rank of those printed, unless it is the place in a list."""
    stated = row.values("position")
    listed = {each.text for other in row.passage.rows for each in other.get("position") or ()}
    for value in stated if len(listed) == 1 else ():
        found = [each.quantity for each in _figures(row.words(row.quote), row.source.language)]
        ranks = [each.numbers["value"] for each in found if each.unit == "rank"]
        if ranks and value.text not in ranks:
            what = f"position is {value.text}, but the quote prints {' and '.join(ranks)}"
            yield warning(value, "figure", what, "Correct it, unless it is the place in a list.")
