"""Commands that look: `show` one thing, `search` by name, `diff` two graphs."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kg import project
from kg.cli import options, results
from kg.tables import plain, terminal
from kg.tables.cells import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.locations import Reading
    from kg.look.search import Hit


@click.command()
@click.argument("entity", nargs=-1, required=True)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
)
@options.output
@options.data
@options.reading()
def show(*, entity: tuple[str, ...], form: str, output: str, reading: Reading) -> None:
    """Show everything the documents say about ENTITY, each statement with its words.

    ENTITY is an id, a prefixed name, an IRI or any label, in any of its languages; case and accents do not
    matter. Statements that disagree come first, side by side; then facts by property in both directions
    (`…` stands for the other end), then the records it takes part in, then how many passages name it.

    \b
    Examples:
      kg show toyota
      kg show Nuevo León
      kg show id:MX-GUA -f markdown -o guanajuato.md
      kg show fdi-2024-cmx -f json
    """
    from kg.look import typeset
    from kg.look.show import show as shown

    page = shown(project.opened(reading).whole, " ".join(entity))
    if form == "json":
        text = json.dumps(asdict(page), ensure_ascii=False, indent=2) + "\n"
    else:
        text = typeset.as_markdown(page) if form == "markdown" else typeset.as_text(page, _width())
    results.write(output, text.encode("utf-8", "replace"))


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("-n", "--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
@options.output
@options.data
@options.reading()
def search(*, text: tuple[str, ...], limit: int, form: str, output: str, reading: Reading) -> None:
    """Find entities, records and sources by any of their names, even misspelt.

    Case and accents do not matter, and a wrong, missing or swapped letter does little harm. The best
    match comes first; score is 100 for the very name. Nothing found is exit code 1, as of grep.

    \b
    Examples:
      kg search toyta
      kg search Secretaria de Economia
      kg search 日本
      kg search fdi 2024 -f csv
    """
    from kg.look.search import search as found

    wanted = " ".join(text)
    hits = found(project.opened(reading).whole, wanted, limit)
    if hits or form != "table":
        results.write(output, _HITS_AS[form](hits).encode("utf-8", "replace"))
    if not hits:
        click.echo(f"Nothing in this graph has a name like {wanted!r}.", err=True)
        sys.exit(1)


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "patch"]), default="text", show_default=True
)
@options.output
@options.reading()
def diff(*, a: str, b: str, form: str, output: str, reading: Reading) -> None:
    """Compare graph A with graph B by fact: what was added (+), removed (-) and changed (~).

    A and B are RDF files, store directories or endpoint URLs. A fact is the same when subject, property,
    object, source and modality are; a record or entity when its IRI is; a blank node when what is around it
    is, and what changed on one is told of the thing that leads to it. `patch` writes an RDF Patch, which
    Apache Jena applies to A to make B. Exit code 0: no fact differs, 1: some do, 2: trouble.

    \b
    Examples:
      kg diff old.ttl build/kg.ttl
      kg diff old.ttl new.ttl -f json
      kg diff old.ttl new.ttl -f patch -o change.rdfp
    """
    from kg.look import changes
    from kg.look.diff import compare

    old, new = (project.opened(reading._replace(locations=(location,))).whole for location in (a, b))
    difference = compare(old.triples(), new.triples(), old.prefixes | new.prefixes)
    told = {"text": changes.as_text, "json": changes.as_json, "patch": changes.as_patch}
    results.write(output, told[form](difference).encode("utf-8", "replace"))
    click.echo(f"{changes.summary(difference)[0].upper()}{changes.summary(difference)[1:]}.", err=True)
    sys.exit(1 if difference else 0)


def _table(hits: Sequence[Hit]) -> str:
    rows = [(h.label, h.cls, Cell(h.name, h.iri), _match(h), round(h.score)) for h in hits]
    return plain.as_table(["label", "class", "name", "matched", "score"], rows, terminal.Style(_width()))


def _match(hit: Hit) -> str:
    """Return the label that matched where it is not the one shown anyway."""
    return hit.matched if hit.matched != hit.label else ""


def _csv(hits: Sequence[Hit]) -> str:
    rows = [(h.iri, h.name, h.label, h.cls, h.matched, h.language, h.score) for h in hits]
    return plain.as_csv(["iri", "name", "label", "class", "matched", "language", "score"], rows)


def _json(hits: Sequence[Hit]) -> str:
    return json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=2) + "\n"


_HITS_AS = {"table": _table, "csv": _csv, "json": _json}


def _width() -> int:
    return shutil.get_terminal_size((100, 24)).columns
