"""The nodes of a corpus that may break shapes, found in each portion by itself and kept: found once.

A portion tells all that is said of its own nodes, and the classes of what these lead to: shapes that look no
farther find in it what they find in the whole. Of entities and terms others may speak too, so the whole is
asked about these.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.build.kept import Kept, json_at, lines_at
from kg.check.conditions import Shapes
from kg.check.suspects import asked, everywhere
from kg.graph.lines import quads_of
from kg.spread import results

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from kg.build.corpus import Corpus
    from kg.check.conditions import Term
    from kg.check.suspects import Found

    Numbered = list[tuple[int, str]]
    """Nodes as N-Triples writes them, each after the place of a shape among those that have targets."""

_NEAR: Final = 1
"""So many steps from a node of its own a portion tells all."""
_AT_ONCE: Final = 25
"""So many portions are asked together: mostly there is nothing, and asking takes longer than looking."""


@dataclass(frozen=True)
class ByPortion:
    """Finds what may break shapes in the graph of a corpus, by `jobs` processes what is not kept of it."""

    corpus: Corpus
    kept: Kept
    jobs: int

    def __call__(self, store: ox.Store, shapes: Shapes) -> Found:
        """Return the nodes that may break each shape; of shapes that look far the whole is asked."""
        reach = shapes.reach()
        if reach is None or reach > _NEAR or shapes.backwards():
            return everywhere(store, shapes)
        found = dict(asked(store, shapes.queries_among(self._common_to(shapes))))
        ordered = [*found]
        for number, node in self._found(shapes):
            (quad,) = quads_of([f"<urn:kg:> <urn:kg:> {node} ."])
            found[ordered[number]].add(quad.object)
        return found

    @cached_property
    def _common(self) -> frozenset[str]:
        """The IRIs of which several portions may speak."""
        return frozenset(line[1 : line.index(">")] for line in self.corpus.own)

    def _common_to(self, shapes: Shapes) -> Callable[[Term], list[str]]:
        """Return what gives those of them that may be targets of a shape."""
        ground = _loaded(self.corpus.own)
        targeted = {shape: {node.value for node in nodes} for shape, nodes in asked(ground, shapes.targets())}
        return lambda shape: sorted(targeted.get(shape, self._common))

    def _found(self, shapes: Shapes) -> Iterator[tuple[int, str]]:
        """Yield what all portions have of their own that may break a shape."""
        portions = [found.path for found in self.corpus.portions]
        missing = [path for path in portions if json_at(self._path(path)) is None]
        batches = [missing[start : start + _AT_ONCE] for start in range(0, len(missing), _AT_ONCE)]
        for _ in results(partial(self._find, [*shapes.queries().values()]), batches, self.jobs):
            pass
        found = [*map(self._path, portions)]
        self.kept.keep_only(found)
        yield from chain.from_iterable(json_at(path) or () for path in found)

    def _find(self, queries: Sequence[Sequence[str]], portions: Sequence[Path]) -> None:
        """Keep of each of some portions what may break shapes there: if there is any, each is asked alone."""
        found = self._asked(queries, portions)
        if found and len(portions) > 1:
            for portion in portions:
                self._find(queries, [portion])
            return
        for portion in portions:
            self.kept.keep(self._path(portion), json.dumps(found).encode())

    def _asked(self, queries: Sequence[Sequence[str]], portions: Sequence[Path]) -> Numbered:
        store = _loaded(chain(self.corpus.own, *map(lines_at, portions)))
        found = asked(store, dict(enumerate(queries)))
        return sorted((number, str(node)) for number, nodes in found for node in nodes if self._is_own(node))

    def _is_own(self, node: Any) -> bool:  # noqa: ANN401
        return not isinstance(node, ox.NamedNode) or node.value not in self._common

    def _path(self, portion: Path) -> Path:
        """Return where it is or will be kept what is found in a portion."""
        return self.kept.told(portion.name)


def _loaded(lines: Iterator[str] | Sequence[str]) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(quads_of(lines))
    return store
