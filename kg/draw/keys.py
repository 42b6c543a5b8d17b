"""What the sizes and colours of a network stand for, as the legend of its page tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.draw.layout import rows_of
from kg.draw.palette import COMMUNITIES, hues, shades
from kg.speech.texts import in_each, say, version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.network import Network


def size_key(values: Iterable[float], radius: Callable[[float], float]) -> list[dict[str, Any]]:
    """Return the least, a middle and the greatest of the values, each with the radius that stands for it."""
    known = sorted({value for value in values if value > 0})
    if not known:
        return []
    middle = (known[0] * known[-1]) ** 0.5
    shown = {known[0], min(known, key=lambda value: (abs(value - middle), value)), known[-1]}
    return [{"label": _number(value), "radius": radius(value)} for value in sorted(shown)]


def community_key(network: Network, numbers: Mapping[str, float]) -> list[dict[str, Any]]:
    """Return the colours of communities, each called by the thing with most neighbours in it.

    Those that have no colour of their own share the last entry.
    """
    colors, told = hues(numbers), []
    for color in COMMUNITIES:
        members = sorted(node for node in numbers if colors[node] == color)
        if members and color == COMMUNITIES[-1]:
            told.append({"color": color, "label": say("other communities ({count})", count=len(members))})
        elif members:
            first = max(members, key=network.degree)
            label = say("around {name} ({count})", name=_name(network, first), count=len(members))
            told.append({"color": color, "label": label})
    return told


def shade_key(values: Mapping[str, float]) -> list[dict[str, Any]]:
    """Return the steps of a scale of colours, each with the least and the greatest value it stands for."""
    found: dict[str, list[float]] = {}
    for node, color in shades(values).items():
        found.setdefault(color, []).append(values[node])
    ranges = sorted((min(some), max(some), color) for color, some in found.items())
    return [{"color": color, "label": _range(least, most)} for least, most, color in ranges]


def _range(least: float, most: float) -> str:
    ends = [_number(least), _number(most)]
    return "–".join(dict.fromkeys(ends))


def _name(network: Network, node: str) -> str:
    rows = rows_of(network.nodes[node]["label"], network.nodes[node]["short"])
    return in_each(lambda language: version(rows, language).replace("\n", " "))


def _number(value: float) -> str:
    if 0 < value < 0.001:
        return say("under {least}", least="0.001")
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
