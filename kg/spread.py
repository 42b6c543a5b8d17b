"""Do many small pieces of work in several processes, and say how far that is."""

from __future__ import annotations

import os
import selectors
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import IO, Final, TypeVar

from kg import terminal, watched
from kg.child import Advice, Child

_Piece = TypeVar("_Piece")
_WORTH_A_PROCESS: Final = 4
"""How many pieces a process must do to be worth its start."""
_NO_LIMITS: Final = Advice("", "")


def spread(work: Callable[[_Piece], None], pieces: Sequence[_Piece], jobs: int) -> None:
    """Have every piece done by up to `jobs` processes, the n-th by the n-th of them and so on.

    What `work` raises is raised here, KgError where a process is ended from outside; what is done stays done.
    """
    jobs = min(jobs, len(pieces) // _WORTH_A_PROCESS) if hasattr(os, "fork") else 1
    told = Told(len(pieces))
    if jobs < 2:
        for piece in pieces:
            work(piece)
            told.more(1)
        told.over()
        return

    def share(number: int) -> Callable[[IO[bytes]], None]:
        def do(output: IO[bytes]) -> None:
            for piece in pieces[number::jobs]:
                work(piece)
                output.write(b".")
                output.flush()

        return do

    with ExitStack() as stack:
        children = [
            stack.enter_context(watched.working(share(n), None, None, _NO_LIMITS)) for n in range(jobs)
        ]
        _listen(children, told)
    told.over()


def _listen(children: Sequence[Child], told: Told) -> None:
    """Hear all children to their end, each piece that is done being told."""
    with selectors.DefaultSelector() as waiting:
        for child in children:
            waiting.register(child.heard, selectors.EVENT_READ, child)
        while waiting.get_map():
            for key, _ in waiting.select():
                told.more(_heard(key.data, waiting))


def _heard(child: Child, waiting: selectors.BaseSelector) -> int:
    """Return how many more pieces a child has done, no more waiting for one that is at its end."""
    before = len(child.said)
    if not child.hear():
        waiting.unregister(child.heard)
        child.answer()
    return len(child.said) - before


class Told:
    """How far the work is, said in one line of the terminal: how fast, and how long it will still take."""

    def __init__(self, number: int) -> None:
        self._number, self._done, self._began = number, 0, time.monotonic()

    def more(self, number: int) -> None:
        """Say that so many more pieces are done."""
        self._done += number
        taken = time.monotonic() - self._began
        if number and taken > 1:
            left = taken / self._done * (self._number - self._done)
            rate = f"{self._done / taken:.0f} a second, {left:.0f} s left"
            terminal.progress(f"{self._done:,} of {self._number:,} documents, {rate}")

    def over(self) -> None:
        """Say no more."""
        terminal.progress("")
