"""The network of a graph: of all its statements, of its plain triples or of an answer, whole or narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from kg.errors import KgError, UnknownNameError
from kg.graph.names import resolve
from kg.network import drawing, joining, narrow
from kg.network.drawing import Extent, nearby, surroundings
from kg.network.from_answer import network_of_answer
from kg.statements.newest import is_well_known
from kg.statements.properties import written
from kg.statements.reading import read

CHOICES: Final = {"records": get_args(joining.Records)}
"""Keywords of `network()` that take one of a few words."""
_NO_NETWORK: Final = "It is empty, or no thing with an IRI is the subject of a triple."

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.network import Network
    from kg.network.joining import Records
    from kg.terms import Prefixes


class Narrowing(narrow.Filters, total=False):
    """What of a graph `network()` keeps, beside the things asked for."""

    depth: int
    path: tuple[str, str] | None
    compare: tuple[str, str] | None
    limit: int | None
    records: Records
    everything: bool


def something(graph: Graph) -> Network:
    """Return the whole network of a graph; KgError when there is nothing at all in it."""
    return _not_empty(network(graph))


def outline(graph: Graph) -> Network:
    """Return nodes and edges of the same, without what is said there, to be measured; KgError likewise."""
    found = drawing.outline(graph)
    found.graph["prefixes"] = graph.prefixes
    return _not_empty(found)


def _not_empty(found: Network) -> Network:
    if not len(found):
        raise KgError("there is no network in this graph", hint=_NO_NETWORK)
    return found


def network(
    graph: Graph,
    entities: Sequence[str] = (),
    *,
    query: Question | None = None,
    depth: int = 1,
    path: tuple[str, str] | None = None,
    compare: tuple[str, str] | None = None,
    limit: int | None = None,
    records: Records = "fold",
    everything: bool = False,
    **filters: Unpack[narrow.Filters],
) -> Network:
    """Return the network of a graph, whole or narrowed; the names given are what `resolve` takes.

    `entities` (`_:1` is a blank node, as the whole network calls it; a record that is named is a thing) and
    all within `depth` steps of them; `path` keeps the shortest paths between two; `compare` keeps two things
    and what is joined to either (see `sharing`); `classes` keeps the things of these classes, related or not;
    `properties`, `sources` (citation keys) and the years `since`–`until` keep edges that fit all of them;
    `query` (a CONSTRUCT, or a SELECT of two or three columns) says itself what is joined. Above `limit` nodes
    the most central stay, and `network.graph["left_out"]` counts the others; `network.graph["asked"]` has the
    labels of the things asked for, `["centres"]`, `["ends"]` (of the path) and `["compared"]` their nodes.
    Of well-known things among them it has what the newest documents say, or the `sources` given, unless
    `everything` is wanted; `["of_newest"]` has the labels of those.
    Raises UnknownNameError for a name that is none, or means several things, and KgError for a comparison of
    a thing with itself, or with things, a path or steps beside it.
    """
    if compare:
        _refuse_beside_comparison(entities, path, depth)
        entities = compare
    if query or path or _takes_all(entities):
        found = _answered(graph, query, records) if query else drawing.everything(graph, records)
        ends = [node(graph, found, name) for name in path or ()]
        centres = [node(graph, found, name) for name in entities]
        return _Wanted(centres, ends, bool(compare), depth, limit, filters).of(found, graph.prefixes)
    meant = [resolve(graph, name).value for name in entities]
    extent = _extent(graph, filters.get("sources", ()), whole=everything)
    near = nearby(graph, meant, depth, records, extent)
    centres = [_drawn(near, iri, name) for iri, name in zip(meant, entities, strict=True)]
    wanted = _Wanted(centres, [], bool(compare), depth, limit, filters)
    try:
        return wanted.of(near, graph.prefixes)
    except UnknownNameError:  # a filter names nothing around here, but may well name something elsewhere
        return wanted.of(drawing.everything(graph, records), graph.prefixes)


class Whole:
    """The network of all of a graph, drawn once, to take out of it what is around one thing after another.

    It is that of a graph that stays as it is.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph, self._found = graph, drawing.everything(graph, "fold")
        things = (node for node in self._found if not node.startswith("_:"))
        self._well_known = {iri for iri in things if is_well_known(graph, iri)}
        self._records = {
            written(row["record"]) for row in graph.select("SELECT ?record { ?record a kg:Record }")
        }

    def around(self, iri: str, limit: int) -> Network:
        """Return what `network()` does of the thing of an IRI alone and a limit, and raise the same.

        Of well-known things it is not all that is said, and a record may be a thing only where it is asked
        for: those networks are drawn by themselves.
        """
        found = self._found
        is_thing = iri in found and iri not in self._records
        if not is_thing or not self._well_known.isdisjoint(narrow.neighbours(found, iri) | {iri}):
            return network(self._graph, [f"<{iri}>"], limit=limit)
        return _Wanted([iri], [], False, 1, limit, {}).of(found, self._graph.prefixes)


