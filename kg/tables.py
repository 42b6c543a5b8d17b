"""Answers as text: the standard formats by the engine's own serialisers, tables for people by ours."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

from kg.cells import Cell, Rows, link, numeric
from kg.errors import OutputError, UnknownNameError, did_you_mean
from kg.graph import Answer, Boolean, Graph, Solutions, Triples

RESULTS: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
"""Formats of SELECT and ASK: SPARQL 1.1 Query Results CSV, TSV, JSON and XML."""

GRAPHS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
"""Formats of CONSTRUCT and DESCRIBE."""

TABLES: Final = ("table", "markdown", "html")
"""Formats of every answer, for people."""

FORMATS: Final = (*TABLES, *RESULTS, *GRAPHS)

_BY_SUFFIX: Final = {
    ".csv": ("csv", ""),
    ".tsv": ("tsv", ""),
    ".json": ("json", "jsonld"),
    ".srj": ("json", ""),
    ".xml": ("xml", "rdfxml"),
    ".srx": ("xml", ""),
    ".ttl": ("", "turtle"),
    ".nt": ("", "ntriples"),
    ".jsonld": ("", "jsonld"),
    ".rdf": ("", "rdfxml"),
    ".txt": ("table", "table"),
    ".md": ("markdown", "markdown"),
    ".html": ("html", "html"),
    ".htm": ("html", "html"),
}
"""What a file's suffix means: the format for rows, the format for triples."""


def choose(answer: Answer, wanted: str | None, target: str, *, terminal: bool) -> str:
    """Return the format for an answer: the one wanted, else the file's suffix, else a table on a terminal.

    Elsewhere rows become csv and triples turtle. Raises UnknownNameError, or OutputError for a format that
    cannot hold the answer.
    """
    is_graph = isinstance(answer, Triples)
    if wanted is None and target == "-":
        return "turtle" if is_graph else "table" if terminal else "csv"
    form = wanted if wanted is not None else _from_suffix(target, is_graph=is_graph)
    if form not in FORMATS:
        hint = did_you_mean(form, FORMATS) or f"Formats: {', '.join(FORMATS)}."
        raise UnknownNameError(f"there is no format {form!r}", hint=hint)
    if form in (RESULTS if is_graph else GRAPHS):
        kind, fitting = ("triples", GRAPHS) if is_graph else ("rows", RESULTS)
        raise OutputError(
            f"{form} cannot hold {kind}", hint=f"Formats that can: {', '.join((*fitting, *TABLES))}."
        )
    return form


def _from_suffix(target: str, *, is_graph: bool) -> str:
    suffix = Path(target).suffix.lower()
    form = _BY_SUFFIX.get(suffix, ("csv", "turtle") if target.startswith("/dev/") else ("", ""))[is_graph]
    if not form:
        fitting = " ".join(known for known, forms in _BY_SUFFIX.items() if forms[is_graph])
        raise OutputError(
            f"the suffix {suffix or '(none)'} says no format for this answer",
            where=target,
            hint=f"Name a file that ends with one of {fitting}, or give --format.",
        )
    return form


def write(answer: Answer, form: str, output: IO[bytes], graph: Graph, draw: Draw | None = None) -> int | None:
    """Write `answer` to `output` and return the number of rows; None when it is not 0 and nobody counted.

    `graph` gives the labels of tables; `draw` is how a `table` looks, by default `terminal.drawing()`.
    """
    if form in RESULTS or form in GRAPHS:
        return _serialize(answer, form, output)
    if isinstance(answer, Boolean):
        said = str(bool(answer)).lower()
        output.write(f"<p>{said}</p>\n".encode() if form == "html" else f"{said}\n".encode())
        return 1
    if form == "table" and draw is None:
        from kg.terminal import drawing

        draw = drawing()
    rows = Rows(answer, graph)
    for line in (draw if draw and form == "table" else _DRAWN[form])(rows.columns, rows.chunks()):
        output.write(line.encode("utf-8", "replace"))
    return rows.count


def _serialize(answer: Answer, form: str, output: IO[bytes]) -> int | None:
    """Let the engine write a standard format, and return 0 when it wrote no row or triple."""
    if isinstance(answer, Triples):
        ordered = _Ordered(output)
        answer.serialize(cast("IO[bytes]", ordered), GRAPHS[form])
        return None if ordered.end() else 0
    watched = _Beginning(output)
    if isinstance(answer, Solutions | Boolean):
        answer.serialize(cast("IO[bytes]", watched), RESULTS[form])  # which calls only write and flush
    return 0 if watched.has_no_row(form) else None


