"""Amounts: which number of a figure can be drawn, and how one is told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.statements.extent import Extent, extent
from kg.statements.properties import number, value_of
from kg.terms import kg

if TYPE_CHECKING:
    from decimal import Decimal

    from kg.statements.properties import Properties


def drawn(properties: Properties, status: str) -> Extent | None:
    """Return the amount to draw, of a range both ends: the corrected one of a suspect figure, or None."""
    if status != "suspect":
        return extent(properties)
    corrected = number(value_of(properties, kg("correctedValue")))
    return None if corrected is None else Extent(corrected, corrected)


def money(amount: Decimal, unit: str) -> str:
    """Return an amount in words: `US$1.01 billion`."""
    return ("US$" if unit == "USD" else f"{unit} ") + large(amount)


def large(amount: Decimal) -> str:
    """Return a number in words: `1.01 billion`, `1,500`, `2.5`."""
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if abs(amount) >= size:
            return f"{float(amount / size):.3g} {name}"
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{float(amount):,.3g}"
