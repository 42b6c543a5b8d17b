"""The command that proposes annotations of a new document: `draft`."""

from __future__ import annotations

from pathlib import Path

import click

from kg import project, terminal
from kg.cli import options
from kg.cli.complete import FILES


@click.command()
@click.argument("source", metavar="NAME|FILE", shell_complete=FILES)
@options.project
@options.limited()
def draft(*, source: str, folder: Path | None) -> None:
    """Propose passages and facts for NAME, a draft in seeds/; its .txt or .yaml may be given as well.

    Each sentence that no passage covers becomes one in seeds/NAME.yaml, with `status: draft`: its quote, cut
    by offset, the facts that its words allow, each with a confidence from 0 to 1, and as comments what else
    is found in it: known names, figures, periods. Names that nobody has told of are listed once, as lines for
    entities.yaml. What stands in the file stays as it is, and nothing is fetched.

    Correct a passage and accept it on the page of `kg review`, or by removing its line `status: draft`;
    `kg build` leaves the others out and names them, `kg check` holds them against their words already.

    \b
    Examples:
      kg add talks.txt && kg draft talks
      kg draft seeds/talks.txt
    """
    from kg.draft.propose import draft as drafted

    found = project.written(folder)
    name = Path(source).name.removesuffix(".txt").removesuffix(".yaml")
    done = drafted(found.seeds, name, found.vocabulary)
    terminal.show(
        f"sentences      {done.sentences:>5,}\nfacts          {done.rows:>5,}\n"
        f"unknown names  {len(done.unknown):>5,}\n"
    )
    terminal.tell(f"Wrote {options.shown(done.file)}")
    terminal.tell(f"Next: kg review {name}, or correct each passage and remove its line `status: draft`.")
