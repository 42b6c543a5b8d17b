"""A transport that sends the head of an answer with its body, in one packet: a client wakes once for both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable


class Joined:
    """A transport whose first piece of each answer waits for the second, or for the end of the answer.

    `is_answering` says whether what is written belongs to an answer; all else is sent at once. What is not
    here is done by the transport itself.
    """

    def __init__(self, transport: asyncio.Transport, is_answering: Callable[[], bool]) -> None:
        self._transport, self._is_answering = transport, is_answering
        self._is_first, self._head = True, b""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the transport has)
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send a piece, or keep it for a moment."""
        if self._is_first and self._is_answering():
            self._is_first, self._head = False, data
        elif self._head:
            head, self._head = self._head, b""
            self._transport.writelines([head, data])
        else:
            self._transport.write(data)

    def end_answer(self) -> None:
        """Send what is left of an answer; the next piece may begin another."""
        self._transport.write(self._head)
        self._is_first, self._head = True, b""

    def close(self) -> None:
        """Close the connection once all is sent."""
        self.end_answer()
        self._transport.close()
