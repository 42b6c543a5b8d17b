"""How to cite a passage, fact, record, source or saved query: the documents with the words quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import terms
from kg.errors import KgError, UnknownNameError
from kg.graph import names
from kg.look.bibliography import FORMATS, Quote, Reference, quoting
from kg.query import saved
from kg.spelling import did_you_mean
from kg.statements.around import Surroundings
from kg.statements.properties import iris_of
from kg.statements.reading import read
from kg.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.graph import Graph
    from kg.query.saved import SavedQuery
    from kg.statements.statements import Statements


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
    quotes = (statements.quote(passage) for passage in passages)
    found = sorted((quote["start"], quote["end"], quote["quote"]) for quote in quotes)
    words = tuple(Quote(text, start, end) for start, end, text in found)
    return quoting(statements.document(source), words)
