"""The page around a chart: one HTML file with its data, scripts and a table of the same, without network."""

from __future__ import annotations

from html import escape
from itertools import starmap, takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.draw import inlining
from kg.draw.dates import stretch
from kg.draw.picture import Picture
from kg.speech.texts import joined, say, versions
from kg.statements import wording
from kg.terms import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.draw.contents import Contents
    from kg.statements.statement import Statement


class Ranked(NamedTuple):
    """A cell that is sorted by a number, not by what is written in it."""

    text: str
    rank: float


class Quotes(NamedTuple):
    """A cell of words that documents say."""

    words: Sequence[str]


Cell = str | Ranked | Quotes


class Table(NamedTuple):
    """What a chart shows, as a table: its columns are messages, everything else is text."""

    caption: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def dated(told: str, date: str) -> Cell:
    """Return the cell of a date in words, sorted by when it begins, else ends; one that has none as text."""
    found = stretch(date)
    moment = (found.start if found.start is not None else found.end) if found else None
    return told if moment is None else Ranked(told, moment)


def page(
    kind: str, title: str, lead: str, data: Mapping[str, Any], table: Table, *, summary: str, scheme: str
) -> Picture:
    """Return the picture of a chart; `kind` names its script."""
    rows = [list(row) for row in table.rows]
    html, shown = _html(table, rows)
    texts = {"title": title, "lead": lead, "summary": summary, "scheme": scheme, "table_html": html}
    told = {**data, "ranks": _ranks(rows)}
    return Picture(inlining.page(kind, "chart", texts, told, shown=shown), title, summary)


def mark(
    contents: Contents, said: Sequence[tuple[Statement, str]], *, label: str = "", when: str = ""
) -> dict[str, Any]:
    """Return what any mark of a chart tells: when, how it is meant, and by index what says so.

    Its label is told where it is not that of the first statement. `said` has the statements, each with the
    date it gives in words, told where one is not the mark's; `id` names the mark in an address.
    """
    first, own = said[0]
    shown = when or own
    certainty = wording.certainty(first.modality) if first.modality != "reported" else ""
    meant = joined(say(", "), (certainty, wording.restriction(first.restricted_to)))
    dates = [date for _, date in said]
    return {
        "id": first.iri if " " in first.iri else local(first.iri),
        **({"label": label} if label not in ("", first.label) else {}),
        "when": shown,
        **({"meant": meant} if meant else {}),
        "says": [contents.index(vars(statement)) for statement, _ in said],
        **({"dates": dates} if any(date != shown for date in dates) else {}),
    }


def _html(table: Table, rows: Sequence[Sequence[Cell]]) -> tuple[str, list[str]]:
    """Return a table as HTML, every text escaped, and its texts in the order of their elements.

    Rows that rest on the same words, or on the same source, share the cells that tell these.
    """
    columns = list(map(say, table.columns))
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    shown, body = [table.caption, *columns], []
    for row, spans in zip(rows, _spans(rows), strict=True):
        cells = [(cell, span) for cell, span in zip(row, spans, strict=True) if span]
        body.append(f"<tr>{''.join(starmap(_cell, cells))}</tr>")
        shown += [text for cell, _ in cells for text in _texts(cell)]
    lines = "\n".join(body)
    html = (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.caption)}"><table>\n'
        f"<caption>{escape(table.caption)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{lines}\n</tbody></table></div>"
    )
    return html, shown


def _spans(rows: Sequence[Sequence[Cell]]) -> list[list[int]]:
    """Return over how many rows each cell goes, 0 for one that a cell above it has taken in."""
    spans = [[1] * len(row) for row in rows]
    for at in range(len(rows) - 1, 0, -1):
        for column in range(len(rows[at]) - _alike(rows[at - 1], rows[at]), len(rows[at])):
            spans[at - 1][column] += spans[at][column]
            spans[at][column] = 0
    return spans


def _alike(above: Sequence[Cell], row: Sequence[Cell]) -> int:
    """Return how many of the cells that tell the words a row rests on, its last, say what those above say."""
    cited = next((at for at, cell in enumerate(row) if isinstance(cell, Quotes)), len(row))
    pairs = zip(reversed(above[cited:]), reversed(row[cited:]), strict=True)
    return sum(1 for _ in takewhile(lambda pair: _said(pair[0]) == _said(pair[1]), pairs))


def _said(cell: Cell) -> tuple[list[str], float | None]:
    return versions(_text(cell)), cell.rank if isinstance(cell, Ranked) else None


def _text(cell: Cell) -> str:
    if isinstance(cell, Quotes):
        return " … ".join(f"“{words}”" for words in cell.words)
    return cell.text if isinstance(cell, Ranked) else cell


def _texts(cell: Cell) -> list[str]:
    """Return the texts of a cell in the order of their elements: its own, then each of its quotes."""
    return [_text(cell), *(cell.words if isinstance(cell, Quotes) else ())]


def _cell(cell: Cell, span: int) -> str:
    rows = f' rowspan="{span}"' if span > 1 else ""
    if isinstance(cell, Quotes):
        return f"<td{rows}>{' … '.join(f'“<span>{escape(words)}</span>”' for words in cell.words)}</td>"
    return f"<td{rows}>{escape(_text(cell))}</td>"


def _ranks(rows: Sequence[Sequence[Cell]]) -> dict[str, list[int | None]]:
    """Return column → the place of each of its cells in the order of their ranks, None where it has none."""
    found: dict[str, list[int | None]] = {}
    for at, column in enumerate(zip(*rows, strict=True)):
        ranks = sorted({cell.rank for cell in column if isinstance(cell, Ranked)})
        if ranks:
            places = {rank: place for place, rank in enumerate(ranks)}
            found[str(at)] = [places[cell.rank] if isinstance(cell, Ranked) else None for cell in column]
    return found


def doubt(statement: Statement) -> str:
    """Return what is doubtful about a figure, as the cell of a table."""
    if not statement.status:
        return ""
    return say("{name}: {value}", name=wording.status(statement.status), value=statement.reason)


def cited(*statements: Statement) -> tuple[Quotes, str]:
    """Return the quotes of statements and their sources, as cells of a table."""
    quotes = [quote for statement in statements for quote in statement.quotes]
    titles = dict.fromkeys(quote["source_title"] for quote in quotes)
    return Quotes([quote["quote"] for quote in quotes]), "; ".join(titles)
