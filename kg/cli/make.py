"""Commands that make the graph and say what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.build import Report

_project = click.option(
    "--project",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder that holds seeds/ and ontology/. [default: the one around the working directory]",
)


def _found(folder: Path | None) -> project.Project:
    return project.at(folder) if folder else project.find()


@click.command()
@_project
def build(folder: Path | None) -> None:
    """Read the seeds, check every quote and write build/kg.ttl.

    Nothing is written when something is wrong: every problem is told with its file, line and column, and
    what was built before stays as it was.

    \b
    Examples:
      kg build
      kg build --project ~/japan-mexico
    """
    found = _found(folder)
    report = found.build()
    click.echo(table(report))
    click.echo(f"Wrote {_shown(found.built)}", err=True)


def table(report: Report) -> str:
    """Return what a graph holds as two columns."""
    rows = [
        ("sources", report.sources),
        ("passages", report.passages),
        ("facts", report.facts),
        ("records", report.records),
        ("entities", sum(report.entities.values())),
        *((f"  {name}", number) for name, number in report.entities.items()),
        ("problems", 0),
    ]
    return _columns(rows)


def _columns(rows: Iterable[tuple[str, int]]) -> str:
    rows = list(rows)
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:<{width}}  {number:>5,}" for name, number in rows)


def _shown(path: Path) -> str:
    """Return a path relative to the working directory where it lies below it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
