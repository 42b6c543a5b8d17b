"""Where the result of a command goes, and what is said beside it."""

from __future__ import annotations

from pathlib import Path

import click


def write(output: str, data: bytes) -> None:
    """Put `data` into the file `output`, in one step, or on standard output when it is `-`; OutputError."""
    from kg.files import write_atomically

    if output == "-":
        click.echo(data, nl=False)
    else:
        write_atomically(Path(output), data)
