"""The known things that a text names: a known name inside a longer one nobody told of is no mention."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from kg.text.folding import Span
from kg.text.mentions import Mention, Names

_NEXT: Final = re.compile(r"[  ](?P<word>[A-ZÀ-ÖØ-Þ][\w’'-]*)")
_COMPOUND: Final = re.compile(r"[-–][A-ZÀ-ÖØ-Þ]\w+")
_JOINED: Final = re.compile(r"[A-ZÀ-ÖØ-Þ]\w+[-–]$")
_BEFORE: Final = re.compile(
    r"\b(?:New|North|South|East|West|Nuev[oa]|Norte|Sur|Banco|Bank of"
    r"|Universi\w+ (?:of|de)|Golfo de|Gulf of) $"
)
"""Words that make another name of the one behind them."""
_BOND: Final = re.compile(
    r"(?:[-– ](?:[A-ZÀ-ÖØ-Þ]\w+)){0,5}?[ ]"
    r"(?:Agreement|Treaty|Pact|Partnership|Forum|Council|Committee|Acuerdo)\b"
)
_MONTH: Final = re.compile(
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_TITLED: Final = 0.6
"""From which share of capitalised words on a line is set as a heading, whose capitals tell nothing."""


def known(names: Names, text: str) -> list[Mention]:
    """Return the mentions in a text, in order, but those that are a part of a longer capitalised name."""
    found = names.find(text)
    starts = {mention.span.start for mention in found}
    return [mention for mention in found if not _is_part(text, mention.span, starts)]


def _is_part(text: str, span: Span, starts: Collection[int]) -> bool:
    name = text[span.start : span.end]
    if not name[0].isupper():
        return False
    before = text[max(span.start - 30, 0) : span.start]
    if _BEFORE.search(before):
        return True
    if _COMPOUND.match(text, span.end) or _JOINED.search(before):
        return bool(_BOND.match(text, span.end))
    if _is_heading(_line(text, span)):
        return False
    following = _NEXT.match(text, span.end)
    return (
        following is not None
        and span.end + 1 not in starts
        and not following["word"].isupper()
        and not _MONTH.fullmatch(following["word"])
        and not name.endswith(("an", "ese", "ish"))
    )


def _line(text: str, span: Span) -> str:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return text[start : end if end >= 0 else len(text)]


def _is_heading(line: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= _TITLED * len(words)
