"""A picture that is no network: of all of a graph, or of what a network of the same things would show."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kg.draw.figure.selection import extent, newest
from kg.draw.sides import Beside
from kg.errors import KgError
from kg.network.drawing import states
from kg.network.from_graph import reach
from kg.network.saying import part_of
from kg.speech.texts import capital, joined, message, say
from kg.statements.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.draw.entries import Entry
    from kg.draw.figure.drawing import Drawing
    from kg.draw.figures import Figure
    from kg.draw.flows import Flow
    from kg.draw.maps import Found, Maps
    from kg.draw.picture import Picture
    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.network.from_graph import Narrowing
    from kg.network.saying import Part
    from kg.statements.statements import Statements

    Asked = tuple[Sequence[str], Question | None, Narrowing]

Chart = Literal["timeline", "flows", "chart", "map"]

_LEFT: Final = message("Leave out a filter (class, property, source, year), or ask for other ones.")
_DATED: Final = message(
    "A timeline draws facts and records with a kg:period or kg:asOf; in a graph without any, all things with "
    "a date (xsd:date, xsd:dateTime, xsd:gYear, xsd:gYearMonth)."
)
_FLOWING: Final = message(
    "Flows are read from records, such as kg:Observation, with a kg:value, a kg:unit that is a kg:Currency "
    "and a thing at either end; in a graph without any, from what has an amount, a currency, a payer (or "
    "sender, funder, donor …) and a beneficiary (or recipient, payee …)."
)

_MEASURED: Final = message(
    "A chart draws records, such as kg:Observation, with a kg:indicator and a number as kg:value; in a graph "
    "without any, instances of qb:Observation with a qb:MeasureProperty."
)
_MAPPED: Final = (
    "In the ontology, give the class of the places kg:tiles, a text with a line for each row of tiles: the "
    "ids of the places from west to east, parted by spaces, a full stop where there is none."
)
_PLACED: Final = (
    "A figure is where one of its dimensions (qb:DimensionProperty) is a place whose id stands in kg:tiles; "
    "ask for another indicator with --property."
)


class Look(NamedTuple):
    """How a chart is headed and coloured: `title` heads the page, else the things asked for, else `whole`."""

    title: str
    whole: str
    scheme: str


def chart(
    graph: Graph,
    kind: Chart,
    asked: Asked | None,
    look: Look,
) -> Picture:
    """Return a chart of what is asked for, all of the graph for None; KgError when there is nothing in it."""
    said = _said(graph, asked)
    title = (_title(asked, said.part, look), newest(said.part.lines) if said.part else "")
    drawn = _page(graph, kind, said, look._replace(title=joined(": ", title)))
    return replace(drawn, summary=_with_extent(drawn.summary, said.part))


def _page(graph: Graph, kind: Chart, said: _Said, look: Look) -> Picture:
    from kg.draw.figurespage import figures_page
    from kg.draw.flowspage import flows_page
    from kg.draw.mappage import map_page
    from kg.draw.timeline import timeline_page

    if kind == "timeline":
        return timeline_page(_entries(said), look.title, look.scheme)
    if kind == "chart":
        return figures_page(_figures(said), look.title, look.scheme)
    if kind == "map":
        return map_page(_maps(graph, said), look.title, look.scheme)
    return flows_page(_flows(said), look.title or look.whole, look.scheme)


def drawing(
    graph: Graph,
    kind: Chart,
    asked: Asked | None,
    look: Look,
) -> tuple[Drawing, Part | None]:
    """Return a chart of what is asked for, to be drawn for print, and the part of the graph that it shows."""
    said = _said(graph, asked)
    drawn = _drawing(graph, kind, said, look._replace(title=_title(asked, said.part, look)))
    return drawn._replace(summary=_with_extent(drawn.summary, said.part)), said.part


def _drawing(graph: Graph, kind: Chart, said: _Said, look: Look) -> Drawing:
    from kg.draw.figure import bars, maps, sankeys, times

    if kind == "timeline":
        return times.drawing(_entries(said), look.title)
    if kind == "chart":
        return bars.drawing(_figures(said), look.title)
    if kind == "map":
        return maps.drawing(_maps(graph, said), look.title)
    return sankeys.drawing(_flows(said), look.title or look.whole)


def _with_extent(summary: str, part: Part | None) -> str:
    """Return how much a chart shows, with what there is more than that."""
    return joined(say("; "), (summary, extent(part.lines) if part else ""))


class _Said(NamedTuple):
    """What a chart is drawn from: a graph, or what is around the things asked for, and what that states.

    `part` is what of it is asked for, None for all; `is_plain` says that the graph has neither facts nor
    records, so that its triples count.
    """

    graph: Graph
    statements: Statements
    part: Part | None
    is_plain: bool


def _said(graph: Graph, asked: Asked | None) -> _Said:
    near = reach(graph, *asked) if asked else graph
    statements = read(near)
    is_plain = not statements.facts and not statements.records
    if is_plain and near is not graph:
        is_plain = not states(graph)
    return _Said(near, statements, part_of(graph, *asked) if asked else None, is_plain)


def _title(asked: Asked | None, part: Part | None, look: Look) -> str:
    """Return what heads a chart, empty where it names itself."""
    things = joined(" – ", part.asked) if part else ""
    return look.title or things or (look.whole if asked and asked[1] else "")


def _maps(graph: Graph, said: _Said) -> Maps:
    """Return the maps of the figures that have a place; KgError where there is no map, or no such figure."""
    return _placed(graph, _figures(said))


def _placed(graph: Graph, found: Found) -> Maps:
    from kg.draw.maps import maps_with
    from kg.draw.tiles import maps_of

    if not (known := maps_of(graph)):
        raise KgError("this graph has no map to draw figures on", hint=_MAPPED)
    if maps := maps_with(found, known):
        return maps
    raise KgError("none of the figures is of a place on a map", hint=_PLACED)


def beside(graph: Graph, asked: Asked | None) -> dict[str, Beside]:
    """Return every chart of what is asked for, to stand beside its network; an empty one says why.

    A map stands there only where there is something on it: most graphs know of no tiles.
    """
    said = _said(graph, asked)
    views = {"timeline": _timeline, "flows": _sankeys}
    return {name: _told(view, said) for name, view in views.items()} | _of_figures(graph, said)


def _told(view: Callable[[_Said], Beside], said: _Said) -> Beside:
    try:
        return view(said)
    except KgError as error:
        return _empty(error)


def _empty(error: KgError) -> Beside:
    """Return the chart that says why it is none."""
    return Beside(joined(say(" "), (capital(say("{what}.", what=say(error.what))), say(error.hint))), None)


def _of_figures(graph: Graph, said: _Said) -> dict[str, Beside]:
    """Return the chart of the figures, and their map where there is one."""
    try:
        found = _figures(said)
    except KgError as error:
        return {"chart": _empty(error)}
    told = {"chart": _bars(found)}
    with suppress(KgError):
        told["map"] = _tiled(graph, found)
    return told


def _timeline(said: _Said) -> Beside:
    from kg.draw import timeline

    found = _entries(said)
    return Beside(timeline.lead(found), partial(timeline.timeline, found))


def _sankeys(said: _Said) -> Beside:
    from kg.draw import flowspage

    return Beside(say(flowspage.LEAD), partial(flowspage.sankeys, _flows(said)))


def _bars(found: Found) -> Beside:
    from kg.draw import figurespage

    return Beside(say(figurespage.LEAD), partial(figurespage.indicators, found.values()))


def _tiled(graph: Graph, found: Found) -> Beside:
    """Return the maps beside a chart: their documents are those of its figures."""
    from kg.draw import figurespage, mappage

    maps, documents = _placed(graph, found), figurespage.documents_of(found.values())
    return Beside(mappage.guide(maps), partial(mappage.sheets, maps, documents))


def _entries(said: _Said) -> list[Entry]:
    """Return the dated things; KgError when there is none."""
    from kg.draw.entries import entries
    from kg.statements.dated import dated

    plain = dated(said.graph, said.statements) if said.is_plain else []
    kept = [one for one in plain if _is_kept(said.part, one.thing, vars(one.statement))]
    if found := entries(_narrowed(said), kept):
        return found
    if said.part:
        raise KgError(message("nothing in what is asked for is dated"), hint=_LEFT)
    raise KgError(message("nothing in this graph is dated"), hint=_DATED)


def _flows(said: _Said) -> list[Flow]:
    """Return the sums of money with two ends; KgError when there is none."""
    from kg.draw.flows import flows
    from kg.draw.payments import payments

    plain = payments(said.graph, said.statements) if said.is_plain else []
    kept = [one for one in plain if _is_kept(said.part, one.iri.split()[0], vars(one.statement))]
    if found := flows(_narrowed(said)) + kept:
        return found
    if said.part:
        what = message("no sum of money goes from one thing to another in what is asked for")
        raise KgError(what, hint=_LEFT)
    raise KgError(message("no sum of money goes from one thing to another in this graph"), hint=_FLOWING)


def _figures(said: _Said) -> dict[tuple[str, str], list[Figure]]:
    """Return the figures by indicator; KgError when there is none."""
    from kg.draw.cubes import observed
    from kg.draw.figures import by_indicator, recorded

    plain = observed(said.graph, said.statements) if said.is_plain else []
    kept = [one for one in plain if _is_kept(said.part, one.statement.iri, vars(one.statement))]
    if found := by_indicator(recorded(_narrowed(said)) + kept):
        return found
    if said.part:
        raise KgError(message("no figure of any indicator is in what is asked for"), hint=_LEFT)
    raise KgError(message("no figure of any indicator is in this graph"), hint=_MEASURED)


def _is_kept(part: Part | None, thing: str, said: dict[str, object]) -> bool:
    """Say whether what triples state of a thing is in the part asked for."""
    return part is None or (thing in part.things and part.fits(said))


def _narrowed(said: _Said) -> Statements:
    """Return the facts and records that are in the part asked for, with all that is needed to read them."""
    statements, part = said.statements, said.part
    if part is None:
        return statements
    facts, records = (
        {iri: properties for iri, properties in each.items() if iri in part.statements}
        for each in (statements.facts, statements.records)
    )
    return replace(statements, facts=facts, records=records)
