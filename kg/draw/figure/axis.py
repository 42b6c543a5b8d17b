"""The axis of time of a figure: where a moment stands, and which years are told beneath."""

from __future__ import annotations

from itertools import count, takewhile
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOUCHING: Final = 22.0
"""Points within which two years would touch."""
_APART: Final = 34.0
"""Points from one year to the next, about."""


class Axis(NamedTuple):
    """Stretches of time as [from, to, share of the width], as `sections` gives them, between two places."""

    sections: Sequence[Sequence[float]]
    left: float
    right: float

    def at(self, moment: float) -> float:
        """Return where a moment stands: linear within each section, at an end for what lies beyond."""
        shares = (
            share * min(max((moment - start) / (end - start), 0), 1) for start, end, share in self.sections
        )
        return self.left + (self.right - self.left) * sum(shares)

    def cuts(self) -> list[float]:
        """Return the years in which a section with a wider scale begins."""
        return [start for start, _, _ in self.sections[1:]]

    def years(self) -> list[int]:
        """Return the years to tell, none so near another that they would touch."""
        kept: list[int] = []
        for year in (*(int(start) for start, _, _ in self.sections), *self._round()):
            if all(abs(self.at(other) - self.at(year)) > _TOUCHING for other in kept):
                kept.append(year)
        return sorted(kept)

    def _round(self) -> Iterator[int]:
        """Yield round years within each section, as many as have room."""
        for start, end, _ in self.sections:
            apart = max(1.0, _APART * (end - start) / max(self.at(end) - self.at(start), 1))
            power = 10 ** floor(log10(apart))
            step = next(size * power for size in (1, 2, 5, 10) if size * power * 1.5 > apart)
            yield from takewhile(lambda year, end=end: year < end, count(ceil(start / step) * step, step))  # type: ignore[misc]
