"""Triple stores of others as servers on free ports of this machine, and what stands between them and us."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import NamedTuple

import httpx
from endpoint import listening


class Engine(NamedTuple):
    """Where a server is asked, updated, and takes triples."""

    url: str
    update: str
    store: str


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], folder: Path, asked: str) -> Iterator[None]:
    """Run a server in a folder while the block does, which begins when it answers a query."""
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            until = time.monotonic() + 60
            while not answers(asked):
                assert process.poll() is None, f"{command[0]} ended"
                assert time.monotonic() < until, f"{command[0]} does not answer"
                time.sleep(0.05)
            yield
        finally:
            process.kill()


def answers(url: str) -> bool:
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(url, params={"query": "SELECT * { ?s ?p ?o } LIMIT 1"}).status_code == 200
    return False


@contextlib.contextmanager
def oxigraph(folder: Path, *, on_disk: bool = False) -> Iterator[Engine]:
    """Give a server of Oxigraph that keeps its data in memory, or in a folder."""
    address = f"127.0.0.1:{free_port()}"
    engine = Engine(*(f"http://{address}/{path}" for path in ("query", "update", "store")))
    with running(
        ["oxigraph", "serve", "-b", address, *(["-l", str(folder / "store")] if on_disk else [])],
        folder,
        engine.url,
    ):
        yield engine


CONFIGURED = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{own}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{web}
[SPARQL]
"""


@contextlib.contextmanager
def virtuoso(folder: Path) -> Iterator[Engine]:
    """Give a server of Virtuoso with a new database in a folder, which lets in dba, whose password is dba."""
    web = free_port()
    (folder / "virtuoso.ini").write_text(CONFIGURED.format(own=free_port(), web=web), encoding="utf-8")
    paths = ("sparql", "sparql-auth", "sparql-graph-crud-auth")
    engine = Engine(*(f"http://127.0.0.1:{web}/{path}" for path in paths))
    with running(["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"], folder, engine.url):
        yield engine


class Passed(NamedTuple):
    """A request on its way: `number` counts them from 0."""

    number: int
    path: str
    body: bytes
    headers: dict[str, str]


@contextlib.contextmanager
def between(
    engine: Engine, meddle: Callable[[Passed, Callable[[bytes], httpx.Response]], httpx.Response | None]
):
    """Give an engine whose requests are passed on by `meddle`, None being no answer, and a list of them."""
    host = httpx.URL(engine.url).copy_with(path="/")
    seen: list[Passed] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            passed = Passed(len(seen), self.path, body, {k.lower(): v for k, v in self.headers.items()})
            seen.append(passed)
            kept = ("content-type", "accept", "authorization")
            headers = {name: passed.headers[name] for name in kept if name in passed.headers}

            def pass_on(data: bytes) -> httpx.Response:
                address = host.join(self.path)
                return client.request(self.command, address, content=data, headers=headers)

            answer = meddle(passed, pass_on)
            if answer is None:
                self.close_connection = True
                return
            self.send_response(answer.status_code)
            for name in ("content-type", "location", "www-authenticate"):
                if name in answer.headers:
                    self.send_header(name, answer.headers[name])
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_PUT = do_POST  # noqa: N815  (the name that the standard library looks for)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with httpx.Client(timeout=30) as client, listening(Handler) as address:
        yield Engine(*(address + httpx.URL(url).raw_path.decode() for url in engine)), seen
