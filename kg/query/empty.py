"""What is said beside an answer in which there is nothing, on the command line and in Python alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query.hints import why_empty

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.graph.question import Question


def said(graph: Graph, question: Question) -> list[str]:
    """Return the lines that may tell why nothing was found; none where nobody can tell."""
    return [*_elsewhere(graph), *why_empty(graph, question)]


def _elsewhere(graph: Graph) -> list[str]:
    """Return a line when data lies in named graphs into which nobody looked."""
    if graph.is_remote or graph.union or not (names := graph.named_graphs()):
        return []
    graphs = f"{len(names)} named graph{'s' * (len(names) != 1)}"
    return [f"The data has {graphs}; --union (in Python union=True) asks all as one."]
