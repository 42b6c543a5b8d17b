"""Work in a child process that a server awaits, so that it goes on answering others meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import os
import stat
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import watched
from kg.child import Advice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import IO

    from kg.child import Child
    from kg.graph.graph import Graph

_OF_SERVER: Final = Advice("the --timeout SECONDS of the server", "the --memory SIZE of the server")

PAGES: Final = 5
QUERIES: Final = 10
"""How far a child stands behind its server when there is more to do than the machine can at once."""


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


async def call(
    work: Callable[[IO[bytes]], None], seconds: float, memory: int, behind: int = QUERIES
) -> bytes:
    """Return what `work` writes, done in a child that is really ended at its limits, or when this is.

    Raises as `watched.call` does. Children are forked from the one thread of the server, so that none holds
    the end of another's pipe that would keep it from being heard.
    """

    def alone(output: IO[bytes]) -> None:
        _leave_connections()
        os.nice(behind)
        work(output)

    with watched.working(alone, seconds, memory, _OF_SERVER) as child:
        await _listen(child)
        return child.answer()


async def _listen(child: Child) -> None:
    """Take in all that a child reports, to its end; TimeLimitError, MemoryLimitError."""
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(child.heard, ready.set)
    try:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ready.wait(), child.patience())
            if ready.is_set() and not child.hear():
                return
            ready.clear()
            child.check()
    finally:
        loop.remove_reader(child.heard)


def _leave_connections() -> None:
    """Close the server's sockets in a child, else no client would learn that the server has closed them."""
    for name in os.listdir("/dev/fd"):  # noqa: PTH208  (the names are numbers, not paths)
        with contextlib.suppress(OSError):
            if int(name) > 2 and stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                os.close(int(name))


def can_fork() -> bool:
    """Say whether this machine can do work in children that are ended."""
    return hasattr(os, "fork") and Path("/dev/fd").is_dir()
