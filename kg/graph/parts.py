"""A graph in parts small enough to send: the same triples in the same order each time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.errors import OutputError
from kg.graph.graph import Graph
from kg.graph.lines import lines_of

_AT_ONCE: Final = 5_000
"""Triples that are made lines at once."""


class Size(NamedTuple):
    """How much a part may be: bytes of N-Triples, and triples."""

    bytes: int
    triples: int


class Plan(NamedTuple):
    """What is to be sent: a digest of all of it, and how many triples are in each part."""

    digest: str
    triples: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many triples there are."""
        return sum(self.triples)

    def sent(self, triples: int) -> int:
        """Return how many parts are whole in the first so many triples."""
        return sum(1 for end in accumulate(self.triples) if end <= triples)


def as_one(graph: Graph) -> Graph:
    """Return the graph as one without names, on this machine.

    Raises OutputError where it has named graphs that nobody wants to be one, or no triples.
    """
    if graph.is_remote:
        graph = Graph.from_lines(graph.lines())
    elif named := graph.named_graphs():
        if not graph.union:
            what = f"what is pushed is one graph, and the data has {len(named)} named graphs"
            raise OutputError(what, hint="Give --union to push all graphs as one.")
        graph = Graph.from_triples(graph.triples())
    if not graph.ask("ASK { ?s ?p ?o }"):
        raise OutputError("there is nothing to push: the graph has no triples")
    return graph


def plan(graph: Graph, size: Size) -> Plan:
    """Return the plan by which `parts` divides a graph."""
    digest, triples = hashlib.sha256(), []
    for part in parts(graph, size):
        digest.update(b"".join(part))
        triples.append(len(part))
    return Plan(digest.hexdigest(), tuple(triples))


def parts(graph: Graph, size: Size) -> Iterator[list[bytes]]:
    """Yield lines of N-Triples; all with blank nodes are in the first part: their names hold in a request."""
    part: list[bytes] = []
    length, is_shared = 0, False
    for line in _lines(graph):
        begins_anew = length + len(line) > size.bytes or len(part) == size.triples or is_shared
        if part and begins_anew and not _has_blank(line):
            yield part
            part, length = [], 0
        part.append(line)
        length, is_shared = length + len(line), _has_blank(line)
    if part:
        yield part


def _lines(graph: Graph) -> Iterator[bytes]:
    is_blank = "FILTER(isBlank(?s) || isBlank(?o) || !(isIRI(?o) || isLiteral(?o)))"
    if graph.ask(f"ASK {{ ?s ?p ?o {is_blank} }}"):
        lines = [f"{line}\n".encode() for line in lines_of(graph.triples())]
        yield from sorted(lines, key=lambda line: not _has_blank(line))
        return
    triples = graph.triples()
    while some := list(islice(triples, _AT_ONCE)):
        yield from (ox.serialize(some, format=ox.RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)


def _has_blank(line: bytes) -> bool:
    return line.startswith(b"_:") or b" _:" in line
