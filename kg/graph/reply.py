"""What an endpoint replies, made the answer to a question; or what went wrong, told in words of our own."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterable
from typing import IO, TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from kg.errors import LocationError
from kg.graph import expected, formats
from kg.graph.answers import Answer, Boolean, Solutions, Triples
from kg.graph.arriving import Arriving, unpacked, watched
from kg.graph.nesting import nesting
from kg.graph.troubles import plain, refusal, telling
from kg.terms import Prefixes

if TYPE_CHECKING:
    import httpx

    from kg.graph.question import Question

    Engine = ox.RdfFormat | ox.QueryResultsFormat

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
    if each.name != "jsonld"  # which is no stream, and is not asked for
}
_ASKED: Final = "__ASK_RETVAL"
"""The column in which some engines answer an ASK."""
_PACKINGS: Final = {"": "", "identity": "", "gzip": "gzip", "x-gzip": "gzip"}
"""What a Content-Encoding may be."""


class Reply:
    """A response of the endpoint at `where`, its body still to be read; `prefixes` are for its triples."""

    def __init__(
        self, response: httpx.Response, body: Arriving, where: str, prefixes: Callable[[], Prefixes]
    ) -> None:
        self._response, self._body, self._where, self._prefixes = response, body, where, prefixes

    def answer(self, question: Question) -> Answer:
        """Return the answer to a question, in whichever standard format the endpoint chose to give it.

        Raises LocationError where it is not the whole of what was asked for, QueryError where the endpoint
        refuses the query.
        """
        response = self._response
        packing = response.headers.get("Content-Encoding", "").strip().lower()
        if packing not in _PACKINGS:
            raise self._error("the endpoint packs its answer in a way that was not asked for")
        read = unpacked(self._body, _PACKINGS[packing])
        if told := expected.partial(response.status_code, response.headers):
            what = f"the endpoint says that its answer is not whole: {plain(told)}"
            raise self._error(what, expected.IN_PARTS)
        if response.status_code != 200:
            raise refusal(response, read, self._where)
        engine = self._engine(response.headers.get("Content-Type", ""), question.form)
        body = watched(read, nesting(engine))
        if most := expected.most(question, response.headers):
            body = self._counted(body, engine, most)
        return self._parsed(body, engine, question)

    def _engine(self, content_type: str, form: str) -> Engine:
        """Return how to read an answer of a Content-Type; LocationError for one that holds no such answer."""
        kind = content_type.partition(";")[0].strip().lower()
        held = expected.kind(form, "")
        known: dict[str, Engine] = {
            **(_GRAPHS if held in ("", expected.TRIPLES) else {}),
            **(_RESULTS if held != expected.TRIPLES else {}),
        }
        if kind not in known:
            hint = "This may be the address of a page about the endpoint." if kind == "text/html" else ""
            raise self._error(expected.unlike(form, plain(kind) or "an unnamed format"), hint)
        return known[kind]

    def _counted(self, body: IO[bytes], engine: Engine, most: int) -> IO[bytes]:
        """Return a body that has been read once; LocationError where it holds `most` rows or triples."""
        spool = tempfile.SpooledTemporaryFile(1 << 24)  # noqa: SIM115  (it is read after this)
        copying = cast("IO[bytes]", _Copying(body, spool))
        with telling(self._where):
            if isinstance(engine, ox.RdfFormat):
                found: Iterable[object] = ox.parse(copying, engine, base_iri=self._where)
            else:
                results = ox.parse_query_results(copying, engine)
                found = results if isinstance(results, ox.QuerySolutions) else ()
            if sum(1 for _ in itertools.islice(found, most)) == most:
                what = f"the endpoint gives {most:,} rows or triples at most, and this answer has as many"
                raise self._error(what, expected.IN_PARTS)
        spool.seek(0)
        return spool

    def _parsed(self, body: IO[bytes], engine: Engine, question: Question) -> Answer:
        """Return the answer that a body holds; LocationError where it is not what was asked for."""
        if isinstance(engine, ox.RdfFormat):
            quads = ox.parse(body, engine, base_iri=self._where)
            return Triples((quad.triple for quad in quads), lambda: telling(self._where), self._prefixes)
        with telling(self._where):
            results = _yes_or_no(ox.parse_query_results(body, engine))
        came = expected.BOOLEAN if isinstance(results, ox.QueryBoolean) else expected.ROWS
        if expected.kind(question.form, came) != came:
            raise self._error(expected.unlike(question.form, came))
        if isinstance(results, ox.QueryBoolean):
            return Boolean(results)
        solutions = Solutions(results, lambda: telling(self._where))
        if wrong := expected.other_columns(question, solutions.variables):
            raise self._error(wrong)
        return solutions

    def _error(self, what: str, hint: str = "") -> LocationError:
        return LocationError(what, where=self._where, hint=hint)


def _yes_or_no(
    results: ox.QuerySolutions | ox.QueryBoolean,
) -> ox.QuerySolutions | ox.QueryBoolean:
    """Return results as they are, but a yes or no where Virtuoso, up to 7.2.5, made a row of it."""
    if isinstance(results, ox.QueryBoolean) or [each.value for each in results.variables] != [_ASKED]:
        return results
    is_so = any(isinstance(row[0], ox.Literal) and row[0].value in ("1", "true") for row in results)
    told = b'{"head": {}, "boolean": %s}' % (b"true" if is_so else b"false")
    return ox.parse_query_results(told, ox.QueryResultsFormat.JSON)


class _Copying:
    """What the engine reads of a file, kept in another."""

    def __init__(self, file: IO[bytes], copy: IO[bytes]) -> None:
        self._file, self._copy = file, copy

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self._copy.write(chunk)
        return chunk
