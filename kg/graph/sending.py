"""Send what changes an endpoint, updates and triples for its Graph Store, until it has taken them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import httpx

from kg.errors import PassingError, TimeLimitError
from kg.graph.client import client, headers
from kg.graph.remote import shown
from kg.graph.troubles import refusal, telling

if TYPE_CHECKING:
    from collections.abc import Mapping

_WAITS: Final = (0.1, 0.5, 2, 5, 15)
"""Seconds to wait before each new attempt."""
_LIMITS: Final = httpx.Timeout(600, connect=30)
"""Seconds of silence after which an attempt has failed: an engine may copy a large graph without a word."""

_Given = TypeVar("_Given")


def patiently(work: Callable[[], _Given]) -> _Given:
    """Return what the work gives, tried again a few times, ever later, where its failure may pass."""
    for wait in _WAITS:
        try:
            return work()
        except (PassingError, TimeLimitError):
            time.sleep(wait)
    return work()


class Sender(NamedTuple):
    """Sends to one endpoint: its URL for updates, and that of its Graph Store, empty where it has none.

    Only these are contacted: what an answer redirects to is not. All that is sent may arrive twice.
    """

    client: httpx.Client
    update_url: str
    store_url: str

    def update(self, text: str) -> None:
        """Send an update (SPARQL 1.1 Update, by a direct POST of the Protocol).

        Raises QueryError where it is refused, LocationError where the endpoint fails for long.
        """
        self._send("POST", self.update_url, text.encode(), "application/sparql-update", {})

    def add(self, graph: str, lines: list[bytes], *, anew: bool) -> None:
        """Add lines of N-Triples to a graph, whose content they replace when it begins `anew`.

        They go to the Graph Store (SPARQL 1.1 Graph Store HTTP Protocol) where there is one, else by INSERT
        DATA. Raises as `update` does.
        """
        data = b"".join(lines)
        if self.store_url:
            method = "PUT" if anew else "POST"
            self._send(method, self.store_url, data, "application/n-triples", {"graph": graph})
        else:
            before = f"DROP SILENT GRAPH <{graph}> ;\n" if anew else ""
            self.update(f"{before}INSERT DATA {{ GRAPH <{graph}> {{\n{data.decode()}}} }}")

    def _send(self, method: str, url: str, data: bytes, kind: str, named: Mapping[str, str]) -> None:
        where, sent = shown(url), {**headers(), "Content-Type": kind}
        with telling(where):
            address = httpx.URL(url).copy_merge_params(named)
            request = self.client.build_request(method, address, content=data, headers=sent)
        patiently(lambda: self._attempt(request, where, "triples" if named else "update"))

    def _attempt(self, request: httpx.Request, where: str, what: str) -> None:
        with telling(where):
            response = self.client.send(request, stream=True)
        pieces = response.iter_bytes()
        try:
            if not response.is_success:
                raise refusal(response, lambda _: next(pieces, b""), where, what)
        finally:
            response.close()


def sender(update: str, store: str) -> Sender:
    """Return what sends to these addresses with what the environment gives to be let in by."""
    return Sender(client(_LIMITS), update, store)
