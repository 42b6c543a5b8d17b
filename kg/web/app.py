"""The site as an ASGI application: its addresses, and how answers and errors become responses."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import KgError, LimitError, LocationError, OutputError, QueryError, UpdateError
from kg.web.asking import NotAcceptableError
from kg.web.description import describe
from kg.web.desk import Busy, Desk
from kg.web.negotiation import chosen, media_type, offers
from kg.web.page import Shown, page
from kg.web.request import asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from kg.graph.graph import Graph

_METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
_STATUS: Final[dict[type[KgError], int]] = {
    UpdateError: 403,
    QueryError: 400,
    NotAcceptableError: 406,
    OutputError: 406,
    LocationError: 502,
    LimitError: 503,
    KgError: 500,
}
"""The status of each kind of error; the narrowest kind counts."""
_SAFE: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def application(graph: Graph, hosts: Sequence[str], seconds: float, memory: int) -> Starlette:
    """Return the site of a graph; requests by another name than `hosts` are refused (DNS rebinding)."""
    desk = Desk(graph, seconds, memory)
    routes = [
        Route("/", _front, methods=["GET", "HEAD"]),
        Route("/health", _health, methods=["GET", "HEAD"]),
        Route("/sparql", _sparql, methods=_METHODS, name="sparql"),
        Route("/sparql/", _sparql, methods=_METHODS),
        Route("/sparql.{name}", _sparql, methods=_METHODS),
    ]
    middleware = [
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        Middleware(
            CORSMiddleware, allow_origins=["*"], allow_methods=_METHODS, allow_headers=["*"],
            expose_headers=["ETag", "Retry-After"],
        ),
        Middleware(GZipMiddleware, minimum_size=1000),
    ]  # fmt: skip
    app = Starlette(routes=routes, middleware=middleware, exception_handlers={KgError: _failed})
    app.state.desk = desk
    return app


async def _front(request: Request) -> Response:
    return _page(request, Shown(), 200)


async def _health(request: Request) -> Response:
    del request
    return PlainTextResponse("ok\n", headers=_SAFE)


async def _sparql(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(_METHODS)})
    question = await asked(request, _accept(request))
    if question is None:
        return await _described(request)
    answered = await request.app.state.desk.answer(question)
    headers = _SAFE | {"ETag": answered.tag, "Vary": "Accept", "Cache-Control": "no-cache"}
    if request.method != "POST" and _is_known(answered.tag, request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    return Response(answered.body, headers=headers | {"Content-Type": media_type(answered.form)})


def _accept(request: Request) -> str:
    """Return what a request accepts: what the end of its address says (`/sparql.csv`), else its header."""
    name = request.path_params.get("name")
    if name is None:
        return ", ".join(request.headers.getlist("accept"))
    forms = {name: media for form in ("DESCRIBE", "SELECT") for media, name in reversed(offers(form))}
    if name not in forms:
        raise HTTPException(404, f"Formats are {', '.join(forms)}.")
    return forms[name]


def _is_known(tag: str, header: str) -> bool:
    known = {each.strip().removeprefix("W/") for each in header.split(",")}
    return bool(known & {tag.removeprefix("W/"), "*"})


async def _described(request: Request) -> Response:
    """Return what the endpoint is, to programs in RDF, to people as the page to ask with."""
    offered = [*offers("DESCRIBE"), ("text/html", "html")]
    form = chosen(_accept(request), offered)
    if form is None:
        raise NotAcceptableError(
            "the description is in RDF", hint=f"Accept one of {', '.join(dict(offered))}."
        )
    if form == "html":
        return _page(request, Shown(), 200)
    desk: Desk = request.app.state.desk
    told = await desk.run(partial(describe, desk.graph, str(request.url_for("sparql")), form))
    return Response(told, headers=_SAFE | {"Content-Type": media_type(form), "Vary": "Accept"})


async def _failed(request: Request, error: Exception) -> Response:
    """Return what went wrong, in words, with the status of its kind."""
    kinds = type(error).__mro__
    status = next(_STATUS[kind] for kind in kinds if kind in _STATUS)
    if chosen(_accept(request), [("text/plain", "plain"), ("text/html", "html")]) == "html":
        query = request.query_params.get("query", "")
        return _page(request, Shown(query, said="There is no answer.", hints=(str(error),)), status)
    again = {"Retry-After": "1"} if isinstance(error, Busy) else {}
    return PlainTextResponse(f"{error}\n", status, headers=_SAFE | again)


def _page(request: Request, shown: Shown, status: int) -> Response:
    body = page(request.app.state.desk.graph.title, shown)
    return Response(body, status, headers=_SAFE | {"Content-Type": media_type("html"), "Vary": "Accept"})
