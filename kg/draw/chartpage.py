"""The page around a chart: one HTML file with its data, scripts and a table of the same, without network."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.draw import inlining
from kg.draw.dates import stretch
from kg.draw.picture import Picture
from kg.draw.said import Texts
from kg.speech.texts import Text, joined, say
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


Cell = str | Ranked


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
    texts, said = {"title": title, "lead": lead, "summary": summary, "scheme": scheme}, Texts()
    texts["table_html"] = _html(table, said)
    return Picture(inlining.page(kind, "chart", texts, data, said=said), title, summary)


def mark(
    contents: Contents, said: Sequence[tuple[Statement, str]], *, label: str = "", when: str = ""
) -> dict[str, Any]:
    """Return what any mark of a chart tells: when, how it is meant, and by index what says so.

    Its label is told where it is not that of the first statement. `said` has the statements, each with the
    date it gives in words, told where it is not the mark's; `id` names the mark in an address.
    """
    first, own = said[0]
    shown = when or own
    certainty = wording.certainty(first.modality) if first.modality != "reported" else ""
    meant = joined(say(", "), (certainty, wording.restriction(first.restricted_to)))
    return {
        "id": first.iri if " " in first.iri else local(first.iri),
        **({"label": label} if label not in ("", first.label) else {}),
        "when": shown,
        **({"meant": meant} if meant else {}),
        "says": [
            {"statement": contents.index(vars(statement)), **({} if date == shown else {"when": date})}
            for statement, date in said
        ],
    }


def _html(table: Table, said: Texts) -> str:
    """Return a table as HTML, every text escaped; one that differs by language leads to its versions."""
    head = "".join(
        f'<th scope="col"{_index(name, said)}>{escape(name)}</th>' for name in map(say, table.columns)
    )
    body = "\n".join(f"<tr>{''.join(_cell(cell, said) for cell in row)}</tr>" for row in table.rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.caption)}"><table>\n'
        f"<caption{_index(table.caption, said)}>{escape(table.caption)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _cell(cell: Cell, said: Texts) -> str:
    if isinstance(cell, str):
        return f"<td{_index(cell, said)}>{escape(cell)}</td>"
    return f'<td data-rank="{cell.rank:.15g}"{_index(cell.text, said)}>{escape(cell.text)}</td>'


def _index(text: str, said: Texts) -> str:
    return f' data-text="{said.index(text)}"' if isinstance(text, Text) else ""


def doubt(statement: Statement) -> str:
    """Return what is doubtful about a figure, as the cell of a table."""
    if not statement.status:
        return ""
    return say("{name}: {value}", name=wording.status(statement.status), value=statement.reason)


def cited(*statements: Statement) -> tuple[str, str]:
    """Return the quotes of statements and their sources, as cells of a table."""
    quotes = [quote for statement in statements for quote in statement.quotes]
    titles = dict.fromkeys(quote["source_title"] for quote in quotes)
    return " … ".join(f"“{quote['quote']}”" for quote in quotes), "; ".join(titles)
