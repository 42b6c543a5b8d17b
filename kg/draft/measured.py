"""The rows that figures allow: the indicator nearest to the words of the sentence, its ends, its period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from kg.draft.directions import marked
from kg.draft.figures import Dated, Figure
from kg.draft.spoken import Proposed
from kg.draft.vocabulary import Vocabulary, stems
from kg.terms import kg
from kg.text.folding import Span
from kg.text.mentions import Mention

_PARTING: Final = r"[,;(。、]"
_POSSIBLE: Final = 0.3
_LIKELY: Final = 0.6


def observations(
    text: str,
    mentions: Sequence[Mention],
    dated: Sequence[Dated],
    figures: Sequence[Figure],
    words: Vocabulary,
) -> Iterator[Proposed]:
    """Yield an observation for each figure that an indicator named in the sentence may measure."""
    for place, figure in enumerate(figures):
        clause = _clause(text, place, figures)
        ranked = _indicators(text[slice(*clause)], figure, words) or _indicators(text, figure, words)
        if not ranked:
            continue
        near = Span(_last(text, clause.start, figure.span.start), clause.end)
        ends = _ends(text, near, mentions, words) or _ends(text, clause, mentions, words)
        stated = {"indicator": ranked[0]} | ends
        if len(dated) == 1:
            stated["period"] = dated[0].told.text
        stated["printed"] = text[slice(*figure.span)]
        is_whole = len(ranked) == 1 and len(figures) == 1 and "period" in stated
        yield Proposed("Observation", stated, _LIKELY if is_whole else _POSSIBLE)


def _clause(text: str, place: int, figures: Sequence[Figure]) -> Span:
    """Return where the words stand from the figure before one to that behind it, or to a comma."""
    start = figures[place - 1].span.end if place else 0
    end = figures[place + 1].span.start if place + 1 < len(figures) else len(text)
    span = figures[place].span
    return Span(start, span.end + len(re.split(_PARTING, text[span.end : end])[0]))


def _last(text: str, start: int, end: int) -> int:
    """Return where the words behind the last comma of a stretch begin, its start where there is none."""
    return end - len(re.split(_PARTING, text[start:end])[-1])


def _indicators(text: str, figure: Figure, words: Vocabulary) -> list[str]:
    """Return the indicators that share the most telling words with the text, and take the figure's unit."""
    said, (told, labels, common) = stems(text), _telling(words)
    named = {name: len(label & said) if label <= said else 0 for name, label in labels.items()}
    scores = {
        name: named[name] / 2
        + sum((1 + 2 * (word in labels[name])) / common[word] for word in said & told[name])
        for name in told
        if _takes(name, figure, words) and (named[name] or (said & labels[name] and _is_money(figure, words)))
    }
    best = max(scores.values(), default=0.0)
    return [name for name, score in scores.items() if score == best]


@lru_cache(maxsize=1)
def _telling(words: Vocabulary) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], Counter[str]]:
    """Return the words that tell of each indicator, those of its label, and of how many each word tells."""
    told = words.terms(kg("Indicator"))
    labels = {name: words.label(words.ontology.individuals[name].iri) for name in told}
    return told, labels, Counter(word for each in told.values() for word in each)


def _is_money(figure: Figure, words: Vocabulary) -> bool:
    unit = words.ontology.individuals.get(figure.quantity.unit)
    return unit is not None and kg("Currency") in unit.classes


def _takes(indicator: str, figure: Figure, words: Vocabulary) -> bool:
    unit = words.ontology.individuals.get(figure.quantity.unit)
    wanted = words.units(indicator)
    return unit is not None and bool(wanted & (unit.classes | {unit.iri}))


def _ends(text: str, clause: Span, mentions: Sequence[Mention], words: Vocabulary) -> dict[str, str]:
    """Return from where to where the words of a clause say that a figure goes, by the keys that fold it.

    An end for which words mark several things, or one that they mark as both, is left out.
    """
    within = [one for one in mentions if clause.start <= one.span.start and one.span.end <= clause.end]
    keys = [next(iter(each), "") for each in words.ontology.ends]
    came, went = (
        {one.ids[0] for one in some if len(one.ids) == 1 and words.fits(one.ids[0], key)}
        for key, some in zip(keys, marked(text, within, clause.start), strict=True)
    )
    told = zip(keys, (came - went, went - came), strict=True)
    return {key: next(iter(ids)) for key, ids in told if len(ids) == 1}
