"""Whole responses remembered by what was asked: a read is answered again without any work.

The site does not change, so what carries a tag (RFC 9110, section 8.8.3) and may be stored is the same when
it is asked for alike, and made once for all who ask for it at the same time. Who has it already is told so
(304), and work for which all have left is given up.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.web.request import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ROOM: Final = 32_000_000
"""The most bytes of responses that are kept."""
_READS: Final = ("GET", "HEAD", "POST")
_HEEDED: Final = frozenset((b"host", b"accept", b"accept-encoding", b"content-type"))
"""The headers on which a response depends, but for that of its tag."""
_OF_BODY: Final = frozenset((b"content-length", b"content-type", b"content-encoding"))
_SOON: Final = 0.2
"""Seconds before anybody looks whether the client has left."""

Headers = list[tuple[bytes, bytes]]


class Key(NamedTuple):
    """What a request asks: of two that are equal the response is the same."""

    is_post: bool
    scheme: str
    path: bytes
    query: bytes
    body: bytes
    headers: tuple[tuple[bytes, bytes], ...]

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return (
            len(self.path) + len(self.query) + len(self.body) + sum(len(value) for _, value in self.headers)
        )


class Response(NamedTuple):
    """A response as it is sent."""

    status: int
    headers: Headers
    body: bytes

    @property
    def tag(self) -> bytes:
        """Its tag, which is weak; empty where it has none."""
        return _value(self.headers, b"etag")

    @property
    def may_be_shared(self) -> bool:
        """Whether it is the same for all who ask at the same time, as an error is, too."""
        return _value(self.headers, b"cache-control") != b"no-store"

    async def send(self, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


class _Making:
    """A response that is being made, for as long as anybody waits for it; then it is to be forgotten."""

    def __init__(self, making: Coroutine[Any, Any, Response], forget: Callable[[], object]) -> None:
        self._task, self._forget = asyncio.ensure_future(making), forget
        self._waiting = 0

    async def awaited(self, receive: Receive) -> Response | None:
        """Return the response, None when the client has left meanwhile; it is given up when all have."""
        self._waiting += 1
        try:
            await asyncio.wait((self._task,), timeout=_SOON)
            if not self._task.done():
                left = asyncio.ensure_future(_left(receive))
                await asyncio.wait((self._task, left), return_when=asyncio.FIRST_COMPLETED)
                left.cancel()
            return self._task.result() if self._task.done() else None
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._forget()
                self._task.cancel()


class Remembering:
    """An ASGI application in front of another, whose responses it remembers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: OrderedDict[Key, Response] = OrderedDict()
        self._making: dict[Key, _Making] = {}
        self.size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] not in _READS:
            await self._app(scope, receive, send)
            return
        asked = await _heard(scope, receive)
        if asked[-1]["type"] == "http.disconnect":
            return
        key = _key(scope, asked)
        response = self._known(key)
        if not response:
            response = await self._awaited(key, scope, asked, receive)
        elif not response.may_be_shared:
            response = await self._own(scope, asked, receive)
        if response:
            await _as_wanted(scope, response).send(send)

    async def _awaited(
        self, key: Key, scope: Scope, asked: list[Message], receive: Receive
    ) -> Response | None:
        """Return the response that is being made for others, or for this client; None when it has left."""
        if making := self._making.get(key):
            response = await making.awaited(receive)
            is_ours = response is None or response.may_be_shared
            return response if is_ours else await self._own(scope, asked, receive)
        self._making[key] = _Making(self._made_to_keep(key, scope, asked), partial(self._making.pop, key))
        return await self._making[key].awaited(receive)

    async def _own(self, scope: Scope, asked: list[Message], receive: Receive) -> Response | None:
        """Return a response that is made for this client alone; None when it has left."""
        return await _Making(self._made(scope, asked), lambda: None).awaited(receive)

    async def _made_to_keep(self, key: Key, scope: Scope, asked: list[Message]) -> Response:
        response = await self._made(scope, asked)
        self._keep(key, response)
        return response

    async def _made(self, scope: Scope, asked: list[Message]) -> Response:
        """Return the whole response of the application, to who has not got it."""
        start: Message = {}
        body = bytearray()

        async def receive() -> Message:
            return asked.pop(0) if asked else {"type": "http.disconnect"}

        async def take(message: Message) -> None:
            start.update(message if message["type"] == "http.response.start" else {})
            body.extend(message.get("body", b""))

        plain = [(name, value) for name, value in scope["headers"] if name != b"if-none-match"]
        await self._app({**scope, "headers": plain}, receive, take)
        return Response(start["status"], list(start["headers"]), bytes(body))

    def _known(self, key: Key) -> Response | None:
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def _keep(self, key: Key, response: Response) -> None:
        """Keep a response, and no more of those that were not wanted for longest than there is room for.

        Of one that is not to be shared only that is kept, without its body.
        """
        kept = response if response.may_be_shared else response._replace(body=b"")
        size = _size(key, kept)
        if not kept.tag or size > _ROOM // 4 or key in self._kept:
            return
        self._kept[key] = kept
        self.size += size
        while self.size > _ROOM:
            self.size -= _size(*self._kept.popitem(last=False))


async def _heard(scope: Scope, receive: Receive) -> list[Message]:
    """Return the body of a request, or as much of it as shows that it is too large."""
    if scope["method"] != "POST":
        return [{"type": "http.request"}]
    messages: list[Message] = []
    size = 0
    while True:
        messages.append(message := await receive())
        size += len(message.get("body", b""))
        if size > LARGEST or not message.get("more_body"):
            return messages


async def _left(receive: Receive) -> None:
    """Wait until the client has left."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _as_wanted(scope: Scope, response: Response) -> Response:
    """Return a response, or that it is the one which the client has already."""
    if scope["method"] == "POST" or not _is_known(response.tag, _value(scope["headers"], b"if-none-match")):
        return response
    return Response(304, [each for each in response.headers if each[0] not in _OF_BODY], b"")


def _is_known(tag: bytes, header: bytes) -> bool:
    known = {each.strip().removeprefix(b"W/") for each in header.split(b",")}
    return bool(tag and known & {tag.removeprefix(b"W/"), b"*"})


def _key(scope: Scope, asked: list[Message]) -> Key:
    headers = tuple(each for each in scope["headers"] if each[0] in _HEEDED)
    body = b"".join(message.get("body", b"") for message in asked)
    is_post = scope["method"] == "POST"
    return Key(is_post, scope["scheme"], scope["raw_path"], scope["query_string"], body, headers)


def _value(headers: Headers, name: bytes) -> bytes:
    return b", ".join(value for known, value in headers if known == name)


def _size(key: Key, response: Response) -> int:
    return len(response.body) + key.size + 2000
