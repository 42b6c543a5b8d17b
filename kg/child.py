"""A process at work as its parent sees it: heard through a pipe, stopped at its limits, cleared up after."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from typing import Final, NamedTuple

from kg import memory as memories
from kg.errors import KgError, MemoryLimitError, TimeLimitError

LIMITS, LEFT_ALONE, WRITING, WRITTEN, SAID, FAILED, DONE = b"=", b"~", b"+", b"-", b".", b"!", b";"
"""The kinds of reports; each is its kind, its length in four bytes, and that many bytes."""

_BEAT: Final = 0.05
"""How often, in seconds, a child with a memory limit is looked at."""

_PIPE: Final = 1 << 16
"""As many bytes as a pipe holds."""
_CRASHES: Final = ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE")


class Advice(NamedTuple):
    """How a limit is raised, by those who meet it."""

    seconds: str
    memory: str


class Child:
    """A process at work, as its parent sees it: what binds it, what it is writing, what it has said."""

    def __init__(self, pid: int, heard: int, advice: Advice) -> None:
        self.said = bytearray()
        self.failure: Exception | None = None
        self.is_done = self.is_leaving = False
        self.heard, self._pid, self._advice = heard, pid, advice
        self._alive = True
        self._rest = bytearray()
        self._writing: set[bytes] = set()
        self._began, self._seconds, self._memory = 0.0, 0.0, 0
        self._base = memories.resident(pid)

    def bind(self, seconds: float, memory: int) -> None:
        """Set the limits, 0 for none, that hold from now on."""
        self._began, self._seconds, self._memory = time.monotonic(), seconds, memory

    def wait(self) -> int:
        """Return the exit code when the child is done; TimeLimitError, MemoryLimitError, KgError."""
        self.listen()
        return self.code()

    def listen(self) -> None:
        """Take in all that the child reports, to its end; TimeLimitError, MemoryLimitError."""
        import select

        poll = select.poll()
        poll.register(self.heard, select.POLLIN)
        while not poll.poll(self._milliseconds()) or self.hear():
            self.check()

    def code(self) -> int:
        """Return the exit code of a child that has nothing more to report; KgError where it crashed."""
        code = self._reaped()
        if code < 0:
            raise _crash(-code)
        return code

    def answer(self) -> bytes:
        """Return what a child that was to work has said, at its end; its own failure, or KgError."""
        if self.code():
            raise KgError("the process that did this ended without saying why")
        if self.failure:
            raise self.failure
        return bytes(self.said)

    def taken(self) -> bytes:
        """Return what a child that goes on has said of the work that it has done; its own failure."""
        told, failure = bytes(self.said), self.failure
        self.said.clear()
        self.failure, self.is_done = None, False
        if failure:
            raise failure
        return told

    def end(self) -> None:
        """Kill the child if it still lives, and remove what it left half-written."""
        if self._alive:
            os.kill(self._pid, signal.SIGKILL)
            self._reaped()
        while self.hear():
            pass
        os.close(self.heard)
        for path in self._writing:
            with contextlib.suppress(OSError):
                _remove(path)

    def _reaped(self) -> int:
        self._alive = False
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def patience(self) -> float | None:
        """Return the seconds until a limit must be looked at, None where there is none."""
        left = self._began + self._seconds - time.monotonic() if self._seconds else None
        if self._memory:
            left = _BEAT if left is None else min(left, _BEAT)
        return None if left is None else max(left, 0)

    def _milliseconds(self) -> float | None:
        left = self.patience()
        return None if left is None else left * 1000

    def check(self) -> None:
        """Raise TimeLimitError or MemoryLimitError where the child has met a limit."""
        if self._seconds and time.monotonic() >= self._began + self._seconds:
            hint = f"Raise the limit with {self._advice.seconds}, or ask for less at once."
            raise TimeLimitError(f"stopped after {self._seconds:g} s, the time limit", hint=hint)
        if self._memory and memories.resident(self._pid) - self._base > self._memory:
            hint = f"Raise the limit with {self._advice.memory}, or ask for less at once."
            what = f"stopped at {memories.spelled(self._memory)} of memory, the limit"
            raise MemoryLimitError(what, hint=hint)

    def hear(self) -> bool:
        """Take in what the child reports; False at its end."""
        data = os.read(self.heard, _PIPE)
        self._rest += data
        while len(self._rest) >= 5 and len(self._rest) >= (end := 5 + int.from_bytes(self._rest[1:5])):
            self._take(bytes(self._rest[:1]), bytes(self._rest[5:end]))
            del self._rest[:end]
        return bool(data)

    def _take(self, kind: bytes, content: bytes) -> None:
        if kind == LIMITS:
            seconds, memory = content.split()
            self.bind(float(seconds), int(memory))
        elif kind == LEFT_ALONE:
            self.bind(0, 0)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        elif kind == WRITING:
            self._writing.add(content)
        elif kind == WRITTEN:
            self._writing.discard(content)
        elif kind == SAID:
            self.said += content
        elif kind == FAILED:
            import pickle

            self.failure = pickle.loads(content)
        elif kind == DONE:
            self.is_done, self.is_leaving = True, bool(content)


def _remove(path: bytes) -> None:
    """Remove a file, or a folder with all that it holds."""
    if os.path.isdir(path):  # noqa: PTH112  (bytes, and without what a whole Path takes to load)
        import shutil

        shutil.rmtree(path)
    else:
        os.unlink(path)  # noqa: PTH108


def _crash(number: int) -> KgError:
    """Return what to say of a process that a signal has ended."""
    name = signal.Signals(number).name
    if name in _CRASHES:
        hint = "Look for brackets, lists or triples nested thousands deep, in the data or in the query."
        return KgError(f"the process that read this ended by itself ({name}): nested too deeply", hint=hint)
    hint = "The system does so when memory runs out: ask for less at once." if name == "SIGKILL" else ""
    return KgError(f"the process that read this was ended from outside ({name})", hint=hint)
