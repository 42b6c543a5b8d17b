"""Who a sentence says holds which post: the two stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kg.draft.proposed import Proposed
from kg.draft.vocabulary import Vocabulary
from kg.text.mentions import Mention

_CLEAR: Final = 0.95
_LIKELY: Final = 0.7
_BESIDE: Final = re.compile(r"(?:,?\s*(?:the|el|la)?\s*|\s*\|\s*|・|（|\()")


def tenures(text: str, mentions: Sequence[Mention], words: Vocabulary) -> Iterator[Proposed]:
    """Yield which posts a sentence says that somebody holds: the two stand side by side."""
    kind = words.record("holder", "post")
    for one, other in pairwise(mentions) if kind else ():
        between = text[one.span.end : other.span.start]
        if not _BESIDE.fullmatch(between):
            continue
        for holder, post in ((one, other), (other, one)):
            if _is_post(post, words) and words.fits(holder.ids[0], "holder") and len(holder.ids) == 1:
                confidence = _CLEAR if "," in between and holder is one else _LIKELY
                yield Proposed(kind, {"holder": holder.ids[0], "post": post.ids[0]}, confidence)


def _is_post(mention: Mention, words: Vocabulary) -> bool:
    return len(mention.ids) == 1 and words.fits(mention.ids[0], "post")
