"""In whose voice a sentence tells what it tells: whose words it reports, and whether it is so already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from kg.draft.proposed import Proposed
from kg.draft.sayings import Sayings, named, sayings
from kg.draft.vocabulary import Vocabulary
from kg.text.folding import is_unspaced
from kg.text.mentions import Mention


class Placed(NamedTuple):
    """A row and where the words that tell it begin; an act's, behind which its speaker's words stand."""

    start: int
    row: Proposed


class Voice(NamedTuple):
    """A sentence with what is said in it, and by whom."""

    text: str
    language: str
    mentions: Sequence[Mention]
    acts: Sequence[Placed]
    words: Vocabulary

    def voiced(self, rows: Iterable[Placed]) -> Iterator[Proposed]:
        """Yield the rows, each with who says so if not the document, and how it is meant if not as so."""
        known = sayings(self.language)
        for start, row in rows:
            before = [act for act in self.acts if act.start < start]
            told = {"saidBy": before[-1].row.stated["speaker"]} if before else self._according(known)
            since = max(before[-1].start, 0) if before else 0
            found = [*known.modality.finditer(self.text, since, start)]
            modality = {"modality": named(found[-1])} if found else {}
            yield row._replace(stated={**row.stated, **told, **modality})

    def _according(self, known: Sayings) -> dict[str, str | tuple[str, ...]]:
        """Return according to whom a sentence tells all; of somebody unknown, that it is reported."""
        found = known.according.search(self.text)
        if not found:
            return {}
        is_last = is_unspaced(found[0])
        sides = [
            (m, (m.span.end, found.start()) if is_last else (found.end(), m.span.start))
            for m in self.mentions
        ]
        near = [
            m.ids[0]
            for m, (start, end) in sides
            if start <= end and _ARTICLE.fullmatch(self.text, start, end)
        ]
        speakers = [name for name in near if self.words.can_speak(name)]
        return {"saidBy": speakers[0]} if len(speakers) == 1 else {"modality": "reported"}


_ARTICLE: Final = re.compile(r"\s*(?:the\s|el\s|la\s)?\s*")
