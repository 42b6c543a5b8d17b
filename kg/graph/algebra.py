"""A query as rdflib reads it (SPARQL 1.1, section 18): its algebra, and patterns as people write them."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from typing import Any, Final

from pyparsing import ParseException
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import SPARQLError

from kg.errors import QueryError
from kg.graph import sparql
from kg.terms import Prefixes

_HINT: Final = "The engine here can still answer it."


def algebra(text: str, prefixes: Prefixes) -> Any:  # noqa: ANN401  (rdflib's algebra is untyped)
    """Return the root of the query's algebra; QueryError where rdflib cannot read what the engine can."""
    try:
        with _quiet():
            return translateQuery(parseQuery(text), initNs=dict(prefixes)).algebra
    except (ParseException, SPARQLError, RecursionError, ValueError) as error:
        raise QueryError("rdflib cannot read this query", hint=_HINT) from error


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each literal that its datatype does not know."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def in_sparql(term: Any) -> str:  # noqa: ANN401
    """Return a term or path of the algebra as SPARQL; QueryError for a path that rdflib cannot write."""
    try:
        return str(term.n3())
    except TypeError as error:  # of an inverse inside a negation, such as !^a
        raise QueryError("rdflib cannot write a path of this query", hint=_HINT) from error


def written(pattern: str, prefixes: Prefixes) -> str:
    """Return a triple pattern as people write it, with prefixed names."""
    for word in reversed([token for token in sparql.tokens(pattern) if token.kind == "iri"]):
        name = prefixes.compact(word.text[1:-1])
        pattern = pattern[: word.start] + ("a" if name == "rdf:type" else name) + pattern[word.end :]
    return pattern
