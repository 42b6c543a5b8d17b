"""Figures that fit a page: how high one of a width may be, and a drawing made less until it is no higher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.draw.figure.drawing import Drawing
    from kg.draw.figure.sheet import Sheet

_SHORT: Final = 180.0
_LONG: Final = 267.0
"""Millimetres of the sides of a sheet of A4 within margins of 15 mm."""
_EXACT: Final = 20
"""A drawing made less may lack one part in so many that would have had room too."""


def highest(width: float) -> float:
    """Return how many millimetres high a figure of a width may be: it fits A4 upright, else across.

    One that is wider than both is for a larger sheet of the same shape, upright.
    """
    if width <= _SHORT:
        return _LONG
    return _SHORT if width <= _LONG else width * _LONG / _SHORT


def fitted(drawing: Drawing, written: Callable[[Drawing], Sheet]) -> tuple[Drawing, Sheet]:
    """Return a drawing and the sheet it is written on; as many of its first parts as a page has room for.

    One part alone is drawn however high it is.
    """
    sheet, least, most = written(drawing), 1, drawing.parts
    if sheet.fits or most == 1:
        return drawing, sheet
    found = None
    while most - least > most // _EXACT + 1 or found is None:
        count = (least + most) // 2
        less = drawing.first(count)
        sheet = written(less)
        if sheet.fits or count == 1:
            found, least = (less, sheet), count
        else:
            most = count
    return found
