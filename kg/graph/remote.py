"""Ask a SPARQL endpoint over the SPARQL 1.1 Protocol, its answers read as they arrive."""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

import pyoxigraph as ox

from kg.errors import LocationError, QueryError, TimeLimitError
from kg.graph import formats, labels, refusals
from kg.graph.answers import Answer, Boolean, Solutions, Triples
from kg.graph.bindings import insert
from kg.graph.graph import Graph
from kg.graph.lines import lines_of
from kg.terminal import one_line
from kg.terms import STANDARD, Prefixes

if TYPE_CHECKING:
    import httpx

    from kg.graph.answers import Row
    from kg.graph.question import Question

AUTHORIZATION: Final = "KG_AUTHORIZATION"
"""The environment variable whose value is sent as the Authorization header, such as `Bearer …`."""

_RESULTS: Final = {
    kind: cast("ox.QueryResultsFormat", each.engine)
    for each in formats.holding("rows").values()
    for kind in each.media_types
    if each.name != "csv"  # which tells no IRI from a text
}
_GRAPHS: Final = {
    kind: cast("ox.RdfFormat", each.engine)
    for each in formats.holding("triples", "graphs").values()
    for kind in each.media_types
}


class Endpoint(Graph):
    """The graph behind the URL of a SPARQL 1.1 endpoint; `timeout` is in seconds, None for no limit."""

    is_remote = True

    def __init__(
        self,
        url: str,
        *,
        union: bool = False,
        allow_service: bool = False,
        timeout: float | None = None,
        given: Mapping[str, str] | None = None,
        prefixes: Callable[[], Prefixes] = lambda: STANDARD,
    ) -> None:
        super().__init__(ox.Store(), union=union, allow_service=allow_service, given=given, prefixes=prefixes)
        self.url, self.timeout = url, timeout
        if union:
            raise LocationError(
                "an endpoint decides by itself which graphs it asks by default",
                where=url,
                hint="Leave --union out, and write GRAPH ?g { … } in the query.",
            )

    def answer(self, question: Question) -> Answer:
        """Return what the endpoint answers, as `Graph.answer`; LocationError where it cannot be reached.

        The base of the question is not told: an endpoint need not know where a query lies on this machine.
        """
        refusals.check_update(question)
        if not self.allow_service:
            refusals.check_service_words(question)
            refusals.check_from_words(question)
        text = insert(question.text, question.bindings) if question.bindings else question.text
        response = self._post(self._undeclared(question) + text, _accepted(question.form))
        return self._read(response, question.form)

    def triples(self) -> Iterator[ox.Triple]:
        """Yield every triple of the endpoint's default graph."""
        return iter(self.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))

    def _declared(self, select: str) -> Iterable[Row]:
        """Return the rows of a SELECT that uses no prefix, or none when the endpoint cannot tell."""
        with contextlib.suppress(LocationError, QueryError, TimeLimitError):  # a courtesy to the reader
            answer = self._read(self._post(select, _accepted("SELECT")), "SELECT")
            return list(answer) if isinstance(answer, Solutions) else []
        return []

    def lines(self) -> list[str]:
        """Return the lines of N-Triples of the endpoint's default graph; see `lines_of`."""
        return lines_of(self.triples())

    def _undeclared(self, question: Question) -> str:
        """Return declarations of the prefixes that a query uses undeclared, to stand on its first line.

        The endpoint is asked for its own prefixes only when the standard ones do not do.
        """
        used = {token.text.partition(":")[0] for token in question.tokens if token.kind == "name"}
        undeclared = used - question.declared.keys()
        known = STANDARD | self.given
        known = known if undeclared <= known.keys() else question.known()
        missing = sorted(undeclared & known.keys())
        return "".join(f"PREFIX {prefix}: <{known[prefix]}> " for prefix in missing)

    def labels(self, iris: Iterable[str]) -> dict[str, str]:
        """Return the label of every IRI that has one, asked at once; none when the endpoint cannot tell."""
        values = " ".join(str(ox.NamedNode(iri)) for iri in iris)
        properties = " ".join(f"<{name}>" for name in labels.PREFERRED)
        pattern = f"VALUES ?s {{ {values} }} VALUES ?p {{ {properties} }} ?s ?p ?label"
        with contextlib.suppress(LocationError, QueryError):  # labels are a courtesy to the reader
            rows = self.select(f"SELECT ?s ?p ?label WHERE {{ {pattern} }}")
            return labels.labels_of(ox.Triple(row["s"], row["p"], row["label"]) for row in rows)
        return {}

    def named_graphs(self) -> list[str]:
        """Return the names of the endpoint's named graphs, sorted."""
        return sorted(
            row["g"].value for row in self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        )

    def _post(self, text: str, accepted: str) -> httpx.Response:
        """Return the response to a query, its body still to be read."""
        import httpx

        headers = {"Accept": accepted, "User-Agent": "kg (japan-mexico-kg)", **_authorization()}
        with self._telling():
            client = httpx.Client(timeout=httpx.Timeout(self.timeout, connect=min(self.timeout or 30, 30)))
            request = client.build_request("POST", self.url, data={"query": text}, headers=headers)
            response = client.send(request, stream=True)
        if response.status_code != httpx.codes.OK:
            raise self._refusal(response)
        return response

    def _read(self, response: httpx.Response, form: str) -> Answer:
        """Return the answer in a response, in whichever standard format the endpoint chose."""
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        body = io.BufferedReader(_Body(response), 1 << 16)
        if form in ("CONSTRUCT", "DESCRIBE", "") and kind in _GRAPHS:
            quads = ox.parse(body, _GRAPHS[kind], base_iri=self._shown)
            return Triples((quad.triple for quad in quads), self._telling, lambda: self.prefixes)
        if kind not in _RESULTS:
            raise self._error(
                f"the endpoint answers with {kind or 'an unnamed format'}, not a result of SPARQL"
            )
        with self._telling():
            results = ox.parse_query_results(body, _RESULTS[kind])
        return Boolean(results) if isinstance(results, ox.QueryBoolean) else Solutions(results, self._telling)

    @property
    def _shown(self) -> str:
        """The URL as messages show it, without a password."""
        return re.sub(r"(?<=//)[^/@]*@", "", self.url)

    def _error(self, what: str, hint: str = "") -> LocationError:
        return LocationError(what, where=self._shown, hint=hint)

    def _refusal(self, response: httpx.Response) -> QueryError | LocationError:
        """Return the error that an HTTP status means, with the endpoint's own first words about it."""
        with self._telling():
            said = _first_words(response.read())
        status = f"{response.status_code} {response.reason_phrase}".strip()
        if response.status_code == 400:
            return QueryError(f"the endpoint refuses the query: {said or status}", where=self._shown)
        if response.status_code in (401, 403):
            hint = f"Set the environment variable {AUTHORIZATION} to the Authorization header it wants."
            return self._error(f"the endpoint does not let you in: {status}", hint)
        if response.is_redirect:
            place = response.headers.get("Location")
            return self._error(
                f"the endpoint has moved: {status}",
                f"Ask {place} instead." if place else "It does not say where to.",
            )
        return self._error(f"the endpoint fails: {status}{': ' + said if said else ''}")

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn what can go wrong on the way to and from the endpoint into an error that says so."""
        import httpx

        try:
            yield
        except httpx.TimeoutException as error:
            raise TimeLimitError("the endpoint did not answer in time", where=self._shown) from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise self._error(f"the endpoint cannot be reached: {_reason(error)}") from error
        except SyntaxError as error:
            hint = "Ask again, with a LIMIT if the answer is large."
            raise self._error("the endpoint's answer is broken or breaks off", hint) from error


class _Body(io.RawIOBase):
    """The body of a response as a file, read as it arrives."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__()
        self._chunks, self._rest = response.iter_bytes(), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  (a writable buffer, which typing names since 3.12)
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = chunk
        taken = self._rest[: len(buffer)]
        self._rest = self._rest[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


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


def _authorization() -> dict[str, str]:
    """Return the header that the environment asks to send, if any."""
    value = os.environ.get(AUTHORIZATION, "")
    if not value.isascii() or not value.isprintable():
        raise LocationError(
            "the value is not one line of ASCII", where=f"environment variable {AUTHORIZATION}"
        )
    return {"Authorization": value} if value else {}


def _accepted(form: str) -> str:
    """Return the Accept header for a form of query: streaming formats first, then the others we can read."""
    results = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
    graphs = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.7"
    return {"SELECT": results, "ASK": results, "": f"{results}, {graphs}"}.get(form, graphs)


def _first_words(body: bytes) -> str:
    """Return the beginning of an error page as one line of plain text."""
    text = re.sub(r"<[^>]*>", " ", body[:4000].decode("utf-8", "replace"))
    return one_line(" ".join(text.split()))[:300]
