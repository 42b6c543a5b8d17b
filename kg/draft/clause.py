"""A sentence that prints figures, and which of its words and names belong to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.draft.figures import Dated, Figure
from kg.draft.grown import is_growth
from kg.draft.vocabulary import Vocabulary
from kg.text.folding import Span
from kg.text.mentions import Mention

PARTING: Final = r"[,;(。、]|(?<=\d)\)"
_ITEM: Final = re.compile(r"\s*[:(（]\s*$|\s+(?:with|con)\s+$")
"""What stands between a name and its figure in a list: Sonora (US$824 million)."""


@dataclass(frozen=True)
class Said:
    """A sentence with what is found in it."""

    text: str
    language: str
    mentions: Sequence[Mention]
    dated: Sequence[Dated]
    figures: Sequence[Figure]
    words: Vocabulary

    @cached_property
    def grown(self) -> frozenset[int]:
        """The places of those figures that say by how much something grew or shrank."""
        places = range(len(self.figures))
        return frozenset(p for p in places if is_growth(self.text, self.figures[p], self.language))

    def clause(self, place: int) -> Span:
        """Return where the words stand from the figure before one to that behind it, or to a comma.

        Between two levels a growth is passed over, as in 前年比5%増の30億ドル.
        """
        figure = self.figures[place]
        others = [
            each.span
            for other, each in enumerate(self.figures)
            if (figure.is_plain or not each.is_plain) and (place in self.grown or other not in self.grown)
        ]
        start = max((span.end for span in others if span.end <= figure.span.start), default=0)
        behind = figure.span.end
        end = min((span.start for span in others if span.start >= behind), default=len(self.text))
        return Span(start, behind + len(re.split(PARTING, self.text[behind:end])[0]))

    def within(self, span: Span) -> list[Mention]:
        """Return the mentions inside a stretch."""
        return [m for m in self.mentions if span.holds(m.span)]

    def item(self, figure: Figure) -> Mention | None:
        """Return what a list gives the figure for, if it stands in one."""
        before = [m for m in self.mentions if m.span.end <= figure.span.start and len(m.ids) == 1]
        if before and _ITEM.fullmatch(self.text[before[-1].span.end : figure.span.start]):
            return before[-1]
        return None
