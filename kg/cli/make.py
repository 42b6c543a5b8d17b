"""Commands that make the graph and say what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.build.compile import Summary
    from kg.project import Findings
    from kg.seeds.coverage import Coverage
    from kg.text.document import Span

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
      kg build --project ~/my-project
    """
    found = _found(folder)
    summary = found.build()
    click.echo(table(summary))
    click.echo(f"Wrote {_shown(found.built)}", err=True)


def table(summary: Summary) -> str:
    """Return what a graph holds as two columns."""
    rows = [
        ("sources", summary.sources),
        ("passages", summary.passages),
        ("facts", summary.facts),
        ("records", summary.records),
        ("entities", sum(summary.entities.values())),
        *((f"  {name}", number) for name, number in summary.entities.items()),
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


@click.command()
@_project
@click.option("--coverage", is_flag=True, help="List the sentences of each source: covered, skipped, unread.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def check(folder: Path | None, *, coverage: bool, form: str) -> None:
    """Check quotes, graph and ontology, and list every problem with its place (or the coverage instead).

    Exits with 0 when nothing is wrong (warnings apart), 1 when something is, 2 when a file is unreadable.

    \b
    Examples:
      kg check
      kg check --coverage
      kg check --format json
    """
    findings = _found(folder).check()
    click.echo(_as_json(findings, coverage) if form == "json" else _as_text(findings, coverage), nl=False)
    errors = sum(problem.severity == "error" for problem in findings.problems)
    click.echo(f"{_number(errors, 'error')}, {_number(len(findings.problems) - errors, 'warning')}", err=True)
    raise SystemExit(1 if errors else 0)


def _as_text(findings: Findings, coverage: bool) -> str:
    """Return the problems, or the coverage by itself: it lists every unread sentence already."""
    parts = map(_coverage, findings.coverage) if coverage else map(str, findings.problems)
    return "".join(f"{part}\n" for part in parts)


def _as_json(findings: Findings, coverage: bool) -> str:
    report: dict[str, Any] = {"problems": [problem._asdict() for problem in findings.problems]}
    if coverage:
        report["coverage"] = [_coverage_object(read) for read in findings.coverage]
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _coverage(read: Coverage) -> str:
    """Return a source's sentences: how many are covered, skipped and unread, then the latter two."""
    groups = {"covered": len(read.covered), "skipped": len(read.skipped), "unread": len(read.unread)}
    counts = ", ".join(
        f"{name} {number} ({number / (read.total or 1):.0%})" for name, number in groups.items()
    )
    lines = [f"{read.source}: {_number(read.total, 'sentence')}: {counts}"]
    lines += [f"  skipped, {reason}: {_sentence(read, span)}" for span, reason in read.skipped]
    lines += [f"  unread: {_sentence(read, span)}" for span in read.unread]
    return "\n".join(lines)


def _sentence(read: Coverage, span: Span) -> str:
    return f"line {read.line(span)}: “{' '.join(read.text[span.start : span.end].split())}”"


def _coverage_object(read: Coverage) -> dict[str, Any]:
    def told(span: Span) -> dict[str, Any]:
        return {
            "line": read.line(span),
            "start": span.start,
            "end": span.end,
            "text": read.text[span.start : span.end],
        }

    return {
        "source": read.source,
        "file": read.file,
        "covered": [told(span) for span in read.covered],
        "skipped": [{**told(span), "reason": reason} for span, reason in read.skipped],
        "unread": [told(span) for span in read.unread],
    }


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
