"""Rows of our own as an answer, so that tables and formats take them like those of a query."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, cast

import pyoxigraph as ox

from kg import terms
from kg.graph.answers import Solutions

Value = ox.NamedNode | str | int | float | Decimal | None
"""What a cell may hold: an IRI, a text, a number, nothing; a Decimal keeps its digits."""


def solutions(variables: Sequence[str], rows: Iterable[Sequence[Value]]) -> Solutions:
    """Return rows with the given columns, in their order, as those of a SELECT."""
    bindings = [
        {name: _json(value) for name, value in zip(variables, row, strict=True) if value is not None}
        for row in rows
    ]
    document = {"head": {"vars": list(variables)}, "results": {"bindings": bindings}}
    engine = ox.parse_query_results(json.dumps(document).encode(), ox.QueryResultsFormat.JSON)
    return Solutions(cast("ox.QuerySolutions", engine))


def _json(value: ox.NamedNode | str | float | Decimal) -> dict[str, str]:
    """Return a term as SPARQL 1.1 Query Results JSON has it."""
    if isinstance(value, ox.NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, str):
        return {"type": "literal", "value": value}
    return {"type": "literal", "value": str(value), "datatype": terms.XSD + _NUMBERS[type(value)]}


_NUMBERS: Final[dict[type, str]] = {int: "integer", float: "double", Decimal: "decimal"}
