"""The server: one process that hears requests on an address of this machine until it is ended."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import TYPE_CHECKING, Final, NamedTuple

from kg import worker
from kg.errors import KgError
from kg.site.visit import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    import uvicorn

    from kg.site.visit import Site
    from kg.web.desk import Desk

_USED: Final = (
    *("networkx", "numpy", "rapidfuzz.fuzz", "rustworkx"),
    *("kg.draw.figure.network", "kg.draw.networkpage", "kg.draw.printing"),
)
"""What pages are made with, and takes long to import."""
_LOCAL: Final = ("localhost", "127.0.0.1", "[::1]")


class Place(NamedTuple):
    """Where a site is heard, and below which path of which further hosts a proxy shows it."""

    host: str
    port: int
    root_path: str = ""
    names: tuple[str, ...] = ()


class Limits(NamedTuple):
    """What a query may take: seconds, and bytes of memory; 0 is no limit."""

    seconds: float
    memory: int


def serve(site: Site, place: Place, limits: Limits, tell: Callable[[str], None]) -> None:
    """Answer requests until the process is ended; the address is told once they are heard.

    Raises KgError where the address is taken, or what a server needs is missing.
    """
    if not worker.can_fork():
        raise KgError("this system cannot end a query in a process of its own, so nothing is served")
    try:
        import uvicorn

        from kg.site.layout import make_ready
        from kg.web.app import application
    except ImportError as error:
        hint = "Install it with: pip install 'japan-mexico-kg[web]'"
        raise KgError(f"a server needs {error.name}", hint=hint) from error
    hosts = (*_LOCAL, _in_url(place.host), *place.names)
    app = application(site, hosts, *limits)
    make_ready()
    worker.make_ready(site.graph, _USED)
    config = uvicorn.Config(
        app, root_path=place.root_path.rstrip("/"), log_config=None, access_log=False, server_header=False,
        lifespan="off", timeout_keep_alive=5,
    )  # fmt: skip
    with _listening(place) as heard:
        tell(f"Serving http://{_in_url(place.host)}:{heard.getsockname()[1]}{place.root_path.rstrip('/')}/")
        asyncio.run(_run(uvicorn.Server(config), heard, app.state.desk))


async def _run(server: uvicorn.Server, heard: socket.socket, desk: Desk) -> None:
    """Serve until the end, and make the front page before it is asked for."""
    first = asyncio.create_task(_front(desk))
    try:
        await server.serve(sockets=[heard])
    finally:
        first.cancel()


async def _front(desk: Desk) -> None:
    with contextlib.suppress(KgError):  # it is told to whoever asks for it
        await desk.page(Wanted(""))


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listening(place: Place) -> socket.socket:
    """Return a socket on which connections wait; KgError."""
    try:
        family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
        return socket.create_server((place.host, place.port), family=family, backlog=512)
    except (OSError, OverflowError) as error:
        where = f"{_in_url(place.host)}:{place.port}"
        hint = "Choose another with --port, or a free one with --port 0."
        raise KgError(f"nothing can be heard there ({error})", where=where, hint=hint) from error
