"""Figures by place on a page: a map of tiles for each indicator and period, a circle for every figure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from kg.draw import chartpage
from kg.draw.contents import Contents
from kg.draw.figurespage import COLUMNS, Scale, cells, source_of
from kg.draw.picture import Picture
from kg.speech.texts import joined, message, say
from kg.terms import local

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.draw.maps import Map, Maps
    from kg.draw.tiles import Placed

_LEAD: Final = message(
    "The area of a circle is the amount; several figures of one place are sectors of one circle. Doubtful "
    "figures are hatched: the printed one, cut off where it leaves the scale, stands beside the one probably "
    "meant. Tiles lie roughly where the places do: that is background knowledge, of no document."
)


def map_page(maps: Maps, title: str = "", scheme: str = "auto") -> Picture:
    """Return the picture of maps."""
    contents = Contents()
    table = chartpage.Table(
        say("Figures by place, as a table"),
        (message("Map"), *COLUMNS),
        ((each.title, *cells(one.name, one.figure)) for each in maps.drawn for one in each.placed),
    )
    summary = maps.summary
    lead = joined(say(" "), (say("{summary}.", summary=summary), guide(maps)))
    data = {**sheets(maps, maps.documents, contents), **contents.told()}
    return chartpage.page("map", maps.heading(title), lead, data, table, summary=summary, scheme=scheme)


def guide(maps: Maps) -> str:
    """Return how maps are read, and what they leave out."""
    return joined(say(" "), (say(_LEAD), *maps.remarks()))


def sheets(maps: Maps, documents: Sequence[str], contents: Contents) -> dict[str, Any]:
    """Return maps as a page holds them, their figures coloured by these documents."""
    return {"maps": [laid_out(each, documents, contents) for each in maps.drawn], "documents": documents}


def laid_out(one: Map, sources: Sequence[str], contents: Contents) -> dict[str, Any]:
    """Return a map as its page holds it, with the radius of circles for a round amount, great and small."""
    codes, (columns, rows) = one.tiles.codes, one.tiles.size
    amounts = [amount for amount in Scale(Decimal(0), one.size.most).ticks() if amount]
    tell = one.placed[0].figure.told
    return {
        "title": one.title,
        "common": one.common,
        "columns": columns,
        "rows": rows,
        "tiles": [{"at": at, "code": codes[name]} for name, at in one.tiles.at.items()],
        "places": [_place(one, some, sources, contents) for some in one.places.values()],
        "key": [
            {"radius": one.size.radius(amount, 1), "text": tell(amount)}
            for amount in dict.fromkeys((amounts[-1], amounts[0]))
        ],
    }


def _place(one: Map, some: Sequence[Placed], sources: Sequence[str], contents: Contents) -> dict[str, Any]:
    """Return the tile of a place: the sectors of its circle, and a mark for each amount in words."""
    drawn = [(placed.figure, part) for placed in some for part in placed.figure.drawn()]
    said = [(placed.figure.statement, placed.figure.when) for placed in some]
    tile, name, *_ = some[0]
    sectors = [
        {
            "inner": one.size.radius(part.amount.sizes[0], len(drawn)),
            "radius": one.size.radius(part.amount.sizes[1], len(drawn)),
            "torn": part.amount.sizes[1] > one.size.most,
            "negative": part.amount.middle < 0,
            "kind": part.kind,
            "source": sources.index(source_of(figure)),
            "text": part.text,
            **chartpage.mark(contents, [(figure.statement, figure.when)]),
        }
        for figure, part in drawn
    ]
    mark = chartpage.mark(contents, said) | {"id": f"{local(said[0][0].iri)} {tile}", "label": name}
    return {"at": one.tiles.at[tile], "code": one.tiles.codes[tile], "sectors": sectors, **mark}
