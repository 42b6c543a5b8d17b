"""A server of `kg serve` on a free port, for tests."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator

import httpx


class Served:
    """A running server: its address, its process, and a client that asks it."""

    def __init__(self, url: str, process: subprocess.Popen[str]) -> None:
        self.url, self.process = url, process
        self.client = httpx.Client(base_url=url, timeout=20)

    def ask(self, query: str, accept: str = "text/csv", **headers: str) -> httpx.Response:
        return self.client.get("sparql", params={"query": query}, headers={"accept": accept, **headers})


@contextlib.contextmanager
def served(*options: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        line = process.stderr.readline()
        assert line.startswith("Serving http://"), line
        try:
            yield Served(line.split()[1], process)
        finally:
            process.terminate()
