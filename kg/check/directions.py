"""Which way a figure goes by its words, in three languages: 'from Chile to Korea', 対チリ投資."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kg.check.heard import Heard, warning
from kg.errors import Problem
from kg.ontology.lookups import Ontology
from kg.text.folding import Span
from kg.text.mentions import Mention

_ARTICLE: Final = r"(?: the| la| el)? $"
_ORIGIN: Final = re.compile(rf"(?:\b(?:from|desde)|\b(?:exportaciones|ventas)(?: \w+)? de){_ARTICLE}", re.I)
_GOAL: Final = re.compile(
    rf"(?:(?<!purchases )(?<!purchases made )(?<!according )(?<!thanks )\b(?:to|into|hacia)"
    rf"|\binvest(?:ments?|ed|s)\b[^.,;]* in|\b(?:inversi|invirti)[^.,;]* en){_ARTICLE}|対$",
    re.I,
)
_ORIGIN_AFTER: Final = re.compile(
    r"から|の(?:対\w+向け)?輸出|['’]s? (?:\w+ )?(?:exports|sales)\b"
    r"| (?:has |have |had )?(?:exported|exports|sold|sells|invested|invests)\b"
    r"| (?:exportó|exporta|vendió|vende|invirtió|invierte)\b",
    re.I,
)
_GOAL_AFTER: Final = re.compile(
    r"への|向け|に(?:対する|対し|輸出|投資)|の輸入|['’]s? (?:\w+ )?(?:imports|purchases)\b"
    r"| (?:has |have |had )?(?:imported|imports|bought|buys|purchased)\b"
    r"| (?:importó|importa|compró|compra)\b",
    re.I,
)
_FROM_ONE: Final = re.compile(r"(?<!importaciones )(?<!compras )\b(?:de|del)(?: la)? $", re.I)
_TO_ANOTHER: Final = re.compile(r"\s(?:a|hacia|en|para)(?: el| la| los)?\s", re.I)
_NEAR: Final = 40


def directions(row: Heard, ontology: Ontology) -> Iterator[Problem]:
    """Yield a warning where the words go the other way than the ends of a row do."""
    origins, goals = ontology.ends
    sources = {value.text: value for key in origins for value in row.values(key)}
    targets = {value.text: value for key in goals for value in row.values(key)}
    came, went = _marked(row)
    is_both = any(
        targets.keys() & set(each.texts.get(key, ())) for key in origins for each in row.passage.rows
    )
    swapped = (targets.keys() & came) - went, (sources.keys() & went) - came
    if any(swapped) and not is_both and not (sources.keys() & came or targets.keys() & went):
        value = next(each for each in (targets | sources).values() if each.text in swapped[0] | swapped[1])
        says = "come from" if value.text in came else "go to"
        what = f"the words {says} {value.text}, the row does not"
        yield warning(value, "direction", what, f"Swap {origins[0]} and {goals[0]}, if that is meant.")


def _marked(row: Heard) -> tuple[set[str], set[str]]:
    """Return the ids of what the quote marks as an origin, and of what it marks as a goal."""
    named = row.within(row.quote)
    came = {name for each in named if _is_beside(row, each, _ORIGIN, _ORIGIN_AFTER) for name in each.ids}
    went = {name for each in named if _is_beside(row, each, _GOAL, _GOAL_AFTER) for name in each.ids}
    for one, other in pairwise(named):
        between = row.words(Span(one.span.end, other.span.start))
        if _FROM_ONE.search(_before(row, one.span)) and _TO_ANOTHER.fullmatch(between):
            came, went = came | set(one.ids), went | set(other.ids)
    return came, went


def _is_beside(row: Heard, mention: Mention, before: re.Pattern[str], after: re.Pattern[str]) -> bool:
    """Say whether a name stands behind words that one pattern finds, or before those of another."""
    return bool(before.search(_before(row, mention.span)) or after.match(row.source.text, mention.span.end))


def _before(row: Heard, span: Span) -> str:
    """Return the words of the sentence shortly before a span, in one line."""
    text = row.source.text[max(span.start - _NEAR, row.sentence.start, 0) : span.start]
    return re.sub(r"\s+", " ", text)
