"""Draft a source with the help of a language model, one sentence at a time, written as it is answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from kg.draft.answered import Answered, Asked, Doubts, RefusedError, answered
from kg.draft.asked import TASK, question
from kg.draft.endpoint import Endpoint, UnansweredError
from kg.draft.frame import quoted
from kg.draft.offered import Found, offer
from kg.draft.propose import Begun, Drafted, Sentence, begin
from kg.draft.proposed import Proposed
from kg.draft.recognized import Recognize, nothing
from kg.errors import LocationError
from kg.ontology.lookups import Ontology
from kg.spelling import counted
from kg.text.document import flat

_PATIENCE: Final = 3
"""Sentences in a row without an answer, after which nothing more is asked."""


_LONGEST: Final = 4_000
"""Characters of a sentence; what is longer is none."""


class Helped(NamedTuple):
    """What was drafted, how many rows of the model were kept and refused, how many sentences unanswered."""

    drafted: Drafted
    kept: int
    refused: int
    unanswered: int


def draft_with(
    endpoint: Endpoint,
    folder: Path,
    name: str,
    ontology: Ontology,
    recognize: Recognize = nothing,
    *,
    doubts: Doubts,
    tell: Callable[[str], None],
) -> Helped:
    """Add drafted passages as `draft` does, with rows of a model, and return what was added.

    Each passage is written once its sentence is answered, so that an end in between loses none of them. The
    address is told before anything is sent there, then what comes of each sentence, a line each; no row is
    kept of which there are doubts. Raises what `draft` raises, and LocationError where nothing is answered.
    """
    begun = begin(folder, name, ontology, recognize)
    helping = _Helping(begun, endpoint, doubts)
    number = len(begun.sentences)
    tell(f"Sending {counted(number, 'sentence')} to {endpoint.shown}, one by one, for {endpoint.model}")
    try:
        for place, sentence in enumerate(begun.sentences, start=1):
            tell(f"Sentence {place} of {number}: {helping.step(sentence)}")
    except LocationError as error:
        hint = f"{error.hint} {_GOES_ON}".strip()
        raise LocationError(error.what, where=error.where, hint=hint) from error
    finally:
        helping.write()
    drafted = Drafted(begun.file, number - helping.unanswered, helping.rows, tuple(begun.unknown))
    return Helped(drafted, helping.kept, helping.refused, helping.unanswered)


_GOES_ON: Final = "What is drafted so far is written; the same command goes on from there."


class _Helping:
    """What has been drafted so far, and what of it is still to be written."""

    def __init__(self, begun: Begun, endpoint: Endpoint, doubts: Doubts) -> None:
        self.begun, self.endpoint, self.doubts = begun, endpoint, doubts
        self.rows = self.kept = self.refused = self.unanswered = 0
        self._silences = 0
        self._lines, self._comments = begun.names(), set[str]()

    def step(self, sentence: Sentence) -> str:
        """Draft a sentence, and return what came of it; LocationError where nothing more can be asked."""
        text = self.begun.source.text[slice(*sentence.span)]
        comment = f"# Not answered, so not drafted: {quoted(flat(text))}"
        self._comments.add(comment)
        try:
            helped, told = self._helped(sentence, text)
        except UnansweredError as error:
            return self._unanswered(comment, str(error))
        self.rows += len(helped.rows)
        self._lines += self.begun.passage(helped)
        self.write()
        return told

    def write(self) -> None:
        """Write what is drafted and not written yet."""
        if self._lines:
            self.begun.write(self._lines, instead_of=self._comments)
            self._lines, self._comments = [], set()

    def _unanswered(self, comment: str, why: str) -> str:
        self._lines.append(comment)
        self.unanswered, self._silences = self.unanswered + 1, self._silences + 1
        if self._silences == _PATIENCE:
            what = f"{_PATIENCE} sentences in a row were not answered: {why}"
            raise LocationError(what, where=self.endpoint.shown)
        return f"not answered, {why}"

    def _helped(self, sentence: Sentence, text: str) -> tuple[Sentence, str]:
        """Return a sentence with the rows of the model, and what came of these; UnansweredError."""
        if not sentence.mentions:
            return sentence, "not sent, as it names nothing known"
        if len(text) > _LONGEST:
            return sentence, f"not sent, as it is longer than {_LONGEST:,} characters"
        asked = self._asked(sentence, text)
        answer = self.endpoint.answer(TASK, question(text, asked.source.language, asked.offer))
        self._silences = 0
        try:
            found = answered(answer, asked, f"the model {self.endpoint.model}")
        except RefusedError as error:
            found = Answered([], [str(error)])
        rows = _joined(sentence.rows, found.rows)
        kept, refused = sum(bool(row.origin) for row in rows), len(found.refused)
        self.kept, self.refused = self.kept + kept, self.refused + refused
        why = f", {refused} refused: {'; '.join(dict.fromkeys(found.refused))}" if refused else ""
        return sentence._replace(rows=rows), f"{counted(kept, 'fact')}{why}"

    def _asked(self, sentence: Sentence, text: str) -> Asked:
        begun = self.begun
        found = Found(sentence.mentions, bool(sentence.dated), bool(sentence.figures))
        offered = offer(text, found, begun.words, {row.id: row for row in begun.seeds.entities})
        dates = frozenset(each.told.text for each in sentence.dated)
        ontology, entities = begun.words.ontology, begun.seeds.entities
        return Asked(text, dates, offered, ontology, begun.source, entities, self.doubts)


def _joined(ours: Sequence[Proposed], others: Sequence[Proposed]) -> list[Proposed]:
    """Return the rows of both sides, none that says no more than one of the other; ours of two alike."""
    kept = [row for row in others if not any(_holds(mine, row) for mine in ours)]
    return [row for row in ours if not any(_holds(other, row) for other in kept)] + kept


def _holds(whole: Proposed, part: Proposed) -> bool:
    is_alike = (whole.kind, whole.subject) == (part.kind, part.subject)
    return is_alike and part.stated.items() <= whole.stated.items()
