"""The way out to an endpoint: says who asks, and has what the environment gives to be let in."""

from __future__ import annotations

import os
import ssl
from collections.abc import Generator
from functools import cache

import httpx

from kg.errors import LocationError
from kg.graph.troubles import AUTHORIZATION, PASSWORD, USER

Flow = Generator[httpx.Request, httpx.Response, None]


def headers() -> dict[str, str]:
    """Return the headers that say who asks: this program, and what the environment asks to send.

    Raises LocationError for a value that is not one line of ASCII.
    """
    value = os.environ.get(AUTHORIZATION, "")
    if not value.isascii() or not value.isprintable():
        where = f"environment variable {AUTHORIZATION}"
        raise LocationError("the value is not one line of ASCII", where=where)
    return {"User-Agent": "kg (japan-mexico-kg)", **({"Authorization": value} if value else {})}


def client(limits: httpx.Timeout) -> httpx.Client:
    """Return a client that follows no redirect, and tells name and password to who asks for them."""
    user = os.environ.get(USER, "")
    answering = _Answering(user, os.environ.get(PASSWORD, "")) if user else None
    return httpx.Client(timeout=limits, auth=answering, verify=_trusted())


@cache
def _trusted() -> ssl.SSLContext:
    """Return the certificates that are trusted, whose reading takes longer than many a question."""
    return httpx.create_ssl_context()


class _Answering(httpx.Auth):
    """Sends name and password only when asked, as Digest (RFC 7616) or Basic (RFC 7617)."""

    def __init__(self, user: str, password: str) -> None:
        self._digest, self._basic = httpx.DigestAuth(user, password), httpx.BasicAuth(user, password)
        self._is_basic = False

    def auth_flow(self, request: httpx.Request) -> Flow:
        if not self._is_basic:
            response = yield from _followed(self._digest.auth_flow(request))
            asked = response.headers.get_list("WWW-Authenticate", split_commas=True)
            schemes = {challenge.split()[0].lower() for challenge in asked if challenge.split()}
            self._is_basic = response.status_code == 401 and "basic" in schemes
        if self._is_basic:
            yield from self._basic.auth_flow(request)


def _followed(flow: Flow) -> Generator[httpx.Request, httpx.Response, httpx.Response]:
    """Go through a flow, and return the last response to it."""
    request = next(flow)
    while True:
        response = yield request
        try:
            request = flow.send(response)
        except StopIteration:
            return response
