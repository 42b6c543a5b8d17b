"""What a figure shows, in words: what was asked for, what was left out, and the sources it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.speech.texts import joined, listed, message, say
from kg.text.datewords import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.network import Network
    from kg.network.from_graph import Narrowing

_LISTED: Final = 12
"""Sources that are named; of more, the others are counted."""
_NAMED: Final = 4
"""So are well-known things."""


WHOLE: Final = message("the whole graph")


def selection(network: Network | None, narrowing: Narrowing, *, query: str = "") -> str:
    """Return what of a graph a network shows, in a sentence; all of it for None."""
    told = parts(network, narrowing, query=query) if network is not None else [say(WHOLE)]
    return say("Shown: {parts}.", parts=joined(say("; "), told))


def parts(network: Network, narrowing: Narrowing, *, query: str = "") -> list[str]:
    """Return the things, steps, filters and years that were asked for, and how much is left out."""
    told = [_around(network.graph["asked"], narrowing, query), *_filters(network, narrowing)]
    told.append(newest(network))
    if left_out := network.graph.get("left_out"):
        told.append(say("without the {n} least central things", n=left_out))
    return [*filter(None, told)]


def newest(network: Network) -> str:
    """Return of what a picture has no more than the newest documents say; empty for nothing."""
    return _of_newest(network, message("of {names} only what the newest documents say"))


def extent(network: Network) -> str:
    """Return the same with how to get everything."""
    return _of_newest(
        network, message("of {names} only what the newest documents say (--all shows everything)")
    )


def _of_newest(network: Network, told: str) -> str:
    """Return a message with the well-known things of a network, of many the first ones; empty for none."""
    names = network.graph.get("of_newest", ())
    more = [say("{n} more", n=len(names) - _NAMED)] if len(names) > _NAMED else []
    return say(told, names=listed([*names[:_NAMED], *more])) if names else ""


def _around(asked: Sequence[str], narrowing: Narrowing, query: str) -> str:
    """Return what stands in the middle."""
    if narrowing.get("path"):
        return say("the shortest paths between {names}", names=listed(asked[:2]))
    if narrowing.get("compare"):
        return say("{name} compared with {other}", name=asked[0], other=asked[1])
    if query:
        return say("what this query joins: {query}", query=query)
    if not asked:
        return say(WHOLE)
    names, depth = listed(asked), narrowing.get("depth", 1)
    return say("{names} and what is within {n} steps", names=names, n=depth) if depth else names


def _filters(network: Network, narrowing: Narrowing) -> Iterable[str]:
    """Yield each filter in words, its names as the graph labels them."""
    classes = {data["cls"]: data["cls_label"] for _, data in network.nodes(data=True)}
    lines = {data["property"]: data["property_label"] for *_, data in network.edges(data=True)}
    if given := narrowing.get("classes"):
        yield say(
            "only things of the class {names}", names=listed([classes.get(name, name) for name in given])
        )
    if given := narrowing.get("properties"):
        yield say("only lines of {names}", names=listed([lines.get(name, name) for name in given]))
    if given := narrowing.get("sources"):
        yield say("only what {names} says", names=listed(given))
    since, until = narrowing.get("since"), narrowing.get("until")
    if since is not None or until is not None:
        yield say("only what speaks of {years}", years=years(since, until))
    if narrowing.get("records") == "show":
        yield say("records drawn as things")


def years(since: int | None, until: int | None) -> str:
    """Return a stretch of years of which one end may be open."""
    if since is None:
        return say("{year} or earlier", year=str(until))
    if until is None:
        return say("{year} or later", year=str(since))
    return str(since) if since == until else f"{since}–{until}"


def sources(said: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the sources of statements, by date, and the date of the newest; nothing where none has one."""
    quotes = [quote for statement in said for quote in statement["quotes"]]
    titles = {quote["source"]: (quote["published"], quote["source_title"]) for quote in quotes}
    if not titles:
        return []
    known = sorted(titles.values())
    told = [joined(say(", "), (title, words(date))) for date, title in known[:_LISTED]]
    more = [say("and {n} more", n=len(known) - _LISTED)] if len(known) > _LISTED else []
    newest = say("Newest source: {date}.", date=words(known[-1][0])) if known[-1][0] else ""
    return [say("Sources: {names}.", names=joined("; ", [*told, *more])), newest]
