"""The site as an ASGI application: its addresses, and how answers and errors become responses."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, Router

from kg.errors import KgError, LimitError, LocationError, OutputError, QueryError, UpdateError
from kg.site.asked import ENDPOINT, PATH, Shown, page, unanswered
from kg.site.missing import failed
from kg.site.negotiation import chosen, ends, media_type, offers
from kg.site.visit import ELSEWHERE, Visit, Wanted
from kg.web.asking import Described, NotAcceptableError
from kg.web.desk import Desk
from kg.web.request import accepted, asked, endpoint, parameters, path
from kg.worker import Busy

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.types import Receive, Scope, Send

    from kg.site.visit import Site
    from kg.web.desk import Answered
    from kg.worker import Limits

_METHODS: Final = ("GET", "HEAD", "POST")
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
EVERYWHERE: Final = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Vary": "Accept, Accept-Encoding",
}
"""The headers of every response: no harm is done by it, and pages of others may read it (CORS)."""
_FOR_OTHERS: Final = {"Access-Control-Allow-Headers": "*, Authorization", "Access-Control-Max-Age": "600"}
"""What pages of others may send, for so many seconds to come; the asterisk is all but credentials (Fetch)."""
_SAFE: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
}
"""What a page may do, and what is none may do in its place; a picture brings its own policy."""
_OF_EDITOR: Final = {name: f"{policy}; connect-src 'self'" for name, policy in _SAFE.items()}
"""What the page with the editor of queries may do: ask this site beside."""


class Application:
    """The site as an ASGI application; requests by another name than `hosts` are refused (DNS rebinding).

    `told` is what /metrics tells.
    """

    def __init__(self, site: Site, hosts: Sequence[str], limits: Limits) -> None:
        self.desk = Desk(site, limits)
        self.told: Callable[[], bytes] = bytes
        self._router = Router(
            [
                Route("/sparql", _Answering(_sparql), methods=_METHODS),
                Route("/sparql/", _Answering(_sparql), methods=_METHODS),
                Route("/sparql.{name}", _Answering(_sparql), methods=_METHODS),
                Route("/.well-known/void", _Answering(_void), methods=["GET", "HEAD"]),
                Route("/health", _Answering(_health), methods=["GET", "HEAD"]),
                Route("/metrics", _Answering(_metrics), methods=["GET", "HEAD"]),
                Route("/{path:path}", _Answering(_visit), methods=["GET", "HEAD"]),
                Route("/{path:path}", _Answering(_allowed), methods=["OPTIONS"]),
            ]
        )
        self._app = TrustedHostMiddleware(self._routed, allowed_hosts=list(hosts), www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        scope["app"] = self
        await self._app(scope, receive, send)

    async def _routed(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request by what stands at its address; what goes wrong is told before anything is sent."""
        try:
            await self._router(scope, receive, send)
        except HTTPException as error:
            response = PlainTextResponse(error.detail, error.status_code, error.headers)
            await response(scope, receive, send)
        except KgError as error:
            await _failed(Request(scope, receive), error)(scope, receive, send)


