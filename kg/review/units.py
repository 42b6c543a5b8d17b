"""A text parted into units: a sentence with what stands under it, or several that one passage joins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.text.document import Document
from kg.text.folding import Span


class Piece(NamedTuple):
    """A stretch of a unit, and the numbers of the spans that hold it."""

    text: str
    inside: tuple[int, ...]


class Unit(NamedTuple):
    """Where a unit stands, its pieces, the numbers of the spans in it, whether a paragraph begins with it."""

    span: Span
    pieces: tuple[Piece, ...]
    numbers: tuple[int, ...]
    is_first: bool


def units(document: Document, spans: Sequence[Span]) -> list[Unit]:
    """Return the units of a document in order; `spans` are those of passages and of what is skipped."""
    found: list[Unit] = []
    end = 0
    for around in _joined([*document.sentences, *spans]):
        numbers = tuple(number for number, span in enumerate(spans) if around.overlaps(span))
        pieces = tuple(_pieces(document.text, around, {number: spans[number] for number in numbers}))
        gap = document.text[end : around.start]
        found.append(Unit(around, pieces, numbers, is_first=not found or gap.count("\n") > 1))
        end = around.end
    return found


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return the stretches that overlapping spans make together, in order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and joined[-1].overlaps(span):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _pieces(text: str, around: Span, inside: dict[int, Span]) -> Iterable[Piece]:
    cuts = sorted({*around, *(place for span in inside.values() for place in span)})
    for start, end in pairwise(cuts):
        held = tuple(number for number, span in inside.items() if span.start <= start and end <= span.end)
        yield Piece(text[start:end], held)
