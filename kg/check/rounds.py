"""Notice when files change, by looking again and again: it works wherever files lie, on any system."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

_PAUSE: Final = 0.3
"""Seconds between two looks; editors write a file in several steps that take less."""

Stamps = dict[Path, tuple[int, int, int]]


def rounds(files: Callable[[], Iterable[Path]]) -> Iterator[list[Path]]:
    """Yield nothing changed, then, without end, the files that did change, once they are left in peace.

    What changes while somebody works on what was yielded last is noticed too.
    """
    before = _stamps(files())
    yield []
    while True:
        time.sleep(_PAUSE)
        now = _stamps(files())
        if now == before:
            continue
        while (later := _after_a_pause(files)) != now:
            now = later
        changed = sorted(path for path in {*before, *now} if before.get(path) != now.get(path))
        before = now
        if changed:
            yield changed


def _after_a_pause(files: Callable[[], Iterable[Path]]) -> Stamps:
    time.sleep(_PAUSE)
    return _stamps(files())


def _stamps(files: Iterable[Path]) -> Stamps:
    """Return what tells whether a file is still the same; one that is gone meanwhile is left out."""
    found: Stamps = {}
    for path in files:
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue
        found[path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    return found
