"""What a request asks, by the SPARQL 1.1 Protocol (section 2.1): by GET, a form, or a query as the body."""

from __future__ import annotations

import re
from binascii import a2b_qp
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from kg.graph.question import Dataset
from kg.web.asking import Asked

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Scope

LARGEST: Final = 1_000_000
"""The most bytes of a body."""
_MOST: Final = 200
"""The most parameters of a request."""
_FORM, _QUERY, _UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)

_STRAY: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")
"""A percent sign that encodes nothing."""

Parameters = list[tuple[str, str]]


async def asked(request: Request, accept: str) -> Asked | None:
    """Return what a request asks, None when it has no query at all, as one for the service description.

    Raises HTTPException: 400 for what the protocol does not allow, 403 for an update, 408 and 413 for a body
    that comes too slowly or is too large, 415 for one of another kind.
    """
    given = parameters(request.scope["query_string"])
    if request.method == "POST":
        given += await _from_body(request)
    if any(name == "update" for name, _ in given):
        raise HTTPException(403, "This endpoint only asks; no graph is changed.")
    queries = [value for name, value in given if name == "query"]
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        raise HTTPException(400, f"A request has one query, and this has {len(queries)}.")
    return Asked(queries[0], _dataset(given), accept, endpoint(request))


def endpoint(request: Request) -> str:
    """Return the address of the endpoint, as the client knows it."""
    return endpoint_at(request.scope, request.headers["host"])


def endpoint_at(scope: Scope, host: str) -> str:
    """Return the same for a request by the name of a host."""
    return f"{scope['scheme']}://{host}{scope.get('root_path', '').rstrip('/')}/sparql"


def _dataset(given: Parameters) -> Dataset | None:
    default = tuple(value for name, value in given if name == "default-graph-uri")
    named = tuple(value for name, value in given if name == "named-graph-uri")
    return Dataset(default, named) if default or named else None


async def _from_body(request: Request) -> Parameters:
    """Return the parameters that a body has, a query that is one being one of them."""
    kind, *further = (part.strip().casefold() for part in request.headers.get("content-type", "").split(";"))
    encodings = [part[8:].strip('"') for part in further if part.startswith("charset=")]
    if encodings not in ([], ["utf-8"], ["utf8"]):
        raise HTTPException(415, "The body must be in UTF-8.")
    if kind not in (_FORM, _QUERY, _UPDATE):
        raise HTTPException(415, f"The body must be {_QUERY} or {_FORM}.")
    sent = await body(request)
    if kind == _FORM:
        return parameters(sent)
    return [("query" if kind == _QUERY else "update", _decoded(sent))]


async def body(request: Request) -> bytes:
    """Return the body of a request; HTTPException 408 or 413 for one too slow or too large."""
    sent = bytearray()
    try:
        async for chunk in request.stream():
            sent += chunk
            if len(sent) > LARGEST:
                raise HTTPException(413, f"The body has more than {LARGEST:,} bytes.")
    except ClientDisconnect as error:
        raise HTTPException(408, "The body did not arrive in time.") from error
    return bytes(sent)


def parameters(encoded: bytes) -> Parameters:
    """Return the parameters of an address or a form in order; HTTPException 400 where they are none."""
    if encoded.count(b"&") >= _MOST:
        raise HTTPException(400, f"A request has not more than {_MOST} parameters.")
    pairs = (each.partition(b"=") for each in encoded.split(b"&") if each)
    try:
        return [(_unquoted(name), _unquoted(value)) for name, _, value in pairs]
    except UnicodeDecodeError as error:
        raise HTTPException(400, "Parameters must be in UTF-8.") from error


def _unquoted(text: bytes) -> str:
    """Return a name or value of a form without its percent-encoding.

    This is quoted-printable with another sign, whose decoder, unlike that of addresses, is not in Python.
    """
    spaced = text.replace(b"+", b" ")
    if b"%" not in spaced:
        return spaced.decode()
    if _STRAY.search(spaced):
        return unquote_to_bytes(spaced).decode()
    return a2b_qp(spaced.replace(b"=", b"=3D").replace(b"%", b"=")).decode()


def accepted(request: Request) -> str:
    """Return the Accept header of a request, all of them as one."""
    return ", ".join(request.headers.getlist("accept"))


def path(request: Request) -> str:
    """Return the path of a request as it came, percent-encoded, below that of the site."""
    below = request.scope.get("root_path", "")
    raw: bytes = request.scope["raw_path"]
    return raw.decode("ascii", "replace").removeprefix(below).lstrip("/")


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, "The query must be in UTF-8.") from error
