"""What rows say, held against the words they stand under: who speaks, which way, how long, at what time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.build.context import Context
from kg.check.heard import Heard, heard
from kg.check.times import DAY, clocks, days, durations, written
from kg.errors import Problem
from kg.ontology.lookups import Ontology
from kg.seeds.rows import Seeds, Value
from kg.terms import XSD
from kg.text.folding import Span

_SPEAKERS: Final = ("speaker", "saidBy")
_FIRST_WORDS: Final = 5
"""Within how many words of a quote its speaker is named, where it names one."""
_ORIGIN: Final = re.compile(r"\b(?:from|desde)(?: the| la| el)? $", re.IGNORECASE)
_GOAL: Final = re.compile(
    r"(?<!purchases )(?<!purchases made )\b(?:to|into|hacia)(?: the| la| el)? $", re.IGNORECASE
)
_ORIGIN_AFTER: Final = re.compile(r"から|['’]s? (?:\w+ )?(?:exports|sales)\b")
_GOAL_AFTER: Final = re.compile(r"への|向け|['’]s? (?:\w+ )?(?:imports|purchases)\b")
_NEAR: Final = 40
_MOMENT: Final = re.compile(r"T(\d\d:\d\d)")


def against_words(seeds: Seeds, context: Context) -> list[Problem]:
    """Return a warning for each row that says other than the words it stands under, as far as these tell."""
    rows = [row for source in seeds.sources for row in heard(source, context)]
    return [problem for row in rows for problem in _told(row, context)]


def _told(row: Heard, context: Context) -> Iterator[Problem]:
    yield from _speakers(row, context)
    yield from _directions(row, *context.ontology.ends)
    yield from _times(row, context.ontology)
    yield from _days(row)


def _speakers(row: Heard, context: Context) -> Iterator[Problem]:
    """Yield a warning where another of the speaker's kind is named as who speaks, or the text not yet him."""
    begins = [m for m in row.within(row.quote) if _words_before(row, m.span) < _FIRST_WORDS]
    for key in _SPEAKERS:
        values = [value for value in row.values(key) if value.text in context.things.by_id]
        kinds = {context.things.by_id[value.text].declared for value in values}
        alike = [m for m in begins if any(context.things.by_id[i].declared in kinds for i in m.ids)]
        others = alike[0].ids if alike else ()
        if others and not {value.text for value in values} & set(others):
            what = f"{key} is {values[0].text}, but the quote begins with {others[0]}"
            yield _warning(values[0], "speaker", what, _UNLESS_INFERRED.format(key))
            continue
        before = row.named(Span(0, row.sentence.end))
        for value in values:
            if value.text not in before:
                what = f"{key} is {value.text}, whom the text has not named so far"
                yield _warning(value, "speaker", what, _UNLESS_INFERRED.format(key))


_UNLESS_INFERRED: Final = "Correct it, or say inferred: [{}] where it follows from other words."
_NAMED_OTHERWISE: Final = (
    "Correct it, add the word that means it to its wording in seeds/entities.yaml,"
    " or say inferred: [{}] where it follows from other words."
)


def _words_before(row: Heard, span: Span) -> int:
    return len(row.words(Span(row.quote.start, span.start)).split())


def _directions(row: Heard, origins: Sequence[str], goals: Sequence[str]) -> Iterator[Problem]:
    """Yield a warning where the words go the other way, and where an end of a figure is not named in them."""
    sources = {value.text: value for key in origins for value in row.values(key)}
    targets = {value.text: value for key in goals for value in row.values(key)}
    came, went = _marked(row, _ORIGIN, _ORIGIN_AFTER), _marked(row, _GOAL, _GOAL_AFTER)
    is_both = any(
        targets.keys() & set(each.texts.get(key, ())) for key in origins for each in row.passage.rows
    )
    swapped = (targets.keys() & came) - went, (sources.keys() & went) - came
    if any(swapped) and not is_both and not (sources.keys() & came or targets.keys() & went):
        value = next(each for each in (targets | sources).values() if each.text in swapped[0] | swapped[1])
        says = "come from" if value.text in came else "go to"
        what = f"the words {says} {value.text}, the row does not"
        yield _warning(value, "direction", what, f"Swap {origins[0]} and {goals[0]}, if that is meant.")
    if row.row.first("printed"):
        yield from _unnamed(row, [*origins, *goals, *_both_ways(row)])


def _both_ways(row: Heard) -> list[str]:
    return [stated.key for stated in row.row if stated.key == "between"]


def _unnamed(row: Heard, keys: Sequence[str]) -> Iterator[Problem]:
    named = row.named(row.sentence)
    for key in keys:
        for value in row.values(key):
            if value.text not in named:
                what = f"{key} is {value.text}, which neither the quote nor its sentence names"
                yield _warning(value, "end", what, _NAMED_OTHERWISE.format(key))


def _marked(row: Heard, before: re.Pattern[str], after: re.Pattern[str]) -> set[str]:
    """Return the ids of what stands in the quote behind or before words that mark an end."""
    found = set()
    for mention in row.within(row.quote):
        start, end = mention.span
        begun = " ".join(row.source.text[max(start - _NEAR, 0) : start].split()) + " "
        if before.search(begun) or after.match(row.source.text, end):
            found |= set(mention.ids)
    return found


def _times(row: Heard, ontology: Ontology) -> Iterator[Problem]:
    """Yield a warning for each duration and time of day, where the quote prints others but not this one."""
    quote = row.words(row.quote)
    for stated in row.row:
        prop = ontology.properties.get(stated.key)
        is_duration = prop is not None and XSD + "duration" in prop.datatypes
        lengths = durations(quote, row.source.language) if is_duration else set()
        for value in stated.values:
            moments = set(_MOMENT.findall(value.text)) if prop else set()
            times = clocks(quote) if moments else set()
            if (lengths and written(value.text) not in lengths) or (times and not moments & times):
                printed = " and ".join(sorted(times)) or "another duration"
                what = f"{stated.key} is {value.text}, but the quote prints {printed}"
                yield _warning(value, "figure", what, "Correct it, unless it follows from what is printed.")


def _days(row: Heard) -> Iterator[Problem]:
    """Yield a warning for each day that the quote does not print, where it prints others of that year."""
    for stated in row.row:
        for value in row.values(stated.key):
            printed = days(row.words(row.quote), row.source.language) if DAY.fullmatch(value.text) else set()
            if value.text[:4] in {day[:4] for day in printed} and value.text not in printed:
                what = f"{stated.key} is {value.text}, but the quote prints {' and '.join(sorted(printed))}"
                yield _warning(value, "figure", what, "Correct it, unless it follows from what is printed.")


def _warning(value: Value, rule: str, what: str, hint: str) -> Problem:
    return Problem(value.where, rule, what, hint, "warning")
