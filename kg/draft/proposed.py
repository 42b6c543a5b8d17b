"""A row that a draft proposes, and what is named where it is looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.text.folding import Span
from kg.text.mentions import Mention


class Proposed(NamedTuple):
    """A row: what it is of, its keys with values, and how sure it is, from 0 to 1, or else where it is from.

    A row of a thing that is known has that as its `subject`, and no kind; any other gets an id later.
    """

    kind: str
    stated: Mapping[str, str | tuple[str, ...]]
    confidence: float = 0
    subject: str = ""
    origin: str = ""

    @property
    def remark(self) -> str:
        """What is told of it beside it."""
        return f"from {self.origin}" if self.origin else f"confidence {self.confidence}"


def within(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """Return the mentions inside a span, counted from its start."""
    return [
        Mention(Span(m.span.start - span.start, m.span.end - span.start), m.ids)
        for m in mentions
        if span.holds(m.span)
    ]