def reach(graph: Graph, entities: Sequence[str], query: Question | None, narrowing: Narrowing) -> Graph:
    """Return the part of a graph that `network()` of the same looks at, with records folded.

    It is all of it where no things are asked for. Raises UnknownNameError as `network()` does.
    """
    entities = narrowing.get("compare") or entities
    if query or narrowing.get("path") or _takes_all(entities):
        return graph
    meant = [resolve(graph, name).value for name in entities]
    extent = _extent(graph, narrowing.get("sources", ()), whole=narrowing.get("everything", False))
    return surroundings(graph, meant, narrowing.get("depth", 1), "fold", extent)


def _extent(graph: Graph, sources: Sequence[str], *, whole: bool) -> Extent:
    """Return how much of well-known things is taken; all where a source is none of the graph, to be told."""
    try:
        return Extent(tuple(resolve(graph, name).value for name in narrow.listed(sources)), whole)
    except UnknownNameError:
        return Extent(whole=True)


def _takes_all(entities: Sequence[str]) -> bool:
    """Say whether things cannot be asked for by their names: there are none, or blank nodes among them."""
    return not entities or any(name.startswith("_:") for name in entities)


def _refuse_beside_comparison(entities: Sequence[str], path: tuple[str, str] | None, depth: int) -> None:
    """Raise KgError for things, a path or steps asked for beside a comparison."""
    beside = {"other things": entities, "a path": path, "a depth": depth != 1}
    if refused := [name for name, given in beside.items() if given]:
        hint = f"Leave out {' and '.join(refused)}: it shows two things and what either is joined to."
        raise KgError(f"a comparison cannot be drawn together with {refused[0]}", hint=hint)


def _answered(graph: Graph, query: Question, records: Records) -> Network:
    return network_of_answer(graph.answer(query), read(graph), records)


class _Wanted(NamedTuple):
    """What is kept of a network: what fits the filters, lies on a path and around the centres."""

    centres: list[str]
    ends: list[str]
    compares: bool
    depth: int
    limit: int | None
    filters: narrow.Filters

    def of(self, found: Network, prefixes: Prefixes) -> Network:
        """Return that of the network; UnknownNameError for a filter that names nothing in it."""
        if self.compares and self.centres[0] == self.centres[1]:
            label = found.nodes[self.centres[0]]["label"]
            raise KgError(f"both names given to compare mean {label}", hint="Give two different things.")
        kept = (*self.centres, *self.ends)
        found.graph["prefixes"] = prefixes
        found.graph |= {"asked": [found.nodes[iri]["label"] for iri in kept]}
        found.graph |= {"centres": self.centres, "ends": self.ends}
        found.graph["compared"] = self.centres if self.compares else []
        if known := found.graph.get("of_newest"):
            found.graph["of_newest"] = [found.nodes[iri]["label"] for iri in known if iri in found]
        found = narrow.restricted(found, kept=kept, **self.filters)
        if self.ends:
            found = narrow.between(found, self.ends[0], self.ends[1])
        if self.centres:
            found = narrow.around(found, self.centres, self.depth)
        return narrow.most_central(found, self.limit)


def node(graph: Graph, drawn: Network, name: str) -> str:
    """Return the node that is meant by a name of a thing of the graph, or by the node's own IRI.

    Raises UnknownNameError for a name that is none or means several things, and for a thing not drawn.
    """
    return name if name in drawn else _drawn(drawn, resolve(graph, name).value, name)


def _drawn(drawn: Network, iri: str, name: str) -> str:
    """Return the IRI that a name means; UnknownNameError for a thing not drawn."""
    if iri not in drawn:
        raise UnknownNameError(f"{name!r} is in this graph, but not a thing of the network drawn")
    return iri
