"""The start of a server for an assistant, which hears it on standard input until that ends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from kg import worker
from kg.errors import KgError

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.graph import Graph

_USED: Final = ("rapidfuzz.fuzz", "kg.graph.algebra", "kg.graph.malformed")
"""What answers are found with that is imported where it is wanted: each child would import it anew."""


def serve(graph: Graph, folder: Path | None, seconds: float, memory: int) -> None:
    """Answer an assistant about a graph, with the saved queries of the project in a folder, until it is done.

    Raises KgError where what it needs is missing, LocationError for a graph that cannot be read.
    """
    if not worker.can_fork():
        raise KgError("this system cannot end a query in a process of its own, so nothing is answered")
    try:
        from kg.mcp.server import Assistant
    except ImportError as error:
        hint = "Install it with: pip install 'japan-mexico-kg[mcp]'"
        raise KgError(f"a server for assistants needs {error.name}", hint=hint) from error
    from kg.mcp.answers import Answers

    worker.make_ready(graph, _USED)
    asyncio.run(Assistant(Answers(graph, folder), seconds, memory).hear())
