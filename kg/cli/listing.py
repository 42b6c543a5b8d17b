"""The command that lists the saved queries."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.query.saved import SavedQuery


@click.command()
@click.argument("name", required=False)
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
def queries(name: str | None, form: str) -> None:
    """List the saved queries with their parameters, or print one whole, to read, adapt and ask.

    A query of kind CONSTRUCT gives triples, a SELECT rows.

    \b
    Examples:
      kg queries
      kg queries fdi-by-state
      kg queries fdi-by-state > mine.rq
      kg queries -f json
    """
    from kg.project import find
    from kg.query import saved

    folder = find().queries
    found = [saved.find(name, folder)] if name else saved.all_queries(folder)
    if form == "json":
        shown = [_as_object(each) for each in found]
        click.echo(json.dumps(shown[0] if name else shown, ensure_ascii=False, indent=2))
    elif name:
        _print(found[0], name)
    else:
        _list(found)


def _print(saved: SavedQuery, called: str) -> None:
    """Print a query; what could act on a terminal as SPARQL itself escapes it, so that it means the same."""
    from kg.project import prefixes_around
    from kg.query.printed import printed
    from kg.tables.cells import harmless

    text = printed(saved, called, prefixes_around())
    acting = {c for c in text if c not in "\n\t" and harmless(c) != c}
    click.echo(text.translate({ord(c): f"\\U{ord(c):08X}" for c in acting}))


def _list(found: Sequence[SavedQuery]) -> None:
    from kg.tables import plain, terminal

    style = terminal.style_of(os.environ, terminal=sys.stdout.isatty())
    rows = [[each.name, each.kind, each.title, " ".join(p.name for p in each.parameters)] for each in found]
    click.echo(plain.as_table(["name", "kind", "title", "parameters"], rows, style), nl=False)


def _as_object(saved: SavedQuery) -> dict[str, object]:
    """Return a saved query as `kg queries -f json` writes it."""
    parameters = [
        {
            "name": p.name,
            "type": p.type,
            "description": p.description,
            "default": p.default,
            "example": p.example,
            "optional": p.is_optional,
        }
        for p in saved.parameters
    ]
    return {
        "name": saved.name,
        "title": saved.title,
        "description": saved.description,
        "kind": saved.kind,
        "parameters": parameters,
    }
