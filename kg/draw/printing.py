"""Any figure of a graph for print: what the command and the Python API ask for, in one function."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, TypedDict

from kg.draw import visualize
from kg.draw.charts import Look as Heading
from kg.draw.charts import drawing as printed
from kg.draw.visualize import LIMIT, asked_for, drawn, refuse_measures
from kg.errors import KgError
from kg.speech.texts import joined, say, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    from kg.draw.figure.drawing import Drawing
    from kg.draw.figure.figure import Figure
    from kg.draw.figure.sheet import Sheet
    from kg.draw.visualize import Kind, Scheme
    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.network import Network
    from kg.network.from_graph import Narrowing
    from kg.speech.texts import Language
    from kg.statements.vocabulary import Look

_USUAL: Final = 170.0
"""Millimetres across a figure that takes both columns of a journal."""
_NARROWEST: Final = 60.0
_WIDEST: Final = 1200.0


class Paper(TypedDict, total=False):
    """What a figure has that a page has not: its width in millimetres, and whether it is without paper."""

    width: float
    transparent: bool


class Options(visualize.Options, Paper, total=False):
    """How a figure is made: the keywords of the command and of Python."""


def figure(
    graph: Graph,
    entities: Sequence[str] = (),
    *,
    query: Question | None = None,
    asked: str = "",
    kind: Kind = "views",
    title: str | None = None,
    whole: str = "",
    size_by: str | None = None,
    color_by: str | None = None,
    scheme: Scheme = "auto",
    language: Language = "auto",
    width: float = _USUAL,
    transparent: bool = False,
    **narrowing: Unpack[Narrowing],
) -> Figure:
    """Return the figure of a graph, `width` millimetres across; the keywords are those of `visualize`.

    No letter is smaller than 7 points; `scheme` is light unless `dark`, `language` English for `auto`;
    `transparent` leaves out the paper; `asked` is the text of the query, to be told. Raises UnknownNameError,
    and KgError when nothing is left to draw, and for a width that is none.
    """
    from kg.draw.figure.selection import selection

    if not _NARROWEST <= width <= _WIDEST:
        raise KgError(f"a figure is {_NARROWEST:g} to {_WIDEST:g} mm wide, not {width:g} mm")
    heading = Heading(title or "", whole or graph.title, scheme)
    with speaking("en" if language == "auto" else language):
        if kind in ("timeline", "flows", "chart", "map"):
            refuse_measures(kind, size_by, color_by)
            wanted = asked_for(entities, query, narrowing)
            drawing, part = printed(graph, kind, wanted, heading)
            network = part.lines if part else None
        else:
            network = drawn(graph, entities, query, {"limit": LIMIT, **narrowing})
            drawing = _network(network, heading, size_by, color_by)
        shown = selection(network, narrowing, query=asked)
        return _figure(drawing, shown, width, scheme, transparent=transparent)


def of_network(network: Network, width: float, scheme: Scheme) -> Figure:
    """Return the figure of a network that is narrowed already, without paper; the rest as of `figure`."""
    from kg.draw.figure.selection import selection

    with speaking("en"):
        drawing = _network(network, Heading("", "", scheme), None, None)
        return _figure(drawing, selection(network, {}), width, scheme, transparent=True)


def _figure(drawing: Drawing, shown: str, width: float, scheme: Scheme, *, transparent: bool) -> Figure:
    from kg.draw.figure.figure import Figure
    from kg.draw.figure.fitting import fitted

    drawing, sheet = fitted(drawing, partial(_written, shown, width, scheme))
    svg = sheet.svg(drawing.heading, shown, transparent=transparent)
    lacking = say("without {names}", names=drawing.less) if drawing.less else ""
    return Figure(svg, drawing.heading, joined(say("; "), (drawing.summary, lacking)))


def _written(shown: str, width: float, scheme: Scheme, drawing: Drawing) -> Sheet:
    """Return a sheet with what is drawn under its heading and what it shows, over its sources."""
    from kg.draw.figure.fitting import highest
    from kg.draw.figure.inks import inks_of
    from kg.draw.figure.selection import sources
    from kg.draw.figure.sheet import POINTS, Sheet

    sheet = Sheet(width * POINTS, inks_of(scheme), highest=highest(width) * POINTS)
    sheet.write(drawing.heading, 11, bold=True)
    left_out = say("Left out for want of room: {parts}.", parts=drawing.less) if drawing.less else ""
    sheet.write(joined(say(" "), (shown, left_out)), soft=True)
    sheet.skip(3)
    drawing.draw(sheet)
    for text in sources(drawing.said):
        sheet.write(text, soft=True)
    return sheet


def _network(
    network: Network, look: Heading, size_by: str | None, color_by: str | None, less: str = ""
) -> Drawing:
    """Return a network, to be drawn."""
    from kg.draw.figure.drawing import Drawing
    from kg.draw.lines import paired
    from kg.draw.networkpage import summary
    from kg.network.narrow import most_central

    def first(count: int) -> Drawing:
        part = most_central(network, count)
        part.graph["left_out"] = network.graph["left_out"]
        left_out = len(network) - len(part)
        rest = say("the {count} least central of {all} things", count=left_out, all=len(network))
        return _network(part, look, size_by, color_by, rest)

    heading = look.title or " – ".join(network.graph["asked"]) or look.whole or say("Network")
    draw = partial(_draw, network, size_by, color_by)
    said = [data for *_, data in network.edges(data=True)]
    parts = 1 if network.graph.get("compared") else len(network)  # what is counted as shared stays whole
    return Drawing(heading, summary(network, len(paired(network))), draw, said, parts, first, less)


def _draw(network: Network, size_by: str | None, color_by: str | None, sheet: Sheet) -> None:
    """Draw a network with its keys."""
    from kg.draw.figure import keys
    from kg.draw.figure.network import draw
    from kg.draw.networkpage import radii
    from kg.draw.palette import colors_of, looks_of
    from kg.network.measure import measure

    looks = looks_of([data["classes"] for _, data in network.nodes(data=True)], network.graph["looks"])
    measured = measure(network, color_by) if color_by else {}
    colors = colors_of(measured, color_by)
    sizes = radii(network, measure(network, size_by) if size_by else None)
    draw(sheet, network, looks, sizes, colors)
    keys.of_classes(sheet, _classes(network, looks, grey=bool(colors)))
    if color_by:
        keys.of_measure(sheet, color_by, measured, colors)
    keys.of_sizes(sheet, size_by or say("things it is joined to"), size_by is None)


def _classes(network: Network, looks: Mapping[str, Look], *, grey: bool) -> list[tuple[str, str, str]]:
    """Return label, shape and colour of the classes drawn, of their families where there are many.

    Grey where colours tell of something else.
    """
    from kg.draw.families import FEW_CLASSES, families
    from kg.draw.palette import GREY, ordered_classes

    known = [(label, looks[cls].shape, looks[cls].color) for cls, label in ordered_classes(network, looks)]
    if len(known) > FEW_CLASSES:
        known = [(each["label"], each["shape"], each["color"]) for each in families(network, looks)]
    return [(label, shape, GREY if grey else color) for label, shape, color in known]
