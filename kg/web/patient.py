"""Connections that are ended when they only hold a place: those that send or take too slowly, or nothing.

No more are open than there is room for: where another comes, the one that was waited for longest is ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.web.joined import Joined

if TYPE_CHECKING:
    import asyncio

_TOO_LATE: Final = b"The request did not arrive in time.\n"
_LATE: Final = (
    b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: %d\r\n\r\n%b" % (len(_TOO_LATE), _TOO_LATE)
)


class Patient(HttpToolsProtocol):
    """A connection that is waited for so many seconds, and no longer.

    A request has `seconds` to arrive, head and body, however it drips (else 408, RFC 9110, section 15.5.9).
    Of an answer more must be taken every `seconds_of_answer`; the system hides what little is taken in less.
    Between requests uvicorn's own limit holds.

    Beyond `most` connections one that is waited for makes room. Where all are being answered, or have not yet
    taken their answers, uvicorn answers the next request with 503 (`limit_concurrency`).
    """

    most: ClassVar[int] = 500
    seconds: ClassVar[float] = 10.0
    seconds_of_answer: ClassVar[float] = 60.0
    _since = 0.0
    _request: asyncio.TimerHandle | None = None
    _answer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Begin to wait for a request."""
        self._joined = Joined(transport, lambda: self._is_answering)
        super().connection_made(cast("asyncio.Transport", self._joined))
        if len(self.connections) > self.most:
            self._make_room()
        self._since = self.loop.time()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._wait_no_more()
        self._look_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Go on waiting, or begin, since a part of a request is not yet one."""
        self._wait()
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Begin to wait for a request that came together with another."""
        self._wait()
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """Wait no more for a request that is there."""
        self._wait_no_more()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Note since when the next request is waited for."""
        self._since = self.loop.time()
        self._joined.end_answer()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Begin to wait for the client to take more of its answer."""
        super().pause_writing()
        self._look(-1)

    def resume_writing(self) -> None:
        """Wait no more for a client that has taken its answer."""
        self._look_no_more()
        super().resume_writing()

    @property
    def _is_answering(self) -> bool:
        """Whether an answer has begun, and more of it comes."""
        return self.cycle.response_started and not self.cycle.response_complete if self.cycle else False

    @property
    def _is_waited_for(self) -> bool:
        """Whether no request is there that is being answered."""
        return not self.cycle or self.cycle.response_complete or self.cycle.more_body

    @property
    def _is_idle(self) -> bool:
        """Whether it is waited for, and has taken all of the answer before."""
        return self._is_waited_for and not self.transport.get_write_buffer_size()

    def _make_room(self) -> None:
        """End the connection that has been waited for longest, if there is one, its answer all taken."""
        known = cast("set[Patient]", self.connections)
        waiting = [each for each in known if each is not self and each._is_idle]
        if waiting:
            longest = min(waiting, key=lambda each: each._since)
            longest.transport.close()
            self.connections.discard(longest)  # which uvicorn does only later

    def _wait(self) -> None:
        self._request = self._request or self.loop.call_later(self.seconds, self._give_up)

    def _wait_no_more(self) -> None:
        if self._request:
            self._request.cancel()
        self._request = None

    def _give_up(self) -> None:
        """End the connection, unless an answer is being made; say why, where none has begun."""
        self._request, asked = None, self.cycle
        if not self._is_waited_for:
            self._wait()
            return
        if not asked or asked.response_complete or not asked.response_started:
            self.transport.write(_LATE)
        self.transport.close()

    def _look(self, before: int) -> None:
        """End the connection if no more of the answer is taken than before."""
        left = self.transport.get_write_buffer_size()
        if left == before:
            self.transport.abort()
        else:
            self._answer = self.loop.call_later(self.seconds_of_answer, self._look, left)

    def _look_no_more(self) -> None:
        if self._answer:
            self._answer.cancel()
