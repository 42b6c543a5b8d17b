"""The page of a review as an ASGI application: it shows, and hands on what is decided, to who has its key."""

from __future__ import annotations

import asyncio
import hmac
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.draw.inlining import asset
from kg.errors import ChangedError, KgError, SeedError
from kg.review.asked import Asked, change
from kg.review.offered import offered
from kg.review.review import RefusedError, UnconfirmedError
from kg.review.shown import shown, told
from kg.web.request import body

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from kg.review.review import Review

SCRIPTS: Final = (
    *("made", "talk", "complete", "offers", "row"),
    *("forms", "split", "entity", "show", "decide", "keys"),
)
"""The scripts of the page, in the order in which they are joined."""
_FOLDER: Final = files("kg.web.review")
_SAFE: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_STATUS: Final[dict[type[KgError], int]] = {
    ChangedError: 409,
    RefusedError: 422,
    UnconfirmedError: 428,
    KgError: 400,
}
"""The status of each kind of error; the narrowest kind counts."""


def application(review: Review, key: str, hosts: tuple[str, ...]) -> Starlette:
    """Return the page of a review; what is in the documents is told, and changed, only to who sends the key.

    Requests by another name than `hosts` are refused (DNS rebinding), and those of pages of other sites.
    """
    routes = [
        Route("/", _page),
        Route("/review.css", _style),
        Route("/review.js", _script),
        Route("/state", _state),
        Route("/terms", _terms),
        Route("/decide", _decide, methods=["POST"]),
    ]
    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)]
    app = Starlette(routes=routes, middleware=middleware, exception_handlers={KgError: _failed})
    app.state.review, app.state.key, app.state.turn = review, key, asyncio.Lock()
    return app


async def _page(request: Request) -> Response:
    del request
    return Response(_FOLDER.joinpath("review.html").read_bytes(), headers=_SAFE, media_type="text/html")


async def _style(request: Request) -> Response:
    del request
    own = _FOLDER.joinpath("review.css").read_text(encoding="utf-8")
    return Response(asset("core.css") + own, headers=_SAFE, media_type="text/css")


async def _script(request: Request) -> Response:
    del request
    return Response(script(), headers=_SAFE, media_type="text/javascript")


@cache
def script() -> str:
    """Return the scripts of the page as one that leaves no names behind."""
    return "\n".join(["(() => {", '"use strict";', *map(text_of, SCRIPTS), "})();"])


def text_of(name: str) -> str:
    """Return the text of a script."""
    return _FOLDER.joinpath(f"{name}.js").read_text(encoding="utf-8")


async def _state(request: Request) -> Response:
    _admit(request)
    found = await _turn(request, lambda review: review.state().version)
    if request.headers.get("if-none-match") == found:
        return Response(status_code=304, headers=_SAFE)
    return _answer(await _turn(request, shown))


async def _terms(request: Request) -> Response:
    _admit(request)
    return _answer(await _turn(request, lambda review: offered(review.state(), review.ontology)))


async def _decide(request: Request) -> Response:
    _admit(request)
    if request.headers.get("origin") != f"http://{request.headers.get('host')}":
        raise HTTPException(403, "Only the page of this review decides.")
    if request.headers.get("content-type") != "application/json":
        raise HTTPException(415, "The body must be application/json.")
    asked = Asked(_parsed(await body(request)))
    await _turn(request, lambda review: _done(review, asked))
    return _answer(await _turn(request, shown))


def _parsed(sent: bytes) -> object:
    try:
        return json.loads(sent)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "The body must be JSON.") from error


def _done(review: Review, asked: Asked) -> None:
    version, confirmed = asked.text("version"), asked.texts("confirmed")
    decision = asked.text("decision")
    if decision == "undo":
        review.undo(version)
    elif decision == "declare":
        review.declare(version, asked.text("entity"), confirmed)
    else:
        review.decide(version, change(asked), confirmed)


def _admit(request: Request) -> None:
    """Raise HTTPException for who has not the key, and for pages of other sites."""
    given = request.headers.get("authorization", "").encode()
    if not hmac.compare_digest(given, f"Bearer {request.app.state.key}".encode()):
        raise HTTPException(401, "Open the address that kg review has printed.")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "Only the page of this review asks.")


async def _turn(request: Request, work: Callable[[Review], Any]) -> Any:  # noqa: ANN401  (what the work gives)
    """Return what is done with the review, one after another, while the server hears others."""
    async with request.app.state.turn:
        return await asyncio.to_thread(work, request.app.state.review)


def _answer(data: object, status: int = 200) -> Response:
    return JSONResponse(data, status, headers=_SAFE)


async def _failed(request: Request, error: Exception) -> Response:
    """Return what keeps a decision from being done, in words, with the status of its kind."""
    del request
    status = next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)
    problems = told(error.problems) if isinstance(error, SeedError) else []
    what = {"what": getattr(error, "what", ""), "where": getattr(error, "where", "")}
    return _answer({**what, "hint": getattr(error, "hint", ""), "problems": problems}, status)
