"""A crew of children that stand ready with all that is loaded, and do the work of a server that awaits it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import pickle
import socket
import stat
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from kg import memory as memories
from kg import watched
from kg.child import Advice
from kg.errors import KgError, LimitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.graph.graph import Graph

_OF_SERVER: Final = Advice("the --timeout SECONDS of the server", "the --memory SIZE of the server")
_MOST: Final = 2 * (os.cpu_count() or 1)
"""How many children of a crew work at once."""
_READY: Final = min(_MOST // 2, 4)
"""How many of them stand ready before they are wanted."""
_GROWN: Final = 64_000_000
"""By how many bytes a child may have grown to be kept, or a quarter of its limit if that is less."""

PAGES: Final = 1
QUERIES: Final = 3
"""How far a child stands behind its server when there is more to do than the machine can at once."""


class Busy(LimitError):  # noqa: N818  (nothing is wrong: it is to be asked again)
    """As much is being answered as may be at once."""


class Limits(NamedTuple):
    """What a piece of work may take: seconds, and bytes of memory; 0 is no limit."""

    seconds: float
    memory: int


def make_ready(graph: Graph, used: Iterable[str]) -> None:
    """Read a graph and import the modules that are used, which children would else do each for itself.

    Raises LocationError where the graph cannot be read.
    """
    for name in used:
        import_module(name)
    if not graph.is_remote:
        graph.read()
        graph.labels([])
    for each in (graph, graph.whole):
        _ = each.prefixes, each.title, each.namespace
    gc.freeze()  # so that a child does not copy all of it by looking for what is garbage


class Crew:
    """Children that do pieces of work, as many at once as the machine bears, and each within the limits.

    `do` writes what a piece, which can be pickled, comes to. One that has waited for `patience` seconds while
    others were done is refused; with None it waits on. The children end with the process.
    """

    def __init__(
        self,
        do: Callable[[Any, IO[bytes]], None],
        limits: Limits,
        behind: int = QUERIES,
        patience: float | None = None,
    ) -> None:
        self._do, self._limits, self._behind, self._patience = do, limits, behind, patience
        self._room = asyncio.Semaphore(_MOST)
        self._idle: list[_Member] = []
        self._number = 0

    @property
    def number(self) -> int:
        """How many children there are."""
        return self._number

    async def work(self, piece: object) -> bytes:
        """Return what a piece of work comes to, done in a child that is really ended at its limits.

        It is ended, too, when this is. Raises Busy, TimeLimitError, MemoryLimitError, KgError where the child
        crashes, and what `do` raises.
        """
        await self._turn()
        try:
            member = self._free()
            try:
                return await member.work(piece)
            finally:
                self._put_back(member)
        finally:
            self._room.release()

    async def stand_by(self) -> None:
        """Have the first children ready before they are wanted, the server being free to hear in between."""
        while self._number < _READY:
            self._idle.append(self._new())
            await asyncio.sleep(0)

    async def _turn(self) -> None:
        """Wait until there is room for one more piece of work; Busy."""
        if not self._room.locked():
            await self._room.acquire()
            return
        try:
            async with asyncio.timeout(self._patience):
                await self._room.acquire()
        except TimeoutError as error:
            what = f"{_MOST} answers are being made, as many as may be at once, and none was done in time"
            raise Busy(what, hint="Ask again in a moment.") from error

    def _free(self) -> _Member:
        """Return a child that waits for work, one that nobody has ended meanwhile from outside."""
        while self._idle:
            if (member := self._idle.pop()).is_ready:
                return member
            self._put_back(member)
        return self._new()

    def _new(self) -> _Member:
        self._number += 1
        return _Member(self._do, self._limits, self._behind)

    def _put_back(self, member: _Member) -> None:
        """Keep a child for further work, or end it and have another in its place."""
        if member.is_ready:
            self._idle.append(member)
            return
        member.end()
        self._number -= 1
        if self._number < _READY:
            self._idle.append(self._new())


class _Member:
    """One child of a crew, forked when it is made.

    Children are forked from the one thread of the server, so that none holds the end of another's pipe that
    would keep it from being heard.
    """

    def __init__(self, do: Callable[[Any, IO[bytes]], None], limits: Limits, behind: int) -> None:
        self._limits, self._loop = limits, asyncio.get_running_loop()
        self._stack = contextlib.ExitStack()
        self._sent, heard = socket.socketpair()
        self._stack.callback(self._sent.close)
        with heard:
            stand = partial(_stand, do, heard, behind, _bearable(limits.memory))
            self._child = self._stack.enter_context(watched.working(stand, None, None, _OF_SERVER))
        self._sent.setblocking(False)
        self._loop.add_reader(self._child.heard, self._hear)
        self._stack.callback(self._loop.remove_reader, self._child.heard)
        self._answer: asyncio.Future[bytes] = self._loop.create_future()
        self._beat: asyncio.TimerHandle | None = None
        self._stack.callback(self._look_no_more)
        self.is_ready = True

    def end(self) -> None:
        """End the child."""
        self._stack.close()

    async def work(self, piece: object) -> bytes:
        """Return what a piece of work comes to; the child is ready again only if it has done it."""
        self.is_ready, self._answer = False, self._loop.create_future()
        self._child.bind(*self._limits)
        if not self._beat:
            self._look_later()
        with contextlib.suppress(ConnectionError):  # the end of the child is heard, and told
            await self._send(pickle.dumps(piece))
        return await self._answer

    async def _send(self, told: bytes) -> None:
        """Send something to the child, mostly at once: only what is long has to wait for it."""
        sent = len(told).to_bytes(4) + told
        with contextlib.suppress(BlockingIOError):
            sent = sent[self._sent.send(sent) :]
        if sent:
            await self._loop.sock_sendall(self._sent, sent)

    def _hear(self) -> None:
        """Take in what the child reports, and give the answer once that is whole."""
        try:
            is_alive = self._child.hear()
            if self._child.is_done:
                self.is_ready = not self._child.is_leaving
                self._give(self._child.taken())
            elif not is_alive:
                self.is_ready = False
                self._loop.remove_reader(self._child.heard)
                self._give(self._child.answer())
        except Exception as error:  # noqa: BLE001  (whoever waits for the answer raises it)
            self._fail(error)

    def _look_later(self) -> None:
        """See to it that the child keeps within its limits.

        One look is always ahead while it works, also that of the work before: few pieces last until one.
        """
        patience = self._child.patience()
        self._beat = None if patience is None else self._loop.call_later(patience, self._look)

    def _look(self) -> None:
        self._beat = None
        if self._answer.done():
            return
        try:
            self._child.check()
        except KgError as error:
            self._fail(error)
        else:
            self._look_later()

    def _look_no_more(self) -> None:
        if self._beat:
            self._beat.cancel()

    def _give(self, told: bytes) -> None:
        if not self._answer.done():
            self._answer.set_result(told)

    def _fail(self, error: Exception) -> None:
        if not self._answer.done():
            self._answer.set_exception(error)


def _bearable(memory: int) -> int:
    """Return by how many bytes a child may have grown to be kept, where so much memory is the limit."""
    return min(_GROWN, memory // 4 or _GROWN)


def _stand(
    do: Callable[[Any, IO[bytes]], None], heard: socket.socket, behind: int, bearable: int, _: IO[bytes]
) -> None:
    """Do the pieces of work that are heard, until there are no more, or this process has grown."""
    _leave_connections(heard.fileno())
    os.nice(behind)
    most = memories.highest() + bearable
    with heard.makefile("rb") as pieces:
        while head := pieces.read(4):
            piece = pickle.loads(pieces.read(int.from_bytes(head)))
            if not watched.say_and_go_on(partial(do, piece), lambda: memories.highest() <= most):
                return


def _leave_connections(but: int) -> None:
    """Close the server's sockets in a child, else no client would learn that the server has closed them."""
    for name in os.listdir("/dev/fd"):  # noqa: PTH208  (the names are numbers, not paths)
        with contextlib.suppress(OSError):
            if int(name) not in (0, 1, 2, but) and stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                os.close(int(name))


def can_fork() -> bool:
    """Say whether this machine can do work in children that are ended."""
    return hasattr(os, "fork") and Path("/dev/fd").is_dir()
