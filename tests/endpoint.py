"""A SPARQL endpoint on this machine, small enough to read: it answers, or says what one likes."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import parse_qs

import pyoxigraph as ox

from kg.graph.graph import Graph

JSON, NTRIPLES = "application/sparql-results+json", "application/n-triples"


class Said(NamedTuple):
    """A response: pieces of a body are sent one by one, without their length, until nobody listens."""

    body: bytes | Iterable[bytes]
    kind: str = JSON
    headers: Mapping[str, str] = MappingProxyType({})
    status: int = 200


@contextlib.contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Give the address of a server of this machine that handles requests so while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextlib.contextmanager
def saying(respond: Callable[[str], Said]) -> Iterator[str]:
    """Give the URL of an endpoint that responds so to each query while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            is_form = "form" in self.headers["Content-Type"]
            said = respond(parse_qs(body)["query"][0] if is_form else body)
            self.send_response(said.status)
            length = {"Content-Length": str(len(said.body))} if isinstance(said.body, bytes) else {}
            for name, value in {"Content-Type": said.kind, **length, **said.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(ConnectionError):
                for piece in [said.body] if isinstance(said.body, bytes) else said.body:
                    self.wfile.write(piece)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with listening(Handler) as address:
        yield f"{address}/sparql"


def endpoint(graph: Graph) -> contextlib.AbstractContextManager[str]:
    """Give the URL of an endpoint that answers queries about `graph` while the block runs."""
    return saying(lambda text: answer(graph, text))


def answer(graph: Graph, text: str) -> Said:
    """Return what the engine answers."""
    result = graph.store.query(text)
    if isinstance(result, ox.QueryTriples):
        return Said(result.serialize(format=ox.RdfFormat.N_TRIPLES) or b"", NTRIPLES)
    return Said(result.serialize(format=ox.QueryResultsFormat.JSON) or b"", JSON)
