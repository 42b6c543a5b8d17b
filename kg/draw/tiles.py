"""Maps of square tiles, each roughly where its place lies, as the classes of a graph have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.terms import local

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.draw.figures import Figure
    from kg.graph.graph import Graph

_NONE: Final = "."


class Placed(NamedTuple):
    """A figure on a map: the tile of its place, that by name, and which dimension the place is."""

    tile: str
    name: str
    dimension: str
    figure: Figure


@dataclass(frozen=True)
class Tiles:
    """A map: the id of a place → the (column, row) of its tile, counted from the north-western corner."""

    at: Mapping[str, tuple[int, int]]

    @property
    def size(self) -> tuple[int, int]:
        """How many columns and rows it has."""
        columns, rows = zip(*self.at.values(), strict=True)
        return max(columns) + 1, max(rows) + 1

    @property
    def codes(self) -> dict[str, str]:
        """Id → what is written on its tile: the id without a beginning up to a dash that all have."""
        before = {name.partition("-")[0] for name in self.at if "-" in name}
        if len(before) > 1 or not all("-" in name for name in self.at):
            return {name: name for name in self.at}
        return {name: name.partition("-")[2] for name in self.at}

    def placed(self, figure: Figure) -> Placed | None:
        """Return a figure with its place; None where it has none on this map, or several."""
        found = [
            (local(iri), dimension, len(iris))
            for dimension, iris in figure.things.items()
            for iri in iris
            if local(iri) in self.at
        ]
        if len(found) != 1 or found[0][2] > 1:
            return None
        ((tile, dimension, _),) = found
        return Placed(tile, figure.dimensions[dimension], dimension, figure)


def maps_of(graph: Graph) -> list[Tiles]:
    """Return the maps of a graph's classes (kg:tiles), by the IRI of the class."""
    rows = graph.select("SELECT ?tiles { ?class kg:tiles ?tiles FILTER(isLiteral(?tiles)) } ORDER BY ?class")
    return [tiles for row in rows if (tiles := read(row["tiles"].value)).at]


def read(text: str) -> Tiles:
    """Return the map that a text draws, a line for each row; of an id that it has twice, the first place."""
    at: dict[str, tuple[int, int]] = {}
    for row, line in enumerate(text.strip("\r\n").splitlines()):
        for column, name in enumerate(line.split()):
            if name != _NONE:
                at.setdefault(name, (column, row))
    return Tiles(at)
