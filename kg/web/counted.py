"""What is asked and how long it takes, counted for whoever runs the server, as Prometheus reads it."""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_KINDS: Final = frozenset(
    ("sparql", "query", "queries", "search", "id", "fact", "source", "ontology", "health", "metrics")
)
"""The kinds of addresses that are told apart; all others are pages."""
_SECONDS: Final = (0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60)


class Counting:
    """An ASGI application in front of another, whose answers it counts, by kind of address and status.

    `gauges` are what else is told, each by its name: what it is, and how much there is of it now.
    """

    def __init__(self, app: ASGIApp, gauges: Mapping[str, tuple[str, Callable[[], float]]]) -> None:
        self._app, self._registry = app, CollectorRegistry()
        self._requests = Counter(
            "kg_requests", "Requests answered.", ("kind", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "kg_request_seconds", "Seconds until an answer is sent.", ("kind",),
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._counted = cache(self._counted_as)
        for name, (what, number) in gauges.items():
            Gauge(name, what, registry=self._registry).set_function(number)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request as the other does."""
        begun, status = time.perf_counter(), 499  # the client left, as nginx has it

        async def noted(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        await self._app(scope, receive, noted)
        requests, seconds = self._counted(_kind(scope), status)
        requests.inc()
        seconds.observe(time.perf_counter() - begun)

    def _counted_as(self, kind: str, status: int) -> tuple[Counter, Histogram]:
        """Return where requests of a kind with a status are counted, and how long those of the kind took."""
        return self._requests.labels(kind, status), self._seconds.labels(kind)

    def told(self) -> bytes:
        """Return all that is counted, in the text format of Prometheus."""
        return generate_latest(self._registry)


def _kind(scope: Scope) -> str:
    """Return the kind of an address, one of a few whatever is asked."""
    below: str = scope["path"].removeprefix(scope["root_path"])
    kind = below.lstrip("/").partition("/")[0].partition(".")[0]
    return kind if kind in _KINDS else "page"
