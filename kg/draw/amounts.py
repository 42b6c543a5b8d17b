"""Amounts: which number of a figure can be drawn, and how one is told in words."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.speech.texts import in_each, joined
from kg.statements.extent import Extent, corrected, extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.statements.properties import Properties


def drawn(properties: Properties, status: str) -> Extent | None:
    """Return the amount to draw, of a range both ends: the corrected one of a suspect figure, or None."""
    return corrected(properties) if status == "suspect" else extent(properties)


_SIZES: Final = {
    "en": (
        (10**12, " trillion", " trillion"),
        (10**9, " billion", " billion"),
        (10**6, " million", " million"),
    ),
    "es": ((10**12, " billón", " billones"), (10**6, " millón", " millones")),
    "ja": ((10**12, "兆", "兆"), (10**8, "億", "億"), (10**4, "万", "万")),
}
"""Large numbers that have a word: a thousand millions have one in English, ten thousand in Japanese."""


def money(amount: Decimal, unit: str) -> str:
    """Return an amount in words: `US$1.01 billion`."""
    return joined("", ("US$" if unit == "USD" else f"{unit} ", large(amount)))


def scaled(amounts: Sequence[Decimal]) -> tuple[list[str], str]:
    """Return amounts as numbers beside the word that all of them count: `0`, `200`, `400` and `million`."""
    most = max(map(abs, amounts))

    def size(language: str) -> tuple[int, str]:
        return next(((size, many) for size, _, many in _SIZES[language] if most >= size), (1, ""))

    def number(amount: Decimal) -> str:
        return in_each(lambda language: _large(amount / size(language)[0], language))

    return [number(amount) for amount in amounts], in_each(lambda language: size(language)[1].strip())


def large(amount: Decimal) -> str:
    """Return a number in words: `1.01 billion`, `1,500`, `2.5`."""
    return in_each(partial(_large, amount))


def _large(amount: Decimal, language: str) -> str:
    for size, one, many in _SIZES[language]:
        if abs(amount) >= size:
            short = _short(amount / size)
            return short + (one if short == "1" else many)
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else _short(amount)


def _short(amount: Decimal) -> str:
    """Return a number in three digits, whole where it has more."""
    short = Decimal(f"{float(amount):.3g}")
    return f"{short:,f}"
