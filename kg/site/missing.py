"""The page of an address at which nothing stands: what is missing, and what has a name like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from kg.graph import labels
from kg.graph.answers import number
from kg.look.search import search
from kg.site.layout import page
from kg.site.visit import Made

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.graph import Graph
    from kg.site.visit import Visit

_SHOWN: Final = 8
_LONGEST: Final = 200
_SEARCHED: Final = 20_000
"""How many names are searched at most for what nobody asked to find."""


def missing(visit: Visit) -> Made:
    """Return the page with status 404, and with the things whose names are most like the address."""
    folder, _, name = unquote(visit.path).partition("/")
    wanted = (name or folder).rpartition(":")[2].replace("-", " ").replace("_", " ")[:_LONGEST]
    near = search(visit.graph, wanted, _SHOWN) if _has_few_names(visit.graph) else ()
    told = f"Nothing in this graph has the address {unquote(visit.path)[:_LONGEST]}."
    return page(visit, "missing.html", "Not here", 404, told=told, near=near)


def _has_few_names(graph: Graph) -> bool:
    named = labels.pattern("?thing", "?by", "?name")
    (row,) = graph.select(f"SELECT (COUNT(*) AS ?number) {{ {named} }}")
    return number(row["number"]) <= _SEARCHED


def failed(visit: Visit, error: str, status: int) -> Made:
    """Return the page of an address that cannot be answered, with what went wrong."""
    return page(visit, "missing.html", "There is no answer", status, told=error, near=())


def unacceptable(offered: Iterable[tuple[str, str]]) -> Made:
    """Return what a visitor is told who likes none of the media types that stand first in `offered`."""
    return Made("plain", f"Accept one of {', '.join(dict(offered))}.\n".encode(), 406)
