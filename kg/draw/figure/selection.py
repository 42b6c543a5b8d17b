"""What a figure shows, in words: what was asked for, what was left out, and the sources it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.spelling import counted
from kg.text.datewords import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.network import Network
    from kg.network.from_graph import Narrowing

_LISTED: Final = 12
"""Sources that are named; of more, the others are counted."""


WHOLE: Final = "the whole graph"


def selection(network: Network, narrowing: Narrowing, *, query: str = "") -> str:
    """Return what of a graph a network shows, in a sentence."""
    return "Shown: " + "; ".join(parts(network, narrowing, query=query)) + "."


def parts(network: Network, narrowing: Narrowing, *, query: str = "") -> list[str]:
    """Return the things, steps, filters and years that were asked for, and how much is left out."""
    told = [_around(network.graph["asked"], narrowing, query), *_filters(network, narrowing)]
    if left_out := network.graph.get("left_out"):
        told.append(f"without the {left_out:,} least central things")
    return told


def _around(asked: Sequence[str], narrowing: Narrowing, query: str) -> str:
    """Return what stands in the middle."""
    if narrowing.get("path"):
        return f"the shortest paths between {_listed(asked[:2])}"
    if narrowing.get("compare"):
        return f"{asked[0]} compared with {asked[1]}"
    if query:
        return f"what this query joins: {query}"
    if not asked:
        return WHOLE
    depth = narrowing.get("depth", 1)
    return f"{_listed(asked)} and what is within {counted(depth, 'step')}" if depth else _listed(asked)


def _filters(network: Network, narrowing: Narrowing) -> Iterable[str]:
    """Yield each filter in words, its names as the graph labels them."""
    classes = {data["cls"]: data["cls_label"] for _, data in network.nodes(data=True)}
    lines = {data["property"]: data["property_label"] for *_, data in network.edges(data=True)}
    if given := narrowing.get("classes"):
        yield f"only things of the class {_listed([classes.get(name, name) for name in given])}"
    if given := narrowing.get("properties"):
        yield f"only lines of {_listed([lines.get(name, name) for name in given])}"
    if given := narrowing.get("sources"):
        yield f"only what {_listed(given)} says"
    since, until = narrowing.get("since"), narrowing.get("until")
    if since is not None or until is not None:
        yield f"only what speaks of {years(since, until)}"
    if narrowing.get("records") == "show":
        yield "records drawn as things"


def years(since: int | None, until: int | None) -> str:
    """Return a stretch of years of which one end may be open."""
    if since is None:
        return f"{until} or earlier"
    return f"{since} or later" if until is None else str(since) if since == until else f"{since}–{until}"


def _listed(names: Sequence[str]) -> str:
    """Return names as people list them: `A, B and C`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def sources(said: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the sources of statements, by date, and the date of the newest; nothing where none has one."""
    quotes = [quote for statement in said for quote in statement["quotes"]]
    titles = {quote["source"]: (quote["published"], quote["source_title"]) for quote in quotes}
    if not titles:
        return []
    known = sorted(titles.values())
    told = [f"{title}, {words(date)}" if date else title for date, title in known[:_LISTED]]
    more = f"; and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
    newest = f"Newest source: {words(known[-1][0])}." if known[-1][0] else ""
    return [f"Sources: {'; '.join(told)}{more}.", newest]
