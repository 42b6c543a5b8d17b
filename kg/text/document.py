"""A document's text: its characters, words and sentences, and where words stand in it.

Offsets count characters from 0, as RFC 5147 `char=` positions do.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.text.folding import Folded, Span, fold, folded
from kg.text.sentences import sentences


def flat(text: str) -> str:
    """Return `text` with every run of white space (U+00A0 included) as one space, and none at the ends."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Document:
    """A text made ready for finding words in it."""

    text: str

    @cached_property
    def folded(self) -> Folded:
        """The text without what only typesetting and copying change."""
        return fold(self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Spans of the sentences, in order."""
        return tuple(sentences(self.text))

    def occurrences(self, words: str) -> list[Span]:
        """Return where `words` occur, folded as the text is, in order."""
        return self.folded.find(words)

    def line(self, span: Span) -> int:
        """Return the number of the line in which `span` begins, counted from 1."""
        return self.text.count("\n", 0, span.start) + 1

    def around(self, span: Span) -> str:
        """Return the whole sentence or sentences in which `span` stands."""
        touched = [sentence for sentence in self.sentences if sentence.overlaps(span)]
        start = min([span.start, *(sentence.start for sentence in touched)])
        return self.text[start : max([span.end, *(sentence.end for sentence in touched)])]

    def agreement(self, words: str) -> tuple[str, str]:
        """Return the longest beginning of `words` that occurs, and how the text goes on there (folded)."""
        wanted, text = folded(words), self.folded.text
        low, high = 0, len(wanted)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if wanted[:middle] in text else (low, middle - 1)
        end = text.find(wanted[:low]) + low
        return wanted[:low], text[end : end + 50]

    def nearest(self, words: str) -> Span | None:
        """Return the sentence most like `words`, by shared words first and by characters among the best."""
        wanted = set(_WORD.findall(words.lower()))
        shared = [(len(wanted & set(_WORD.findall(self.text[s:e].lower()))), s, e) for s, e in self.sentences]
        best = sorted(shared, key=lambda item: (-item[0], item[1]))[:4]
        matcher = difflib.SequenceMatcher(a="", b=flat(words), autojunk=False)
        ratios = []
        for _, start, end in best:
            matcher.set_seq1(flat(self.text[start:end]))
            ratios.append((-matcher.ratio(), start, end))
        return Span(*min(ratios)[1:]) if ratios else None


_WORD: Final = re.compile(r"\w+")