class _Answering:
    """What stands at an address, as an ASGI application: a function that returns the response."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)


async def _void(request: Request) -> Response:
    """Return where the data set is described (Describing Linked Datasets with VoID, section 7.2)."""
    del request
    return Response(status_code=302, headers={"Location": f"../{ENDPOINT}"} | _SAFE)


async def _health(request: Request) -> Response:
    del request
    return PlainTextResponse("ok\n", headers=_SAFE)


async def _metrics(request: Request) -> Response:
    return Response(request.app.told(), media_type=CONTENT_TYPE_LATEST, headers=_SAFE)


async def _allowed(request: Request) -> Response:
    """Return what may be asked for, also by pages of others, who ask for that first (CORS)."""
    is_endpoint = path(request).rstrip("/").partition(".")[0] == ENDPOINT
    methods = ", ".join((*(_METHODS if is_endpoint else _METHODS[:2]), "OPTIONS"))
    headers = {"Allow": methods, "Access-Control-Allow-Methods": methods}
    return Response(status_code=204, headers=headers | _FOR_OTHERS)


async def _sparql(request: Request) -> Response:
    question = await asked(request, _accept(request))
    if question is None:
        return await _described(request)
    return _response(request, await request.app.desk.answer(question))


async def _visit(request: Request) -> Response:
    """Return what stands at an address of the site."""
    return _response(request, await request.app.desk.page(_wanted(request)))


def _wanted(request: Request) -> Wanted:
    given = parameters(request.scope["query_string"])
    return Wanted(path(request), tuple(given), accepted(request))


def _response(request: Request, answered: Answered) -> Response:
    if answered.form == ELSEWHERE:
        there = {"Location": answered.body.decode(), "ETag": answered.tag}
        return Response(status_code=answered.status, headers=_kept(lasts=answered.lasts) | _SAFE | there)
    response = Response(answered.body, answered.status)
    is_asking = answered.form == "html" and _is_asking(request)
    response.raw_headers += ready(answered.form, is_asking=is_asking, lasts=answered.lasts)
    response.raw_headers.append((b"etag", answered.tag.encode()))
    return response


@cache
def ready(form: str, *, is_asking: bool, lasts: bool) -> list[tuple[bytes, bytes]]:
    """Return the headers of all answers in a format, as they are sent."""
    headers = _headers(form, is_asking=is_asking) | _kept(lasts=lasts) | {"Content-Type": media_type(form)}
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


def _kept(*, lasts: bool) -> dict[str, str]:
    return {"Cache-Control": "no-cache" if lasts else "no-store"}


def _headers(form: str, *, is_asking: bool) -> dict[str, str]:
    """Return the header that keeps an answer from doing harm, where it does not bring that itself."""
    if form == "picture":
        return {}
    return _OF_EDITOR if form == "html" and is_asking else _SAFE


def _accept(request: Request) -> str:
    """Return what a request accepts: what the end of its address says (`/sparql.csv`), else its header."""
    name = request.path_params.get("name")
    if name is None:
        return accepted(request)
    forms: dict[str, str] = {}
    for form in ("DESCRIBE", "SELECT"):
        forms |= {name: media for media, name in reversed(offers(form))}
        forms |= {end: forms[name] for end, name in ends(form).items() if name in forms}
    if name not in forms:
        raise HTTPException(404, f"Formats are {', '.join(forms)}.")
    return forms[name]


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
    described = Described(endpoint(request), form)
    return _response(request, await request.app.desk.description(described))


def _failed(request: Request, error: KgError) -> Response:
    """Return what went wrong, in words, with the status of its kind."""
    kinds = type(error).__mro__
    status = next(_STATUS[kind] for kind in kinds if kind in _STATUS)
    if chosen(_accept(request), [("text/plain", "plain"), ("text/html", "html")]) == "html":
        return _failed_page(request, error, status)
    again = {"Retry-After": "1"} if isinstance(error, Busy) else {}
    return PlainTextResponse(f"{error}\n", status, headers=_SAFE | again)


def _failed_page(request: Request, error: KgError, status: int) -> Response:
    if _is_asking(request):
        return _page(request, unanswered(request.query_params.get("query", ""), error), status)
    visit = Visit(request.app.desk.site, _wanted(request))
    return _page_of(request, failed(visit, str(error), status).body, status)


def _page(request: Request, shown: Shown, status: int) -> Response:
    return _page_of(request, page(request.app.desk.site, shown), status)


def _page_of(request: Request, body: bytes, status: int) -> Response:
    headers = _headers("html", is_asking=_is_asking(request)) | {"Content-Type": media_type("html")}
    return Response(body, status, headers=headers)


def _is_asking(request: Request) -> bool:
    """Say whether a request came to the endpoint, or to the page to ask with."""
    return path(request).rstrip("/").partition(".")[0] in (ENDPOINT, PATH)
