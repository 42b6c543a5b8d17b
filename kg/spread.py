"""Do many small pieces of work in several processes, and say how far that is."""

from __future__ import annotations

import os
import pickle
import selectors
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import IO, Final, TypeVar

from kg import terminal, watched
from kg.child import Advice, Child

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")
_WORTH_A_PROCESS: Final = 4
"""How many pieces a process must do to be worth its start."""
_SIZE: Final = 8
"""In how many bytes it is told how many follow."""
_NO_LIMITS: Final = Advice("", "")


def spread(work: Callable[[_Piece], None], pieces: Sequence[_Piece], jobs: int) -> None:
    """Have every document done by up to `jobs` processes, and tell how far that is.

    What `work` raises is raised here, KgError where a process is ended from outside; what is done stays done.
    """
    told = Told(len(pieces))
    for _ in results(work, pieces, jobs):
        told.more(1)
    told.over()


def results(work: Callable[[_Piece], _Result], pieces: Sequence[_Piece], jobs: int) -> Iterator[_Result]:
    """Yield what comes of each piece, which must pickle, as soon as it is done, in any order.

    It is done by up to `jobs` processes, the n-th by the n-th of them and so on. Raises what `work` raises,
    and KgError where a process is ended from outside.
    """
    jobs = min(jobs, len(pieces) // _WORTH_A_PROCESS) if hasattr(os, "fork") else 1
    if jobs < 2:
        yield from map(work, pieces)
        return

    def share(number: int) -> Callable[[IO[bytes]], None]:
        def do(output: IO[bytes]) -> None:
            for piece in pieces[number::jobs]:
                told = pickle.dumps(work(piece))
                output.write(len(told).to_bytes(_SIZE) + told)
                output.flush()

        return do

    with ExitStack() as stack:
        children = [
            stack.enter_context(watched.working(share(n), None, None, _NO_LIMITS)) for n in range(jobs)
        ]
        yield from map(pickle.loads, _heard(children))


def _heard(children: Sequence[Child]) -> Iterator[bytes]:
    """Yield what all children say, to their end."""
    with selectors.DefaultSelector() as waiting:
        for child in children:
            waiting.register(child.heard, selectors.EVENT_READ, child)
        while waiting.get_map():
            for key, _ in waiting.select():
                heard: Child = key.data
                is_alive = heard.hear()
                yield from _taken(heard.said)
                if not is_alive:
                    waiting.unregister(heard.heard)
                    heard.answer()


def _taken(said: bytearray) -> Iterator[bytes]:
    """Yield, and take out, what has been said to its end."""
    while len(said) >= _SIZE and len(said) >= (end := _SIZE + int.from_bytes(said[:_SIZE])):
        yield bytes(said[_SIZE:end])
        del said[:end]


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
