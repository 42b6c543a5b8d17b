"""Which names words mark as an origin or as a goal, in three languages: 'from Chile to Korea', 対チリ投資."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from kg.text.mentions import Mention

_ARTICLE: Final = r"(?: the| la| el)? $"
_ORIGIN: Final = re.compile(
    rf"(?:\b(?:from|desde|(?:sold|exported) by)|\b(?:exportaciones|ventas)(?: \w+)? de){_ARTICLE}", re.I
)
_GOAL: Final = re.compile(
    rf"(?:(?<!purchases )(?<!purchases made )(?<!according )(?<!thanks )\b(?:to|into|hacia)"
    rf"|\b(?:bought|purchased|imported|received) by"
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
    r"| (?:has |have |had )?(?:imported|imports|bought|buys|purchased|received|receives|attracted)\b"
    r"| (?:importó|importa|compró|compra)\b",
    re.I,
)
_FROM_ONE: Final = re.compile(r"(?<!importaciones )(?<!compras )\b(?:de|del)(?: la)? $", re.I)
_TO_ANOTHER: Final = re.compile(r"\s(?:a|hacia|en|para)(?: el| la| los)?\s", re.I)
_NEAR: Final = 40
"""So many letters before a name are looked at."""


class Marked(NamedTuple):
    """The mentions that words mark as origins, and as goals; one may be both."""

    origins: list[Mention]
    goals: list[Mention]


def marked(text: str, mentions: Sequence[Mention], start: int = 0) -> Marked:
    """Return which mentions, given in order, a text marks as origins and goals by its words from `start`."""
    found = Marked([], [])
    for mention in mentions:
        before, end = _before(text, mention, start), mention.span.end
        if _ORIGIN.search(before) or _ORIGIN_AFTER.match(text, end):
            found.origins.append(mention)
        if _GOAL.search(before) or _GOAL_AFTER.match(text, end):
            found.goals.append(mention)
    for one, other in pairwise(mentions):
        between = re.sub(r"\s+", " ", text[one.span.end : other.span.start])
        if _FROM_ONE.search(_before(text, one, start)) and _TO_ANOTHER.fullmatch(between):
            found.origins.append(one)
            found.goals.append(other)
    return found


_TURNED: Final = (
    re.compile(
        r"\b(?:exporters|suppliers|sellers|origins|sources|exportadores|proveedores|orígenes)\b|輸出元", re.I
    ),
    re.compile(
        r"\b(?:received|receiving|recipients|destinations?|importers|buyers|receptores|recibieron|destinos?"
        r"|importadores)\b|仕向地|受入先",
        re.I,
    ),
)


def turned(text: str, ends: tuple[Sequence[str], Sequence[str]]) -> str:
    """Return the key of the end at which the words of a sentence put the items of its list, empty if none."""
    found = [
        next(iter(keys), "") for pattern, keys in zip(_TURNED, ends, strict=True) if pattern.search(text)
    ]
    return found[0] if len(found) == 1 else ""


def _before(text: str, mention: Mention, start: int) -> str:
    """Return the words shortly before a mention, in one line."""
    return re.sub(r"\s+", " ", text[max(mention.span.start - _NEAR, start) : mention.span.start])
