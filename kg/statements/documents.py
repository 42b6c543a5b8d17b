"""Documents as they are cited: who wrote each, when and where it was published, in what language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kg import terms
from kg.statements.properties import iri_value, value_of, written
from kg.terms import local

if TYPE_CHECKING:
    from kg.graph.answers import Term
    from kg.statements.properties import Properties
    from kg.statements.statements import Statements

_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_SCHEMA: Final = (terms.SCHEMA, "http://schema.org/")
_AUTHORS: Final = (
    *(terms.DCTERMS + "creator", _DC + "creator", _FOAF + "maker"),
    *(namespace + name for namespace in _SCHEMA for name in ("author", "creator")),
)
_PUBLISHERS: Final = (
    terms.DCTERMS + "publisher",
    _DC + "publisher",
    *(space + "publisher" for space in _SCHEMA),
)
_ADDRESSES: Final = (
    *(space + "url" for space in _SCHEMA),
    *(_FOAF + "page", terms.DCTERMS + "source", terms.DCTERMS + "identifier"),
)
_DATES: Final = (
    *(terms.DCTERMS + "issued", terms.DCTERMS + "date", _DC + "date"),
    *(space + "datePublished" for space in _SCHEMA),
)
_LANGUAGES: Final = (
    *(terms.DCTERMS + "language", _DC + "language"),
    *(space + "inLanguage" for space in _SCHEMA),
)
_PERSONS: Final = {_FOAF + "Person", *(space + "Person" for space in _SCHEMA)}
_DATE: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?!\d)")


class Author(NamedTuple):
    """Who wrote a document; the name of one that is no `person` is never taken apart."""

    name: str
    person: bool


class Document(NamedTuple):
    """A source as it is cited under a `key`; what the graph does not say of it is empty.

    `date` is its year, month and day, as far as they are known; `url` is an address on the web;
    `language` a code (`en`), or the name of the language where the graph gives only that.
    """

    key: str
    title: str
    authors: tuple[Author, ...] = ()
    date: tuple[int, ...] = ()
    publisher: str = ""
    url: str = ""
    language: str = ""


def document(statements: Statements, source: str) -> Document:
    """Return what the graph says of a source that its citation needs."""
    about = statements.sources.get(source, {})
    return Document(
        key=re.sub(r"[^\w.+-]+", "-", local(source)).strip("-") or "source",
        title=value_of(about, terms.DCTERMS + "title") or statements.name(source),
        authors=tuple(_author(statements, author) for author in _first(about, _AUTHORS)),
        date=_date(about),
        publisher=", ".join(map(statements.text, _first(about, _PUBLISHERS))),
        url=_url(about),
        language=", ".join(map(statements.text, _first(about, _LANGUAGES))),
    )


def _first(about: Properties, props: tuple[str, ...]) -> list[Term]:
    """Return the values of the first of the properties that has any."""
    return next((about[prop] for prop in props if prop in about), [])


def _author(statements: Statements, author: Term) -> Author:
    classes = statements.types.get(iri_value(author), [])
    every = {*classes, *(above for cls in classes for above in statements.vocabulary.supers.get(cls, ()))}
    return Author(statements.text(author), bool(every & _PERSONS))


def _date(about: Properties) -> tuple[int, ...]:
    """Return year, month and day of publication, as far as they are given."""
    found = next((m for value in _first(about, _DATES) if (m := _DATE.match(written(value)))), None)
    return tuple(int(number) for number in found.groups() if number) if found else ()


def _url(about: Properties) -> str:
    texts = (written(value) for prop in _ADDRESSES for value in about.get(prop, ()))
    return next((text for text in texts if text.startswith(("http://", "https://"))), "")
