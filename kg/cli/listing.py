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
    """List the saved queries with their parameters, or show one whole.

    \b
    Examples:
      kg queries
      kg queries fdi-by-state
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
        click.echo(found[0].text.rstrip("\n"))
    else:
        _list(found)


def _list(found: Sequence[SavedQuery]) -> None:
    from kg.tables import plain, terminal

    style = terminal.style_of(os.environ, terminal=sys.stdout.isatty())
    rows = [[each.name, each.title, " ".join(p.name for p in each.parameters)] for each in found]
    click.echo(plain.as_table(["name", "title", "parameters"], rows, style), nl=False)


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
