"""How much of a source has been read: sentences under a passage, skipped, unread, printed twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import Problem
from kg.seeds.rows import Seeds, Source
from kg.text.document import Document, flat
from kg.text.folding import Span


@dataclass(frozen=True)
class Coverage:
    """The sentences of a source: inside a passage, skipped with a reason, and those nobody has read."""

    source: str
    file: str
    text: str
    covered: tuple[Span, ...]
    skipped: tuple[tuple[Span, str], ...]
    unread: tuple[Span, ...]

    @property
    def total(self) -> int:
        """The number of sentences."""
        return len(self.covered) + len(self.skipped) + len(self.unread)

    def line(self, span: Span) -> int:
        """Return the number of the line in which a sentence begins, counted from 1."""
        return Document(self.text).line(span)

    @property
    def repeated(self) -> list[tuple[Span, Span]]:
        """Whole sentences the text prints a second time, each with its first occurrence."""
        first: dict[str, Span] = {}
        pairs = []
        for sentence in Document(self.text).sentences:
            words = flat(self.text[sentence.start : sentence.end])
            if words.endswith(".") and first.setdefault(words, sentence) != sentence:
                pairs.append((sentence, first[words]))
        return pairs


def coverage(source: Source, passages: Iterable[Span], skipped: Iterable[tuple[Span, str]]) -> Coverage:
    """Return which sentences of a source its passages and skipped stretches touch."""
    passages, skipped = list(passages), list(skipped)
    covered, passed, unread = [], [], []
    for sentence in Document(source.text).sentences:
        reason = next((reason for span, reason in skipped if span.overlaps(sentence)), None)
        if any(span.overlaps(sentence) for span in passages):
            covered.append(sentence)
        elif reason is not None:
            passed.append((sentence, reason))
        else:
            unread.append(sentence)
    return Coverage(source.id, source.file, source.text, tuple(covered), tuple(passed), tuple(unread))


def warnings(read: Coverage) -> list[Problem]:
    """Return a warning when sentences are unread, and one for each that is printed twice."""
    return [*_gap(read), *_repetitions(read)]


def waiting(seeds: Seeds) -> list[Problem]:
    """Return a warning for each source and passage that is a draft, and so no part of the graph."""
    what, hint = "the source is a draft, left out of the graph", "Annotate it, then remove status: draft."
    whole = [Problem(draft.where, "draft", what, hint, "warning") for draft in seeds.drafts]
    return whole + [_drafted(source) for source in seeds.sources if source.drafted]


def _drafted(source: Source) -> Problem:
    number = len(source.drafted)
    what = f"{number} passage{'s are drafts' if number > 1 else ' is a draft'}, left out of the graph"
    hint = "Correct and accept each by removing its line status: draft."
    return Problem(source.drafted[0].shared.where, "draft", what, hint, "warning")


def _gap(read: Coverage) -> list[Problem]:
    """Return the warning that a source has sentences nobody has read, if it has."""
    if not read.unread:
        return []
    unread = f"{len(read.unread)} of {read.total} sentences"
    what = f"{unread} are neither under a passage nor skipped with a reason"
    where = f"seeds/{read.file}:{read.line(read.unread[0])}:1"
    return [Problem(where, "coverage", what, "List them with kg check --coverage.", "warning")]


def _repetitions(read: Coverage) -> list[Problem]:
    """Return a warning for each sentence that a source prints twice: it must not count twice."""
    return [
        Problem(
            f"seeds/{read.file}:{read.line(again)}:1",
            "repetition",
            f"the text repeats a sentence of line {read.line(first)}: “{read.text[again.start : again.end]}”",
            "Annotate it once, and skip the repetition with its reason.",
            "warning",
        )
        for again, first in read.repeated
    ]
