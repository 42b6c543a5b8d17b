"""A picture that is no network: of all of a graph, or of what a network of the same things would show."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kg.draw.sides import Beside
from kg.errors import KgError
from kg.network.saying import part_of
from kg.statements.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.draw.entries import Entry
    from kg.draw.figure.drawing import Drawing
    from kg.draw.figures import Figure
    from kg.draw.flows import Flow
    from kg.draw.picture import Picture
    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.network.from_graph import Narrowing
    from kg.network.saying import Part
    from kg.statements.statements import Statements

    Asked = tuple[Sequence[str], Question | None, Narrowing]

Chart = Literal["timeline", "flows", "chart", "map"]

_LEFT: Final = "Leave out a filter (class, property, source, year), or ask for other ones."
_DATED: Final = (
    "A timeline draws facts and records with a kg:period or kg:asOf; in a graph without any, all things with "
    "a date (xsd:date, xsd:dateTime, xsd:gYear, xsd:gYearMonth)."
)
_FLOWING: Final = (
    "Flows are read from records, such as kg:Observation, with a kg:value, a kg:unit that is a kg:Currency "
    "and a thing at either end; in a graph without any, from what has an amount, a currency, a payer (or "
    "sender, funder, donor …) and a beneficiary (or recipient, payee …)."
)

_MEASURED: Final = (
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
    from kg.draw.figurespage import figures_page
    from kg.draw.flowspage import flows_page
    from kg.draw.timeline import timeline_page

    statements = read(graph)
    part = part_of(graph, *asked) if asked else None
    title = _title(asked, part, look)
    if kind == "timeline":
        return timeline_page(_entries(graph, statements, part), title, look.scheme)
    if kind == "chart":
        return figures_page(_figures(graph, statements, part), title, look.scheme)
    if kind == "map":
        return _map(graph, _figures(graph, statements, part), title, look.scheme)
    return flows_page(_flows(graph, statements, part), title or look.whole, look.scheme)


def drawing(
    graph: Graph,
    kind: Chart,
    asked: Asked | None,
    look: Look,
) -> tuple[Drawing, Part | None]:
    """Return a chart of what is asked for, to be drawn for print, and the part of the graph that it shows."""
    from kg.draw.figure import bars, sankeys, times

    if kind == "map":
        raise KgError("a map is a page only", hint="Write to a file that ends in .html.")
    statements = read(graph)
    part = part_of(graph, *asked) if asked else None
    title = _title(asked, part, look)
    if kind == "timeline":
        return times.drawing(_entries(graph, statements, part), title), part
    if kind == "chart":
        return bars.drawing(_figures(graph, statements, part), title), part
    return sankeys.drawing(_flows(graph, statements, part), title or look.whole), part


def _title(
    asked: tuple[Sequence[str], Question | None, Narrowing] | None, part: Part | None, look: Look
) -> str:
    """Return what heads a chart, empty where it names itself."""
    things = " – ".join(part.asked) if part else ""
    return look.title or things or (look.whole if asked and asked[1] else "")


def _map(graph: Graph, found: dict[tuple[str, str], list[Figure]], title: str, scheme: str) -> Picture:
    """Return the maps of the figures that have a place; KgError where there is no map, or no such figure."""
    from kg.draw.mappage import map_page
    from kg.draw.tiles import maps_of

    if not (maps := maps_of(graph)):
        raise KgError("this graph has no map to draw figures on", hint=_MAPPED)
    if picture := map_page(maps, found, title, scheme):
        return picture
    raise KgError("none of the figures is of a place on a map", hint=_PLACED)


def beside(graph: Graph, asked: Asked | None) -> dict[str, Beside]:
    """Return every chart of what is asked for, to stand beside its network; an empty one says why."""
    statements = read(graph)
    part = part_of(graph, *asked) if asked else None
    views = {"timeline": _timeline, "flows": _sankeys, "chart": _bars}
    return {name: _told(view, graph, statements, part) for name, view in views.items()}


def _told(
    view: Callable[[Graph, Statements, Part | None], Beside],
    graph: Graph,
    statements: Statements,
    part: Part | None,
) -> Beside:
    try:
        return view(graph, statements, part)
    except KgError as error:
        return Beside(f"{error.what[0].upper()}{error.what[1:]}. {error.hint}", None)


def _timeline(graph: Graph, statements: Statements, part: Part | None) -> Beside:
    from kg.draw import timeline

    found = _entries(graph, statements, part)
    return Beside(timeline.lead(found), partial(timeline.timeline, found))


def _sankeys(graph: Graph, statements: Statements, part: Part | None) -> Beside:
    from kg.draw import flowspage

    return Beside(flowspage.LEAD, partial(flowspage.sankeys, _flows(graph, statements, part)))


def _bars(graph: Graph, statements: Statements, part: Part | None) -> Beside:
    from kg.draw import figurespage

    found = _figures(graph, statements, part).values()
    return Beside(figurespage.LEAD, partial(figurespage.indicators, found))


def _entries(graph: Graph, statements: Statements, part: Part | None) -> list[Entry]:
    """Return the dated things; KgError when there is none."""
    from kg.draw.entries import entries
    from kg.statements.dated import dated

    plain = dated(graph, statements) if _is_plain(statements) else []
    kept = [one for one in plain if _is_kept(part, one.thing, vars(one.statement))]
    if found := entries(_narrowed(statements, part), kept):
        return found
    raise KgError(f"nothing {_where(part)} is dated", hint=_LEFT if part else _DATED)


def _flows(graph: Graph, statements: Statements, part: Part | None) -> list[Flow]:
    """Return the sums of money with two ends; KgError when there is none."""
    from kg.draw.flows import flows
    from kg.draw.payments import payments

    plain = payments(graph, statements) if _is_plain(statements) else []
    kept = [one for one in plain if _is_kept(part, one.iri.split()[0], vars(one.statement))]
    if found := flows(_narrowed(statements, part)) + kept:
        return found
    what = f"no sum of money goes from one thing to another {_where(part)}"
    raise KgError(what, hint=_LEFT if part else _FLOWING)


def _figures(graph: Graph, statements: Statements, part: Part | None) -> dict[tuple[str, str], list[Figure]]:
    """Return the figures by indicator; KgError when there is none."""
    from kg.draw.cubes import observed
    from kg.draw.figures import by_indicator, recorded

    plain = observed(graph, statements) if _is_plain(statements) else []
    kept = [one for one in plain if _is_kept(part, one.statement.iri, vars(one.statement))]
    if found := by_indicator(recorded(_narrowed(statements, part)) + kept):
        return found
    raise KgError(f"no figure of any indicator is {_where(part)}", hint=_LEFT if part else _MEASURED)


def _where(part: Part | None) -> str:
    return "in what is asked for" if part else "in this graph"


def _is_plain(statements: Statements) -> bool:
    """Say whether a graph has neither facts nor records, so that its triples count."""
    return not statements.facts and not statements.records


def _is_kept(part: Part | None, thing: str, said: dict[str, object]) -> bool:
    """Say whether what triples state of a thing is in the part asked for."""
    return part is None or (thing in part.things and part.fits(said))


def _narrowed(statements: Statements, part: Part | None) -> Statements:
    """Return the facts and records that are in the part asked for, with all that is needed to read them."""
    if part is None:
        return statements
    facts, records = (
        {iri: properties for iri, properties in said.items() if iri in part.statements}
        for said in (statements.facts, statements.records)
    )
    return replace(statements, facts=facts, records=records)
