"""Commands that look: `show` one thing, `search` by name, `diff` two graphs."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Final

import click

from kg import project, terminal
from kg.cli import complete, options, results

if TYPE_CHECKING:
    from kg.graph.locations import Reading

_SHOWN: Final = 20
"""Rows of a table for which nobody gave a number."""


@click.command()
@click.argument("entity", nargs=-1, required=True, shell_complete=complete.THINGS)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
)
@click.option(
    "--source", default="", metavar="ID", shell_complete=complete.SOURCES, help="What this source says."
)
@click.option("--all", "whole", is_flag=True, help="Everything, of a well-known thing too.")
@options.output
@options.data
@options.reading()
def show(
    *, entity: tuple[str, ...], form: str, source: str, whole: bool, output: str, reading: Reading
) -> None:
    """Show what the documents say about ENTITY, each statement with its words.

    ENTITY is an id, a prefixed name, an IRI or any label, in any of its languages; case and accents do not
    matter. Statements that disagree come first, side by side; then facts by property in both directions
    (`…` stands for the other end), then the records it takes part in, then how many passages name it. Of
    a thing of which a large archive says more than anybody reads, it is what the newest documents say.

    \b
    Examples:
      kg show toyota
      kg show Nuevo León
      kg show id:MX-GUA -f markdown -o guanajuato.md
      kg show fdi-2024-cmx -f json
      kg show toyota --source velasco-2025
    """
    from kg.look import typeset
    from kg.look.show import show as shown

    page = shown(project.opened(reading).whole, " ".join(entity), source=source, whole=whole)
    if form == "text":
        results.page(output, typeset.as_text(page, terminal.width()))
    elif form == "markdown":
        results.page(output, typeset.as_markdown(page))
    else:
        text = json.dumps(asdict(page), ensure_ascii=False, indent=2) + "\n"
        results.data(output, text.encode("utf-8", "replace"))
    if page.extent and not source:
        terminal.tell(f"This is {page.extent}; --all shows everything.")


@click.command()
@click.argument("text", nargs=-1, required=True, shell_complete=complete.THINGS)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="At most so many. [default: 20 in a table, else all]",
)
@options.rows
@options.output
@options.data
@options.reading()
def search(
    *, text: tuple[str, ...], limit: int | None, form: str | None, output: str, reading: Reading
) -> None:
    """Find entities, records and sources by any of their names, even misspelt.

    Case and accents do not matter, and a wrong, missing or swapped letter does little harm. The best
    match comes first; score is 100 for the very name. Nothing found is exit code 1, as of grep. A table
    calls classes as people do (speech act), the other formats as the ontology does (SpeechAct).

    \b
    Examples:
      kg search toyta
      kg search Secretaria de Economia
      kg search 日本
      kg search fdi 2024 -f csv
    """
    from kg.look import search as looked

    graph, wanted = project.opened(reading).whole, " ".join(text)
    chosen = results.form(form, output)
    most = _SHOWN if limit is None and chosen == "table" else limit
    hits, total = looked.counted(graph, wanted, most)
    results.rows(looked.rows(hits), lambda: looked.shown(hits), chosen, output, graph)
    if not hits:
        terminal.tell(f"Nothing in this graph has a name like {wanted!r}.")
        sys.exit(1)
    if chosen == "table" and len(hits) < total:
        terminal.tell(f"{len(hits)} of {total} rows; --limit {total} shows all.")


@click.command()
@click.argument("a", metavar="A", shell_complete=complete.FILES)
@click.argument("b", metavar="B", shell_complete=complete.FILES)
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "patch"]), default="text", show_default=True
)
@options.output
@options.reading()
def diff(*, a: str, b: str, form: str, output: str, reading: Reading) -> None:
    """Compare graph A with graph B by fact: what was added (+), removed (-) and changed (~).

    A and B are RDF files, store directories or endpoint URLs. A fact is the same when subject, property,
    object, source and modality are; a record or entity when its IRI is; a blank node when what is around it
    is, and what changed on one is told of the thing that leads to it. Named graphs are compared as one, then
    it is told which triples stand in others. First comes what statements of B disagree about (!) and those
    of A did not, the new ones marked with +. `patch` writes an RDF Patch, which
    Apache Jena applies to A to make B. Exit code 0: no fact differs, 1: some do, 2: trouble.

    \b
    Examples:
      cp build/kg.ttl old.ttl; kg add talks.pdf …; kg build; kg diff old.ttl build/kg.ttl
      kg diff old.ttl new.ttl -f json
      kg diff old.ttl new.ttl -f patch -o change.rdfp
    """
    from kg.look import changes
    from kg.look.diff import compare
    from kg.look.disputes import arisen
    from kg.look.moved import moved

    old, new = (project.opened(reading._replace(locations=(location,))).whole for location in (a, b))
    prefixes = old.prefixes | new.prefixes
    difference = compare(old, new, prefixes)
    difference = replace(difference, changes=(*difference.changes, *moved(old, new, prefixes)))
    if difference.says:
        difference = replace(
            difference, disputes=arisen(old, new, prefixes, (*difference.removed, *difference.added))
        )
    if form == "text":
        results.page(output, changes.as_text(difference))
    else:
        told = changes.as_json if form == "json" else changes.as_patch
        results.data(output, told(difference).encode("utf-8", "replace"))
    terminal.tell(f"{changes.summary(difference)[0].upper()}{changes.summary(difference)[1:]}.")
    sys.exit(1 if difference else 0)
