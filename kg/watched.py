"""Work in a process of its own, watched from outside: a limit, a signal or a crash ends it, and is told.

Neither a query nor a parser can be stopped from within, and what overflows its stack takes the process along.
So the process forks: the child works, the parent waits on a pipe. There the child reports what binds it, the
files it is writing, and what it has to say; the pipe's end is the child's end. A second pipe, which only ends
with the parent, lets the system end a child whose parent was killed.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import time
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from kg import memory as memories
from kg import terminal
from kg.errors import KgError, MemoryLimitError, TimeLimitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import IO

    from _typeshed import ReadableBuffer

_LIMITS, _WRITING, _WRITTEN, _SAID, _FAILED, _DONE = b"=", b"+", b"-", b".", b"!", b"~"
"""The kinds of reports; each is its kind, its length in four bytes, and that many bytes."""

_BEAT: Final = 0.05
"""How often, in seconds, a child with a memory limit is looked at."""

_CRASHES: Final = ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE")
_WATCHER: Final[list[int]] = []
"""The pipe to the process that watches this one, where one does."""


class _Advice(NamedTuple):
    """How a limit is raised, by those who meet it."""

    seconds: str
    memory: str


_ON_COMMAND: Final = _Advice("--timeout SECONDS (0: none)", "--memory SIZE (0: none)")
_IN_PYTHON: Final = _Advice("timeout=SECONDS (None: none)", "memory=BYTES (None: none)")


class _Signalled(Exception):  # noqa: N818  (no error: somebody wants the end)
    """The parent was told to end, by the signal whose number is the argument."""


def go_on() -> None:
    """Go on in a child, which alone returns; its parent watches and ends as it does, a failure told.

    Exit codes: 2 when the child crashes, 3 at a limit, 130 after Ctrl-C, 143 after SIGTERM. Where processes
    cannot fork, nothing happens.
    """
    if not hasattr(os, "fork"):
        return
    _hold_standard_streams()
    try:
        with _forked(_ON_COMMAND) as child:
            if child is None:
                return
            _heed_signals()
            code, told = child.wait(), ""
    except KgError as error:
        code, told = error.exit_code, error.told()
    except KeyboardInterrupt:
        code, told = 128 + signal.SIGINT, "Interrupted."
    except _Signalled as ended:
        code, told = 128 + ended.args[0], "Terminated."
    if told:
        terminal.say_last(told)
    os._exit(code)


def leave(code: int) -> NoReturn:
    """End this process at once: tidying up its memory would take longer than many a question."""
    terminal.flush()
    os._exit(code)


def call(work: Callable[[IO[bytes]], None], seconds: float | None, memory: int | None) -> bytes:
    """Return what `work` writes, done in a child that ends after `seconds` or beyond `memory` bytes.

    None is no limit; the memory that this process holds already is not counted. What `work` raises is raised
    here, TimeLimitError and MemoryLimitError at a limit, KgError when the child crashes. Where processes
    cannot fork, the work is done here, without limits.
    """
    if not hasattr(os, "fork"):
        here = io.BytesIO()
        work(here)
        return here.getvalue()
    with _forked(_IN_PYTHON) as child:
        if child is None:
            _do(work)
        child.bind(seconds or 0, memory or 0)
        child.wait()
    if child.failure:
        raise child.failure
    return bytes(child.said)


def limit(seconds: float | None, memory: int | None) -> None:
    """Have whoever watches this process end it after `seconds` from now, or beyond so many bytes of memory.

    Nobody watches where `go_on` was not called, as in tests that call commands like functions.
    """
    _report(_LIMITS, f"{seconds or 0} {memory or 0}".encode())


def leave_to_reader() -> None:
    """Have whoever watches this process hold it to no limit any more, and leave Ctrl-C to the pager."""
    _report(_DONE, b"")


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Have `path` removed should this process be ended while the body runs."""
    _report(_WRITING, os.fsencode(path))
    try:
        yield
    finally:
        _report(_WRITTEN, os.fsencode(path))


def is_alive(pid: int) -> bool:
    """Say whether a process of this machine still runs; True where that cannot be known."""
    if not hasattr(os, "fork"):
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True


def _report(kind: bytes, content: bytes) -> None:
    for pipe in _WATCHER:
        report = memoryview(kind + len(content).to_bytes(4) + content)
        while report:
            report = report[os.write(pipe, report) :]


class _Saying(io.RawIOBase):
    """A stream whose bytes go to the watching process."""

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        piece = bytes(memoryview(data)[: 1 << 16])
        _report(_SAID, piece)
        return len(piece)


def _do(work: Callable[[IO[bytes]], None]) -> NoReturn:
    """Do the work of a child and end it, whatever happens: what called the parent is none of its business."""
    import pickle

    try:
        stream = io.BufferedWriter(_Saying(), 1 << 16)
        try:
            work(stream)
            stream.flush()
        except Exception as error:  # noqa: BLE001  (the parent raises it again)
            _report(_FAILED, pickle.dumps(error))
    finally:
        os._exit(0)


