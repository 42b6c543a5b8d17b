"""A language model on this machine that says what it is told to, by the protocol that such servers share."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler
from types import MappingProxyType
from typing import Any, NamedTuple

from endpoint import listening


class Said(NamedTuple):
    """A response: pieces of a body are sent one by one, without their length, until nobody listens."""

    body: bytes | Iterable[bytes]
    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})


class Request(NamedTuple):
    """What was sent: the path, the headers, the JSON of the body."""

    path: str
    headers: Mapping[str, str]
    body: Any

    @property
    def said(self) -> str:
        """All that the model was told."""
        return "\n".join(message["content"] for message in self.body["messages"])


class Model(NamedTuple):
    """A server that answers, and what it was asked so far."""

    address: str
    requests: list[Request]


def completion(content: Any) -> Said:
    """Return the response whose first choice is `content`; what is no text is written as JSON."""
    text = content if isinstance(content, str) else json.dumps({"rows": content})
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
    body = {"id": "1", "object": "chat.completion", "created": 0, "model": "tiny", "choices": [choice]}
    return Said(json.dumps(body).encode())


@contextlib.contextmanager
def answering(respond: Callable[[Request], Said]) -> Iterator[Model]:
    """Give a model that responds so to each request while the block runs."""
    requests: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            requests.append(Request(self.path, self.headers, body))
            said = respond(requests[-1])
            self.send_response(said.status)
            length = {"Content-Length": str(len(said.body))} if isinstance(said.body, bytes) else {}
            for name, value in {"Content-Type": "application/json", **length, **said.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(ConnectionError):
                for piece in [said.body] if isinstance(said.body, bytes) else said.body:
                    self.wfile.write(piece)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with listening(Handler) as address:
        yield Model(f"{address}/v1", requests)
