"""Push a graph to an endpoint: beside what is there, verified, then in its place, so that nothing is lost."""

from __future__ import annotations

import hashlib
import time
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from kg import terminal, terms
from kg.errors import LocationError
from kg.graph.parts import Size, as_one, parts, plan
from kg.graph.prefixes import is_iri
from kg.graph.remote import Endpoint, shown
from kg.graph.sending import patiently, sender
from kg.graph.sums import Sums, difference, sums, total
from kg.graph.troubles import PASSWORD, USER

if TYPE_CHECKING:
    from kg.graph.graph import Graph

_BY_STORE: Final = Size(1 << 22, 50_000)
_BY_UPDATE: Final = Size(1 << 19, 500)
"""How much is sent at once; Virtuoso makes 10,000 lines of SQL at most of an update, some ten of a triple."""
_LONGEST: Final = 600
"""Seconds that an answer may take."""
_NAME_IT: Final = "Name the graph to put it in: --graph IRI."
_THERE: Final = "Push again: all that was sent is still there, as a graph beside it."
_UNLIKE: Final = (
    "What was there before is still there. Push again; if it comes to the same, "
    "the engine does not keep such triples as they are."
)
_PENDING: Final = f"{terms.EVIDENCE}/pushing/"
"""How the names of graphs begin that are being pushed."""


class Target(NamedTuple):
    """Where a graph goes.

    `url` is the endpoint that is asked, `update` where it takes updates, `store` its Graph Store, empty where
    it has none; `graph` is the IRI of the graph, empty for the default graph.
    """

    url: str
    update: str
    store: str = ""
    graph: str = ""


class Pushed(NamedTuple):
    """What came of pushing: triples that are there now, and how many of them were sent."""

    triples: int
    sent: int


def push(graph: Graph, target: Target) -> Pushed:
    """Put a graph in place of what is at the target and return what came of it.

    It is sent in parts to a graph of its own, compared with what was sent by `sums`, and only then copied to
    where it belongs: what was there stays until that. Who pushes the same after an interruption goes on with
    the first part that did not arrive.

    Raises OutputError where there is nothing that can be pushed, LocationError where the endpoint cannot be
    reached or does not hold what was sent, QueryError where it refuses that.
    """
    _check(target)
    return _Push(as_one(graph), target).done()


class _UnlikeError(LocationError):
    """What is there is not what was sent."""


class _Push:
    """One graph on its way to a target, by way of the graph called `_pending`."""

    def __init__(self, graph: Graph, target: Target) -> None:
        self._graph, self._target = graph, target
        self._there = Endpoint(target.url, timeout=_LONGEST)
        self._sender = sender(target.update, target.store)
        self._size = _BY_STORE if target.store else _BY_UPDATE
        self._pending = _PENDING + hashlib.sha256(target.graph.encode()).hexdigest()
        self._wanted, self._plan = sums(graph), plan(graph, self._size)
        self._marks = f"<{self._pending}> <{terms.DCTERMS}identifier>"
        self._mark = f'{self._marks} "{self._plan.digest}" .\n'

    def done(self) -> Pushed:
        """Do what is still to be done, and return what came of it.

        The engine may still be at what a push that was ended had asked of it, and do it in between: what is
        then not there, or not as it was sent, is sent once more.
        """
        try:
            return self._done()
        except _UnlikeError:
            return self._done()

    def _done(self) -> Pushed:
        sent = self._send(self._arrived())
        target = _graph(self._target.graph)
        mark = f"GRAPH <{self._target.graph}> {{ {self._mark}}}" if self._target.graph else self._mark
        self._sender.update(f"COPY {_graph(self._pending)} TO {target} ;\nDELETE DATA {{ {mark} }}")
        self._verify(self._target.graph, _THERE)
        self._forget()
        return Pushed(self._plan.total, sent)

    def _arrived(self) -> int:
        """Return how many parts of this very graph have arrived before."""
        asked = f"SELECT ?d {{ {_graph(self._pending)} {{ {self._marks} ?d }} }}"
        digests = patiently(lambda: [str(row["d"]) for row in self._there.select(asked)])
        if digests != [f'"{self._plan.digest}"']:
            return 0
        self._check_apart()
        return self._plan.sent(total(self._sums(self._pending)))

    def _send(self, begin: int) -> int:
        """Send the parts from number `begin`, see that all have arrived, and return how many triples went."""
        told = _Told(self._plan.total, sum(self._plan.triples[:begin]))
        for number, part in enumerate(islice(parts(self._graph, self._size), begin, None), begin):
            lines = part if number else [self._mark.encode(), *part]
            self._sender.add(self._pending, lines, anew=not number)
            if not number:
                self._check_apart()
            told.more(len(part))
        told.over()
        try:
            self._verify(self._pending, _UNLIKE)
        except _UnlikeError:
            self._forget()
            raise
        return told.sent

    def _check_apart(self) -> None:
        """Raise LocationError where what is pending shows in the default graph, if that is to be replaced."""
        asked = f"SELECT ?d {{ {self._marks} ?d }}"
        if not self._target.graph and patiently(lambda: list(self._there.select(asked))):
            self._forget()
            what = "its default graph is all its graphs as one, which nothing can be put in place of"
            raise LocationError(what, where=self._target.url, hint=_NAME_IT)

    def _verify(self, name: str, hint: str) -> None:
        if wrong := difference(self._wanted, self._sums(name)):
            what = f"what arrived is not what was sent: {wrong}"
            raise _UnlikeError(what, where=self._target.url, hint=hint)

    def _sums(self, name: str) -> Sums:
        but_the_mark = f"FILTER(?s != <{self._pending}>)" if name == self._pending else ""
        pattern = f"{{ ?s ?p ?o {but_the_mark} }}"
        where = f"{{ {_graph(name)} {pattern} }}" if name else pattern
        return patiently(lambda: sums(self._there, where))

    def _forget(self) -> None:
        self._sender.update(f"DROP SILENT {_graph(self._pending)}")


class _Told:
    """How far the sending is, in one line of the terminal; `sent` triples so far, besides those before."""

    def __init__(self, total: int, before: int) -> None:
        self._total, self._before, self.sent, self._began = total, before, 0, time.monotonic()

    def more(self, triples: int) -> None:
        """Say that so many more triples have arrived."""
        self.sent += triples
        rate = self.sent / max(time.monotonic() - self._began, 0.001)
        done = self._before + self.sent
        left = f"{rate:,.0f} a second, {(self._total - done) / rate:,.0f} s left"
        terminal.progress(f"{done:,} of {self._total:,} triples sent, {left}")

    def over(self) -> None:
        """Say no more."""
        terminal.progress("")


def _graph(name: str) -> str:
    """Return what SPARQL calls a graph, the default graph having no name."""
    return f"GRAPH {ox.NamedNode(name)}" if name else "DEFAULT"


def _check(target: Target) -> None:
    """Raise LocationError for an address that is none, or holds a password."""
    for url in filter(None, target[:3]):
        if not url.startswith(("http://", "https://")):
            hint = "An endpoint's URL begins with http:// or https://."
            raise LocationError("this is no endpoint", where=url, hint=hint)
        if shown(url) != url:
            hint = f"Leave them out, and set the environment variables {USER} and {PASSWORD}."
            raise LocationError("the URL holds a name or password", where=shown(url), hint=hint)
    if target.graph and not is_iri(target.graph):
        hint = "Such as https://example.org/trade."
        raise LocationError("a graph's name must be an IRI", where=target.graph, hint=hint)