class _Ordered:
    """A stream that sorts the prefixes with which Turtle begins: the engine's order differs each time."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output, self._held, self._is_past_prefixes = output, b"", False

    def write(self, data: bytes) -> int:
        if self._is_past_prefixes:
            return self._output.write(data)
        self._held += data
        last = self._held.rpartition(b"\n")[2]
        if last and not last.startswith(b"@prefix"[: len(last)]):
            self._is_past_prefixes = True
            self.end()
        return len(data)

    def flush(self) -> None:
        self._output.flush()

    def end(self) -> bool:
        """Write what is still held, and say whether anything but prefixes was written."""
        lines = self._held.splitlines(keepends=True)
        prefixes = [line for line in lines if line.startswith(b"@prefix")]
        self._output.write(b"".join([*sorted(prefixes), *lines[len(prefixes) :]]))
        self._held = b""
        self._is_past_prefixes |= len(lines) > len(prefixes)
        return self._is_past_prefixes


class _Beginning:
    """A stream that remembers how what is written to it begins."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output, self._beginning = output, b""

    def write(self, data: bytes) -> int:
        if len(self._beginning) < 100_000:
            self._beginning += data
        return self._output.write(data)

    def flush(self) -> None:
        self._output.flush()

    def has_no_row(self, form: str) -> bool:
        """Say whether a result in a standard format ended with its header."""
        if form in ("csv", "tsv"):
            return self._beginning.count(b"\n") == 1 and self._beginning not in (b"true\n", b"false\n")
        return {"json": b'"bindings":[]', "xml": b"<results></results>"}[form] in self._beginning


def _markdown(columns: Sequence[str], chunks: Iterable[list[list[Cell]]]) -> Iterator[str]:
    """Yield a table of GitHub Flavored Markdown; numbers are aligned right as the first rows have them."""
    first = True
    for rows in itertools.chain(chunks, [[]]):
        if first:
            right = numeric(len(columns), rows)
            yield _markdown_row([_markdown_text(column) for column in columns])
            yield _markdown_row(["---:" if is_right else "---" for is_right in right])
            first = False
        yield from (_markdown_row([_markdown_cell(shown) for shown in row]) for row in rows)


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _markdown_cell(shown: Cell) -> str:
    text = _markdown_text(shown.text.replace("↵", " "))
    return f"[{text}]({link(shown.iri)})" if link(shown.iri) else text


def _markdown_text(text: str) -> str:
    """Return `text` with everything escaped that Markdown or the HTML in it would act on."""
    escaped = re.sub(r"([\\`*_\[\]|~#!])", r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))
    return escaped.replace("://", ":&#47;/")  # else it becomes a link by itself


def _html(columns: Sequence[str], chunks: Iterable[list[list[Cell]]]) -> Iterator[str]:
    """Yield a page that is one table, without script and without anything from elsewhere."""
    yield '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Answer</title>\n'
    yield f"<style>{_STYLE}</style>\n"
    yield from html_table(columns, chunks)
    yield "</html>\n"


_STYLE: Final = (
    "table{border-collapse:collapse;font:14px/1.4 sans-serif}"
    "th,td{padding:.3em .6em;border-bottom:1px solid #ccc;text-align:left;vertical-align:top}"
    "td.number{text-align:right;font-variant-numeric:tabular-nums}"
)


def html_table(columns: Sequence[str], chunks: Iterable[list[list[Cell]]]) -> Iterator[str]:
    """Yield an HTML table, as a page or a notebook takes it; IRIs are links where they are http or https."""
    head = "".join(f'<th scope="col">{html.escape(column)}</th>' for column in columns)
    yield f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
    for rows in chunks:
        yield from (f"<tr>{''.join(map(_html_cell, row))}</tr>\n" for row in rows)
    yield "</tbody>\n</table>\n"


def _html_cell(shown: Cell) -> str:
    text = html.escape(shown.text.replace("↵", "\n")).replace("\n", "<br>")
    if link(shown.iri):
        text = f'<a href="{html.escape(link(shown.iri))}">{text}</a>'
    return f'<td class="number">{text}</td>' if shown.is_number else f"<td>{text}</td>"


Draw = Callable[[Sequence[str], Iterator[list[list[Cell]]]], Iterator[str]]
"""Makes text of the names of columns and the rows that follow."""

_DRAWN: Final[dict[str, Draw]] = {"markdown": _markdown, "html": _html}
