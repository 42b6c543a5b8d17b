"""The command that cites: `cite`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import project
from kg.cli import complete, options, results

if TYPE_CHECKING:
    from kg.graph.locations import Reading


@click.command()
@click.argument("thing", nargs=-1, required=True, shell_complete=complete.THINGS)
@click.option(
    "-f", "--format", "form", type=click.Choice(["bibtex", "csl", "ris"]),
    help="[default: by the suffix of --output (.bib, .json, .ris), else bibtex]",
)  # fmt: skip
@options.output
@options.data
@options.reading()
def cite(*, thing: tuple[str, ...], form: str | None, output: str, reading: Reading) -> None:
    """Cite THING, a passage, fact, record, source or saved query: the document with the words quoted.

    THING is an id, a prefixed name, an IRI or a label; a passage is its source with the characters, as
    `kg show` gives them; a saved query comes before a thing of its name. What several sources state has an
    entry for each. Of what the graph does not say, author or date, the entry says nothing.

    \b
    bibtex  .bib   for LaTeX, JabRef, Zotero (default)
    csl     .json  CSL-JSON, for Zotero and pandoc
    ris     .ris   for EndNote, Mendeley, Zotero

    \b
    Examples:
      kg cite velasco-2025
      kg cite src:velasco-2025#char=3773,3912
      kg cite fdi-2024-cmx -o mexico-city.ris
      kg cite fdi-by-state -f csl              a saved query
    """
    from kg.look.bibliography import SUFFIXES
    from kg.look.cite import cite as cited

    form = form or SUFFIXES.get(Path(output).suffix.lower(), "bibtex")
    text = cited(project.opened(reading).whole, " ".join(thing), form, project.given(reading.project).queries)
    results.data(output, text.encode("utf-8", "replace"))
