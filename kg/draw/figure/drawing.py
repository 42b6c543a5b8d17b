"""What a figure shows, whatever its kind: its heading, what draws it, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.draw.figure.sheet import Sheet


class Drawing(NamedTuple):
    """Something to draw: `summary` says in words how much, `said` has the statements it rests on."""

    heading: str
    summary: str
    draw: Callable[[Sheet], None]
    said: Sequence[Mapping[str, Any]]
