"""The headings over the lists of a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.draw.figure.lettering import LEADING, LEAST, width_of
from kg.draw.figure.marks import letters
from kg.draw.figure.places import Box
from kg.network.sharing import comparison

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.draw.figure.inks import Inks
    from kg.draw.figure.marks import Point
    from kg.network import Network

_SIZE: Final = LEAST + 1


class Heading(NamedTuple):
    """The words over a list, and where they stand."""

    text: str
    box: Box

    def markup(self, inks: Inks) -> str:
        """Return the words as SVG."""
        middle = ((self.box.left + self.box.right) / 2, self.box.top)
        return letters([self.text], middle, _SIZE, inks.ink, bold=True, anchor="middle", halo=inks.paper)


def headings(network: Network, at: Mapping[str, Point], top: float) -> list[Heading]:
    """Return the headings of a comparison, their upper edge at `top`; of another network none."""
    compared = comparison(network)
    told = compared.headings(network) if compared else []
    return [_over(text, [at[node][0] for node in things], top) for text, things in told if things]


def _over(text: str, xs: list[float], top: float) -> Heading:
    middle, half = (min(xs) + max(xs)) / 2, width_of(text, _SIZE, bold=True) / 2
    return Heading(text, Box(middle - half, top, middle + half, top + _SIZE * LEADING))
