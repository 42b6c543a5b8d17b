"""The graph of RDF files: as they are written for those who take it away, in a store for those who ask."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Final

import pyoxigraph as ox

from kg import terms
from kg.errors import MendedWarning
from kg.graph.graph import Graph
from kg.graph.lines import lines_of, tags_in
from kg.graph.mending import Mending
from kg.graph.rdffile import ODD_LABELS, RdfFile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Unpack

    from kg.graph.answers import Row
    from kg.graph.graph import Manner
    from kg.graph.lines import Tags

_OF_VOCABULARIES: Final = (
    f"<{terms.VANN}",
    f"<{terms.OWL}imports>",
    f"<{terms.SH}",
    f"<{terms.DCTERMS}title>",
)
"""How the terms are written by which a graph tells its prefixes and its title."""


class FileGraph(Graph):
    """The graph of RDF files, each with the name of its graph, None for the default graph.

    It is read when something is asked of it, and mended then when that is to be lenient. Blank nodes of
    different files stay apart. For the rest see `Graph`.
    """

    def __init__(
        self,
        files: Sequence[tuple[RdfFile, ox.NamedNode | None]],
        *,
        lenient: bool = False,
        **manner: Unpack[Manner],
    ) -> None:
        super().__init__(self._read, **manner)
        self._files, self._lenient = files, lenient
        self._prefixes: dict[str, str] = {}

    @property
    def tags(self) -> Tags:
        """How the files write their language tags."""
        return self._written[1]

    def lines(self) -> list[str]:
        """Return the lines of N-Quads of all graphs, literals as the files write them; see `lines_of`."""
        return self._written[0]

    def _declared_in_data(self) -> Mapping[str, str]:
        if "_written" not in vars(self):
            self.read()
        return self._prefixes

    def _read(self) -> ox.Store:
        store = ox.Store()
        for file, name in self._files:
            with file.telling(), file.opened() as stream:
                store.bulk_extend(self._quads(file, name, stream))
        return store

    @cached_property
    def _written(self) -> tuple[list[str], Tags]:
        tags: dict[str, str] = {}
        quads: list[Iterator[ox.Quad]] = []
        for file, name in self._files:
            with file.telling(), file.opened() as stream:
                data = stream.read()
            tags |= tags_in(data)
            quads.append(self._quads(file, name, io.BytesIO(data)))
        return lines_of(chain.from_iterable(quads), tags), tags

    def _quads(self, file: RdfFile, name: ox.NamedNode | None, stream: IO[bytes]) -> Iterator[ox.Quad]:
        """Yield the quads of a file, and note which prefixes it declares; LocationError."""
        mending = Mending()
        with file.telling():
            rename = len(self._files) > 1 or file.format.name in ODD_LABELS
            parsed = (
                file.mended(stream, mending, rename=rename)
                if self._lenient
                else file.parsed(stream, rename=rename)
            )
            quads = iter(mending.quads(parsed) if self._lenient else parsed)
            put = quads if name is None else (_in_graph(quad, name) for quad in quads)
            yield from islice(put, 1)
            self._note(parsed.prefixes)  # those of XML hold for their element, so not to the end
            yield from put
            self._note(parsed.prefixes)
        if mending.told:
            warnings.warn(f"{file.path}: {mending}", MendedWarning, stacklevel=2)

    def _note(self, prefixes: Mapping[str, str]) -> None:
        for prefix, iri in prefixes.items():
            self._prefixes.setdefault(prefix, iri)

    def _declared(self, select: str) -> Iterable[Row]:
        if "store" in vars(self) or "_written" not in vars(self):
            return super()._declared(select)
        said = [line for line in self.lines() if any(term in line for term in _OF_VOCABULARIES)]
        return Graph.from_lines(said)._declared(select)


def _in_graph(quad: ox.Quad, name: ox.NamedNode) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, name)
