"""Where answers are got: from those given before, else from a child, as many at once as the machine bears."""

from __future__ import annotations

import hashlib
import os
import re
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import LimitError
from kg.web import asking, worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from kg.graph.graph import Graph
    from kg.web.asking import Asked

_KEPT: Final = 32_000_000
"""The most bytes of answers that are kept."""
_CHANGES: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
"""A function whose value is another each time."""


class Busy(LimitError):  # noqa: N818  (nothing is wrong: it is to be asked again)
    """As many queries are being answered as may be at once."""


class Answered(NamedTuple):
    """An answer in a format, with the tag that is its own."""

    form: str
    body: bytes
    tag: str


class Desk:
    """Answers requests to one graph, which does not change meanwhile, within `seconds` and `memory` each."""

    def __init__(self, graph: Graph, seconds: float, memory: int) -> None:
        self.graph, self._seconds, self._memory = graph, seconds, memory
        self._most, self._running = 2 * (os.cpu_count() or 1), 0
        self._kept: OrderedDict[Asked, Answered] = OrderedDict()
        self._size = 0

    async def answer(self, asked: Asked) -> Answered:
        """Return the answer to a request; Busy, and what `asking.answer` and the limits raise."""
        if asked in self._kept:
            self._kept.move_to_end(asked)
            return self._kept[asked]
        told = await self.run(partial(asking.answer, self.graph, asked))
        form, _, body = told.partition(b"\n")
        answered = Answered(form.decode(), body, f'W/"{hashlib.sha256(told).hexdigest()[:32]}"')
        if not _CHANGES.search(asked.query) and not self.graph.is_remote:
            self._keep(asked, answered)
        return answered

    async def run(self, work: Callable[[IO[bytes]], None]) -> bytes:
        """Return what `work` writes, done in a child within the limits; Busy."""
        if self._running >= self._most:
            what = f"{self._running} queries are being answered, as many as may be at once"
            raise Busy(what, hint="Ask again in a moment.")
        self._running += 1
        try:
            return await worker.call(work, self._seconds, self._memory)
        finally:
            self._running -= 1

    def _keep(self, asked: Asked, answered: Answered) -> None:
        """Keep an answer, and no more of those that were not wanted for longest than there is room for."""
        size = _size(asked, answered)
        if size > _KEPT // 4 or asked in self._kept:
            return
        self._kept[asked] = answered
        self._size += size
        while self._size > _KEPT:
            self._size -= _size(*self._kept.popitem(last=False))


def _size(asked: Asked, answered: Answered) -> int:
    return len(answered.body) + 4 * len(asked.query) + len(asked.accept) + 1000
