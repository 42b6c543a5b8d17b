"""Tables in Markdown and HTML, in which no text of the graph can act."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from kg.tables.cells import Cell, link, numeric
from kg.terminal import one_line


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
    yield '<meta name="viewport" content="width=device-width">\n'
    yield f"<style>{_STYLE}</style>\n"
    yield from html_table(columns, chunks)
    yield "</html>\n"


_STYLE: Final = (
    ":root{color-scheme:light dark}"
    "table{border-collapse:collapse;font:14px/1.4 sans-serif}"
    "th,td{padding:.3em .6em;border-bottom:1px solid #888;text-align:left;vertical-align:top}"
    "td.number{text-align:right;font-variant-numeric:tabular-nums}"
    "@media screen and (max-width:860px){"
    "table,tbody,tr{display:block}thead,td:empty{display:none}"
    "tr{border-bottom:1px solid #888;padding:.4em 0}"
    "td,td.number{display:grid;grid-template-columns:9em minmax(0,1fr);border:0;padding:1px 0;"
    "text-align:left;overflow-wrap:anywhere}"
    "td::before{content:attr(data-column);opacity:.7}}"
)
"""On a phone a row is a card, in which each value stands beside the name of its column."""


_DATE: Final = re.compile(r"[0-9]+(?:[-/:][0-9]+)+")
"""A date or period, which a browser would break at its hyphens."""


def html_table(
    columns: Sequence[str], chunks: Iterable[list[list[Cell]]], to: Callable[[str], str] = link
) -> Iterator[str]:
    """Yield an HTML table, as a page or a notebook takes it; `to` gives what an IRI links to, if anything.

    By default that is the IRI itself, where it is http or https. Each value has the name of its column, for
    where a row is shown as a card.
    """
    names = [html.escape(column) for column in columns]
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    yield f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
    for rows in chunks:
        yield from (_html_row(names, row, to) for row in rows)
    yield "</tbody>\n</table>\n"


def _html_row(names: Sequence[str], row: Sequence[Cell], to: Callable[[str], str]) -> str:
    return f"<tr>{''.join(map(partial(_html_cell, to), names, row))}</tr>\n"


def _linked(text: str, iri: str, to: Callable[[str], str], kind: str = "") -> str:
    """Return a text as HTML, linked to where an IRI leads, if anywhere."""
    told = html.escape(text.replace("↵", "\n")).replace("\n", "<br>")
    target = to(iri) if iri else ""
    named = f' class="{kind}"' if kind else ""
    return f'<a{named} href="{html.escape(target)}">{told}</a>' if target else told


def _html_cell(to: Callable[[str], str], name: str, shown: Cell) -> str:
    if shown.pieces:
        text = " … ".join(_linked(one_line(text), passage, to, "words") for text, passage in shown.pieces)
    else:
        text = _linked(shown.text, shown.iri, to)
    kind = ' class="number"' if shown.is_number else ' class="date"' if _DATE.fullmatch(shown.text) else ""
    return f'<td{kind} data-column="{name}">{text}</td>'
