"""A SPARQL endpoint on this machine, small enough to read: the protocol over a graph in memory."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox

from kg.graph.graph import Graph


@contextlib.contextmanager
def endpoint(graph: Graph) -> Iterator[str]:
    """Give the URL of an endpoint that answers queries about `graph` while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            is_form = "form" in self.headers["Content-Type"]
            data, media = answer(graph, parse_qs(body)["query"][0] if is_form else body)
            self.send_response(200)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(graph: Graph, text: str) -> tuple[bytes, str]:
    """Return what the engine answers, and its media type."""
    result = graph.store.query(text)
    if isinstance(result, ox.QueryTriples):
        return result.serialize(format=ox.RdfFormat.N_TRIPLES) or b"", "application/n-triples"
    return result.serialize(format=ox.QueryResultsFormat.JSON) or b"", "application/sparql-results+json"
