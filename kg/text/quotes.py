"""Find quotes in a document, and say what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.errors import Problem
from kg.text.characters import differences, parting
from kg.text.document import Document, flat
from kg.text.folding import Span, stands_in


@dataclass(frozen=True)
class Words:
    """Words as somebody wrote them, and where."""

    text: str
    where: str


@dataclass(frozen=True)
class Selector:
    """The words to be found in a document, and others after which to look for them."""

    words: Words
    after: Words | None = None


def locate(document: Document, quote: Selector, file: str) -> Span | Problem:
    """Return where the quote stands in the document, or the problem that it is missing or not unique."""
    spans = document.occurrences(quote.words.text)
    if not spans:
        return _wrong(quote.words, f"the quote is not in {file}", _instead(document, quote.words.text, file))
    if quote.after:
        return _behind(document, quote.after, quote.words, spans, file)
    if len(spans) == 1:
        return spans[0]
    what = f"the quote occurs {len(spans)} times in {file}, on {_lines(document, spans)}"
    hint = "Lengthen it, or add after: with words that stand once, before the one that is meant."
    return _wrong(quote.words, what, hint)


def selecting(document: Document, sentence: Span, file: str) -> Selector | None:
    """Return what finds a sentence, by the one before it if it stands twice; None if neither does."""
    words = Words(document.text[slice(*sentence)], "")
    before = [other for other in document.sentences if other.end <= sentence.start][-1:]
    anchors = [Words(document.text[slice(*other)], "") for other in before]
    for selector in (Selector(words), *(Selector(words, anchor) for anchor in anchors)):
        if locate(document, selector, file) == sentence:
            return selector
    return None


def printed_inside(printed: str, quote: str) -> bool:
    """Say whether the printed figure stands in the quote, both folded."""
    return stands_in(printed, quote)


def _behind(document: Document, after: Words, words: Words, spans: list[Span], file: str) -> Span | Problem:
    """Return the first of the spans of `words` behind the words of `after`, which must stand once."""
    anchors = document.occurrences(after.text)
    if len(anchors) != 1:
        what = f"the words of `after` occur {len(anchors)} times in {file}, not once"
        return _wrong(after, what, "Give words that stand once, shortly before the quote.")
    what = f"the quote does not occur in {file} after line {document.line(anchors[0])}, where `after` stands"
    missing = _wrong(words, what, f"It occurs on {_lines(document, spans)}.")
    return next((span for span in spans if span.start >= anchors[0].end), missing)


def _wrong(words: Words, what: str, hint: str) -> Problem:
    return Problem(words.where, "quote", what, hint)


def _instead(document: Document, words: str, file: str) -> str:
    """Return a hint that names the marks in which text and quote differ, or else the nearest sentence."""
    if found := differences(document, words):
        told = f"It stands on line {document.line(found[0].at)} of {file}, but for:"
        more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
        shown = [*map(str, found[:_SHOWN]), *more]
        return "\n    ".join([told, *shown, "Write these in the quote as the text does."])
    return _nearest(document, words, file)


_SHOWN: Final = 5
"""Differences that are told at most."""


def _nearest(document: Document, words: str, file: str) -> str:
    """Return a hint that shows the nearest sentence and where the quote begins to differ."""
    nearest = document.nearest(words)
    text = flat(document.text[nearest.start : nearest.end]) if nearest else ""
    hint = f"Nearest, {file} line {document.line(nearest)}: “{_short(text)}”" if nearest else ""
    return "\n    ".join(filter(None, [hint, parting(document, words)]))


def _short(text: str, width: int = 300) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _lines(document: Document, spans: list[Span]) -> str:
    numbers = [str(document.line(span)) for span in spans]
    return f"line {numbers[0]}" if len(numbers) == 1 else f"lines {', '.join(numbers[:-1])} and {numbers[-1]}"
