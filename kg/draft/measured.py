"""The rows that figures allow: the indicator nearest to the words of the sentence, its ends, its period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from kg.draft.figures import Dated, Figure
from kg.draft.spoken import Proposed
from kg.draft.vocabulary import Vocabulary, stems
from kg.terms import kg
from kg.text.mentions import Mention

_FROM: Final = re.compile(r"(?:\b(?:from|desde)(?: the| la| el)? )$", re.IGNORECASE)
_TO: Final = re.compile(r"(?:\b(?:to|into|hacia)(?: the| la| el)? )$", re.IGNORECASE)
_FROM_AFTER: Final = re.compile(r"から")
_TO_AFTER: Final = re.compile(r"への|向け")
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
        ranked = _indicators(clause, figure, words) or _indicators(text, figure, words)
        if not ranked:
            continue
        stated = {"indicator": ranked[0]} | _ends(text, mentions, words)
        if len(dated) == 1:
            stated["period"] = dated[0].told.text
        stated["printed"] = text[slice(*figure.span)]
        is_whole = len(ranked) == 1 and len(figures) == 1 and "period" in stated
        yield Proposed("Observation", stated, _LIKELY if is_whole else _POSSIBLE)


def _clause(text: str, place: int, figures: Sequence[Figure]) -> str:
    """Return the words from the figure before one to that behind it, or to a comma."""
    start = figures[place - 1].span.end if place else 0
    end = figures[place + 1].span.start if place + 1 < len(figures) else len(text)
    span = figures[place].span
    return text[start : span.end] + re.split(r"[,;(。、]", text[span.end : end])[0]


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


def _ends(text: str, mentions: Sequence[Mention], words: Vocabulary) -> dict[str, str]:
    """Return from where to where the words say that something goes, by the keys that fold a figure."""
    origin, goal = (next(iter(keys), "") for keys in words.ontology.ends)
    found: dict[str, str] = {}
    for mention in mentions:
        before = text[max(mention.span.start - 12, 0) : mention.span.start]
        after = (text, mention.span.end)
        for key, left, right in ((origin, _FROM, _FROM_AFTER), (goal, _TO, _TO_AFTER)):
            is_end = len(mention.ids) == 1 and words.fits(mention.ids[0], key)
            if is_end and key not in found and (left.search(before) or right.match(*after)):
                found[key] = mention.ids[0]
    return found
