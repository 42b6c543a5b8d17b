"""Answers made at once where they are asked for, as they take no time however large the graph is.

All others are made in children, which can be ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from starlette.exceptions import HTTPException

from kg.errors import KgError, LimitError
from kg.graph.question import Question
from kg.graph.steps import in_steps
from kg.site.asked import ENDPOINT
from kg.tables.write import RESULTS
from kg.web.app import ready
from kg.web.asking import Asked, form_of
from kg.web.desk import answered
from kg.web.remembered import Response
from kg.web.request import endpoint_at, parameters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    import pyoxigraph as ox
    from starlette.types import Scope

    from kg.graph.answers import Solutions
    from kg.site.visit import Site
    from kg.web.desk import Answered

_LARGEST: Final = 16_000
"""The most bytes of such an answer, which are as many steps at most."""
_ENGINES: Final = {name: cast("ox.QueryResultsFormat", each.engine) for name, each in RESULTS.items()}


class AtOnce:
    """Makes the response to a request by one of `hosts` that asks a site for a few rows, by GET.

    Each row must be a step in an index. All else is left to others, errors too, and so is a graph beside
    which there are others, as what is in those is gone through, too.
    """

    def __init__(self, site: Site, hosts: Sequence[str]) -> None:
        self._graph, self._hosts = site.graph, frozenset(hosts)
        self._can = not (site.graph.is_remote or site.graph.union or site.graph.named_graphs())

    def __call__(self, scope: Scope) -> Response | None:
        """Return the response, None where it is left to others."""
        asked = self._asked(scope)
        try:
            told = self._told(asked) if asked else None
        except (KgError, OSError):  # which are told by who is asked next
            told = None
        return _response(answered(told, lasts=True)) if told else None

    def _asked(self, scope: Scope) -> Asked | None:
        """Return what a request asks if it is but a query, and so plain that nothing of it is to be told."""
        below = scope["root_path"].rstrip("/")
        headers = dict(scope["headers"])
        if not self._can or scope["method"] != "GET" or scope["path"] != f"{below}/{ENDPOINT}":
            return None
        host = headers.get(b"host", b"").decode("latin-1")
        name, _, port = host.rpartition(":")
        is_ours = host in self._hosts or (name in self._hosts and port.isdecimal())
        if not is_ours or len(headers) < len(scope["headers"]):
            return None
        try:
            given = parameters(scope["query_string"])
        except HTTPException:
            return None
        if [name for name, _ in given] != ["query"]:
            return None
        accept = headers.get(b"accept", b"").decode("latin-1")
        return Asked(given[0][1], None, accept, endpoint_at(scope, host))

    def _told(self, asked: Asked) -> bytes | None:
        """Return what `asking.answer` would write; KgError."""
        query = in_steps(asked.query)
        form = form_of("SELECT", asked.accept) if query else ""
        engine = _ENGINES.get(form)
        if not query or not engine:
            return None
        found = self._graph.answer(Question(query, base=asked.address, known=lambda: self._graph.prefixes))
        output = _Few()
        cast("Solutions", found).serialize(cast("IO[bytes]", output), engine)
        return b"200 %b\n%b" % (form.encode(), output.told)


def _response(answer: Answered) -> Response:
    length, tag = str(len(answer.body)).encode(), answer.tag.encode()
    others = ready(answer.form, is_asking=False, lasts=answer.lasts)
    headers = [(b"content-length", length), *others, (b"etag", tag)]
    return Response(answer.status, headers, answer.body, tag, may_be_shared=True)


class _Few:
    """A stream that takes no more than such an answer may have."""

    def __init__(self) -> None:
        self.told = b""

    def write(self, data: bytes) -> int:
        self.told += data
        if len(self.told) > _LARGEST:
            raise LimitError("the answer is not short")
        return len(data)

    def flush(self) -> None:
        """Have nothing to do."""
