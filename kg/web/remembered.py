"""Whole responses remembered, and packed, by what was asked: a read is answered again without any work.

The site does not change, so what carries a tag (RFC 9110, section 8.8.3) and may be stored is the same when
it is asked for alike, and made once for all who ask for it at the same time. Who has it already is told so
(304), and work for which all have left is given up.
"""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.web.request import LARGEST

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ROOM: Final = 32_000_000
"""The most bytes of responses that are kept."""
_READS: Final = ("GET", "HEAD", "POST")
_HEEDED: Final = frozenset((b"host", b"accept", b"accept-encoding", b"content-type"))
"""The headers on which a response depends, but for that of its tag."""
_OF_BODY: Final = frozenset((b"content-length", b"content-type", b"content-encoding"))
_WORTH_PACKING: Final = 1000
"""The fewest bytes that are sent packed to who takes them so."""
_LONG_TO_PACK: Final = 128_000
"""The fewest bytes that are packed beside the loop: of 50 MB all others would wait a second for it."""
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
    """A response as it is sent, with its tag, which is weak, and empty where it has none.

    It may be shared where it is the same for all who ask at the same time, as an error is, too.
    """

    status: int
    headers: Headers
    body: bytes
    tag: bytes
    may_be_shared: bool

    async def send(self, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


class _Making:
    """A response that is being made in the task of who asked first, for as long as anybody waits for it.

    A task of its own would take three more turns of the loop, which a short answer would feel.
    """

    def __init__(self, keep: Callable[[Response], object], forget: Callable[[], object]) -> None:
        self._task, self._keep, self._forget = asyncio.current_task(), keep, forget
        self._waiting = 1
        self._others: list[asyncio.Future[Response | None]] = []

    async def made(self, making: Awaitable[Response], receive: Receive) -> Response | None:
        """Return the response, having made it; None when the client has left. Given up when all have."""
        client = _Client(receive, self._leave)
        try:
            response = await making
        except BaseException as error:
            if self._is_given_up(error):
                return None
            for other in self._others_waiting():
                other.set_exception(error)
            raise
        finally:
            client.end()
            self._end()
        self._keep(response)
        for other in self._others_waiting():
            other.set_result(response)
        return None if client.has_left else response

    async def awaited(self, receive: Receive) -> Response | None:
        """Return the same to another client."""
        answer: asyncio.Future[Response | None] = asyncio.get_running_loop().create_future()
        self._others.append(answer)
        self._waiting += 1

        def leave() -> None:
            if not answer.done():
                answer.set_result(None)
            self._leave()

        client = _Client(receive, leave)
        try:
            return await answer
        finally:
            client.end()

    def _others_waiting(self) -> list[asyncio.Future[Response | None]]:
        return [answer for answer in self._others if not answer.done()]

    def _leave(self) -> None:
        self._waiting -= 1
        if not self._waiting and self._task:
            self._task.cancel()
            self._end()

    def _end(self) -> None:
        """Let nobody else wait for it: who comes when it is given up has one made anew."""
        if self._task:
            self._task = None
            self._forget()

    def _is_given_up(self, error: BaseException) -> bool:
        """Say whether an error is that all have left; then the task goes on, as nobody else has ended it."""
        is_given_up = isinstance(error, asyncio.CancelledError) and not self._waiting
        if is_given_up and (task := asyncio.current_task()):
            task.uncancel()
        return is_given_up


class _Client:
    """A client that waits. Whether it has left is looked for only after a while: most are answered before."""

    def __init__(self, receive: Receive, leave: Callable[[], object]) -> None:
        self.has_left = False
        self._receive, self._leave = receive, leave
        self._later = asyncio.get_running_loop().call_later(_SOON, self._look)
        self._looking: asyncio.Task[None] | None = None

    def end(self) -> None:
        """Look no more."""
        self._later.cancel()
        if self._looking:
            self._looking.cancel()

    def _look(self) -> None:
        self._looking = asyncio.ensure_future(self._look_on())

    async def _look_on(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.has_left = True
        self._leave()


class Remembering:
    """An ASGI application in front of another, whose responses it remembers.

    What `at_once` gives is a response, too; None where it is left to the application.
    """

    def __init__(self, app: ASGIApp, at_once: Callable[[Scope], Response | None]) -> None:
        self._app, self._at_once = app, at_once
        self._kept: OrderedDict[Key, Response] = OrderedDict()
        self._making: dict[Key, _Making] = {}
        self.size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] not in _READS:
            await self._app(scope, receive, send)
            return
        asked: list[Message] = [{"type": "http.request"}]
        if scope["method"] == "POST":
            asked = await _heard(receive)
        if asked[-1]["type"] == "http.disconnect":
            return
        key = _key(scope, asked)
        response = self._known(key)
        if not response and (response := self._at_once(scope)):
            self._keep(key, response := _packed(scope, response))
        elif not response:
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
        making = _Making(partial(self._keep, key), partial(self._making.pop, key))
        self._making[key] = making
        return await making.made(self._made(scope, asked), receive)

    async def _own(self, scope: Scope, asked: list[Message], receive: Receive) -> Response | None:
        """Return a response that is made for this client alone; None when it has left."""
        return await _Making(_nothing, _nothing).made(self._made(scope, asked), receive)

    async def _made(self, scope: Scope, asked: list[Message]) -> Response:
        """Return the whole response of the application, to who has not got it."""
        sent: list[Message] = []

        async def receive() -> Message:
            return asked.pop(0) if asked else {"type": "http.disconnect"}

        async def take(message: Message) -> None:
            sent.append(message)

        plain = [(name, value) for name, value in scope["headers"] if name != b"if-none-match"]
        await self._app({**scope, "headers": plain}, receive, take)
        body = b"".join(message.get("body", b"") for message in sent[1:])
        response = _response(sent[0]["status"], sent[0]["headers"], body)
        if len(body) < _LONG_TO_PACK:
            return _packed(scope, response)
        return await asyncio.to_thread(_packed, scope, response)

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


async def _heard(receive: Receive) -> list[Message]:
    """Return the body of a request, or as much of it as shows that it is too large."""
    messages: list[Message] = []
    size = 0
    while True:
        messages.append(message := await receive())
        size += len(message.get("body", b""))
        if size > LARGEST or not message.get("more_body"):
            return messages


def _nothing(*_: object) -> None:
    """Neither keep nor forget."""


def _response(status: int, headers: Headers, body: bytes) -> Response:
    told = dict(headers)
    may_be_shared = told.get(b"cache-control") != b"no-store"
    return Response(status, headers, body, told.get(b"etag", b""), may_be_shared)


def _packed(scope: Scope, response: Response) -> Response:
    """Return a response packed (gzip, RFC 9110, section 8.4.1.3) if the client takes that and it is long."""
    takes = b"gzip" in _value(scope["headers"], b"accept-encoding")
    if not takes or len(response.body) < _WORTH_PACKING:
        return response
    body = gzip.compress(response.body, 5, mtime=0)
    others = [(name, value) for name, value in response.headers if name != b"content-length"]
    length = (b"content-length", str(len(body)).encode())
    return response._replace(headers=[*others, (b"content-encoding", b"gzip"), length], body=body)


def _as_wanted(scope: Scope, response: Response) -> Response:
    """Return a response, or that it is the one which the client has already."""
    known = _value(scope["headers"], b"if-none-match")
    if scope["method"] == "POST" or not known or not _is_known(response.tag, known):
        return response
    headers = [each for each in response.headers if each[0] not in _OF_BODY]
    return response._replace(status=304, headers=headers, body=b"")


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
