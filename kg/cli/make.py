"""Commands that make the graph and say what is wrong with it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import project, terminal
from kg.cli import options, results
from kg.errors import SeedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.build.corpus import Hands
    from kg.build.gathering import Summary
    from kg.errors import Problem
    from kg.project import Checked, Project
    from kg.seeds.coverage import Coverage
    from kg.text.folding import Span


_jobs = click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Use N processes, not all processors."
)
_cluster = click.option(
    "--cluster", metavar="ADDRESS", help="Use the workers of a Dask scheduler: tcp://HOST:8786."
)


@click.command()
@options.project
@_jobs
@_cluster
def build(folder: Path | None, jobs: int | None, cluster: str | None) -> None:
    """Read the seeds, check every quote and write build/kg.ttl.

    What each document gives is made once and kept (build/portions), so a change to one makes one anew; a
    build that was interrupted goes on where it was. No graph is written when something is wrong: every
    problem is told with its file, line and column, and what was built before stays as it was.

    --cluster has them made by other machines with this very version of kg; documents and vocabulary are sent
    to them, no disk is shared. It needs pip install 'japan-mexico-kg[cluster]', here and there. When all
    workers are lost and none is back within 60 seconds, it ends with an error; what was made is kept.

    \b
    Examples:
      kg build
      kg build --jobs 8 --project ~/my-archive
      kg build --cluster tcp://192.0.2.1:8786
    """
    found = project.given(folder)
    summary = found.build(jobs, _hands_at(cluster, jobs))
    terminal.show(f"{table(summary)}\n")
    for draft in summary.drafts:
        terminal.tell(f"Left out {draft}, a draft: its line `status: draft` keeps it from the graph.")
    for source, places in summary.drafted.items():
        lines = ", ".join(place.split(":")[1] for place in places)
        terminal.tell(f"Left out drafted passages of {source}, {places[0].split(':')[0]} line {lines}.")
    terminal.tell(f"Wrote {options.shown(found.at_hand() or found.built)}")


def _hands_at(cluster: str | None, jobs: int | None) -> Hands | None:
    """Return the workers of a cluster, None without one."""
    if cluster is None:
        return None
    if jobs:
        raise click.UsageError("A cluster says itself how many processes it has: leave out --jobs.")
    from kg.cluster import hands_at

    return hands_at(cluster)


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


@click.command()
@options.project
@click.option("--coverage", is_flag=True, help="List the sentences of each source: covered, skipped, unread.")
@click.option("--notes", is_flag=True, help="List the notes as well, not only how many there are.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@_jobs
@_cluster
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def check(
    folder: Path | None,
    *,
    coverage: bool,
    notes: bool,
    watch: bool,
    jobs: int | None,
    cluster: str | None,
    form: str,
) -> None:
    """Check quotes, graph and ontology, and list every problem with its place (or the coverage instead).

    How many there are comes first, then each under the rule that found it: errors, warnings (what looks
    wrong), notes (such as terms of the ontology that the data do not use). Exits with 0 when there is no
    error, 1 when there is one, 2 when a file is unreadable. --watch goes on with each change of a file, tells
    how many problems are new and gone, and keeps what editors know of the seeds (kg schema --as json-schema).

    What each document gives and what is found in it is made once and kept (build/portions, build/findings).
    The graph is built where it is not that of the seeds; --jobs and --cluster are those of kg build.

    \b
    Examples:
      kg check
      kg check --watch
      kg check --coverage
      kg check --format json
    """
    from kg.check import page

    hands = _hands_at(cluster, jobs)
    if watch:
        if coverage or form == "json":
            raise click.UsageError("--watch lists problems: leave out --coverage and --format.")
        _watch(folder, jobs, hands, notes=notes)
        return
    findings = project.given(folder).check(jobs, hands, coverage=coverage)
    if form == "json":
        results.data("-", _as_json(findings, coverage).encode("utf-8", "replace"))
    elif coverage:
        results.page("-", page.of_coverage(findings.coverage, terminal.width()))
    else:
        results.page("-", page.of_problems(findings.problems, terminal.width(), notes=notes))
    if form == "json" or coverage:
        terminal.tell(page.summary(findings.problems))
    sys.exit(int(any(problem.severity == "error" for problem in findings.problems)))


def _watch(folder: Path | None, jobs: int | None, hands: Hands | None, *, notes: bool) -> None:
    """Check again and again without end; what cannot be read is told like any other problem."""
    from kg.check import page
    from kg.check.rounds import rounds

    before: set[Problem] = set()
    for changed in rounds(project.given(folder).inputs):
        problems = _found(project.given(folder), jobs, hands)
        terminal.clear()
        terminal.show(page.of_problems(problems, terminal.width(), notes=notes))
        if changed:
            names = ", ".join(f"{path.parent.name}/{path.name}" for path in changed)
            new, gone = len(set(problems) - before), len(before - set(problems))
            terminal.tell(f"Changed {names}: {new} new, {gone} gone.")
        terminal.tell("Watching seeds and ontology; Ctrl-C ends it.")
        before = set(problems)


def _found(checked: Project, jobs: int | None, hands: Hands | None) -> Sequence[Problem]:
    """Return the problems of a project, or those that keep it from being read."""
    try:
        findings = checked.check(jobs, hands)
        checked.put_forms(findings.corpus)
    except SeedError as error:
        return error.problems
    return findings.problems


def _as_json(findings: Checked, coverage: bool) -> str:
    report: dict[str, Any] = {"problems": [problem._asdict() for problem in findings.problems]}
    if coverage:
        report["coverage"] = [_coverage_object(read) for read in findings.coverage]
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


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
