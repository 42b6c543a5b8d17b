"""Which thing a text names, found in the time that a hint may take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import UnknownNameError
from kg.graph import labels, names

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.graph.graph import Graph

_MOST: Final = 20_000
"""How many labels can be compared with a text in about a second."""


def called(graph: Graph, text: str) -> NamedNode:
    """Return the thing that a text names, as `names.resolve` does; of very many labels only the exact one.

    Raises UnknownNameError, with the nearest label where there are not too many to compare.
    """
    if names.names(graph, label=text) or not _has_many(graph):
        return names.resolve(graph, text)
    raise UnknownNameError(f"nothing in this graph is called {text!r}")


def _has_many(graph: Graph) -> bool:
    properties = " ".join(f"<{prop}>" for prop in labels.EVERY)
    labelled = f"VALUES ?by {{ {properties} }} ?thing ?by ?label"
    return any(graph.select(f"SELECT ?thing {{ {labelled} }} OFFSET {_MOST} LIMIT 1"))
