"""What a figure shows, whatever its kind: its heading, what draws it, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.draw.figure.sheet import Sheet


class Drawing(NamedTuple):
    """Something to draw: `summary` says in words how much, `said` has the statements it rests on.

    It has so many `parts`, of which `first` draws the first ones alone; then `less` tells in words what is
    left out.
    """

    heading: str
    summary: str
    draw: Callable[[Sheet], None]
    said: Sequence[Mapping[str, Any]]
    parts: int
    first: Callable[[int], Drawing]
    less: str = ""
