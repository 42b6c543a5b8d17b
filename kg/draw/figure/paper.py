"""What a page has to know of paper to draw the same figures: measures, widths of letters, inks."""

from __future__ import annotations

from typing import Any

from kg.draw.figure import inks, lettering, sheet, unnamed
from kg.draw.figure.keys import DASH, RADIUS
from kg.draw.figure.places import FAR


def told() -> dict[str, Any]:
    """Return the measures, in points where they have a unit, as JSON will hold them."""
    return {
        "points": sheet.POINTS,
        "edge": sheet.EDGE,
        "least": lettering.LEAST,
        "leading": lettering.LEADING,
        "fonts": lettering.FONTS,
        "widths": {letters: width for width, letters in lettering.WIDTHS.items()},
        "bold": lettering.BOLD,
        "radius": RADIUS,
        "dash": DASH,
        "far": FAR,
        "letters": {"column": unnamed.COLUMN, "gutter": unnamed.GUTTER, "band": unnamed.BAND},
        "inks": {"light": inks.LIGHT._asdict(), "dark": inks.DARK._asdict()},
    }
