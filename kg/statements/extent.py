"""How much a figure says: one number, or the two between which it lies."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kg.statements.properties import number, value_of
from kg.terms import kg

if TYPE_CHECKING:
    from kg.statements.properties import Properties


class Extent(NamedTuple):
    """The least and the greatest number that a figure can stand for; of one number both are that."""

    lowest: Decimal
    highest: Decimal

    @property
    def is_range(self) -> bool:
        """Whether it leaves open which number is meant."""
        return self.lowest < self.highest

    @property
    def middle(self) -> Decimal:
        """The number by which figures are put in order."""
        return (self.lowest + self.highest) / 2

    @property
    def sizes(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest amount it can have, whatever the sign."""
        least, most = sorted(map(abs, self))
        return (least if self.lowest * self.highest >= 0 else Decimal(0)), most


def extent(properties: Properties) -> Extent | None:
    """Return how much a record says, None where it gives neither a number nor both ends of a range."""
    return _between(properties, "value", "lowest", "highest")


def corrected(properties: Properties) -> Extent | None:
    """Return how much a record should probably say, None where that is not told."""
    return _between(properties, "correctedValue", "correctedLowest", "correctedHighest")


def _between(properties: Properties, *names: str) -> Extent | None:
    value, lowest, highest = (number(value_of(properties, kg(name))) for name in names)
    if value is not None:
        return Extent(value, value)
    return None if lowest is None or highest is None else Extent(lowest, highest)
