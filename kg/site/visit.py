"""A visit to an address of the site, and what is made for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.site.addresses import Links

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.network.from_graph import Whole
    from kg.query.saved import SavedQuery


ELSEWHERE: Final = "elsewhere"
"""The format of a link to where something stands."""


class Site(NamedTuple):
    """What pages are made of: a graph, the saved queries, and the text of each source by its IRI.

    `is_files` says that no server stands behind them, so that they link to files and ask for nothing;
    `network` has that of all of the graph where it is drawn once for all pages.
    """

    graph: Graph
    queries: tuple[SavedQuery, ...] = ()
    texts: Mapping[str, str] = MappingProxyType({})
    is_files: bool = False
    network: Whole | None = None


class Wanted(NamedTuple):
    """An address of the site: its path, percent-encoded, its parameters, and the formats that are liked.

    `accept` is as HTTP writes it.
    """

    path: str
    parameters: tuple[tuple[str, str], ...] = ()
    accept: str = "text/html"


class Made(NamedTuple):
    """What stands at an address: its format and bytes, and the status of HTTP."""

    form: str
    body: bytes
    status: int = 200


class Visit:
    """A visit to an address of a site: what the makers of its pages are given."""

    def __init__(self, site: Site, wanted: Wanted) -> None:
        self.site, self.wanted = site, wanted
        self.path = wanted.path
        self.links = Links(self.graph, wanted.path, are_files=site.is_files)

    @cached_property
    def graph(self) -> Graph:
        """The graph with all its graphs as one."""
        return self.site.graph.whole

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of the address by name; of one that stands twice the last."""
        return dict(self.wanted.parameters)

    def elsewhere(self, path: str) -> Made:
        """Return what sends the visitor to another path of the site."""
        return Made(ELSEWHERE, self.links.to(path).encode(), 303)
