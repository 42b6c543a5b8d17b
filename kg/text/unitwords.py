"""The names and symbols of units of measure, by which something is weighed or measured and not counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Final

from babel.units import format_unit

from kg.spelling import fold
from kg.text.lexicon import words

_LANGUAGES: Final = ("en", "es")
"""Where any word may name what is counted; Japanese has counters for that."""
_UNITS: Final = words(
    "area-acre area-hectare area-square-kilometer area-square-meter area-square-mile area-square-foot"
    " digital-byte digital-megabyte digital-gigabyte digital-terabyte duration-second duration-minute"
    " duration-fortnight electric-volt electric-ampere energy-calorie energy-kilocalorie energy-joule"
    " energy-kilojoule energy-kilowatt-hour energy-british-thermal-unit energy-therm-us frequency-hertz"
    " frequency-megahertz frequency-gigahertz length-kilometer length-meter length-centimeter"
    " length-millimeter length-micrometer length-nanometer length-mile length-nautical-mile length-yard"
    " length-foot length-inch mass-tonne mass-ton mass-kilogram mass-gram mass-milligram mass-pound"
    " mass-ounce mass-carat power-watt power-kilowatt power-megawatt power-gigawatt power-horsepower"
    " pressure-pascal pressure-millibar pressure-atmosphere speed-kilometer-per-hour speed-knot"
    " temperature-celsius temperature-fahrenheit angle-degree volume-cubic-kilometer volume-cubic-meter"
    " volume-cubic-centimeter volume-cubic-foot volume-liter volume-milliliter volume-hectoliter"
    " volume-gallon volume-pint volume-quart volume-bushel volume-barrel"
)
"""Units by which trade and industry measure, as the Unicode Common Locale Data Repository calls them."""
_SYMBOLS: Final = frozenset(
    fold(prefix + symbol)
    for prefix, symbol in product(("", "k", "M", "G", "T"), ("g", "W", "Wh", "J", "Pa", "Hz", "l", "t"))
)
_SHORTENED: Final = words(
    "kilo kilos metre metres litre litres lb lbs ton tons km m cm mm ha ml cl mg min mins sec secs"
    " hr hrs yr yrs hp cv tpa tpd bpd bbl bbls boe bcf tcf mcf mmcf btu mmbtu dwt kb mb gb tb ppm ppb mtpa"
)
"""How else they are written, by themselves or for so much a year."""


def is_measured(name: str) -> bool:
    """Say whether folded words after a number begin with its unit: `acres of land`, not `auto parts`."""
    first = re.match(r"[^\W\d_]+", name)
    return bool(first and first[0] in _SYMBOLS | _SHORTENED) or _named().match(name) is not None


@cache
def _named() -> re.Pattern[str]:
    """Return a pattern of the names of units where nothing else is named behind them: no litre bottles."""
    names = sorted({name for unit in _UNITS for name in _names(unit)}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?=$|[ -](?:of|per|a|de|por|al|cada)\b)")


def _names(unit: str) -> Iterator[str]:
    for tag in _LANGUAGES:
        for number in (1, 2):
            yield fold(format_unit(number, unit, length="long", locale=tag)).lstrip("12 ")
