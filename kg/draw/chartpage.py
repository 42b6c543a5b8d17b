"""The page around a chart: one HTML file with its data, scripts and a table of the same, without network."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from kg.draw import inlining
from kg.draw.contents import in_context
from kg.draw.dates import words
from kg.draw.picture import Picture
from kg.statements import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.statements.statement import Citation, Statement


def page(
    kind: str, title: str, lead: str, data: Mapping[str, Any], table: str, *, summary: str, scheme: str
) -> Picture:
    """Return the picture of a chart; `kind` names its script, `table` is HTML, the rest is text.

    The Content-Security-Policy lets the page's own scripts and style run, and nothing be fetched.
    """
    libraries = ("vendor/d3.min.js", "vendor/d3-sankey.min.js")
    names = (*libraries, "chart.js", f"{kind}.js", "download.js", "chartsave.js")
    html = inlining.filled(
        "chart.html",
        texts={"title": title, "lead": lead, "kind": kind, "scheme": scheme, "table_html": table},
        style=inlining.asset("chart.css"),
        scripts=[inlining.asset(name) for name in names],
        data=data,
    )
    return Picture(html, title, summary)


def told(statement: Statement, *, label: str = "", when: str = "") -> dict[str, Any]:
    """Return a statement as the page's panel shows it, its quotes within their sentences."""
    return {
        "iri": statement.iri,
        "label": label or statement.label,
        "when": when,
        "modality": statement.modality,
        "certainty": wording.certainty(statement.modality),
        "restriction": wording.restriction(statement.restricted_to),
        "said_by": statement.said_by,
        "printed": statement.printed,
        "status": statement.status,
        "corrected": statement.corrected,
        "reason": statement.reason,
        "quotes": [_quote(quote) for quote in statement.quotes],
        "contradicts": [f"{other['label']} ({other['source_title']})" for other in statement.contradicts],
    }


def rows(caption: str, columns: Sequence[str], values: Iterable[Sequence[str]]) -> str:
    """Return an HTML table, every text escaped."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "\n".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in values)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table>\n'
        f"<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def cited(statement: Statement) -> tuple[str, str]:
    """Return the quotes of a statement and their sources, as cells of a table."""
    quotes = statement.quotes
    titles = dict.fromkeys(quote["source_title"] for quote in quotes)
    return " … ".join(f"“{quote['quote']}”" for quote in quotes), "; ".join(titles)


def _quote(quote: Citation) -> dict[str, str]:
    before, found, after = in_context(quote["quote"], quote["sentence"])
    published = f", {words(quote['published'])}" if quote["published"] else ""
    place = f"{quote['source_title']}{published}, characters {quote['start']}–{quote['end']}"
    return {"before": before, "quote": found, "after": after, "place": place}
