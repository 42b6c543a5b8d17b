"""What is said beside an answer that lacks something, on the command line and in Python alike."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from kg.errors import KgError
from kg.query.hints import why_empty, why_unbound

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.graph.question import Question


_QUICK: Final = 1.0
"""Seconds that a query may have taken for it to be asked again about columns without a value."""


def of_rows(graph: Graph, question: Question, seconds: float, *, is_empty: bool) -> list[str]:
    """Return the lines that may tell why there are no rows, or rows but nothing for a column.

    `seconds` is what the answer took: one that was not found quickly is not asked for again.
    """
    if is_empty:
        return of_nothing(graph, question)
    return why_unbound(graph, question) if seconds < _QUICK else []


def of_nothing(graph: Graph, question: Question) -> list[str]:
    """Return the lines that may tell why nothing was found; none where nobody can tell."""
    return [*_elsewhere(graph), *why_empty(graph, question)]


def _elsewhere(graph: Graph) -> list[str]:
    """Return a line when data lies in named graphs into which nobody looked."""
    if graph.is_remote:
        return _elsewhere_at_endpoint(graph)
    if graph.union or not (names := graph.named_graphs()):
        return []
    graphs = f"{len(names)} named graph{'s' * (len(names) != 1)}"
    return [f"The data has {graphs}; --union (in Python union=True) asks all as one."]


def _elsewhere_at_endpoint(graph: Graph) -> list[str]:
    """Return a line when an endpoint holds data, but none where it looks by default."""
    with contextlib.suppress(KgError):  # the answer stands, whatever becomes of the hint
        if graph.is_only_named():
            return ["The endpoint's default graph is empty; write GRAPH ?g { … } to ask its named graphs."]
    return []
