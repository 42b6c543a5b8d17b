"""What goes wrong on the way to and from an endpoint, told in words of our own."""

from __future__ import annotations

import contextlib
import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from kg.errors import LocationError, PassingError, QueryError, TimeLimitError
from kg.terminal import one_line

if TYPE_CHECKING:
    import httpx

AUTHORIZATION: Final = "KG_AUTHORIZATION"
"""The environment variable whose value is sent as the Authorization header, such as `Bearer …`."""
USER, PASSWORD = "KG_USER", "KG_PASSWORD"
"""The environment variables whose values answer an endpoint that asks for a name and a password."""
_LET_IN: Final = (
    f"Set the environment variable {AUTHORIZATION} to the Authorization header it wants, "
    f"or {USER} and {PASSWORD}."
)


def refusal(
    response: httpx.Response, read: Callable[[int], bytes], where: str, sent: str = "query"
) -> QueryError | LocationError:
    """Return the error that an HTTP status means, with the endpoint's own first words, which `read` reads.

    `sent` is what was asked of it; PassingError is for what it may well do when it is asked again.
    """
    with telling(where):
        said = _first_words(read)
    code, status = response.status_code, plain(f"{response.status_code} {response.reason_phrase}")
    if code == 400:
        return QueryError(f"the endpoint refuses the {sent}: {said or status}", where=where)
    if code in (401, 403):
        return LocationError(f"the endpoint does not let you in: {status}", where=where, hint=_LET_IN)
    if response.is_redirect:
        place = plain(response.headers.get("Location", ""))
        hint = f"Ask {place} instead." if place else "It does not say where to."
        return LocationError(f"the endpoint has moved: {status}", where=where, hint=hint)
    what = f"the endpoint fails: {status}{': ' + said if said else ''}"
    return (PassingError if code == 429 or code >= 500 else LocationError)(what, where=where)


@contextlib.contextmanager
def telling(where: str) -> Iterator[None]:
    """Turn what can go wrong on the way to and from the endpoint at `where` into an error that says so."""
    import httpx

    try:
        yield
    except httpx.TimeoutException as error:
        raise TimeLimitError("the endpoint did not answer in time", where=where) from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        what = f"the endpoint cannot be reached: {_reason(error)}"
        raise (PassingError if _may_pass(error) else LocationError)(what, where=where) from error
    except (SyntaxError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        hint = "Ask again, with a LIMIT if the answer is large."
        raise LocationError(
            "the endpoint's answer is broken or breaks off", where=where, hint=hint
        ) from error
    except RecursionError as error:
        raise LocationError("the endpoint's answer nests triples without end", where=where) from error
    except MemoryError as error:
        raise LocationError("the endpoint's answer holds a text too long to read", where=where) from error


def _may_pass(error: BaseException) -> bool:
    """Say whether it is the connection that failed, rather than the address."""
    import httpx

    return isinstance(error, httpx.TransportError) and not isinstance(error, httpx.UnsupportedProtocol)


def _reason(error: BaseException) -> str:
    """Return why an endpoint cannot be reached: what the system says, else what kind of error it is."""
    import ssl

    import httpx

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "no encrypted connection comes about; its certificate may not be trusted"
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | UnicodeError):
        return "its address is not a URL"
    return "the connection breaks off, or what answers speaks no HTTP"


def _first_words(read: Callable[[int], bytes]) -> str:
    """Return the beginning of an error page, of which no more is read, as one line of plain text."""
    page = b""
    while len(page) < 4000 and (chunk := read(4000)):
        page += chunk
    return plain(re.sub(r"<[^>]*>", " ", page[:4000].decode("utf-8", "replace")))


def plain(text: str) -> str:
    """Return the beginning of what an endpoint says as one line that no terminal takes for a command."""
    return one_line(" ".join(text.split()))[:300]
