"""Where answers are got: from children that stand ready, as many at once as the machine bears."""

from __future__ import annotations

import asyncio
import hashlib
import io
import re
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import KgError
from kg.site.site import FILES
from kg.site.visit import Wanted
from kg.web import asking
from kg.worker import PAGES, QUERIES, Crew

if TYPE_CHECKING:
    from kg.site.visit import Site
    from kg.web.asking import Asked, Described
    from kg.worker import Limits

_CHANGING: Final = ("now", "rand", "uuid", "bnode")
_CHANGES: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(")
"""A function whose value is another each time; one of the words is quicker to look for."""
_FRONT: Final = Wanted("")
"""The front page, which is one page whatever formats are liked."""
_QUEUE: Final = 2.0
"""Seconds that a query waits while others are answered, before it is refused."""
_QUEUE_OF_PAGES: Final = 10.0
"""The same for a page; browsers ask for several at once, and say little of one that is refused."""


class Answered(NamedTuple):
    """An answer in a format, with its status and the tag that is its own.

    `lasts` says that it would be the same again.
    """

    status: int
    form: str
    body: bytes
    tag: str
    lasts: bool


class Desk:
    """Answers requests to one site, which does not change meanwhile, each within the limits.

    Pages wait for each other, not for queries, so that there are pages while queries take all their time.
    """

    def __init__(self, site: Site, limits: Limits) -> None:
        self.site, do = site, partial(asking.do, site)
        self._queries = Crew(do, limits, QUERIES, _QUEUE)
        self._pages = Crew(do, limits, PAGES, _QUEUE_OF_PAGES)
        self._front: asyncio.Future[bytes] | None = None

    @property
    def children(self) -> int:
        """How many processes answer."""
        return self._queries.number + self._pages.number

    async def open(self) -> None:
        """Have children stand ready, and the front page, so that the first to ask need not wait for them."""
        await self._pages.stand_by()
        await self._queries.stand_by()
        if not self.site.graph.is_remote:
            self._front = asyncio.ensure_future(self._pages.work(_FRONT))
            try:
                await self._front
            except KgError:  # of a machine that was busy, perhaps: it is made for whoever asks, as others are
                self._front = None

    async def answer(self, asked: Asked) -> Answered:
        """Return the answer to a query; Busy, and what `asking.answer` and the limits raise."""
        return self._answered(await self._queries.work(asked), asked.query)

    async def page(self, wanted: Wanted) -> Answered:
        """Return what stands at an address; Busy, and what `asking.visit` and the limits raise."""
        if wanted.path in FILES:
            asking.do(self.site, wanted, told := io.BytesIO())
            return answered(told.getvalue(), lasts=True)
        if self._front and wanted._replace(accept=_FRONT.accept) == _FRONT:
            return self._answered(await asyncio.shield(self._front))
        query = dict(wanted.parameters).get("query", "")
        is_asking = query or wanted.path.startswith("queries/")
        crew = self._queries if is_asking else self._pages
        return self._answered(await crew.work(wanted), query)

    async def description(self, described: Described) -> Answered:
        """Return what the endpoint is; Busy."""
        return self._answered(await self._queries.work(described))

    def _answered(self, told: bytes, query: str = "") -> Answered:
        return answered(told, lasts=not self.site.graph.is_remote and not _changes(query))


def _changes(query: str) -> bool:
    """Say whether a query has another answer each time, whatever the graph."""
    text = query.casefold()
    return any(word in text for word in _CHANGING) and bool(_CHANGES.search(text))


def answered(told: bytes, *, lasts: bool) -> Answered:
    """Return what is written as a line with status and format, then the answer."""
    head, _, body = told.partition(b"\n")
    status, _, form = head.decode().partition(" ")
    return Answered(int(status), form, body, f'W/"{hashlib.sha256(told).hexdigest()[:32]}"', lasts)
