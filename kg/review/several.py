"""What a person decides of several passages at once: each as by itself, all of them or none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from kg.errors import KgError
from kg.review.blocks import Annotations
from kg.review.decisions import accept, skip


class Stretch(NamedTuple):
    """Words that need no facts, what they stand after where they do not stand once, their passage if any."""

    quote: str
    after: str
    passage: int | None


def accept_all(before: Annotations, passages: Collection[int]) -> Annotations:
    """Return the annotations with passages that are drafts no more; KgError for one that is none."""
    if not passages:
        raise KgError("no passage is sure", hint="Decide on each by itself.")
    after = before
    for passage in sorted(set(passages)):
        after = accept(after, passage)
    return after


def skip_all(before: Annotations, stretches: Sequence[Stretch], reason: str) -> Annotations:
    """Return the annotations with several stretches skipped for one reason, in place of their passages."""
    after, gone = before, list[int]()
    for quote, other, passage in stretches:
        moved = None if passage is None else passage - sum(each < passage for each in gone)
        after = skip(after, [text for text in (quote, other) if text], reason, moved)
        gone += [] if passage is None else [passage]
    return after
