"""The one door to the terminal: whatever a command says goes through it, and nothing said can act there.

Texts come from documents, graphs, endpoints, files and their names, so any may hold an escape sequence. What
programs read, and tables, whose cells are harmless one by one, goes through `stream` as it is.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import sys
import warnings
from collections.abc import Iterator
from typing import IO, Final

from kg.errors import KgError, OutputError

_BREAKS: Final = {"\n": "↵", "\t": " ", "\u00a0": " "}
_HIDDEN: Final = (
    "\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f"
)
"""Marks of direction, characters without width that hide text, halves of characters."""
_ACTING: Final = re.compile(f"\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_HIDDEN}]")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_ACTING_OR_BREAKING: Final = re.compile(f"[\x00-\x1f\x7f-\xa0{_HIDDEN}]")

_OF_STREAMS: Final = {
    *(errno.EPIPE, errno.ENOSPC, errno.EFBIG, errno.EBADF, errno.EIO),
    getattr(errno, "EDQUOT", errno.ENOSPC),  # which Windows has not
}
"""What the system says of a stream that takes no more."""


def harmless(text: str) -> str:
    """Return `text`, its lines and tabs kept, what could act on a terminal or turn the text around escaped.

    The escapes are those that SPARQL, Turtle and JSON read: `\\u001b`.
    """
    return text if text.isprintable() else _ACTING.sub(_escaped, text)


def one_line(text: str) -> str:
    """Return `text` harmless and on one line, `↵` standing for a line break."""
    return text if text.isprintable() else _ACTING_OR_BREAKING.sub(_escaped, text)


def legible(text: str) -> str:
    """Return `text`, lines and tabs kept, with U+FFFD for what no HTML, XML or DOT should hold."""
    return text if text.isprintable() else _CONTROL.sub("\ufffd", text)


def _escaped(match: re.Match[str]) -> str:
    point = ord(match[0])
    return _BREAKS.get(match[0]) or (f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}")


def show(text: str) -> None:
    """Write a text for people, harmless, to standard output."""
    sys.stdout.write(harmless(text))
    sys.stdout.flush()


def tell(line: str) -> None:
    """Write what is said beside a result, harmless, as a line of its own to standard error."""
    sys.stderr.write(f"{harmless(line)}\n")
    sys.stderr.flush()


def progress(line: str) -> None:
    """Say how far something is in place of what was said last, where somebody sits before a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{one_line(line)}")
        sys.stderr.flush()


def say_last(line: str) -> None:
    """Write a last line, harmless, to standard error past all buffers; nothing happens where that fails."""
    with contextlib.suppress(OSError):
        os.write(2, f"{harmless(line)}\n".encode())


def flush() -> None:
    """Have what was shown and told reach its end."""
    for each in filter(None, (sys.stdout, sys.stderr)):
        each.flush()


def stream() -> IO[bytes]:
    """Return standard output for what programs read, and for tables: nothing is changed on the way."""
    return sys.stdout.buffer


def is_watched() -> bool:
    """Say whether standard output is a terminal, with a person before it."""
    return sys.stdout.isatty()


def width() -> int:
    """Return how many characters the terminal is across, 100 where nobody says."""
    return max(_size().columns, 20)


def clear() -> None:
    """Make the terminal empty, where somebody sits before one."""
    if is_watched():
        import click

        click.clear()


def is_taller_than_the_screen(text: str) -> bool:
    """Say whether a text has more lines than fit on the terminal with a prompt below them."""
    return text.count("\n") >= _size().lines


def _size() -> os.terminal_size:
    import shutil

    return shutil.get_terminal_size((100, 24))


def page(text: str) -> None:
    """Show a text for people in their pager (the environment variable PAGER, else `less` or the like)."""
    import click

    click.echo_via_pager(harmless(text).removesuffix("\n"))


@contextlib.contextmanager
def ready() -> Iterator[None]:
    """Let the body write: escape what the encoding cannot spell, tell what the system refuses.

    What the body warns of is told like all that is said beside a result.
    """
    sys.stdout = sys.stdout or _closed()
    for each in (sys.stdout, sys.stderr):
        if isinstance(each, io.TextIOWrapper):
            each.reconfigure(errors="backslashreplace")
    try:
        with warnings.catch_warnings():
            warnings.showwarning = lambda message, *_, **__: tell(str(message))
            try:
                yield
            finally:
                sys.stdout.flush()
    except OSError as error:
        is_output = error.filename is None and error.errno in _OF_STREAMS
        if is_output:
            write_nothing_more()
        if isinstance(error, BrokenPipeError):
            sys.exit(0)
        what = error.strerror or str(error)
        told = (
            OutputError(f"cannot write to standard output: {what}")
            if is_output
            else KgError(what, where=str(error.filename or ""))
        )
        with contextlib.suppress(OSError):
            tell(told.told())
        sys.exit(told.exit_code)


def _closed() -> io.TextIOWrapper:
    """Return a stream in place of a closed one, to which writing fails as the system fails it."""
    return open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: PTH123  (it stays open)


def write_nothing_more() -> None:
    """Let what is left for standard output go nowhere, so that nothing fails again at the very end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
