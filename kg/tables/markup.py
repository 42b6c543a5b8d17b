"""Tables in Markdown and HTML, in which no text of the graph can act."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from kg.tables.cells import Cell, link, numeric


def markdown(columns: Sequence[str], chunks: Iterable[list[list[Cell]]]) -> Iterator[str]:
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


def html_page(columns: Sequence[str], chunks: Iterable[list[list[Cell]]]) -> Iterator[str]:
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


def html_table(
    columns: Sequence[str], chunks: Iterable[list[list[Cell]]], to: Callable[[str], str] = link
) -> Iterator[str]:
    """Yield an HTML table, as a page or a notebook takes it; `to` gives what an IRI links to, if anything.

    By default that is the IRI itself, where it is http or https.
    """
    head = "".join(f'<th scope="col">{html.escape(column)}</th>' for column in columns)
    yield f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
    for rows in chunks:
        yield from (f"<tr>{''.join(_html_cell(cell, to) for cell in row)}</tr>\n" for row in rows)
    yield "</tbody>\n</table>\n"


def _html_cell(shown: Cell, to: Callable[[str], str]) -> str:
    text = html.escape(shown.text.replace("↵", "\n")).replace("\n", "<br>")
    if shown.iri and (target := to(shown.iri)):
        text = f'<a href="{html.escape(target)}">{text}</a>'
    return f'<td class="number">{text}</td>' if shown.is_number else f"<td>{text}</td>"
