"""Where a server is heard: addresses, sockets, and the one who answers there."""

from __future__ import annotations

import contextlib
import socket
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import uvicorn
    from starlette.types import ASGIApp

LOCAL: Final = ("localhost", "127.0.0.1", "[::1]")
"""The names of this machine for itself."""


class Place(NamedTuple):
    """Where a site is heard, and below which path of which further hosts a proxy shows it."""

    host: str
    port: int
    root_path: str = ""
    names: tuple[str, ...] = ()


@contextlib.contextmanager
def needing_server() -> Iterator[None]:
    """Tell of a library that a server needs and that is not there; KgError."""
    try:
        import httptools  # noqa: F401  (to be told before anything is done)
        import uvicorn  # noqa: F401

        yield
    except ImportError as error:
        hint = "Install it with: pip install 'japan-mexico-kg[web]'"
        raise KgError(f"a server needs {error.name}", hint=hint) from error


def server(app: ASGIApp, place: Place, headers: Mapping[str, str] = MappingProxyType({})) -> uvicorn.Server:
    """Return a server of an application, whose every response has these headers."""
    import uvicorn

    from kg.web.patient import Patient
    from kg.web.proxied import Proxied

    below = place.root_path.rstrip("/")
    config = uvicorn.Config(
        Proxied(app) if below else app, root_path=below, http=Patient, ws="none", lifespan="off",
        timeout_keep_alive=5, log_config=None, access_log=False, server_header=False,
        headers=[*headers.items()], limit_concurrency=Patient.most + 1,
    )  # fmt: skip
    return uvicorn.Server(config)


def address(place: Place, heard: socket.socket) -> str:
    """Return the address of what is heard on a socket."""
    return f"http://{in_url(place.host)}:{heard.getsockname()[1]}{place.root_path.rstrip('/')}/"


def in_url(host: str) -> str:
    """Return a host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def listening(place: Place) -> socket.socket:
    """Return a socket on which connections wait; KgError."""
    try:
        family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
        heard = socket.create_server((place.host, place.port), family=family, backlog=512)
    except (OSError, OverflowError) as error:
        where = f"{in_url(place.host)}:{place.port}"
        hint = "Choose another with --port, or a free one with --port 0."
        raise KgError(f"nothing can be heard there ({error})", where=where, hint=hint) from error
    heard.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # so that no short answer waits to be longer
    return heard
