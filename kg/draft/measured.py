"""The rows that figures allow: the indicator that the words name, between whom, of what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from typing import Final

from kg.draft.directions import marked, turned
from kg.draft.figures import Dated, Figure
from kg.draft.indicators import Named, named
from kg.draft.proposed import Proposed
from kg.draft.vocabulary import Vocabulary
from kg.text.folding import UNSPACED, Span
from kg.text.mentions import Mention

_PARTING: Final = r"[,;(。、]|(?<=\d)\)"
_POSSIBLE: Final = 0.4
_LIKELY: Final = 0.7
_CLEAR: Final = 0.9
_ITEM: Final = re.compile(r"\s*[:(（]\s*$|\s+(?:with|con)\s+$")
"""What stands between a name and its figure in a list: Sonora (US$824 million)."""


@dataclass(frozen=True)
class _Said:
    """A sentence with what is found in it."""

    text: str
    mentions: Sequence[Mention]
    dated: Sequence[Dated]
    figures: Sequence[Figure]
    words: Vocabulary

    def clause(self, place: int) -> Span:
        """Return where the words stand from the figure before one to that behind it, or to a comma."""
        figure = self.figures[place]
        others = [each.span for each in self.figures if figure.is_plain or not each.is_plain]
        start = max((span.end for span in others if span.end <= figure.span.start), default=0)
        behind = figure.span.end
        end = min((span.start for span in others if span.start >= behind), default=len(self.text))
        return Span(start, behind + len(re.split(_PARTING, self.text[behind:end])[0]))

    def within(self, span: Span) -> list[Mention]:
        return [m for m in self.mentions if span.start <= m.span.start and m.span.end <= span.end]

    def item(self, figure: Figure) -> Mention | None:
        """Return what a list gives the figure for, if it stands in one."""
        before = [m for m in self.mentions if m.span.end <= figure.span.start and len(m.ids) == 1]
        if before and _ITEM.fullmatch(self.text[before[-1].span.end : figure.span.start]):
            return before[-1]
        return None


def observations(
    text: str,
    mentions: Sequence[Mention],
    dated: Sequence[Dated],
    figures: Sequence[Figure],
    words: Vocabulary,
) -> Iterator[Proposed]:
    """Yield an observation for each figure that an indicator named in the sentence may measure."""
    said = _Said(text, mentions, dated, figures, words)
    for place, figure in enumerate(figures):
        if _is_misprinted(text, figure):
            continue
        if indicator := _indicator(said, place):
            ends = _ends(said, place)
            period = _period(said, place)
            stated = {"indicator": indicator.name} | ends | period | {"printed": text[slice(*figure.span)]}
            is_whole = indicator.is_near and bool(ends) and bool(period)
            confidence = (_CLEAR if len(ends) > 1 else _LIKELY) if is_whole else _POSSIBLE
            yield Proposed("Observation", stated, confidence)


_SCALES: Final = ("thousand", "million", "billion", "trillion", "millones", "billones")
_WORD_BEHIND: Final = re.compile(r"\s+([^\W\d_]{3,})")


def _is_misprinted(text: str, figure: Figure) -> bool:
    """Say whether the word behind a figure is nearly one of those that make it a thousand times as large."""
    behind = _WORD_BEHIND.match(text, figure.span.end)
    word = behind[1].lower() if behind else ""
    return word not in _SCALES and bool(get_close_matches(word, _SCALES, n=1, cutoff=0.85))


def _indicator(said: _Said, place: int) -> Named | None:
    """Return the indicator that the clause of a figure names, or else its sentence."""
    figure, clause = said.figures[place], said.clause(place)
    unit = figure.quantity.unit
    if figure.is_plain:
        return named(said.text, _counted(said, place), figure.span, unit, said.words)
    is_item = said.item(figure) is not None
    if not is_item and (found := named(said.text, clause, figure.span, unit, said.words)):
        return found
    is_first = all(each.is_plain for each in said.figures[:place])
    if not (is_item or is_first):
        return None
    whole = named(said.text, Span(0, len(said.text)), figure.span, unit, said.words)
    return whole and whole._replace(is_near=False)


_NEAR: Final = 30
"""Within how many characters of a bare number stands what it counts."""
_RELATION: Final = re.compile(r"\s(?:in|on|at|against|of|for|with|by|to|from|de|en|con|por|contra|a)\s", re.I)
_JAPANESE: Final = re.compile(f"[{UNSPACED}]")


def _counted(said: _Said, place: int) -> Span:
    """Return where that stands which a bare number counts: behind it, in Japanese before it too."""
    span, clause = said.figures[place].span, said.clause(place)
    behind = said.text[span.end : min(span.end + _NEAR, clause.end)]
    relation = _RELATION.search(behind)
    end = span.end + (relation.start() if relation else len(behind))
    is_japanese = _JAPANESE.match(said.text, max(span.start - 1, 0))
    return Span(max(span.start - _NEAR, clause.start) if is_japanese else span.start, end)


def _period(said: _Said, place: int) -> dict[str, str]:
    """Return the period of a figure: the only one of its sentence, or of its clause."""
    clause = said.clause(place)
    here = [each for each in said.dated if clause.start <= each.span.start and each.span.end <= clause.end]
    known = said.dated if len(said.dated) == 1 else here
    return {"period": known[0].told.text} if len(known) == 1 else {}


def _ends(said: _Said, place: int) -> dict[str, str | tuple[str, ...]]:
    """Return between whom a figure is, and of what: what its clause marks, or the list in which it stands."""
    figure, clause = said.figures[place], said.clause(place)
    near = Span(_last(said.text, clause.start, figure.span.start), clause.end)
    item = said.item(figure)
    if item is not None:
        return _of_item(said, item)
    return _marked(said, near) or _marked(said, clause) or _both(said, clause)


def _of_item(said: _Said, item: Mention) -> dict[str, str | tuple[str, ...]]:
    """Return what a list says of one of its items: what that is, and the ends that its sentence marks."""
    name = item.ids[0]
    items = [one for one in (said.item(figure) for figure in said.figures) if one is not None]
    others = [mention for mention in said.mentions if mention not in items]
    ends = _ends_of(said, Span(0, len(said.text)), others)
    end = turned(said.text, said.words.ontology.ends)
    if end and said.words.fits(name, end) and not said.words.narrow(name):
        return {key: value for key, value in ends.items() if key != end and value != name} | {end: name}
    keys = said.words.narrow(name)
    return ends | ({keys[0]: name} if len(keys) == 1 else {})


def _last(text: str, start: int, end: int) -> int:
    """Return where the words behind the last comma of a stretch begin, its start where there is none."""
    return end - len(re.split(_PARTING, text[start:end])[-1])


def _marked(said: _Said, span: Span) -> dict[str, str | tuple[str, ...]]:
    return _ends_of(said, span, said.within(span))


def _ends_of(said: _Said, span: Span, mentions: Sequence[Mention]) -> dict[str, str | tuple[str, ...]]:
    """Return from where to where words say that a figure goes, by the keys that fold it.

    An end for which words mark several things, or one that they mark as both, is left out.
    """
    within = [m for m in mentions if span.start <= m.span.start and m.span.end <= span.end]
    keys = [next(iter(each), "") for each in said.words.ontology.ends]
    came, went = (
        {one.ids[0] for one in some if len(one.ids) == 1 and said.words.fits(one.ids[0], key)}
        for key, some in zip(keys, marked(said.text, within, span.start), strict=True)
    )
    told = zip(keys, (came - went, went - came), strict=True)
    return {key: next(iter(ids)) for key, ids in told if len(ids) == 1}


_BOTH: Final = re.compile(r"\b(?:between|entre)\s(?:the\s|el\s|la\s)?$", re.IGNORECASE)
_AND: Final = re.compile(r"\s(?:and|y)\s(?:the\s|el\s|la\s)?|と(?:の間)?|・|[–-]")


def _both(said: _Said, span: Span) -> dict[str, str | tuple[str, ...]]:
    """Return the two that words say a figure is between, where the ontology has a key for them."""
    here = said.within(span)
    for one, other in pairwise(here):
        before = said.text[max(one.span.start - 20, 0) : one.span.start]
        if _BOTH.search(before) and _AND.fullmatch(said.text[one.span.end : other.span.start]):
            ids = (one.ids[0], other.ids[0])
            if all(said.words.fits(each, "between") for each in ids):
                return {"between": ids}
    return {}
