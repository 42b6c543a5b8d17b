"""The NAME.yaml of a new document: what is known of it, and room for its annotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from kg.draft.extract import Extract
from kg.draft.printed import printed_date
from kg.text.document import Document, flat

FOR_EDITORS: Final = "# yaml-language-server: $schema=../build/seeds.schema.json"
"""The line by which editors know what may be written into a file of seeds/."""
_ENDLESS: Final = 1 << 30
UNTIL_ACCEPTED: Final = "# A draft: `kg build` leaves it out until the line with status is removed."
"""The first line of a frame."""


class Head(NamedTuple):
    """What the frame says of a document beside its extract; language and address are empty where unknown."""

    id: str
    identifier: str
    language: str
    url: str
    sha256: str
    file: str
    file_sha256: str


def frame(head: Head, read: Extract) -> str:
    """Return the YAML that stands beside a new text: a draft without passages."""
    lines = [
        UNTIL_ACCEPTED,
        FOR_EDITORS,
        "source:",
        f"  id: {head.id}",
        "  status: draft",
        f"  identifier: {quoted(head.identifier)}",
        *([f"  language: {head.language}"] if head.language else []),
        *([f"  url: {quoted(head.url)}"] if head.url else []),
        f"  sha256: {head.sha256}",
        *_stated(read),
        "",
        "passages: []",
        "",
        "# Where the text comes from, and what of it is left out.",
        "origin:",
        f"  file: {quoted(head.file)}",
        f"  sha256: {head.file_sha256}",
        *([f"  encoding: {quoted(read.encoding)}"] if read.encoding else []),
        *([f"  extraction: {quoted(read.by)}"] if read.by else []),
    ]
    if read.dropped:
        lines += [
            "dropped:",
            *(f"- {{text: {quoted(words)}, reason: {quoted(why)}}}" for words, why in read.dropped),
        ]
    return "\n".join(lines) + "\n"


def _stated(read: Extract) -> Iterator[str]:
    """Yield what the file says of itself and the text prints; an author is a thing, to be declared first."""
    document = Document(read.text)
    title = read.title if document.occurrences(read.title or " ") else ""
    words = printed_date(read.text, read.published)
    if quote := _head(document, title, words):
        yield f"  quote: {quoted(quote)}"
    if words and quote:
        yield f"  published: {read.published}"
    if title:
        yield f"  title: {quoted(flat(title))}"
    if read.author and document.occurrences(read.author):
        yield f"  # author: the id of {flat(read.author)}, declared in entities.yaml"


_HEAD: Final = 400
"""Characters within which title and date stand together."""


def _head(document: Document, title: str, date: str) -> str:
    """Return the words of the text that state both, else those of the date, else those of the title."""
    begin = document.text.find(title) if title else -1
    place = document.text.find(date) if date else -1
    if min(begin, place) >= 0 and max(begin, place) - min(begin, place) < _HEAD:
        ends = [begin + len(title), place + len(date)]
        both = document.text[min(begin, place) : max(ends)]
        if len(document.occurrences(both)) == 1:
            return both
    told = date or title
    return _unique(document, told) if told else ""


def _unique(document: Document, words: str) -> str:
    """Return the words, or the line of the text in which they first stand, if either stands there once."""
    line = next((line for line in document.text.splitlines() if words in line), "")
    return next((quote for quote in (words, line) if quote and len(document.occurrences(quote)) == 1), "")


def quoted(text: str) -> str:
    """Return a text in quotation marks, as YAML reads it back."""
    import yaml

    return yaml.safe_dump(text, allow_unicode=True, width=_ENDLESS, default_style='"').strip()
