"""Addresses as proxies hand them on: without the path below which they show a site, or with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Proxied:
    """An ASGI application in front of another, whose addresses always have the path of the proxy once.

    The server puts that before each address, so that it stands there twice where the proxy has left it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request as the other does; send on who leaves out the last slash of the path."""
        below: str = scope["root_path"]
        if scope["path"] == below * 2:
            await RedirectResponse(f"{below}/", 308)(scope, receive, send)
            return
        if scope["path"].startswith(f"{below * 2}/"):
            cut = {name: scope[name][len(below) :] for name in ("path", "raw_path")}
            scope = {**scope, **cut}
        await self._app(scope, receive, send)
