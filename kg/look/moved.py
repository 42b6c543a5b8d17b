"""The triples that two graphs both have, but in other named graphs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from kg.graph.lines import by_graph
from kg.look.diff import Change
from kg.look.held import short
from kg.spelling import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.graph.graph import Graph
    from kg.terms import Prefixes

    Places = Mapping[str, Counter[str]]

_BLANK: Final = re.compile(r"_:[^ ]+")
_DEFAULT: Final = "the default graph"


def moved(a: Graph, b: Graph, prefixes: Prefixes) -> tuple[Change, ...]:
    """Return a change for each move from some graphs to others, which tells how many triples made it.

    Triples that differ in the names of blank nodes only are taken for the same. An endpoint tells of
    its default graph only, so nothing moves from or to one.
    """
    if a.is_remote or b.is_remote or not (a.named_graphs() or b.named_graphs()):
        return ()
    before, after = _places(a), _places(b)
    moves: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    for triple in before.keys() & after.keys():
        old, new = before[triple], after[triple]
        if old != new and ("_:" not in triple or old.total() == new.total()):
            moves[tuple(sorted(old)), tuple(sorted(new))] += 1
    return tuple(_change(*ends, number, prefixes) for ends, number in sorted(moves.items()))


def _places(graph: Graph) -> Places:
    """Return each triple, blank nodes unnamed, with the graphs in which it stands."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, lines in by_graph(graph.lines()).items():
        for line in lines:
            found[_BLANK.sub("_:", line)][name] += 1
    return found


def _change(old: tuple[str, ...], new: tuple[str, ...], number: int, prefixes: Prefixes) -> Change:
    before, after = (
        tuple(("graph", short(name, prefixes) if name else _DEFAULT) for name in names)
        for names in (old, new)
    )
    return Change("graph", counted(number, "triple"), "", "changed", before, after)
