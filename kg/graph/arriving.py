"""The body of an endpoint's answer as a file, read as it arrives: within its time, unpacked, not too deep."""

from __future__ import annotations

import contextlib
import gzip
import io
import socket
import threading
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    from kg.graph.nesting import Watch

_CHUNK: Final = 1 << 16


class Deadline:
    """Ends the connection of one request when its time is up, whatever is being waited for; None is never.

    httpx itself limits only the wait for each next byte.
    """

    def __init__(self, seconds: float | None) -> None:
        self.has_passed = False
        self._stream: Any = None
        self._timer = threading.Timer(seconds, self._end) if seconds else None
        if self._timer:
            self._timer.daemon = True
            self._timer.start()

    def traced(self, event: str, told: Mapping[str, Any]) -> None:
        """Learn of the connection, as the `trace` of a request."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._stream = told["return_value"]
            if self.has_passed:
                self._end()

    @contextlib.contextmanager
    def telling(self) -> Iterator[None]:
        """Turn the error of a connection that was ended here into that of one that takes too long."""
        import httpx

        try:
            yield
        except httpx.HTTPError as error:
            self.cancel()
            if self.has_passed:
                raise httpx.ReadTimeout("the time is up") from error
            raise

    def cancel(self) -> None:
        """Let the request take its time from now on."""
        if self._timer:
            self._timer.cancel()

    def _end(self) -> None:
        self.has_passed = True
        connected = self._stream.get_extra_info("socket") if self._stream else None
        with contextlib.suppress(OSError):  # it may be closed already
            if connected:
                connected.shutdown(socket.SHUT_RDWR)


class Arriving(io.RawIOBase):
    """A body as it comes over the wire; reading it raises the errors of httpx."""

    def __init__(self, response: httpx.Response, deadline: Deadline) -> None:
        super().__init__()
        self._response, self._deadline = response, deadline
        self._chunks, self._rest = response.iter_raw(), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  (a writable buffer, which typing names since 3.12)
        while not self._rest:
            chunk = self._next()
            if chunk is None:
                return 0
            self._rest = chunk
        taken = self._rest[: len(buffer)]
        self._rest = self._rest[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def _next(self) -> bytes | None:
        """Return what comes next, None at the end, unless it was the deadline that brought it about."""
        import httpx

        with self._deadline.telling():
            chunk = next(self._chunks, None)
            if chunk is None and self._deadline.has_passed:
                raise httpx.ReadError("it was ended here")
        if chunk is None:
            self._deadline.cancel()
        return chunk

    def close(self) -> None:
        self._deadline.cancel()
        super().close()


class _Watched(io.RawIOBase):
    """What another file holds, as long as it does not nest too deep."""

    def __init__(self, read: Callable[[int], bytes], is_too_deep: Watch) -> None:
        super().__init__()
        self._read, self._is_too_deep = read, is_too_deep

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  (a writable buffer, which typing names since 3.12)
        chunk = self._read(min(len(buffer), _CHUNK))
        if self._is_too_deep(chunk):
            raise RecursionError
        buffer[: len(chunk)] = chunk
        return len(chunk)


def unpacked(body: Arriving, packing: str) -> Callable[[int], bytes]:
    """Return what reads at most so many bytes of a body that is packed so: `gzip`, or empty for not at all.

    However far packed bytes expand, no more is made of them than is read.
    """
    if packing:
        return gzip.GzipFile(fileobj=io.BufferedReader(body, _CHUNK)).read1
    return lambda size: body.read(size) or b""


def watched(read: Callable[[int], bytes], is_too_deep: Watch) -> IO[bytes]:
    """Return what `read` gives as a file; reading it raises RecursionError when it nests too deeply."""
    return io.BufferedReader(_Watched(read, is_too_deep), _CHUNK)
