"""Figures by place on a page: a map of tiles for each indicator and period, a circle for every figure."""

from __future__ import annotations

from decimal import Decimal
from math import sqrt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.draw import chartpage, figures
from kg.draw.contents import Contents
from kg.draw.figurespage import COLUMNS, Scale, cells, source_of
from kg.draw.picture import Picture
from kg.spelling import counted
from kg.terms import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.draw.figures import Figure
    from kg.draw.tiles import Placed, Tiles

    Found = Mapping[tuple[str, str], Sequence[Figure]]

_LEAD: Final = (
    "The area of a circle is the amount; several figures of one place are sectors of one circle. Doubtful "
    "figures are hatched: the printed one, cut off where it leaves the scale, stands beside the one probably "
    "meant. Tiles lie roughly where the places do: that is background knowledge, of no document."
)
_MOST: Final = 24
"""So many maps are drawn."""


class _Size(NamedTuple):
    """How large circles of an indicator are: the `most` that is drawn to scale has a radius of 1 or less."""

    most: Decimal
    widest: float

    def radius(self, amount: Decimal, sectors: int) -> float:
        """Return the radius at which so many sectors of a circle make one of them as large as the amount."""
        return round(min(sqrt(sectors * abs(amount) / self.most) / self.widest, 1), 4)


class _Sheet(NamedTuple):
    """One map to draw: figures of one indicator that differ in their place, and what they have in common."""

    tiles: Tiles
    title: str
    common: str
    places: Mapping[str, Sequence[Placed]]
    size: _Size

    @property
    def placed(self) -> list[Placed]:
        """All its figures."""
        return [one for ones in self.places.values() for one in ones]


def map_page(maps: Sequence[Tiles], found: Found, title: str = "", scheme: str = "auto") -> Picture | None:
    """Return the picture of the figures of all indicators that have a place on one of the maps, else None."""
    sheets = [
        sheet for tiles in maps for key, of_one in found.items() for sheet in _sheets(tiles, key, of_one)
    ]
    if not sheets:
        return None
    drawn, contents = sheets[:_MOST], Contents()
    sources = sorted({source_of(one.figure) for sheet in drawn for one in sheet.placed})
    told = [_told(sheet, sources, contents) for sheet in drawn]
    rows = [(sheet, *one) for sheet in drawn for ones in sheet.places.values() for one in ones]
    table = chartpage.rows(
        "Figures by place, as a table",
        ("Map", *COLUMNS),
        ((sheet.title, *cells(name, figure)) for sheet, _, name, _, figure in rows),
    )
    places = {tile for _, tile, *_ in rows}
    summary = f"{counted(len(rows), 'figure')} of {counted(len(places), 'place')}"
    lead = " ".join(_lead(summary, sheets, sum(map(len, found.values()))))
    heading = " – ".join(filter(None, (title, _heading(drawn))))
    data = {"maps": told, "documents": sources, **contents.told()}
    return chartpage.page("map", heading, lead, data, table, summary=summary, scheme=scheme)


def _heading(sheets: Sequence[_Sheet]) -> str:
    shown = {one.figure.indicator for sheet in sheets for one in sheet.placed}
    return f"{_upper(min(shown))} by place" if len(shown) == 1 else "Figures by place"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lead(summary: str, sheets: Sequence[_Sheet], known: int) -> Iterator[str]:
    """Yield what is shown, how to read it, and how much is not drawn."""
    yield f"{summary}."
    yield _LEAD
    if elsewhere := known - sum(len(sheet.placed) for sheet in sheets):
        yield f"{counted(elsewhere, 'figure')} of no place on the map, not drawn."
    if len(sheets) > _MOST:
        yield f"{counted(len(sheets) - _MOST, 'more map')} not drawn: choose an indicator (--property)."


def _sheets(tiles: Tiles, key: tuple[str, str], found: Sequence[Figure]) -> Iterator[_Sheet]:
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
    common = ", ".join(f"{name} {value}" for name, value in same.items() if name != placed[0].dimension)
    for of, each in places.items():
        yield _Sheet(tiles, ", ".join(filter(None, (_upper(key[0]), *of))), common, each, size)


def _places(placed: Iterable[Placed]) -> dict[str, list[Placed]]:
    """Return the figures of each tile, those of the greatest amount first."""
    found: dict[str, list[Placed]] = {}
    for one in sorted(placed, key=lambda one: (-(one.figure.amount or 0), one.figure.statement.iri)):
        found.setdefault(one.tile, []).append(one)
    return found


def _apart(one: Placed, same: Mapping[str, str]) -> str:
    """Return what tells a figure from others, beside its place and period."""
    own = one.figure.dimensions.items()
    return ", ".join(f"{name} {value}" for name, value in own if name not in {*same, one.dimension})


def _size(places: Sequence[Sequence[Placed]]) -> _Size:
    """Return the size for what can be drawn to scale; for nothing but doubtful figures, theirs."""
    placed = [one.figure for ones in places for one in ones]
    amounts = [abs(figure.amount) for figure in placed if figure.amount is not None]
    most = max(amounts or [abs(figure.value) for figure in placed]) or Decimal(1)
    parts = [[part.amount for one in ones for part in one.figure.drawn()] for ones in places]
    shares = (len(part) * abs(amount) / most for part in parts for amount in part if abs(amount) <= most)
    return _Size(most, sqrt(max(shares, default=1)) or 1)


def _told(sheet: _Sheet, sources: Sequence[str], contents: Contents) -> dict[str, Any]:
    """Return a map as its page holds it, with the radius of circles for a round amount, great and small."""
    codes, (columns, rows) = sheet.tiles.codes, sheet.tiles.size
    amounts = [amount for amount in Scale(Decimal(0), sheet.size.most).ticks() if amount]
    tell = sheet.placed[0].figure.told
    return {
        "title": sheet.title,
        "common": sheet.common,
        "columns": columns,
        "rows": rows,
        "tiles": [{"at": at, "code": codes[name]} for name, at in sheet.tiles.at.items()],
        "places": [_place(sheet, ones, sources, contents) for ones in sheet.places.values()],
        "key": [
            {"radius": sheet.size.radius(amount, 1), "text": tell(amount)}
            for amount in dict.fromkeys((amounts[-1], amounts[0]))
        ],
    }


def _place(
    sheet: _Sheet, ones: Sequence[Placed], sources: Sequence[str], contents: Contents
) -> dict[str, Any]:
    """Return the tile of a place: the sectors of its circle, and a mark for each amount in words."""
    drawn = [(one.figure, part) for one in ones for part in one.figure.drawn()]
    said = [(one.figure.statement, one.figure.when) for one in ones]
    tile, name, *_ = ones[0]
    sectors = [
        {
            "radius": sheet.size.radius(part.amount, len(drawn)),
            "torn": abs(part.amount) > sheet.size.most,
            "negative": part.amount < 0,
            "kind": part.kind,
            "source": sources.index(source_of(figure)),
            "text": part.text,
            **chartpage.mark(contents, [(figure.statement, figure.when)]),
        }
        for figure, part in drawn
    ]
    mark = chartpage.mark(contents, said, label=name) | {"id": f"{local(said[0][0].iri)} {tile}"}
    return {"at": sheet.tiles.at[tile], "code": sheet.tiles.codes[tile], "sectors": sectors, **mark}
