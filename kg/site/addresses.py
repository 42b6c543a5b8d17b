"""Where things stand on the site: IRIs of the graph as paths of ours, and links from one page to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlencode, urljoin

import pyoxigraph as ox

from kg import terms
from kg.site.filenames import file_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.graph.graph import Graph

_OWN: Final = ("id", "source", "fact", "name")
"""The folders of a project's namespace in which its things are minted."""
_KEPT: Final = "/%:@!$&'()*+,;=-._~"
"""What an IRI may hold that a path holds as it is."""


def base_of(graph: Graph) -> str:
    """Return the IRI beside which a graph's project mints its things; empty where it has no project."""
    return urljoin(graph.namespace.iri, ".") if graph.namespace else ""


def path_of(graph: Graph, iri: str) -> str:
    """Return the path of a thing's page: that of its IRI within the project's namespace, else its name's."""
    base = base_of(graph)
    folder, _, name = iri.removeprefix(base).partition("/")
    if base and iri.startswith(base) and folder in _OWN and name and "/" not in name:
        return f"{folder}/{quote(name, safe=_KEPT)}"
    short = graph.prefixes.compact(iri)
    return f"id/{quote(short.strip('<>'), safe=':')}"


def iri_at(graph: Graph, path: str) -> str:
    """Return the IRI of the thing whose page is at a path, percent-encoded; empty where there is none."""
    return next((iri for iri in _meant(graph, path) if _is_in(graph, iri)), "")


def _meant(graph: Graph, path: str) -> Iterator[str]:
    """Yield the IRIs that a path may stand for."""
    base, name = base_of(graph), unquote(path.partition("/")[2])
    if base:
        yield base + path
        yield base + unquote(path)
    if path.startswith("id/") and ":" in name:
        yield graph.prefixes.expand(name) or name
        yield name


def _is_in(graph: Graph, iri: str) -> bool:
    """Say whether anything is said of a thing, or with it."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    return graph.ask(f"ASK {{ {{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} }}")


class Links:
    """Links from the page at a path, relative, so that they hold below any path and in a folder of files.

    Those to files name them; `led_to` holds (path, end) of all that was linked to.
    """

    def __init__(self, graph: Graph, here: str, *, are_files: bool = False) -> None:
        self._graph, self._up = graph, "../" * here.count("/")
        self._known: dict[str, str] = {}
        self.are_files, self.led_to = are_files, set[tuple[str, str]]()

    def to(
        self, path: str = "", fragment: str = "", values: Mapping[str, str] | None = None, end: str = ""
    ) -> str:
        """Return the link to a path of the site, percent-encoded, with a fragment and parameters.

        `end` asks for another format than a page. Files are asked for nothing.
        """
        self.led_to.add((path, end))
        query = f"?{urlencode(values)}" if values and not self.are_files else ""
        fragment = f"#{quote(fragment, safe=_KEPT)}" if fragment else ""
        there = file_of(path, end) if self.are_files else path + end
        return f"{self._up}{there}{query}{fragment}" or "./"

    def of(self, iri: str) -> str:
        """Return the link to the page of a thing, a passage or a term, else to the web; empty for neither."""
        if iri not in self._known:
            self._known[iri] = self._of(iri)
        return self._known[iri]

    def named(self, name: str) -> str:
        """Return the link to what a prefixed name, or an IRI in angle brackets, stands for."""
        iri = self._graph.prefixes.expand(name) if not name.startswith("<") else name[1:-1]
        return self.of(iri) if iri else ""

    def term(self, iri: str) -> str:
        """Return the link to where a class or property is described."""
        return self.to("ontology/", self.anchor(iri))

    def members(self, iri: str) -> str:
        """Return the link to the page of a class with the things that are of it."""
        return self.to(f"things/{quote(self._graph.prefixes.compact(iri).strip('<>'), safe=':')}")

    def anchor(self, iri: str) -> str:
        """Return the fragment of a class or property: its own name in the vocabularies of the project."""
        namespace, name = terms.split(iri)
        own = self._graph.namespace
        is_own = namespace == terms.KG or (own is not None and namespace == own.iri)
        return name if is_own and name else self._graph.prefixes.compact(iri).strip("<>")

    def _of(self, iri: str) -> str:
        own = self._graph.namespace
        if iri in (terms.EVIDENCE, own and own.iri.rstrip("#/")):
            return self.to("ontology/")
        if iri.startswith(terms.KG) or (own and iri.startswith(own.iri)):
            return self.term(iri)
        document, mark, fragment = iri.partition("#")
        base = base_of(self._graph)
        if mark and base and iri.startswith(f"{base}source/"):
            return self.to(path_of(self._graph, document), fragment)
        if self._graph.is_remote or (base and iri.startswith(base)) or self._is_told_of(iri):
            return self.to(path_of(self._graph, iri))
        return iri if iri.startswith(("http://", "https://")) else ""

    def _is_told_of(self, iri: str) -> bool:
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        graph = None if self._graph.union else ox.DefaultGraph()
        return any(True for _ in self._graph.store.quads_for_pattern(node, None, None, graph))
