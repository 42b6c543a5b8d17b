"""What documents say as an RDF graph: every statement leads to the sentence that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.version import VERSION

if TYPE_CHECKING:
    from os import PathLike

    from kg.api import KnowledgeGraph

__version__ = VERSION


def load(
    *locations: str | PathLike[str],
    union: bool = False,
    allow_service: bool = False,
    timeout: float | None = None,
) -> KnowledgeGraph:
    """Return the graph at RDF files, a store directory or an endpoint URL; without any, the project's own.

    `union` asks all named graphs as one, `allow_service` lets queries call other endpoints, `timeout` is the
    seconds an endpoint may take. Raises LocationError when there is no graph.

    >>> graph = kg.load()
    >>> graph.query("fdi-by-state").to_pandas()
    """
    from kg import api

    return api.load(*locations, union=union, allow_service=allow_service, timeout=timeout)
