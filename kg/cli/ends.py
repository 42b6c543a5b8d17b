"""The two ends of a command: the graph it starts from, and where its result goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.graph import Graph


def opened(locations: Sequence[str]) -> Graph:
    """Return the graph at the locations of `--data`, without any the project's own; LocationError."""
    from kg import project
    from kg.graph.locations import open_graph

    places = locations or [str(project.find().graph_path())]
    return open_graph(places, prefixes=project.prefixes_around)


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
