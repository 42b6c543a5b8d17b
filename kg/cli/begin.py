"""The command that makes a new project."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kg import terminal


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--from", "origin", type=click.Choice(["corpus"]), default="corpus", show_default=True,
              help="Take along the vocabulary, rules and queries of this program.")  # fmt: skip
@click.option("--bare", is_flag=True, help="Take along only what knows no subject matter.")
@click.option("--title", metavar="TEXT", help="[default: the name of DIR]")
@click.option("--prefix", metavar="NAME", help="Prefix of its terms.  [default: from the name of DIR]")
@click.option("--namespace", metavar="IRI", help="[default: https://example.org/DIR/ontology#]")
def init(
    folder: Path, *, origin: str, bare: bool, title: str | None, prefix: str | None, namespace: str | None
) -> None:
    """Make a project of your own in DIR, which must be new or empty: ontology, rules, queries, no documents.

    It builds, is checked, asked and drawn at once. Terms that it needs beside those taken along go into
    ontology/own.ttl.

    \b
    Examples:
      kg init chile-korea
      kg init chile-korea --title 'Chile and Korea' --prefix ck --namespace https://example.org/ck/ontology#
      kg init minutes --bare
    """
    from kg.beginning import Names, begin

    del origin  # the one there is
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.casefold()).strip("-") or "project"
    letters = re.sub(r"^[0-9-]+", "", name).replace("-", "")
    names = Names(
        title or folder.resolve().name,
        prefix or letters or "own",
        namespace or f"https://example.org/{name}/ontology#",
    )
    begin(folder, names, bare=bare)
    terminal.tell(f"Wrote {folder}: terms {names.prefix}: in <{names.namespace}>")
    terminal.tell(
        "Name who is who in seeds/entities.yaml, then kg add FILE, kg draft NAME, kg review NAME, kg build."
    )
