"""What one source gives the graph by itself, whatever others say; parts are merged into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from kg.build.things import Term
from kg.errors import Problem
from kg.seeds.coverage import Coverage

Statement = tuple[ox.NamedNode, ox.NamedNode, Term]
Qualifiers = dict[str, list[Term]]


class Said(NamedTuple):
    """A statement of a record as one passage makes it: how it is meant, by whom, its position in a list."""

    statement: Statement
    passage: ox.NamedNode
    qualifiers: Qualifiers
    position: int | None


@dataclass(frozen=True)
class Part:
    """The triples of one source (or of the entities), what is wrong, and which line made which node.

    `said` are the statements of records, which several sources may make; `printed` the names of entities that
    the text prints, be they inside longer names.
    """

    triples: tuple[Statement, ...]
    problems: tuple[Problem, ...]
    places: dict[str, str]
    said: tuple[Said, ...] = ()
    printed: frozenset[str] = frozenset()
    coverage: tuple[Coverage, ...] = ()


def merge(parts: Sequence[Part]) -> Part:
    """Return one part of many, in their order."""
    return Part(
        tuple(chain.from_iterable(part.triples for part in parts)),
        tuple(chain.from_iterable(part.problems for part in parts)),
        {node: where for part in parts for node, where in part.places.items()},
        tuple(chain.from_iterable(part.said for part in parts)),
        frozenset().union(*(part.printed for part in parts)),
        tuple(chain.from_iterable(part.coverage for part in parts)),
    )
