"""How to cite a passage, fact, record, source or saved query: the documents with the words quoted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg import terms
from kg.errors import KgError, UnknownNameError
from kg.graph import names
from kg.look.bibliography import FORMATS, Author, Quote, Reference
from kg.query import saved
from kg.spelling import did_you_mean
from kg.statements.around import Surroundings
from kg.statements.properties import iri_value, iris_of, value_of, written
from kg.statements.reading import read
from kg.terms import local
from kg.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.query.saved import SavedQuery
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
_PERSONS: Final = {_FOAF + "Person", *(space + "Person" for space in _SCHEMA)}
_DATE: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?!\d)")


def cite(graph: Graph, name: str, form: str = "bibtex", queries: Path | None = None) -> str:
    """Return how to cite what a name means, as `bibtex`, `csl` (JSON) or `ris`, the same every time.

    A query saved in the folder `queries` comes before a thing of the graph; that is a passage, source, fact
    or record, by IRI, prefixed name, id or label. Each source is one entry, with the words quoted from it.
    Raises UnknownNameError for a name or format that nobody knows, KgError for what no passage states.
    """
    if form not in FORMATS:
        hint = did_you_mean(form, FORMATS) or f"The formats are {', '.join(FORMATS)}."
        raise UnknownNameError(f"no citation is written as {form!r}", hint=hint)
    if queries and _is_saved(name, queries):
        return FORMATS[form]([_query(saved.find(name, queries), graph.title)])
    return FORMATS[form](_told_apart(_references(graph, name)))


def _query(query: SavedQuery, project: str) -> Reference:
    return Reference(query.name, query.title or query.name, part=query.name, whole=project, version=VERSION)


def _told_apart(references: list[Reference]) -> list[Reference]:
    """Return the references with a number behind a key that an earlier one has."""
    keys = [one.key for one in references]
    before = [keys[:place].count(key) for place, key in enumerate(keys)]
    pairs = zip(references, before, strict=True)
    return [one._replace(key=f"{one.key}-{count + 1}") if count else one for one, count in pairs]


def _is_saved(name: str, queries: Path) -> bool:
    return name.endswith(".rq") or any(path.stem == name for path in queries.rglob("*.rq"))


def _references(graph: Graph, name: str) -> list[Reference]:
    """Return the documents that a thing of a graph is, or is quoted from, in the order of their IRIs."""
    iri = names.resolve(graph, name).value
    part = Surroundings(graph)
    part.add_own_of([iri])
    statements = read(part.graph())
    if iri in statements.sources:
        return [_reference(statements, iri, [])]
    passages = [iri] if iri in statements.passages else _evidence(statements, iri)
    if not passages:
        raise _refused(graph, statements, iri)
    quoted: dict[str, list[str]] = {}
    for passage in passages:
        quoted.setdefault(statements.source_of(passage), []).append(passage)
    return [_reference(statements, source, quoted[source]) for source in sorted(quoted)]


def _evidence(statements: Statements, iri: str) -> list[str]:
    """Return the passages that a fact or record is derived from."""
    for group in (statements.facts, statements.parts, statements.records):
        if iri in group:
            return iris_of(group[iri], terms.PROV + "wasDerivedFrom")
    return []


def _refused(graph: Graph, statements: Statements, iri: str) -> KgError:
    """Return the error of what cannot be cited, with what can be instead."""
    called = graph.prefixes.compact(iri)
    if iri in statements.facts or iri in statements.parts or iri in statements.records:
        return KgError(f"no passage states {called}", hint="It is background knowledge, of no document here.")
    kind = statements.class_label(iri) or "thing"
    return KgError(
        f"{called} ({statements.name(iri)}) is a {kind}, and has no words of its own to cite",
        hint=f"Cite a record or passage of its page (kg show {called}), or one of its facts: "
        f"kg query 'SELECT ?fact {{ ?fact rdf:subject {called} }}' lists them.",
    )


def _reference(statements: Statements, source: str, passages: list[str]) -> Reference:
    about = statements.sources.get(source, {})
    quotes = (statements.quote(passage) for passage in passages)
    found = sorted((quote["start"], quote["end"], quote["quote"]) for quote in quotes)
    return Reference(
        key=re.sub(r"[^\w.+-]+", "-", local(source)).strip("-") or "source",
        title=value_of(about, terms.DCTERMS + "title") or statements.name(source),
        authors=tuple(_author(statements, author) for author in _first(about, _AUTHORS)),
        date=_date(about),
        publisher=", ".join(map(statements.text, _first(about, _PUBLISHERS))),
        url=_url(about),
        quotes=tuple(Quote(text, start, end) for start, end, text in found),
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
