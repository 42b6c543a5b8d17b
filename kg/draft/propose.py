"""Fill the frame beside a text: a drafted passage for each sentence that no passage covers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from kg import watched
from kg.draft.figures import Dated, Figure, figures, periods
from kg.draft.frame import quoted
from kg.draft.known import known
from kg.draft.measured import observations
from kg.draft.spoken import Proposed, acts, tenures, within
from kg.draft.unknown import ENTRY, LISTED, Unknown, unknown
from kg.draft.vocabulary import Vocabulary, vocabulary
from kg.errors import KgError, Problem
from kg.files import write_atomically
from kg.ontology.lookups import Ontology
from kg.seeds.read import read_seeds
from kg.seeds.rows import Seeds, Source
from kg.text.document import Document, flat
from kg.text.folding import Span
from kg.text.mentions import Mention, Names
from kg.text.quotes import Selector, Words, locate


class Sentence(NamedTuple):
    """A sentence with what is found in it; places are counted from the start of the text."""

    span: Span
    mentions: list[Mention]
    dated: list[Dated]
    figures: list[Figure]
    rows: list[Proposed]


class Drafted(NamedTuple):
    """What was written where: numbers of sentences, of rows, and the names that nobody knows."""

    file: Path
    sentences: int
    rows: int
    unknown: tuple[Unknown, ...]


def draft(folder: Path, name: str, ontology: Ontology) -> Drafted:
    """Add drafted passages to the annotations of a source in a folder of seeds, and return what was added.

    Nothing that stands there is changed. Raises KgError when the source is none or no draft, SeedError when
    the seeds cannot be read, OutputError when the file cannot be written.
    """
    seeds = read_seeds(folder)
    source = _source(seeds, name)
    document, words = Document(source.text), vocabulary(ontology, seeds.entities)
    names = Names({row.id: row.texts for row in seeds.entities}, len(source.text))
    read = read_sentences(document, source, names, words)
    file = folder / f"{name}.yaml"
    numbers = _free(source.id, _taken(seeds))
    strangers = unknown(source.text, [s.span for s in read], names.find(source.text), words)
    entries = [line for sentence in read for line in _passage(document, source.file, sentence, numbers)]
    written = _inserted(file, [*_listed(strangers), *entries])
    with watched.writing(file):
        write_atomically(file, written.encode())
    return Drafted(file, len(read), sum(len(sentence.rows) for sentence in read), tuple(strangers))


def read_sentences(document: Document, source: Source, names: Names, words: Vocabulary) -> list[Sentence]:
    """Return the sentences of a source's text that no passage covers and that it does not skip, read."""
    mentions, covered = known(names, source.text), list(_covered(document, source))
    free = [s for s in document.sentences if not any(s.overlaps(other) for other in covered)]
    return [_read(source, span, mentions, words) for span in free]


def _read(source: Source, span: Span, mentions: list[Mention], words: Vocabulary) -> Sentence:
    text = source.text[slice(*span)]
    here = within(mentions, span)
    dated = periods(text, source.language)
    counted = figures(text, source.language, [each.span for each in dated])
    rows = [*acts(text, here, words), *tenures(text, here, words)]
    rows += observations(text, here, dated, counted, words)
    return Sentence(span, here, dated, counted, rows)


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
    selector = _selector(document, sentence.span, file)
    if selector is None:
        yield f"# Stands more than once, add after: {quoted(flat(text))}"
        return
    yield f"- quote: {quoted(text)}"
    yield from [f"  after: {quoted(selector.after.text)}"] if selector.after else []
    yield "  status: draft"
    yield from ["  facts:"] if sentence.rows else []
    for row in sentence.rows:
        keys = "".join(f", {key}: {_value(key, value)}" for key, value in row.stated.items())
        yield f"  - {{id: {next(ids)}, a: {row.kind}{keys}}}  # confidence {row.confidence}"
    yield from (f"  # {told}" for told in _found(text, sentence))


_FREE: Final = ("printed", "period")
"""Keys whose values are texts."""


def _value(key: str, value: str) -> str:
    return quoted(value) if key in _FREE else value


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


def _selector(document: Document, span: Span, file: str) -> Selector | None:
    """Return what finds a sentence, by the one before it if it stands twice; None if neither does."""
    words = Words(document.text[slice(*span)], "")
    before = [other for other in document.sentences if other.end <= span.start][-1:]
    anchors = [Words(document.text[slice(*other)], "") for other in before]
    for selector in (Selector(words), *(Selector(words, anchor) for anchor in anchors)):
        if locate(document, selector, file) == span:
            return selector
    return None


_EMPTY: Final = re.compile(r"^passages:[ \t]*(?:\[[ \t]*\])?[ \t]*$", re.MULTILINE)
_ITEM: Final = re.compile(r"^( *)- ", re.MULTILINE)
_NEXT: Final = re.compile(r"^(?=[^\s#-])", re.MULTILINE)


def _inserted(file: Path, lines: list[str]) -> str:
    """Return the text of a file of annotations with lines added behind the last of its passages."""
    text = file.read_bytes().decode()
    if not lines:
        return text
    found = _EMPTY.search(text)
    if not found and re.search(r"^passages:", text, re.MULTILINE):
        hint = "Begin each passage with '- ' on a line of its own."
        raise KgError("its passages are written in brackets", where=f"seeds/{file.name}", hint=hint)
    if not found:
        return text.rstrip("\n") + "\n\npassages:\n" + "\n".join(lines) + "\n"
    following = _NEXT.search(text, found.end())
    end = following.start() if following else len(text)
    standing = text[found.end() : end]
    behind = re.search(r"(?:\n(?:[ \t]*|#.*))*\n?\Z", standing)
    kept = standing[: behind.start()] if behind else standing
    item = _ITEM.search(kept)
    indent = item[1] if item else ""
    added = "".join(f"\n{indent}{line}" for line in lines)
    return text[: found.start()] + "passages:" + kept + added + standing[len(kept) :] + text[end:]
