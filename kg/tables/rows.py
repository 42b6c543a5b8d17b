"""Rows of our own as an answer, so that tables and formats take them like those of a query."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, cast

import pyoxigraph as ox

from kg import terms
from kg.graph.answers import Solutions

if TYPE_CHECKING:
    from kg.graph.answers import Term

Value = ox.NamedNode | ox.BlankNode | str | int | float | Decimal | None
"""What a cell may hold: an IRI or blank node, a text, a number, nothing; a Decimal keeps its digits."""

PARTS: Final = ("subject", "predicate", "object")
"""The columns of triples in a table."""


def solutions(variables: Sequence[str], rows: Iterable[Sequence[Value]]) -> Solutions:
    """Return rows with the given columns, in their order, as those of a SELECT."""
    bindings = [
        {name: _json(value) for name, value in zip(variables, row, strict=True) if value is not None}
        for row in rows
    ]
    document = {"head": {"vars": list(variables)}, "results": {"bindings": bindings}}
    engine = ox.parse_query_results(json.dumps(document).encode(), ox.QueryResultsFormat.JSON)
    return Solutions(cast("ox.QuerySolutions", engine))


def _json(value: ox.NamedNode | ox.BlankNode | str | float | Decimal) -> dict[str, str]:
    """Return a term as SPARQL 1.1 Query Results JSON has it."""
    if isinstance(value, ox.NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, ox.BlankNode):
        return {"type": "bnode", "value": value.value}
    if isinstance(value, str):
        return {"type": "literal", "value": value}
    return {"type": "literal", "value": str(value), "datatype": terms.XSD + _NUMBERS[type(value)]}


_NUMBERS: Final[dict[type, str]] = {int: "integer", float: "double", Decimal: "decimal"}


def of_triples(triples: Iterable[ox.Triple]) -> Solutions:
    """Return triples as rows of three columns, subject, predicate and object, read as they come."""
    head = "\t".join(f"?{name}" for name in PARTS)
    rows = ("\t".join(map(_tsv, (each.subject, each.predicate, each.object))) for each in triples)
    lines = (f"{line}\n".encode() for line in itertools.chain([head], rows))
    engine = ox.parse_query_results(io.BufferedReader(_Lines(lines)), ox.QueryResultsFormat.TSV)
    return Solutions(cast("ox.QuerySolutions", engine))


def _tsv(term: Term) -> str:
    """Return a term as SPARQL 1.2 Query Results TSV has it."""
    if isinstance(term, ox.Triple):
        return f"<<( {' '.join(map(_tsv, (term.subject, term.predicate, term.object)))} )>>"
    return str(term)


class _Lines(io.RawIOBase):
    """Lines as a file, each made when it is read."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        super().__init__()
        self._lines, self._rest = lines, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  (a writable buffer, which typing names since 3.12)
        self._rest = self._rest or next(self._lines, b"")
        taken = self._rest[: len(buffer)]
        self._rest = self._rest[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)
