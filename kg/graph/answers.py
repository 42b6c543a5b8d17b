"""What a query gives: rows, a yes or no, or triples, found while they are read."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import IO, TypeVar

import pyoxigraph as ox

from kg.errors import KgError, QueryError, damage
from kg.terms import STANDARD, Prefixes

_Item = TypeVar("_Item")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = ox.QuerySolution
"""One row of a SELECT: `row["name"]` is a term, or None where the variable is unbound."""

Guard = Callable[[], AbstractContextManager[None]]
"""Makes what can fail while an answer is still being found into an error that says so."""


class Solutions:
    """The rows of a SELECT, each given once and in order; `variables` are the names of its columns."""

    def __init__(self, engine: ox.QuerySolutions, guard: Guard = contextlib.nullcontext) -> None:
        self.engine, self._guard = engine, guard
        self.variables = [variable.value for variable in engine.variables]

    def __iter__(self) -> Iterator[Row]:
        return _guarded(self.engine, self._guard)

    def serialize(self, output: IO[bytes], form: ox.QueryResultsFormat) -> None:
        """Write all rows to `output` as they come, in a standard format of SPARQL 1.1 query results."""
        with self._guard():
            self.engine.serialize(output, form)


class Boolean:
    """The yes or no of an ASK."""

    def __init__(self, engine: ox.QueryBoolean) -> None:
        self.engine = engine

    def __bool__(self) -> bool:
        return bool(self.engine)

    def serialize(self, output: IO[bytes], form: ox.QueryResultsFormat) -> None:
        """Write `true` or `false` to `output` in a standard format of SPARQL 1.1 query results."""
        self.engine.serialize(output, form)


class Triples:
    """The triples of a CONSTRUCT or DESCRIBE, each given once."""

    def __init__(
        self,
        triples: Iterable[ox.Triple],
        guard: Guard = contextlib.nullcontext,
        prefixes: Callable[[], Prefixes] = lambda: STANDARD,
    ) -> None:
        self._triples, self._guard, self._prefixes = triples, guard, prefixes

    def __iter__(self) -> Iterator[ox.Triple]:
        return _guarded(self._triples, self._guard)

    def serialize(self, output: IO[bytes], form: ox.RdfFormat) -> None:
        """Write all triples to `output` as they come."""
        ox.serialize(self, output, form)

    @property
    def prefixes(self) -> Prefixes:
        """The prefixes of the graph asked."""
        return self._prefixes()


Answer = Solutions | Boolean | Triples
"""What a query gives: Solutions (SELECT), a Boolean (ASK) or Triples (CONSTRUCT, DESCRIBE)."""


def answer(
    engine: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    guard: Guard,
    prefixes: Callable[[], Prefixes],
) -> Answer:
    """Return the answer that the engine gives, as one of ours."""
    if isinstance(engine, ox.QuerySolutions):
        return Solutions(engine, guard)
    return Boolean(engine) if isinstance(engine, ox.QueryBoolean) else Triples(engine, guard, prefixes)


def number(count: Term | None) -> int:
    """Return a count or sum of an answer, whichever datatype an endpoint gives it."""
    return int(float(getattr(count, "value", 0)))


def _guarded(items: Iterable[_Item], guard: Guard) -> Iterator[_Item]:
    """Return items as they come; without a guard the engine's own: wrapping takes a quarter of a scan."""
    return iter(items) if guard is contextlib.nullcontext else _under(items, guard)


def _under(items: Iterable[_Item], guard: Guard) -> Iterator[_Item]:
    with guard():
        yield from items


@contextlib.contextmanager
def calling() -> Iterator[None]:
    """Tell what goes wrong while SERVICE calls others; numbered errors come from where rows go."""
    try:
        yield
    except OSError as error:
        if error.errno is not None:
            raise
        raise unanswered(error) from error


def unanswered(error: Exception) -> KgError:
    """Return the error of a well-formed query that the engine gives up, its own reason in brackets.

    It is the query's, unless the store is damaged.
    """
    hint = (
        "If it calls SERVICE, see whether that endpoint answers; if it names a base, whether that is an IRI."
    )
    return damage(error) or QueryError(f"the query cannot be answered ({error})", hint=hint)
