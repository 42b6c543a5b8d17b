"""Servers of `kg serve` and `kg review` on a free port, for tests."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx


class Served:
    """A running server: its address, its process, and a client that asks it."""

    def __init__(self, url: str, process: subprocess.Popen[str]) -> None:
        self.url, self.process = url, process
        self.client = httpx.Client(base_url=url, timeout=20)

    def ask(self, query: str, accept: str = "text/csv", **headers: str) -> httpx.Response:
        return self.client.get("sparql", params={"query": query}, headers={"accept": accept, **headers})


class Reviewed(Served):
    """A running review: its address with the key, and a client that decides as the page does."""

    def __init__(self, address: str, process: subprocess.Popen[str]) -> None:
        url, key = address.split("#")
        super().__init__(url, process)
        self.address, self.key = address, key
        self.client.headers.update({"authorization": f"Bearer {key}", "origin": url.rstrip("/")})

    def kill(self) -> None:
        """End the server and who watches it, with no time to tidy up."""
        os.killpg(self.process.pid, signal.SIGKILL)

    def state(self) -> dict:
        return self.client.get("state").json()

    def decide(self, decision: str, **given: object) -> httpx.Response:
        return self.client.post(
            "decide", json={"version": self.state()["version"], "decision": decision, **given}
        )


@contextlib.contextmanager
def reviewed(project: Path, name: str) -> Iterator[Reviewed]:
    command = [sys.executable, "-m", "kg", "review", name, "--project", str(project)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        line = process.stderr.readline()
        assert line.startswith(f"Reviewing {name} at http://127.0.0.1:"), line + process.stderr.read()
        try:
            yield Reviewed(line.split()[-1], process)
        finally:
            process.terminate()


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
