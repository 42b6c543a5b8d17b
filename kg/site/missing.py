"""The page of an address at which nothing stands: what is missing, and what has a name like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from kg.look.search import search
from kg.site.layout import page

if TYPE_CHECKING:
    from kg.site.visit import Made, Visit

_SHOWN: Final = 8
_LONGEST: Final = 200


def missing(visit: Visit) -> Made:
    """Return the page with status 404, and with the things whose names are most like the address."""
    folder, _, name = unquote(visit.path).partition("/")
    wanted = (name or folder).rpartition(":")[2].replace("-", " ").replace("_", " ")[:_LONGEST]
    told = f"Nothing in this graph has the address {unquote(visit.path)[:_LONGEST]}."
    return page(visit, "missing.html", "Not here", 404, told=told, near=search(visit.graph, wanted, _SHOWN))


def failed(visit: Visit, error: str, status: int) -> Made:
    """Return the page of an address that cannot be answered, with what went wrong."""
    return page(visit, "missing.html", "There is no answer", status, told=error, near=())
