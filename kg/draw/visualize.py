"""Any picture of a graph: what the command and the Python API ask for, in one function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypedDict, get_args

from kg.draw.charts import Chart, Look, beside, chart
from kg.draw.figure import selection
from kg.errors import KgError
from kg.network import from_graph
from kg.network.from_graph import Narrowing, network, something
from kg.network.narrow import without_strays
from kg.speech.texts import Language, joined, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    from kg.draw.charts import Asked
    from kg.draw.picture import Picture
    from kg.draw.sides import Beside
    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.network import Network

Kind = Literal["views", "network", Chart]
Scheme = Literal["auto", "light", "dark"]

CHOICES: Final = {
    **from_graph.CHOICES,
    "kind": ("views", "network", *get_args(Chart)),
    "scheme": get_args(Scheme),
    "language": get_args(Language),
}
"""Options that take one of a few words."""
LIMIT: Final = 1500
"""Things above which a network shows the most central ones only."""
_NOT_NARROWING: Final = {"depth", "records", "limit", "everything"}
"""Keywords of `network()` that leave the whole graph whole."""
_NOTHING: Final = "Leave out a filter (class, property, source, year), or ask for other ones."
_OF_A_NETWORK: Final = "Leave out --size-by and --color-by: they show measures of a network."


class Options(Narrowing, total=False):
    """How a picture is made, beside what it is of: the keywords of the command and of Python."""

    kind: Kind
    title: str | None
    size_by: str | None
    color_by: str | None
    scheme: Scheme
    language: Language


class Measured(TypedDict):
    """What sizes and colours the things of a network: the measures and their names, where there are any."""

    sizes: Mapping[str, float] | None
    colors: Mapping[str, float] | None
    size_by: str
    color_by: str


def visualize(
    graph: Graph,
    entities: Sequence[str] = (),
    *,
    query: Question | None = None,
    kind: Kind = "views",
    title: str | None = None,
    whole: str = "",
    size_by: str | None = None,
    color_by: str | None = None,
    scheme: Scheme = "auto",
    language: Language = "auto",
    **narrowing: Unpack[Narrowing],
) -> Picture:
    """Return the picture of a graph: the whole of it, or what is around each of the entities.

    `kind` is `network`, `timeline` (everything dated), `flows` (sums of money), `chart` (an indicator), `map`
    (figures by place) or `views`: all of these and a table as tabs of one page, a map where it has figures.
    `size_by` and `color_by` are measures; `scheme` is `light`, `dark` or `auto`, the reader's; `title` heads
    the page, else the things asked for do, else `whole`, else the graph's own title; `language` is what the
    page speaks, for `auto` that of its reader; `narrowing` is what `network()` takes.
    Raises UnknownNameError for a name nobody knows, KgError when nothing is left to draw.
    """
    asked = asked_for(entities, query, narrowing)
    with speaking(language):
        if kind in ("timeline", "flows", "chart", "map"):
            refuse_measures(kind, size_by, color_by)
            return chart(graph, kind, asked, Look(title or "", whole or graph.title, scheme))
        found = drawn(graph, entities, query, {"limit": LIMIT, **narrowing})
        look = Look(title or "", whole or graph.title, scheme)
        shown = selection.parts(found, narrowing, query=whole if query else "")
        views = beside(graph, asked) if kind == "views" else None
        return _network(found, look, shown, views, _measured(found, size_by, color_by))


def _network(
    found: Network, look: Look, shown: Sequence[str], views: Mapping[str, Beside] | None, measured: Measured
) -> Picture:
    """Return the page of a network, headed by what was asked for where it has no title."""
    from kg.draw.networkpage import network_page

    heading = look.title or joined(" – ", found.graph["asked"]) or look.whole
    return network_page(found, title=heading, shown=shown, scheme=look.scheme, beside=views, **measured)


def refuse_measures(kind: Kind, size_by: str | None, color_by: str | None) -> None:
    """Raise KgError for measures of a picture that is no network."""
    if size_by or color_by:
        raise KgError(f"a picture of kind {kind} shows no measures", hint=_OF_A_NETWORK)


def asked_for(entities: Sequence[str], query: Question | None, narrowing: Narrowing) -> Asked | None:
    """Return what is asked for, None for the whole graph."""
    return (entities, query, narrowing) if _is_narrowed(entities, query, narrowing) else None


def drawn(graph: Graph, entities: Sequence[str], query: Question | None, narrowing: Narrowing) -> Network:
    """Return the network to draw; KgError when there is nothing in it."""
    found = network(graph, entities, query=query, **narrowing)
    if not narrowing.get("classes"):
        everything, found = len(found), without_strays(found)
        if not _is_narrowed(entities, query, narrowing):
            found.graph["unsaid"] = everything - len(found)
    for iri, label in zip(found.graph["compared"], found.graph["asked"], strict=False):
        if iri not in found:
            raise KgError(f"nothing is left of {label} to compare", hint=_NOTHING)
    if not len(found) and not entities:
        something(graph)
    return not_empty(found)


def not_empty(found: Network) -> Network:
    """Return a network as it is; KgError when there is nothing in it."""
    if not len(found):
        raise KgError("there is nothing to draw", hint=_NOTHING)
    return found


def _is_narrowed(entities: Sequence[str], query: Question | None, narrowing: Narrowing) -> bool:
    """Say whether less than the whole graph is asked for."""
    kept = (value for name, value in narrowing.items() if name not in _NOT_NARROWING)
    return any((entities, query, *kept))


def _measured(network: Network, size_by: str | None, color_by: str | None) -> Measured:
    """Return the measures that size and colour things, with their names."""
    from kg.network.measure import measure

    return {
        "sizes": measure(network, size_by) if size_by else None,
        "colors": measure(network, color_by) if color_by else None,
        "size_by": size_by or "",
        "color_by": color_by or "",
    }
