"""Where the result of a command goes, and what is said beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.graph.graph import Graph


def union_hint(graph: Graph) -> list[str]:
    """Return a line when data lies in named graphs into which nobody looked."""
    if graph.is_remote or graph.union or not (names := graph.named_graphs()):
        return []
    return [f"The data has {len(names)} named graph{'s' * (len(names) != 1)}; --union asks all as one."]


def write(output: str, data: bytes) -> None:
    """Put `data` into the file `output`, in one step, or on standard output when it is `-`; OutputError."""
    from kg.files import write_atomically

    if output == "-":
        click.echo(data, nl=False)
    else:
        write_atomically(Path(output), data)
