"""The nodes of a corpus that may break shapes, found in each portion by itself and kept: found once.

A portion tells all that is said of its own nodes, and the classes of what these lead to: shapes that look no
farther find in it what they find in the whole. Of entities and terms others may speak too, so the whole is
asked about these.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.build.corpus import Corpus, Hands
from kg.build.kept import Kept, lines_at
from kg.build.making import Members
from kg.check.conditions import Shapes
from kg.check.suspects import asked, everywhere
from kg.graph.lines import quads_of

if TYPE_CHECKING:
    from kg.check.suspects import Found

_NEAR: Final = 1
"""So many steps from a node of its own a portion tells all."""


@dataclass(frozen=True)
class ByPortion:
    """Finds what may break shapes in the graph of a corpus; what is not kept of a portion `hands` find."""

    corpus: Corpus
    kept: Kept
    hands: Hands

    def __call__(self, store: ox.Store, shapes: Shapes) -> Found:
        """Return the nodes that may break each shape; of shapes that look far the whole is asked."""
        reach = shapes.reach()
        if reach is None or reach > _NEAR or shapes.backwards():
            return everywhere(store, shapes)
        common = {line[1 : line.index(">")] for line in self.corpus.own}
        found = {shape: {*nodes} for shape, nodes in asked(store, shapes.queries_among(sorted(common)))}
        ordered = [*found]
        for number, node in self._found(shapes):
            if getattr(node, "value", "") not in common:
                found[ordered[number]].add(node)
        return found

    def _found(self, shapes: Shapes) -> Iterator[tuple[int, Any]]:
        """Yield what is found in portions: the place of a shape among those with targets, and a node."""
        paths = {found.members: self._path(found.path) for found in self.corpus.portions}
        missing = {members: path for members, path in paths.items() if _at(path) is None}
        if missing:
            portions = {found.members: found.path for found in self.corpus.portions}
            queries = [*shapes.queries().values()]
            self.hands(_Asking(self.corpus.own, portions, queries), self.kept, missing)
        self.kept.keep_only(paths.values())
        for path in paths.values():
            for number, node in _at(path) or ():
                (quad,) = quads_of([f"<urn:kg:> <urn:kg:> {node} ."])
                yield number, quad.object

    def _path(self, portion: Path) -> Path:
        name = hashlib.sha256(self.kept.base + portion.name.encode()).hexdigest()[:40]
        return self.kept.folder / f"{name}.json"


@dataclass(frozen=True)
class _Asking:
    """Asks one portion, with what all stand on."""

    own: Sequence[str]
    portions: Mapping[Members, Path]
    queries: Sequence[Sequence[str]]

    def __call__(self, _: Path, members: Members) -> bytes:
        """Return the places of queries with the nodes that these find, as they are kept."""
        store = ox.Store()
        store.bulk_extend(quads_of(self.own))
        store.bulk_extend(quads_of(lines_at(self.portions[members])))
        found = asked(store, dict(enumerate(self.queries)))
        told = [(number, str(node)) for number, nodes in found for node in sorted(nodes, key=str)]
        return json.dumps(told).encode()


def _at(path: Path) -> list[tuple[int, str]] | None:
    """Return what is kept there, None where there is nothing or not all of it."""
    try:
        return [(number, node) for number, node in json.loads(path.read_bytes())]
    except (OSError, ValueError):
        return None
