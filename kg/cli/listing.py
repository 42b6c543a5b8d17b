"""The command that lists the saved queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import complete, options, results

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.graph.answers import Solutions
    from kg.query.saved import SavedQuery


@click.command()
@click.argument("name", required=False, shell_complete=complete.QUERIES)
@options.rows
@options.output
@options.project
def queries(name: str | None, folder: Path | None, form: str | None, output: str) -> None:
    """List the saved queries with their parameters, or print one whole, to read, adapt and ask.

    A query of kind CONSTRUCT gives triples, a SELECT rows.

    The formats for programs have descriptions as well. With NAME and a format: a row for each parameter of
    that query.

    \b
    Examples:
      kg queries
      kg queries fdi-by-state
      kg queries fdi-by-state > mine.rq
      kg queries fdi-by-state -f table
      kg queries -o queries.csv
    """
    from kg.graph.graph import Graph
    from kg.project import given, prefixes_of
    from kg.query import saved
    from kg.query.printed import printed

    saved_in = given(folder).queries
    if name is None:
        found = saved.all_queries(saved_in)
        results.rows(_listed(found), lambda: _shown(found), form, output, Graph.from_triples(()))
        return
    one = saved.find(name, saved_in)
    if form is None and (output == "-" or output.endswith(".rq")):
        results.page(output, f"{printed(one, name, prefixes_of(folder))}\n")
    else:
        parameters = _parameters(one)
        results.rows(parameters, lambda: parameters, form, output, Graph.from_triples(()))


def _listed(found: Sequence[SavedQuery]) -> Solutions:
    from kg.tables.rows import solutions

    rows = [(each.name, each.kind, each.title, each.description, _names(each)) for each in found]
    return solutions(("name", "kind", "title", "description", "parameters"), rows)


def _shown(found: Sequence[SavedQuery]) -> Solutions:
    from kg.tables.rows import solutions

    rows = [(each.name, _titled(each), _names(each)) for each in found]
    return solutions(("name", "title", "parameters"), rows)


def _titled(query: SavedQuery) -> str:
    return query.title if query.kind == "SELECT" else f"{query.title} ({query.kind})"


def _names(query: SavedQuery) -> str:
    return " ".join(parameter.name for parameter in query.parameters)


def _parameters(query: SavedQuery) -> Solutions:
    """Return a row for each parameter; `optional` is true where the query answers without a value."""
    from kg.tables.rows import solutions

    rows = [
        (p.name, p.type, p.default, p.example or None, str(p.is_optional).lower(), p.description)
        for p in query.parameters
    ]
    return solutions(("parameter", "type", "default", "example", "optional", "description"), rows)
