"""Fill the frame beside a text: a drafted passage for each sentence that no passage covers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from kg.draft.clause import Said
from kg.draft.figures import Dated, Figure, days, figures, periods
from kg.draft.frame import quoted
from kg.draft.held import tenures
from kg.draft.known import known
from kg.draft.meant import Meant, meant
from kg.draft.measured import observations
from kg.draft.met import events, is_told
from kg.draft.proposed import Proposed, within
from kg.draft.recognized import Recognize, nothing, placed
from kg.draft.related import relations
from kg.draft.spoken import Talk, acts, talked
from kg.draft.unknown import ENTRY, LISTED, Unknown, unknown
from kg.draft.vocabulary import Vocabulary, vocabulary
from kg.draft.voice import Voice
from kg.draft.written import inserted
from kg.errors import KgError, Problem
from kg.files import write_atomically
from kg.ontology.lookups import Ontology
from kg.seeds.read import read_seeds
from kg.seeds.rows import Seeds, Source
from kg.text.document import Document, flat
from kg.text.folding import Span
from kg.text.mentions import Mention, Names
from kg.text.quotes import locate, selecting


class Sentence(NamedTuple):
    """A sentence with what is found in it; places are counted from the start of the text."""

    span: Span
    mentions: list[Mention]
    dated: list[Dated]
    figures: list[Figure]
    rows: list[Proposed]
    meant: list[Meant]


class Drafted(NamedTuple):
    """What was written where: numbers of sentences, of rows, and the names that nobody knows."""

    file: Path
    sentences: int
    rows: int
    unknown: tuple[Unknown, ...]


@dataclass(frozen=True)
class Begun:
    """A source about to be drafted: what of it is free, what is known, and the file its passages go into."""

    file: Path
    seeds: Seeds
    source: Source
    document: Document
    words: Vocabulary
    sentences: list[Sentence]
    unknown: list[Unknown]
    ids: Iterator[str]

    def names(self) -> list[str]:
        """Return the lines that list the names nobody knows, none that stands in the file already."""
        standing = self.file.read_bytes().decode()
        return list(_listed([each for each in self.unknown if each.told() not in standing]))

    def passage(self, sentence: Sentence) -> list[str]:
        """Return the lines of the passage of a sentence."""
        return list(_passage(self.document, self.source.file, sentence, self.ids))

    def write(self, lines: list[str], *, instead_of: Collection[str] = ()) -> None:
        """Add lines to the file in place of comments, nothing else changed; OutputError, KgError."""
        write_atomically(self.file, inserted(self.file, lines, instead_of=instead_of).encode())


def draft(folder: Path, name: str, ontology: Ontology, recognize: Recognize = nothing) -> Drafted:
    """Add drafted passages to the annotations of a source in a folder of seeds, and return what was added.

    Names that are recognized are listed with the others that nobody knows. Nothing that stands there is
    changed. Raises KgError when the source is none or no draft, SeedError when the seeds cannot be read,
    OutputError when the file cannot be written, and what recognizing names raises.
    """
    begun = begin(folder, name, ontology, recognize)
    read = begun.sentences
    begun.write([*begun.names(), *(line for sentence in read for line in begun.passage(sentence))])
    return Drafted(begun.file, len(read), sum(len(s.rows) for s in read), tuple(begun.unknown))


def begin(folder: Path, name: str, ontology: Ontology, recognize: Recognize) -> Begun:
    """Return the source of that name about to be drafted; KgError and SeedError as `draft` raises them."""
    seeds = read_seeds(folder)
    source = _source(seeds, name)
    document, words = Document(source.text), vocabulary(ontology, seeds.entities)
    names = Names({row.id: row.texts for row in seeds.entities}, len(source.text))
    ids = _free(source.id, _taken(seeds))
    read = read_sentences(document, source, names, words, ids)
    spans = [sentence.span for sentence in read]
    recognized = recognize([source.text[slice(*span)] for span in spans], source.language)
    strangers = unknown(source.text, spans, names.find(source.text), words, placed(recognized, spans))
    return Begun(folder / f"{name}.yaml", seeds, source, document, words, read, strangers, ids)


def read_sentences(
    document: Document, source: Source, names: Names, words: Vocabulary, ids: Iterator[str]
) -> list[Sentence]:
    """Return the sentences of a source's text that no passage covers and that it does not skip, read.

    A meeting takes the next of the ids, by which what is said there tells it.
    """
    mentions, covered = known(names, source.text), list(_covered(document, source))
    free = [s for s in document.sentences if not any(s.overlaps(other) for other in covered)]
    reader, read, talk = _Reader(source, words, ids), list[Sentence](), Talk()
    for span in free:
        sentence, talk = reader.read(span, within(mentions, span), talk)
        read.append(sentence)
    return read


class _Reader(NamedTuple):
    """A source whose sentences are read, by what vocabulary, and the ids that records take."""

    source: Source
    words: Vocabulary
    ids: Iterator[str]

    def read(self, span: Span, here: list[Mention], talk: Talk) -> tuple[Sentence, Talk]:
        """Return a sentence in which these are mentioned, read, and what has been told after it."""
        text, language, words = self.source.text[slice(*span)], self.source.language, self.words
        dated = periods(text, language)
        misspelt = meant(text, language)
        taken = [*(each.span for each in dated), *(each.span for each in misspelt)]
        counted = figures(text, language, taken)
        met = self._met(text, here, dated, talk)
        said = [*acts(text, language, here, words, talk.with_events(met))]
        guessed = [Figure(each.span, each.readings[0].figure) for each in misspelt]
        both = sorted([*counted, *guessed], key=lambda figure: figure.span)
        measured = observations(Said(text, language, here, dated, both, words))
        voice = Voice(text, language, here, said, words)
        told = [_as_sure(row, text, misspelt) for row in voice.voiced(measured)]
        told += voice.voiced(relations(text, language, here, words))
        rows = [*met, *(each.row for each in said), *tenures(text, here, words), *told]
        whole = min((row.confidence for row in rows), default=0.0)
        talk = talk.with_events(each._replace(confidence=whole) for each in met)
        return Sentence(span, here, dated, counted, rows, misspelt), talked(talk, here, said, words)

    def _met(self, text: str, here: list[Mention], dated: list[Dated], talk: Talk) -> list[Proposed]:
        """Return the events that a sentence tells first, each with an id."""
        published = next(iter(self.source.header.texts.get("published", ())), "")
        when = [*days(text, self.source.language, dated, published)]
        found = events(text, self.source.language, here, when, self.words)
        return [row._replace(subject=next(self.ids)) for row in found if not is_told(row, talk.events)]


_UNREAD: Final = 0.3
"""How sure a row is whose figure is not understood."""


def _as_sure(row: Proposed, text: str, misspelt: list[Meant]) -> Proposed:
    """Return a row as sure as its figure is."""
    is_unread = any(row.stated.get("printed") == text[slice(*each.span)] for each in misspelt)
    return row._replace(confidence=_UNREAD) if is_unread else row


def _source(seeds: Seeds, name: str) -> Source:
    for source in seeds.drafts:
        if source.file == f"{name}.txt":
            return source
    if any(source.file == f"{name}.txt" for source in seeds.sources):
        hint = "Write status: draft into its source, or annotate it by hand."
        raise KgError("the source is no draft", where=f"seeds/{name}.yaml", hint=hint)
    raise KgError(f"there is no source {name!r}", where="seeds", hint="Add its document with kg add FILE.")


def _covered(document: Document, source: Source) -> Iterator[Span]:
    """Yield where passages, skipped stretches and the words of the header stand."""
    quotes = [passage.quote for passage in (*source.passages, *source.drafted)]
    quotes += [skipped.quote for skipped in source.skipped]
    quotes += [source.quote] if source.quote else []
    for quote in quotes:
        span = locate(document, quote, source.file)
        if not isinstance(span, Problem):
            yield span


def _taken(seeds: Seeds) -> set[str]:
    """Return every id that stands in the seeds."""
    rows = (row for s in (*seeds.sources, *seeds.drafts) for p in (*s.passages, *s.drafted) for row in p.rows)
    return {row.id for row in (*seeds.entities, *rows)}


def _free(source: str, taken: Collection[str]) -> Iterator[str]:
    """Yield ids that nothing has."""
    return (name for number in count(1) if (name := f"{source}-{number}") not in taken)


def _listed(strangers: list[Unknown]) -> Iterator[str]:
    if strangers:
        yield LISTED
        yield from (f"{ENTRY}{each.line()}" for each in strangers)


def _passage(document: Document, file: str, sentence: Sentence, ids: Iterator[str]) -> Iterator[str]:
    """Yield the lines of a drafted passage, or a comment where its words cannot be told from others."""
    text = document.text[slice(*sentence.span)]
    selector = selecting(document, sentence.span, file)
    if selector is None:
        yield f"# Stands more than once, add after: {quoted(flat(text))}"
        return
    yield f"- quote: {quoted(text)}"
    yield from [f"  after: {quoted(selector.after.text)}"] if selector.after else []
    yield "  status: draft"
    yield from ["  facts:"] if sentence.rows else []
    for row in sentence.rows:
        kind = {"a": row.kind} if row.kind else {}
        keys = "".join(f", {key}: {_value(key, value)}" for key, value in (kind | {**row.stated}).items())
        yield f"  - {{id: {row.subject or next(ids)}{keys}}}  # {row.remark}"
    yield from (f"  # {told}" for told in _found(text, sentence))


_TERM: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_FREE: Final = ("printed", "period")
"""Keys whose values are texts."""


def _value(key: str, value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_value(key, each) for each in value)}]"
    return value if _TERM.fullmatch(value) and key not in _FREE else quoted(value)


def _found(text: str, sentence: Sentence) -> Iterator[str]:
    """Yield what a sentence holds that its rows leave to the reader."""
    ids = dict.fromkeys("|".join(mention.ids) for mention in sentence.mentions)
    if ids:
        yield f"named: {', '.join(ids)}"
    placed = {row.stated.get("printed") for row in sentence.rows}
    yield from (f"period: {quoted(text[slice(*each.span)])} is {each.told.text}" for each in sentence.dated)
    for span, quantity in sentence.figures:
        if (words := text[slice(*span)]) not in placed:
            near = "" if quantity.approximation == "exact" else f", {quantity.approximation}"
            number = " to ".join(quantity.numbers.values())
            yield f"figure: {quoted(words)} is {number} {quantity.unit}{near}"
    for each in sentence.meant:
        told = " or ".join(f"{reading.told}, {reading.counted}" for reading in each.readings)
        yield f"figure: {quoted(text[slice(*each.span)])} is not understood; is it {told}?"
