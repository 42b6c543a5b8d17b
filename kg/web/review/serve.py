"""The server of a review: this machine alone is heard, and who has the key that its address ends in."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING

from kg.web.heard import LOCAL, Place, address, listening, needing_server, server

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.project import Project


def serve(project: Project, name: str, port: int, tell: Callable[[str], None]) -> None:
    """Answer the page of a review of a source until the process is ended; its address is told.

    The key stands behind a #, which browsers send to nobody. Raises KgError where the source is none, where
    the port is taken, and where what a server needs is missing.
    """
    with needing_server():
        from kg.web.review.app import application
    from kg.review.review import Review

    key = secrets.token_urlsafe(24)
    review = Review(project.seeds, name, project.vocabulary, project.ontology)
    place = Place("127.0.0.1", port)
    with listening(place) as heard:
        tell(f"{address(place, heard)}#{key}")
        asyncio.run(server(application(review, key, LOCAL), place).serve(sockets=[heard]))
