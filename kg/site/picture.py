"""The picture of all of a graph, or of what a query finds in it; and the small one that leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.draw.visualize import visualize
from kg.errors import KgError
from kg.graph.question import Question
from kg.schema.uses import classes
from kg.site.missing import failed
from kg.site.visit import Made

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.draw.visualize import Scheme
    from kg.site.visit import Visit

SCHEMES: Final[dict[str, Scheme]] = {".dark.svg": "dark", ".svg": "light"}
"""The ends of addresses that ask for a small picture, and the light that each is drawn for."""
SMALL: Final = {f"network{end}": scheme for end, scheme in SCHEMES.items()}
"""The addresses of that of all, and the same."""
_WIDTH: Final = 200.0
_FEW: Final = 60
"""As many things as have room in it; to find out how many have would take as long again."""
_DRAWABLE: Final = 6000
"""Up to so many things, pages show pictures of all of them."""


def is_drawable(counts: Mapping[str, int]) -> bool:
    """Say whether a graph with so many things of each class is small enough for pictures of all of it."""
    return sum(counts.values()) <= _DRAWABLE


def of_all(visit: Visit, draw: Callable[[Visit], Made]) -> Made:
    """Return a picture of all of a graph; 404 with the reason for a graph of which no page shows one."""
    if is_drawable(classes(visit.graph)):
        return draw(visit)
    return failed(visit, f"A graph of more than {_DRAWABLE:,} things is not drawn whole.", 404)


def picture(visit: Visit) -> Made:
    """Return the picture; 404 where there is nothing to draw.

    Raises QueryError for a query that cannot be answered, or whose answer is no picture.
    """
    text, graph = visit.parameters.get("query", ""), visit.site.graph
    asked = Question(text, known=lambda: graph.prefixes) if text else None
    try:
        drawn = visualize(graph if asked else visit.graph, query=asked)
    except KgError as error:
        if type(error) is not KgError:
            raise
        return failed(visit, str(error), 404)
    return Made("picture", drawn.html.encode())


def small(visit: Visit) -> Made:
    """Return the small picture, at one of its addresses; 404 where there is nothing to draw, or too much."""
    return of_all(visit, _small)


def _small(visit: Visit) -> Made:
    from kg.draw.printing import figure

    try:
        drawn = figure(visit.graph, width=_WIDTH, scheme=SMALL[visit.path], transparent=True, limit=_FEW)
    except KgError as error:
        return failed(visit, str(error), 404)
    return Made("svg", drawn.svg.encode())
