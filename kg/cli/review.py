"""The command that opens a page to decide on what is drafted: `review`."""

from __future__ import annotations

from pathlib import Path

import click

from kg import project, terminal, watched
from kg.cli import options
from kg.errors import KgError


@click.command()
@options.source
@options.project
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port to be heard on. [default: a free one]"
)
@click.option("--open", "opening", is_flag=True, help="Open the page in the browser.")
def review(*, name: str, folder: Path | None, port: int, opening: bool) -> None:
    """Decide on the drafted passages of NAME, a source in seeds/, on a page of this machine.

    The page shows the text beside its passages and their rows, to accept (a), correct (e), reject (r), split
    (s) or add to (n), and offers what a misspelt figure can be meant to be, to take (c); `?` lists all keys.
    What no passage covers stays marked as unread. Each decision is held at once to what `kg build` and `kg
    check` hold: an error keeps a passage from being accepted, a warning is to be confirmed. It is then
    written to seeds/NAME.yaml, where nothing else changes, before the next is heard, so that none is lost;
    what another program changes there meanwhile is never overwritten.

    Only this machine is heard, and only who has the address that is printed: keep it to yourself. It is good
    until the command is ended with Ctrl-C. It needs pip install 'japan-mexico-kg[web]'.

    \b
    Examples:
      kg add talks.txt && kg draft talks && kg review talks --open
      kg review seeds/talks.yaml --port 8001
    """
    from kg.web.review.serve import serve

    watched.limit(None, None)
    found = project.written(folder)

    def tell(address: str) -> None:
        terminal.tell(f"Reviewing {name} at {address}")
        if opening and click.launch(address):
            raise KgError("no browser could be opened", hint=f"Open {address} yourself.")

    serve(found, name, port, tell)
