"""Where answers are got: from those given before, else from a child, as many at once as the machine bears."""

from __future__ import annotations

import asyncio
import hashlib
import io
import os
import re
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from kg import worker
from kg.errors import LimitError
from kg.site.site import FILES
from kg.web import asking

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from kg.site.visit import Site, Wanted
    from kg.web.asking import Asked

_KEPT: Final = 32_000_000
"""The most bytes of answers that are kept."""
_WAITING: Final = 100
"""How many pages are wanted at once at most."""
_CHANGES: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
"""A function whose value is another each time."""


class Busy(LimitError):  # noqa: N818  (nothing is wrong: it is to be asked again)
    """As many queries are being answered as may be at once."""


class Answered(NamedTuple):
    """An answer in a format, with its status and the tag that is its own."""

    status: int
    form: str
    body: bytes
    tag: str


class Desk:
    """Answers requests to one site, which does not change meanwhile, within `seconds` and `memory` each."""

    def __init__(self, site: Site, seconds: float, memory: int) -> None:
        self.site, self.graph, self._seconds, self._memory = site, site.graph, seconds, memory
        self._most, self._running = 2 * (os.cpu_count() or 1), 0
        self._pages, self._waiting = asyncio.Semaphore(self._most), 0
        self._kept: OrderedDict[Asked | Wanted, Answered] = OrderedDict()
        self._size = 0

    async def answer(self, asked: Asked) -> Answered:
        """Return the answer to a query; Busy, and what `asking.answer` and the limits raise."""
        return await self._asked(asked, partial(asking.answer, self.site, asked), asked.query)

    async def page(self, wanted: Wanted) -> Answered:
        """Return what stands at an address; Busy, and what `asking.visit` and the limits raise.

        Pages wait for each other, not for queries, so that there are pages while queries take all their time.
        """
        work = partial(asking.visit, self.site, wanted)
        if wanted.path in FILES:
            work(told := io.BytesIO())
            return _answered(told.getvalue())
        query = dict(wanted.parameters).get("query", "")
        if query or wanted.path.startswith("queries/"):
            return await self._asked(wanted, work, query)
        if self._waiting >= _WAITING:
            raise Busy(f"{self._waiting} pages are being made", hint="Ask again in a moment.")
        self._waiting += 1
        try:
            async with self._pages:
                return self._known(wanted) or self._new(wanted, await self._work(work, worker.PAGES))
        finally:
            self._waiting -= 1

    async def _asked(self, asked: Asked | Wanted, work: Callable[[IO[bytes]], None], query: str) -> Answered:
        """Return the answer to a query, kept unless it is another each time."""
        changes = bool(_CHANGES.search(query))
        return self._known(asked) or self._new(asked, await self.run(work), changes=changes)

    async def run(self, work: Callable[[IO[bytes]], None]) -> bytes:
        """Return what `work` writes, done in a child within the limits; Busy."""
        if self._running >= self._most:
            what = f"{self._running} queries are being answered, as many as may be at once"
            raise Busy(what, hint="Ask again in a moment.")
        self._running += 1
        try:
            return await self._work(work, worker.QUERIES)
        finally:
            self._running -= 1

    async def _work(self, work: Callable[[IO[bytes]], None], behind: int) -> bytes:
        return await worker.call(work, self._seconds, self._memory, behind)

    def _known(self, asked: Asked | Wanted) -> Answered | None:
        """Return what was kept for a request, None for nothing."""
        if asked in self._kept:
            self._kept.move_to_end(asked)
        return self._kept.get(asked)

    def _new(self, asked: Asked | Wanted, told: bytes, *, changes: bool = False) -> Answered:
        """Return what was made for a request, and keep it unless it changes."""
        answered = _answered(told)
        if not changes and not self.graph.is_remote:
            self._keep(asked, answered)
        return answered

    def _keep(self, asked: Asked | Wanted, answered: Answered) -> None:
        """Keep an answer, and no more of those that were not wanted for longest than there is room for."""
        size = _size(asked, answered)
        if size > _KEPT // 4 or asked in self._kept:
            return
        self._kept[asked] = answered
        self._size += size
        while self._size > _KEPT:
            self._size -= _size(*self._kept.popitem(last=False))


def _answered(told: bytes) -> Answered:
    """Return what is written as a line with status and format, then the answer."""
    head, _, body = told.partition(b"\n")
    status, _, form = head.decode().partition(" ")
    return Answered(int(status), form, body, f'W/"{hashlib.sha256(told).hexdigest()[:32]}"')


def _size(asked: Asked | Wanted, answered: Answered) -> int:
    return len(answered.body) + 4 * len(str(asked)) + 1000
