"""Work that can be stopped: by its time limit, by Ctrl-C, by a request to terminate.

Nothing stops a query inside pyoxigraph, but it lets other threads run meanwhile. So a watching thread waits
for a byte in a pipe: from the signal handler written in C, for which Python need not be awake, or a timer.
It then removes what is half-written and ends the process; that frees everything at once and costs the query
nothing.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from kg import terminal
from kg.errors import TimeLimitError

_DONE: Final = 0xFE
_TIME_IS_UP: Final = 0xFF  # signals have numbers far below


@contextlib.contextmanager
def stoppable(seconds: float | None, partial: Collection[Path] = ()) -> Iterator[None]:
    """Let the body run; end the process, files in `partial` removed, when it must stop.

    Exit codes: 3 after `seconds` (None: no limit), 130 after Ctrl-C, 143 after SIGTERM. Signals are
    watched from the main thread only.
    """
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    watcher = threading.Thread(target=_watch, args=(reader, seconds, partial), daemon=True)
    timer = threading.Timer(seconds or 0, os.write, (writer, bytes([_TIME_IS_UP])))
    timer.daemon = True
    with _signals_into(writer):
        watcher.start()
        if seconds:
            timer.start()
        try:
            yield
        finally:
            timer.cancel()
            os.write(writer, bytes([_DONE]))
            watcher.join()
    if seconds:
        timer.join()  # it must not write to a descriptor that has been closed and given away
    os.close(reader)
    os.close(writer)


@contextlib.contextmanager
def _signals_into(writer: int) -> Iterator[None]:
    """Have SIGINT and SIGTERM written to the pipe for as long as the body runs, unless they are ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    watched = [
        s for s in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(s) not in (signal.SIG_IGN, None)
    ]
    before = {number: signal.signal(number, _leave_it_to_the_watcher) for number in watched}
    wakeup = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup)
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave_it_to_the_watcher(number: int, frame: object) -> None:
    del number, frame


def _watch(reader: int, seconds: float | None, partial: Collection[Path]) -> None:
    while (byte := os.read(reader, 1)[0]) != _DONE:
        if byte == _TIME_IS_UP:
            hint = "Raise the limit with --timeout SECONDS (0: none), or make the query more selective."
            error = TimeLimitError(f"stopped after {seconds:g} s, the time limit", hint=hint)
            _end(error.exit_code, error.told(), partial)
        elif byte == signal.SIGINT:
            _end(130, "Interrupted.", partial)
        elif byte == signal.SIGTERM:
            _end(143, "Terminated.", partial)


def _end(code: int, message: str, partial: Collection[Path]) -> None:
    """Remove what is half-written, say why and leave without waiting for any thread."""
    for path in partial:
        with contextlib.suppress(OSError):
            path.unlink()
    terminal.leave(code, message)
