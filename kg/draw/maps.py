"""Figures on maps of tiles: one map for each indicator and period, how large its circles are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.draw import figures
from kg.draw.figurespage import source_of
from kg.speech.texts import capital, joined, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.draw.figures import Figure
    from kg.draw.tiles import Placed, Tiles

    Found = Mapping[tuple[str, str], Sequence[Figure]]

_MOST: Final = 24
"""So many maps are drawn."""


class Size(NamedTuple):
    """How large circles of an indicator are: the `most` that is drawn to scale has a radius of 1 or less."""

    most: Decimal
    widest: float

    def radius(self, amount: Decimal, sectors: int) -> float:
        """Return the radius at which so many sectors of a circle make one of them as large as the amount."""
        return round(min(sqrt(sectors * amount / self.most) / self.widest, 1), 4)


class Map(NamedTuple):
    """One map to draw: figures of one indicator that differ in their place, and what they have in common."""

    tiles: Tiles
    title: str
    common: str
    places: Mapping[str, Sequence[Placed]]
    size: Size

    @property
    def placed(self) -> list[Placed]:
        """All its figures."""
        return [one for ones in self.places.values() for one in ones]


@dataclass(frozen=True)
class Maps:
    """The maps that are drawn, one at least; so many more are left out, and figures that are of no place."""

    drawn: Sequence[Map]
    more: int
    elsewhere: int

    @cached_property
    def documents(self) -> list[str]:
        """The titles of the sources of all figures drawn."""
        return sorted({source_of(one.figure) for each in self.drawn for one in each.placed})

    @property
    def summary(self) -> str:
        """How many figures of how many places they show, in words."""
        placed = [one for each in self.drawn for one in each.placed]
        places = {one.tile for one in placed}
        return say("{n} figures of {name}", n=len(placed), name=say("{n} places", n=len(places)))

    def heading(self, title: str) -> str:
        """Return what heads them: a title, and the indicator where it is one."""
        shown = {one.figure.indicator for each in self.drawn for one in each.placed}
        indicator = capital(min(shown))
        by_place = say("{name} by place", name=indicator) if len(shown) == 1 else say("Figures by place")
        return joined(" – ", (title, by_place))

    def remarks(self) -> Iterator[str]:
        """Yield sentences on how ranges are drawn, where there are any, and on what is not drawn."""
        shown = (part.amount for each in self.drawn for one in each.placed for part in one.figure.drawn())
        if any(amount.is_range for amount in shown):
            yield say("Of a range the circle is the lower end and the ring around it the upper one.")
        if self.elsewhere:
            yield say("{n} figures of no place on the map, not drawn.", n=self.elsewhere)
        if self.more:
            yield say("{n} more maps not drawn: choose an indicator (--property).", n=self.more)


def maps_with(found: Found, maps: Sequence[Tiles]) -> Maps | None:
    """Return the maps of the figures of all indicators that have a place on one of them, None for none."""
    made = [one for tiles in maps for key, of_one in found.items() for one in _maps(tiles, key, of_one)]
    known = sum(map(len, found.values()))
    elsewhere = known - sum(len(one.placed) for one in made)
    return Maps(made[:_MOST], len(made[_MOST:]), elsewhere) if made else None


def _maps(tiles: Tiles, key: tuple[str, str], found: Sequence[Figure]) -> Iterator[Map]:
    """Yield the maps of an indicator: one for each period and for whatever else is no place."""
    placed = [one for figure in found if (one := tiles.placed(figure))]
    if not placed:
        return
    same = figures.constant([one.figure for one in placed])
    grouped: dict[tuple[str, str], list[Placed]] = {}
    for one in sorted(placed, key=lambda one: (one.figure.moment, one.figure.statement.iri)):
        grouped.setdefault((one.figure.when, _apart(one, same)), []).append(one)
    places = {of: _places(some) for of, some in grouped.items()}
    size = _size([ones for each in places.values() for ones in each.values()])
    shared = {name: value for name, value in same.items() if name != placed[0].dimension}
    common = joined(say(", "), figures.in_words(shared))
    for of, each in places.items():
        yield Map(tiles, joined(say(", "), (capital(key[0]), *of)), common, each, size)


def _places(placed: Iterable[Placed]) -> dict[str, list[Placed]]:
    """Return the figures of each tile, those of the greatest amount first."""
    found: dict[str, list[Placed]] = {}
    for one in sorted(placed, key=lambda one: figures.by_size(one.figure)):
        found.setdefault(one.tile, []).append(one)
    return found


def _apart(one: Placed, same: Mapping[str, str]) -> str:
    """Return what tells a figure from others, beside its place and period."""
    own = {k: v for k, v in one.figure.dimensions.items() if k not in {*same, one.dimension}}
    return joined(say(", "), figures.in_words(own))


def _size(places: Sequence[Sequence[Placed]]) -> Size:
    """Return the size for what can be drawn to scale; for nothing but doubtful figures, theirs."""
    placed = [one.figure for ones in places for one in ones]
    amounts = [figure.amount for figure in placed if figure.amount is not None]
    most = max(each.sizes[1] for each in amounts or [figure.value for figure in placed]) or Decimal(1)
    parts = [[part.amount.sizes[1] for one in ones for part in one.figure.drawn()] for ones in places]
    shares = (len(part) * amount / most for part in parts for amount in part if amount <= most)
    return Size(most, sqrt(max(shares, default=1)) or 1)
