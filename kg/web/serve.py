"""The server: one process that hears requests on an address of this machine until it is ended."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from kg import worker
from kg.errors import KgError
from kg.site.site import parts
from kg.web.heard import LOCAL, Place, address, in_url, listening, needing_server, server

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Sequence

    import uvicorn
    from starlette.types import ASGIApp

    from kg.site.visit import Site
    from kg.web.app import Application
    from kg.web.desk import Desk
    from kg.worker import Limits

_USED: Final = (
    *("networkx", "numpy", "rapidfuzz.fuzz", "rustworkx"),
    *("kg.draw.figure.network", "kg.draw.networkpage", "kg.draw.printing"),
)
"""What pages are made with, and takes long to import."""


def serve(site: Site, place: Place, limits: Limits, tell: Callable[[str], None]) -> None:
    """Answer requests until the process is ended; the address is told once they are heard.

    Raises KgError where the address is taken, what a server needs is missing, or the path of a proxy cannot
    be told from those of the site.
    """
    if not worker.can_fork():
        raise KgError("this system cannot end a query in a process of its own, so nothing is served")
    if place.root_path.strip("/").partition("/")[0] in parts():
        raise KgError(f"{place.root_path} is a part of the site itself", hint="Choose another --root-path.")
    with needing_server():
        from kg.site.layout import make_ready
        from kg.web.app import EVERYWHERE, Application
    hosts = (*LOCAL, in_url(place.host), *place.names)
    app = Application(site, hosts, limits)
    make_ready()
    worker.make_ready(site.graph, _USED)
    with listening(place) as heard:
        tell(f"Serving {address(place, heard)}")
        with asyncio.Runner(loop_factory=_loop()) as runner:
            runner.run(_run(server(_counted(app, hosts), place, EVERYWHERE), heard, app.desk))


def _loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return what makes the faster loop, None where that is not installed."""
    try:
        from uvloop import new_event_loop
    except ImportError:
        return None
    return new_event_loop


def _counted(app: Application, hosts: Sequence[str]) -> ASGIApp:
    """Return an application with what stands in front: who answers at once, who remembers, and who counts."""
    from kg.web.at_once import AtOnce
    from kg.web.counted import Counting
    from kg.web.remembered import Remembering

    desk, remembering = app.desk, Remembering(app, AtOnce(app.desk.site, hosts))
    counting = Counting(
        remembering,
        {
            "kg_children": ("Processes that answer.", lambda: desk.children),
            "kg_remembered_bytes": ("Bytes of responses that are remembered.", lambda: remembering.size),
        },
    )
    app.told = counting.told
    return counting


async def _run(running: uvicorn.Server, heard: socket.socket, desk: Desk) -> None:
    """Serve until the end, and have children ready before anything is asked for."""
    first = asyncio.create_task(desk.open())
    try:
        await running.serve(sockets=[heard])
    finally:
        first.cancel()
