"""Add a file to a project: its text into seeds/, and beside it the frame to annotate it in."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from kg.draft import kinds, language, place
from kg.draft.clean import clean
from kg.draft.extract import Dropped, Extract
from kg.draft.frame import Head, frame
from kg.draft.head import headed
from kg.errors import KgError
from kg.seeds.read import LANGUAGE
from kg.text.document import flat

_LARGEST: Final = 100_000_000


class Given(NamedTuple):
    """What somebody says of a file; what they leave open is empty."""

    name: str = ""
    url: str = ""
    language: str = ""
    encoding: str = ""


class Added(NamedTuple):
    """What was written, and which characters were taken out of the text, how often."""

    text: Path
    frame: Path
    language: str
    read: Extract
    removed: tuple[tuple[str, int], ...]


def add(seeds: Path, file: Path, given: Given) -> Added:
    """Write the text of a file and its frame into a folder of seeds, and return what was done.

    Raises KgError when the file cannot be read for certain or its name is taken, OutputError when the folder
    cannot be written to; nothing is written then.
    """
    name = place.name_of(file, given.name)
    sources = place.sources_in(seeds)
    place.check_free(seeds, name, sources)
    data = _content(file)
    raw = _read(data, file, given)
    read, removed = _clean(raw)
    if not any(map(str.isprintable, read.text.replace(" ", ""))):
        raise KgError("it holds no text", where=str(file), hint="Give a file with text.")
    tag = given.language or _language(read)
    read = headed(read, tag)
    text = read.text.encode()
    number = place.next_identifier(sources)
    head = Head(name, number, tag, given.url, _digest(text), file.name, _digest(data))
    written = place.write(seeds, name, text, frame(head, read).encode())
    return Added(*written, tag, read, removed)


def _content(file: Path) -> bytes:
    """Return the bytes of a file; KgError where it cannot be read, or nobody could annotate so much."""
    try:
        if not file.is_file():
            what = "there is no such file" if not file.exists() else "it is no regular file"
            raise KgError(what, where=str(file), hint="Give the file of a document.")
        if file.stat().st_size > _LARGEST:
            what = f"it is larger than {_LARGEST // 10**6} MB"
            raise KgError(what, where=str(file), hint="Add the part of it that is to be annotated.")
        data = file.read_bytes()
    except OSError as error:
        raise KgError(f"the file cannot be read: {error.strerror}", where=str(file)) from error
    if not data.strip():
        raise KgError("the file is empty", where=str(file), hint="Give a file with text.")
    return data


def _read(data: bytes, file: Path, given: Given) -> Extract:
    """Return what a file holds, read by the library for its kind; KgError where that is not installed."""
    where, kind = str(file), kinds.kind_of(file, data)
    if given.encoding and kind in {kinds.PDF, kinds.WORD}:
        hint = "Leave --encoding out."
        raise KgError(f"{kind} says itself how its letters are encoded", where=where, hint=hint)
    try:
        return _reader(data, where, kind, given)
    except ModuleNotFoundError as error:
        what = f"reading {kind} takes {error.name}, which is not installed"
        hint = "Run pip install 'japan-mexico-kg[documents]'."
        raise KgError(what, where=where, hint=hint) from error


def _reader(data: bytes, where: str, kind: str, given: Given) -> Extract:
    from kg.draft import page, pdf, plain, word

    if kind == kinds.PDF:
        return pdf.read_pdf(data, where)
    if kind == kinds.WORD:
        return word.read_word(data, where)
    read = {kinds.PAGE: page.read_page, kinds.MARKDOWN: plain.read_markdown, kinds.TEXT: plain.read_text}[
        kind
    ]
    return read(data, where, given.encoding, given.language)


def _clean(read: Extract) -> tuple[Extract, tuple[tuple[str, int], ...]]:
    """Return what was read without control characters, and which were taken out of its text."""
    text, removed = clean(read.text)
    dropped = tuple(Dropped(clean(words).text.strip(), reason) for words, reason in read.dropped)
    title, author = (flat(clean(words).text) for words in (read.title, read.author))
    return replace(read, text=text, dropped=dropped, title=title, author=author), removed


def _language(read: Extract) -> str:
    """Return the language of a text: what its words tell, or what the file states if they do not differ."""
    told = language.told(read.text)
    stated = read.language if LANGUAGE.fullmatch(read.language) else ""
    return stated if not told or stated.partition("-")[0] == told else told


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
