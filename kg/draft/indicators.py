"""Which indicator of an ontology the words around a figure name: by its names, and the unit it takes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from kg.draft.vocabulary import Vocabulary, stems
from kg.terms import kg
from kg.text.folding import UNSPACED, Span

_UNSPACED: Final = re.compile(f"[{UNSPACED}]")


class Named(NamedTuple):
    """An indicator, how many words of its name are said, and whether they stand close to the figure."""

    name: str
    said: int
    is_near: bool = True


def named(text: str, within: Span, figure: Span, unit: str, words: Vocabulary) -> Named | None:
    """Return the indicator with the most words of a name in a stretch of text; None where no one is it.

    It takes figures of that unit, of any if that is empty, but is no growth then. Of several, that is meant
    which is named nearest to the figure.
    """
    here = text[slice(*within)]
    said, best = stems(here), list[tuple[int, int, str]]()
    for indicator, names in _names(words).items():
        if not (_takes(indicator, unit, words) if unit else _is_level(indicator, words)):
            continue
        scores = [(_said(name, here, said), -_away(name, text, within, figure)) for name in names]
        length, near = max(scores, default=(0, 0))
        if length:
            best.append((length, near, indicator))
    best.sort(reverse=True)
    if not best or (len(best) > 1 and best[0][:2] == best[1][:2]):
        return None
    return Named(best[0][2], best[0][0])


def growth(indicator: str, words: Vocabulary) -> str:
    """Return the indicator that is the growth of another, else growth itself; empty if there is neither."""
    names = _names(words)
    levels = {name.stems for name in names[indicator]}
    grown = {said: g for g, told in names.items() for said in (n.stems for n in told) if said >= _GROWTH}
    of_it = [g for said, g in grown.items() if said - _OF in levels]
    return min(of_it, default=grown.get(_GROWTH, ""))


_GROWTH: Final = frozenset({"growth"})
_OF: Final = stems("growth of the")


def _is_level(indicator: str, words: Vocabulary) -> bool:
    return not any(name.stems & _GROWTH for name in _names(words)[indicator])


class _Name(NamedTuple):
    text: str
    stems: frozenset[str]


@lru_cache(maxsize=1)
def _names(words: Vocabulary) -> dict[str, list[_Name]]:
    """Return what each indicator is called."""
    return {
        name: [_Name(each, stems(each)) for each in sorted(words.names(name))]
        for name in words.terms(kg("Indicator"))
    }


def _said(name: _Name, text: str, said: frozenset[str]) -> int:
    """Return how many words of a name are said, if all are."""
    if _UNSPACED.search(name.text):
        return len(name.text) if name.text in text else 0
    return len(name.stems) if name.stems and name.stems <= said else 0


def _away(name: _Name, text: str, within: Span, figure: Span) -> int:
    """Return how far from a figure the nearest word of a name stands."""
    places = [
        match.span()
        for match in re.finditer(rf"[^\W\d_{UNSPACED}]+", text[slice(*within)])
        if stems(match[0]) & name.stems
    ]
    gaps = [
        max(figure.start - within.start - end, start + within.start - figure.end, 0) for start, end in places
    ]
    return min(gaps, default=0)


def _takes(indicator: str, unit: str, words: Vocabulary) -> bool:
    known = words.ontology.individuals.get(unit)
    return known is not None and bool(words.units(indicator) & (known.classes | {known.iri}))
