"""What is asked and how long it takes, counted for whoever runs the server, as Prometheus reads it."""

from __future__ import annotations

import math
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.utils import floatToGoString

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from prometheus_client.core import Metric
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_KINDS: Final = frozenset(
    ("sparql", "query", "queries", "search", "id", "fact", "source", "ontology", "health", "metrics")
)
"""The kinds of addresses that are told apart; all others are pages."""
_BOUNDS: Final = (0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60)
"""The seconds by which answers are told apart."""


class Counting:
    """An ASGI application in front of another, whose answers it counts, by kind of address and status.

    `gauges` are what else is told, each by its name: what it is, and how much there is of it now.
    """

    def __init__(self, app: ASGIApp, gauges: Mapping[str, tuple[str, Callable[[], float]]]) -> None:
        self._app, self._gauges = app, gauges
        self._requests: Counter[tuple[str, int]] = Counter()
        self._seconds: defaultdict[str, _Seconds] = defaultdict(_Seconds)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request as the other does."""
        begun, status = time.perf_counter(), 499  # the client left, as nginx has it

        async def noted(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        await self._app(scope, receive, noted)
        kind = _kind(scope)
        self._requests[kind, status] += 1
        self._seconds[kind].add(time.perf_counter() - begun)

    def told(self) -> bytes:
        """Return all that is counted, in the text format of Prometheus."""
        registry = CollectorRegistry()
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> Iterator[Metric]:
        """Yield all that is counted, as the library of Prometheus asks for it."""
        requests = CounterMetricFamily("kg_requests", "Requests answered.", labels=("kind", "status"))
        for (kind, status), number in self._requests.items():
            requests.add_metric((kind, str(status)), number)
        yield requests
        what = "Seconds until an answer is sent."
        seconds = HistogramMetricFamily("kg_request_seconds", what, labels=("kind",))
        for kind, took in self._seconds.items():
            seconds.add_metric((kind,), took.buckets, took.sum)
        yield seconds
        for name, (what, now) in self._gauges.items():
            yield GaugeMetricFamily(name, what, now())


class _Seconds:
    """How long answers took: how many up to each of the bounds, and all together."""

    def __init__(self) -> None:
        self._counts, self.sum = [0] * (len(_BOUNDS) + 1), 0.0

    def add(self, seconds: float) -> None:
        """Count one answer."""
        self._counts[bisect_left(_BOUNDS, seconds)] += 1
        self.sum += seconds

    @property
    def buckets(self) -> list[tuple[str, float]]:
        """Each bound, as Prometheus writes it, with the number of answers that took no longer."""
        return list(zip(map(floatToGoString, (*_BOUNDS, math.inf)), accumulate(self._counts), strict=True))


def _kind(scope: Scope) -> str:
    """Return the kind of an address, one of a few whatever is asked."""
    below: str = scope["path"].removeprefix(scope["root_path"])
    kind = below.lstrip("/").partition("/")[0].partition(".")[0]
    return kind if kind in _KINDS else "page"
