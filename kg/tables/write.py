"""Answers as files: rows by the engine's own serialisers, triples as exported, tables and sheets by ours."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

from kg.errors import OutputError, UnknownNameError
from kg.graph import formats
from kg.graph.answers import Answer, Boolean, Triples
from kg.graph.graph import Graph
from kg.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyoxigraph as ox

    from kg.graph.formats import Format
    from kg.tables.cells import Draw

RESULTS: Final = formats.holding("rows")
"""Formats of SELECT and ASK: SPARQL 1.1 Query Results CSV, TSV, JSON and XML, and spreadsheets."""
GRAPHS: Final = formats.holding("triples")
"""Formats of CONSTRUCT and DESCRIBE, which those of rows hold too, as a table of three columns."""
TABLES: Final = formats.holding("table")
"""Formats of every answer, for people."""
FORMATS: Final = {**TABLES, **RESULTS, **GRAPHS}


_PARTS: Final = {"csv": (b"\r\n", b","), "tsv": (b"\n", b"\t")}
"""What parts the rows, and the columns, of a format."""
_VALUED: Final = {
    "json": (rb'"([^"]+)":\{"type"', b'"value":"0"'),
    "xml": (rb'<binding name="([^"]+)"', b">0<"),
}
"""How a format names a column that has a value, and how it writes a 0."""
_BEGINNING: Final = 100_000
"""So many bytes of a result, at least, are looked at for what they tell."""


class Written:
    """What came of writing an answer: `rows` is their number, None when it is not 0 and nobody counted."""

    def __init__(self, rows: int | None, is_open: Callable[[], bool] = lambda: True) -> None:
        self.rows, self._is_open = rows, is_open

    @property
    def is_open(self) -> bool:
        """Whether a column may have no value in any row, or all may be one count, of nothing.

        That is told by what the rows begin with, which is read only for those who ask.
        """
        return self._is_open()


def _closed() -> bool:
    return False


def choose(answer: Answer, wanted: str | None, target: str, *, terminal: bool) -> str:
    """Return the format for an answer: the one wanted, else the file's suffix, else a table on a terminal.

    Elsewhere rows become csv and triples turtle. Raises UnknownNameError, or OutputError for a format that
    cannot hold the answer.
    """
    is_graph = isinstance(answer, Triples)
    if wanted is None and target == "-":
        return "turtle" if is_graph else "table" if terminal else "csv"
    fitting = {**GRAPHS, **RESULTS} if is_graph else RESULTS
    form = wanted if wanted is not None else _from_suffix(target, fitting)
    if form not in FORMATS:
        hint = did_you_mean(form, FORMATS) or f"Formats: {', '.join(FORMATS)}."
        raise UnknownNameError(f"there is no format {form!r}", hint=hint)
    if form not in {**fitting, **TABLES}:
        hint = f"Formats that can: {', '.join((*fitting, *TABLES))}."
        raise OutputError(f"{form} cannot hold rows", hint=hint)
    if form == "xlsx" and terminal:
        raise OutputError("a spreadsheet is not for a terminal", hint="Name a file: -o answer.xlsx")
    return form


def _from_suffix(target: str, fitting: dict[str, Format]) -> str:
    """Return the format a file's name asks for; the first of those fitting for a device, which has none."""
    if found := formats.of_file(target, fitting | TABLES):
        return found.name
    if target.startswith("/dev/"):
        return next(iter(fitting))
    raise OutputError(
        f"the suffix {Path(target).suffix.lower() or '(none)'} says no format for this answer",
        where=target,
        hint=f"Name a file that ends with one of {' '.join(formats.suffixes(fitting | TABLES))},"
        " or give --format.",
    )


def write(answer: Answer, form: str, output: IO[bytes], graph: Graph, draw: Draw | None = None) -> Written:
    """Write `answer` to `output` and return what came of it.

    `graph` gives the labels of tables; `draw` is how a `table` looks, by default `terminal.drawing()`.
    """
    if form in RESULTS or form in GRAPHS:
        return _serialize(answer, form, output)
    if isinstance(answer, Boolean):
        said = str(bool(answer)).lower()
        output.write(f"<p>{said}</p>\n".encode() if form == "html" else f"{said}\n".encode())
        return Written(1, _closed)
    from kg.tables.cells import Rows

    rows = Rows(answer, graph, are_led=form == "html")
    for line in (draw or _drawing(form))(rows.columns, rows.chunks()):
        output.write(line.encode("utf-8", "replace"))
    return Written(rows.count)


def _triples(answer: Triples, form: str, output: IO[bytes]) -> Written:
    """Write triples as they are taken away: sorted, nested in Turtle, with the prefixes that are used."""
    from kg.graph import rdf
    from kg.graph.lines import lines_of

    lines = lines_of(answer)
    output.write(rdf.WRITERS[form](lines, answer.prefixes, {}))
    return Written(None if lines else 0, _closed)


def _serialize(answer: Answer, form: str, output: IO[bytes]) -> Written:
    """Let the engine write a standard format of rows, and our writers one of triples."""
    if isinstance(answer, Triples) and form in RESULTS:
        from kg.tables.rows import of_triples

        answer = of_triples(answer)
    if isinstance(answer, Triples):
        return _triples(answer, form, output)
    if form == "xlsx":
        from kg.tables import sheet

        return Written(sheet.write(answer, output))
    watched = _Beginning(output)
    engine = cast("ox.QueryResultsFormat", RESULTS[form].engine)
    answer.serialize(cast("IO[bytes]", watched), engine)  # which calls only write and flush
    if isinstance(answer, Boolean):
        return Written(1, _closed)
    is_open = partial(watched.is_open, form, len(answer.variables))
    return Written(0 if watched.has_no_row(form) else None, is_open)


class _Beginning:
    """A stream that remembers how what is written to it begins."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output, self._beginning = output, b""

    def write(self, data: bytes) -> int:
        if len(self._beginning) < _BEGINNING:
            self._beginning += data
        return self._output.write(data)

    def flush(self) -> None:
        self._output.flush()

    def has_no_row(self, form: str) -> bool:
        """Say whether a result in a standard format ended with its header."""
        if form in ("csv", "tsv"):
            return self._beginning.count(b"\n") == 1
        return {"json": b'"bindings":[]', "xml": b"<results></results>"}[form] in self._beginning

    def is_open(self, form: str, columns: int) -> bool:
        """Say whether rows of so many columns in a standard format leave a question open; see `Written`."""
        if form in _VALUED:
            valued, nought = _VALUED[form]
            return len({*re.findall(valued, self._beginning)}) < columns or nought in self._beginning
        end, gap = _PARTS[form]
        rows = [row.split(gap) for row in self._beginning.split(end)[1:-1]]
        return not any(len(row) >= columns and all(row) for row in rows) or rows == [[b"0"]]


def _drawing(form: str) -> Draw:
    """Return what makes text of rows in a format for people."""
    if form == "table":
        from kg.tables.terminal import drawing

        return drawing()
    from kg.tables import markup

    return markup.markdown if form == "markdown" else markup.html_page
