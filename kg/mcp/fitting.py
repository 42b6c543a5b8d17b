"""How much of an answer an assistant gets at once, since all of it takes room where it thinks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST: Final = 40_000
"""The most characters of an answer, but for what is told beside it."""


def fitting(parts: Iterable[str], room: int = LARGEST) -> tuple[list[str], bool]:
    """Return the first parts that have room together, and whether there are more.

    The first one is there in any case, cut where it must be.
    """
    taken: list[str] = []
    for part in parts:
        if taken and len(part) > room:
            return taken, True
        taken.append(part if len(part) <= room else f"{part[: max(room, 0)]} … (cut)")
        room -= len(part)
    return taken, False
