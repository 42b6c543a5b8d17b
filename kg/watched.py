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
from typing import TYPE_CHECKING, Final, NoReturn

from kg import terminal
from kg.child import DONE, FAILED, LEFT_ALONE, LIMITS, SAID, WRITING, WRITTEN, Advice, Child
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import ThreadPoolExecutor
    from pathlib import Path
    from typing import IO

    from _typeshed import ReadableBuffer

_WATCHER: Final[list[int]] = []
"""The pipe to the process that watches this one, where one does."""


_ON_COMMAND: Final = Advice("--timeout SECONDS (0: none)", "--memory SIZE (0: none)")
_IN_PYTHON: Final = Advice("timeout=SECONDS (None: none)", "memory=BYTES (None: none)")


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
        _heed_signals()
        with _forked(_ON_COMMAND) as child:
            if child is None:
                return
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
    with working(work, seconds, memory, _IN_PYTHON) as child:
        child.listen()
        return child.answer()


@contextlib.contextmanager
def working(
    work: Callable[[IO[bytes]], None], seconds: float | None, memory: int | None, advice: Advice
) -> Iterator[Child]:
    """Give the child that does the work within its limits, and is no more after the body; needs `os.fork`."""
    from concurrent.futures import ThreadPoolExecutor  # before the fork, or each child would load it anew

    with _forked(advice) as child:
        if child is None:
            _do(work, ThreadPoolExecutor)
        child.bind(seconds or 0, memory or 0)
        yield child


def limit(seconds: float | None, memory: int | None) -> None:
    """Have whoever watches this process end it after `seconds` from now, or beyond so many bytes of memory.

    Nobody watches where `go_on` was not called, as in tests that call commands like functions.
    """
    _report((LIMITS, f"{seconds or 0} {memory or 0}".encode()))


def leave_alone() -> None:
    """Have whoever watches this process end it no more, at no limit or Ctrl-C: somebody reads in a pager."""
    _report((LEFT_ALONE, b""))


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Have `path` removed should this process be ended while the body runs."""
    _report((WRITING, os.fsencode(path)))
    try:
        yield
    finally:
        _report((WRITTEN, os.fsencode(path)))


def say(work: Callable[[IO[bytes]], None]) -> None:
    """Report to whoever watches this process what `work` writes, and how it fails."""
    _report(_said(work))


def say_and_go_on(work: Callable[[IO[bytes]], None], may_go_on: Callable[[], bool]) -> bool:
    """Report the same of one piece of many, and that it is done; return whether this process goes on."""
    said, goes_on = _said(work), may_go_on()
    _report(said, (DONE, b"" if goes_on else b"."))
    return goes_on


def _said(work: Callable[[IO[bytes]], None]) -> tuple[bytes, bytes]:
    """Return the last report of what `work` writes, or of how it fails; those before it are sent."""
    saying = _Saying()
    try:
        work(saying)  # type: ignore[arg-type]  # of which only this much is used
        return SAID, bytes(saying.rest)
    except Exception as error:  # noqa: BLE001  (the parent raises it again)
        return FAILED, _pickled(error)
    finally:
        saying.rest.clear()
        saying.close()


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


def _report(*reports: tuple[bytes, bytes]) -> None:
    told = b"".join(kind + len(content).to_bytes(4) + content for kind, content in reports)
    for pipe in _WATCHER:
        report = memoryview(told)
        while report:
            report = report[os.write(pipe, report) :]


class _Saying(io.RawIOBase):
    """A stream whose bytes go to the watching process, many at a time; what is left is its `rest`."""

    def __init__(self) -> None:
        self.rest = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        self.rest += memoryview(data)
        if len(self.rest) >= 1 << 16:
            self.flush()
        return memoryview(data).nbytes

    def flush(self) -> None:
        if not self.closed and self.rest:
            _report((SAID, bytes(self.rest)))
            self.rest.clear()


def _do(work: Callable[[IO[bytes]], None], threads: type[ThreadPoolExecutor]) -> NoReturn:
    """Do the work of a child and end it, whatever happens: what called the parent is none of its business.

    It is done in a new thread, which has random numbers of its own: those of a fork are its parent's, so that
    every child would give the same UUID().
    """
    code = 1
    try:
        with threads(1) as thread:
            thread.submit(say, work).result()
        code = 0
    finally:
        os._exit(code)


def _pickled(error: Exception) -> bytes:
    """Return an error to be raised elsewhere, in words alone where its class does not let it travel.

    What led to it stays here, even where a library has taught errors to take that along.
    """
    import pickle

    error.__cause__ = error.__context__ = error.__traceback__ = None
    try:
        travelling = pickle.dumps(error)
        pickle.loads(travelling)
    except (pickle.PicklingError, TypeError, AttributeError):
        return pickle.dumps(KgError(f"{type(error).__name__}: {error}"))
    return travelling


def _hold_standard_streams() -> None:
    """Have what was closed fail when it is used, before a pipe or file gets its number."""
    for stream, useless in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(stream)
        except OSError:
            os.open(os.devnull, useless)  # which gets the lowest number that is free


@contextlib.contextmanager
def _forked(advice: Advice) -> Iterator[Child | None]:
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
    child = Child(pid, heard, advice)
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
