"""Which figures say by how much something grew or shrank, rather than what it came to."""

from __future__ import annotations

import re
from functools import cache

from kg.draft.figures import WORD, Figure
from kg.spelling import fold
from kg.text.cursor import any_of
from kg.text.cut import read
from kg.text.quantities import LEXICONS

_BEFORE, _BEHIND = 6, 3


def is_growth(text: str, figure: Figure, language: str) -> bool:
    """Say whether a figure is told as a growth: it is a multiple, or words beside it that are read say so."""
    if figure.quantity.unit == "factor":
        return True
    lexicon = LEXICONS.get(language.partition("-")[0], LEXICONS["en"])
    near, moves, turns = (_words(*told) for told in (lexicon.before, lexicon.moves, lexicon.turns))
    own = fold(text[slice(*figure.span)])
    if moves.search(near.sub("", own)) or turns.search(near.sub("", own)):
        return True
    before = [m.start() for m in WORD.finditer(text, 0, figure.span.start)][-_BEFORE:]
    behind = [m.end() for m in WORD.finditer(text, figure.span.end)][:_BEHIND]
    opened = [s for s in reversed(before) if moves.search(near.sub("", fold(text[s : figure.span.start])))]
    closed = [end for end in behind if turns.search(fold(text[figure.span.end : end]))]
    windows = [(start, figure.span.end) for start in opened] + [(figure.span.start, end) for end in closed]
    told = [words for start, end in windows if (words := read(text[start:end], language))]
    return any(each.numbers == figure.quantity.numbers for each in told)


@cache
def _words(*phrases: str) -> re.Pattern[str]:
    """Return what finds any of the phrases."""
    return any_of(frozenset(phrases)) if phrases else re.compile("(?!)")