def _hold_standard_streams() -> None:
    """Have what was closed fail when it is used, before a pipe or file gets its number."""
    for stream, useless in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(stream)
        except OSError:
            os.open(os.devnull, useless)  # which gets the lowest number that is free


@contextlib.contextmanager
def _forked(advice: _Advice) -> Iterator[_Child | None]:
    """Fork, and give the parent its child, the child None; after the parent's body the child is no more."""
    (heard, reports), (lifeline, life) = os.pipe(), os.pipe()
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _ending())
    pid = os.fork()
    if not pid:
        os.close(heard)
        os.close(life)
        _WATCHER[:] = [reports]
        _obey_the_parent_alone(lifeline)
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        yield None
        return
    os.close(reports)
    os.close(lifeline)
    child = _Child(pid, heard, advice)
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        yield child
    finally:
        signal.pthread_sigmask(signal.SIG_BLOCK, _ending())
        child.end()
        os.close(life)
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _ending() -> set[signal.Signals]:
    """Return the signals that ask for an end and are not ignored, as under nohup."""
    signals = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    return {number for number in signals if signal.getsignal(number) is not signal.SIG_IGN}


def _heed_signals() -> None:
    """Let what asks for an end be raised in the parent; Python itself does so for Ctrl-C."""

    def heed(number: int, frame: object) -> None:
        del frame
        raise _Signalled(number)

    for number in _ending() - {signal.SIGINT}:
        signal.signal(number, heed)


def _obey_the_parent_alone(lifeline: int) -> None:
    """Leave Ctrl-C to the parent, and have the system send SIGIO, which ends this process, when that ends."""
    import fcntl

    for number in _ending():
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, os.O_ASYNC)


class _Child:
    """A process at work, as its parent sees it: what binds it, what it is writing, what it has said."""

    def __init__(self, pid: int, heard: int, advice: _Advice) -> None:
        self.said = bytearray()
        self.failure: Exception | None = None
        self._pid, self._heard, self._advice = pid, heard, advice
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
        import select

        poll = select.poll()
        poll.register(self._heard, select.POLLIN)
        while not poll.poll(self._patience()) or self._hear():
            self._check()
        code = self._reaped()
        if code < 0:
            raise _crash(-code)
        return code

    def end(self) -> None:
        """Kill the child if it still lives, and remove what it left half-written."""
        if self._alive:
            os.kill(self._pid, signal.SIGKILL)
            self._reaped()
        while self._hear():
            pass
        os.close(self._heard)
        for path in self._writing:
            with contextlib.suppress(OSError):
                os.unlink(path)  # noqa: PTH108  (bytes, and without what a whole Path takes to load)

    def _reaped(self) -> int:
        self._alive = False
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def _patience(self) -> float | None:
        """Return the milliseconds until a limit must be looked at."""
        left = self._began + self._seconds - time.monotonic() if self._seconds else None
        if self._memory:
            left = _BEAT if left is None else min(left, _BEAT)
        return None if left is None else max(left, 0) * 1000

    def _check(self) -> None:
        if self._seconds and time.monotonic() >= self._began + self._seconds:
            hint = f"Raise the limit with {self._advice.seconds}, or ask for less at once."
            raise TimeLimitError(f"stopped after {self._seconds:g} s, the time limit", hint=hint)
        if self._memory and memories.resident(self._pid) - self._base > self._memory:
            hint = f"Raise the limit with {self._advice.memory}, or ask for less at once."
            what = f"stopped at {memories.spelled(self._memory)} of memory, the limit"
            raise MemoryLimitError(what, hint=hint)

    def _hear(self) -> bool:
        """Take in what the child reports; False at its end."""
        data = os.read(self._heard, 1 << 17)
        self._rest += data
        while len(self._rest) >= 5 and len(self._rest) >= (end := 5 + int.from_bytes(self._rest[1:5])):
            self._take(bytes(self._rest[:1]), bytes(self._rest[5:end]))
            del self._rest[:end]
        return bool(data)

    def _take(self, kind: bytes, content: bytes) -> None:
        if kind == _LIMITS:
            seconds, memory = content.split()
            self.bind(float(seconds), int(memory))
        elif kind == _DONE:
            self.bind(0, 0)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        elif kind == _WRITING:
            self._writing.add(content)
        elif kind == _WRITTEN:
            self._writing.discard(content)
        elif kind == _SAID:
            self.said += content
        elif kind == _FAILED:
            import pickle

            self.failure = pickle.loads(content)


def _crash(number: int) -> KgError:
    """Return what to say of a process that a signal has ended."""
    name = signal.Signals(number).name
    if name in _CRASHES:
        hint = "Look for brackets, lists or triples nested thousands deep, in the data or in the query."
        return KgError(f"the process that read this ended by itself ({name}): nested too deeply", hint=hint)
    hint = "The system does so when memory runs out: ask for less at once." if name == "SIGKILL" else ""
    return KgError(f"the process that read this was ended from outside ({name})", hint=hint)
