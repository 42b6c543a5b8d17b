"""Names that a text puts in one list, such as Chile, Peru and the Republic of Korea (ROK)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.text.folding import Span
from kg.text.mentions import Mention

_JOINT: Final = re.compile(
    r"(?:\s*,)?\s+(?:and|or|y|e|as well as|así como)\s+(?:the\s+|el\s+|la\s+)?"
    r"|\s*[,&]\s*(?:the\s+|el\s+|la\s+)?|と|、|・|や|、?(?:及び|および|並びに|ならびに)"
)
"""What stands between two names of a list."""


def named_once(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, those that say another name of the one before in brackets made one with it."""
    found = list[Mention]()
    for mention in mentions:
        last = found[-1] if found else mention
        between = text[last.span.end : mention.span.start]
        if found and last.ids == mention.ids and re.fullmatch(r"\s*[(（]", between):
            close = re.compile(r"[)）]?").match(text, mention.span.end)
            end = close.end() if close else mention.span.end
            found[-1] = Mention(Span(last.span.start, end), last.ids)
        else:
            found.append(mention)
    return found


def lists(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Return the mentions in the lists in which they stand, alone where in none."""
    found = list[list[Mention]]()
    for mention in mentions:
        if found and _JOINT.fullmatch(text[found[-1][-1].span.end : mention.span.start]):
            found[-1].append(mention)
        else:
            found.append([mention])
    return found
