"""The command that takes in a new document: `add`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import project, terminal
from kg.cli import given, options
from kg.cli.complete import FILES
from kg.spelling import counted

if TYPE_CHECKING:
    from kg.draft.add import Added


@click.command()
@click.argument("file", type=click.Path(path_type=Path), shell_complete=FILES)
@click.option("--name", default="", help="Name of the source and its two files. [default: from FILE's]")
@click.option("--url", default="", metavar="URL", callback=given.address, help="Where it stands on the web.")
@click.option(
    "--language", default="", metavar="TAG", callback=given.language,
    help="Its language: en, es, ja … [default: where its words leave no doubt]",
)  # fmt: skip
@click.option("--encoding", default="", help="Its encoding. [default: where its bytes leave no doubt]")
@options.project
@options.limited()
def add(*, file: Path, name: str, url: str, language: str, encoding: str, folder: Path | None) -> None:
    """Add FILE, a new document: write its text into seeds/NAME.txt and a frame to annotate it in beside it.

    FILE is .txt, .md, .html, .pdf or .docx. Paragraphs are kept, and the lines of a PDF joined where a
    sentence goes on; plain text stays as it is. Menus, share buttons, repeated heads and feet of pages and
    whatever else is left out are listed in seeds/NAME.yaml, with the checksums of FILE and text. Nothing is
    fetched, nothing overwritten, and what cannot be read for certain is refused with a reason. The source
    is a draft, which `kg build` leaves out, until you remove the line `status: draft`.

    \b
    Examples:
      kg add readout.pdf
      kg add page.html --name rojas-2025 --url https://example.org/lithium
      kg add nota.txt --encoding windows-1252 --language es
    """
    from kg.draft.add import Given
    from kg.draft.add import add as added

    found = project.written(folder)
    done = added(found.seeds, file, Given(name, url, language, encoding))
    terminal.show(_told(done))
    terminal.tell(f"Wrote {options.shown(done.text)} and {options.shown(done.frame)}")
    terminal.tell(f"Next: kg draft {done.frame.stem} proposes passages and facts for it.")


def _told(done: Added) -> str:
    """Return what was read, what was left out and what is left open, a line each."""
    paragraphs = sum(bool(part.strip()) for part in done.read.text.split("\n\n"))
    lines = [f"text      {len(done.read.text):,} characters in {counted(paragraphs, 'paragraph')}"]
    if done.read.dropped:
        lines.append(f"left out  {counted(len(done.read.dropped), 'piece')}, listed under `dropped`")
    lines += [f"removed   {name}, {counted(times, 'time')}" for name, times in done.removed]
    lines += [f"encoding  {done.read.encoding}"] if done.read.encoding else []
    lines.append(f"language  {done.language or 'not certain; write it into the frame'}")
    return "\n".join(lines) + "\n"
