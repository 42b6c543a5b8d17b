"""`kg serve` beside `oxigraph serve-read-only` and rdflib-endpoint on one graph, in one run, on this machine.

`python tests/bench/endpoint.py [TRIPLES] [SECONDS]` prints requests per second, with the median and the 99th
percentile of their milliseconds, for 1, 8 and 32 clients that keep their connections: for queries each asked
for the first time, and for one repeated. The other two come from PyPI, into an environment of their own.
"""

from __future__ import annotations

import contextlib
import itertools
import re
import selectors
import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.bench import data

PREFIXES = "".join(f"PREFIX {name}: <{iri}> " for name, iri in data.NAMESPACE.prefixes.items())
QUERIES = {
    "lookup": "SELECT ?p ?o { id:company-5 ?p ?o }",
    "list": "SELECT ?c ?l { ?c a jm:Company ; skos:prefLabel ?l } ORDER BY ?l LIMIT 100",
    "aggregate": "SELECT ?s (SUM(?v) AS ?n) { ?o jm:to ?s ; kg:value ?v } GROUP BY ?s ORDER BY DESC(?n)",
}
CLIENTS = (1, 8, 32)
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Client:
    """One connection on which a request follows each answer."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.begun, self.heard = 0.0, b""

    def ask(self, request: bytes) -> None:
        self.begun, self.heard = time.perf_counter(), b""
        self.socket.sendall(request)

    def is_answered(self) -> bool:
        """Take in what has come, and say whether it is the whole answer, which must be a good one."""
        came = self.socket.recv(1 << 18)
        self.heard += came
        head, end, body = self.heard.partition(b"\r\n\r\n")
        if not came or (end and b" 200 " not in head.split(b"\r\n")[0]):
            raise SystemExit(f"no answer: {self.heard[:500]!r}")
        length = LENGTH.search(head)
        return bool(end) and (len(body) == int(length[1]) if length else body.endswith(b"0\r\n\r\n"))


def requests(path: str, text: str, *, repeated: bool) -> Iterator[bytes]:
    """Yield requests that ask a query; where they are not `repeated`, each ends with another comment."""
    for number in itertools.count():
        query = quote(PREFIXES + text + ("" if repeated else f" # {number} {time.time_ns()}"))
        accept = "Accept: application/sparql-results+json"
        yield f"GET {path}?query={query} HTTP/1.1\r\nHost: 127.0.0.1\r\n{accept}\r\n\r\n".encode()


def load(port: int, wanted: Iterator[bytes], clients: int, seconds: float) -> list[float]:
    """Return the milliseconds of each answer that so many clients got in so many seconds."""
    took: list[float] = []
    with selectors.DefaultSelector() as selector:
        for client in [Client(port) for _ in range(clients)]:
            selector.register(client.socket, selectors.EVENT_READ, client)
            client.ask(next(wanted))
        end = time.perf_counter() + seconds
        while time.perf_counter() < end or not took:
            for client in [key.data for key, _ in selector.select(1)]:
                if client.is_answered():
                    took.append((time.perf_counter() - client.begun) * 1000)
                    client.ask(next(wanted))
        for key in list(selector.get_map().values()):
            key.data.socket.close()
    return sorted(took)


@contextlib.contextmanager
def running(port: int, *command: str) -> Iterator[None]:
    """Run a server while the body does, which begins when it is heard."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(300):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.1)
            yield
        finally:
            process.terminate()


def free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as heard:
        return int(heard.getsockname()[1])


def servers(folder: Path, graph: Path) -> Iterator[tuple[str, str, int, list[str]]]:
    """Yield name, path, port and command of each server of a graph, the others installed in a folder."""
    kg = [sys.executable, "-m", "kg", "serve", "--data", str(graph), "--port"]
    yield "kg", "/sparql", (port := free()), [*kg, str(port)]
    venv.create(folder / "env", with_pip=True)
    there = folder / "env" / "bin"
    wanted = ["oxigraph", "rdflib-endpoint[web]"]
    subprocess.run([there / "python", "-m", "pip", "install", "-q", *wanted], check=True)
    store = ["--location", str(folder / "store")]
    subprocess.run([there / "oxigraph", "load", *store, "--file", graph], check=True, capture_output=True)
    oxigraph = [str(there / "oxigraph"), "serve-read-only", *store, "--bind"]
    yield "oxigraph", "/query", (port := free()), [*oxigraph, f"127.0.0.1:{port}"]
    rdflib = [str(there / "rdflib-endpoint"), "serve", str(graph), "--host", "127.0.0.1", "--port"]
    yield "rdflib-endpoint", "/", (port := free()), [*rdflib, str(port)]


def measure(name: str, path: str, port: int, seconds: float) -> None:
    for (what, text), repeated in itertools.product(QUERIES.items(), (False, True)):
        for clients in CLIENTS:
            load(port, requests(path, text, repeated=repeated), 1, 0.2)
            took = load(port, requests(path, text, repeated=repeated), clients, seconds)
            middle, late = took[len(took) // 2], took[len(took) * 99 // 100]
            kind = "repeated" if repeated else "first"
            line = f"{name:16}{what:10} {kind:9}{clients:3} clients {len(took) / seconds:8.0f}/s"
            print(f"{line}  p50 {middle:8.2f} ms  p99 {late:8.2f} ms", flush=True)


if __name__ == "__main__":
    triples, seconds = int((sys.argv[1:] or ["5000"])[0]), float((sys.argv[2:] or ["2"])[0])
    with tempfile.TemporaryDirectory() as folder:
        for name, path, port, command in servers(Path(folder), data.file(triples, Path(folder))):
            with running(port, *command):
                measure(name, path, port, seconds)
