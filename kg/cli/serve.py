"""The command that puts the graph on the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg import terminal
from kg.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.graph import Graph


@click.command()
@options.answering
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to be heard on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
@click.option("--root-path", default="", metavar="PATH", help="The path below which a proxy shows it.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A name by which a proxy or a network knows it."
)
def serve(
    *,
    graph: Graph,
    folder: Path | None,
    host: str,
    port: int,
    root_path: str,
    names: tuple[str, ...],
    timeout: float,
    memory: int,
) -> None:
    """Show the graph on the web: pages of all things and sources, saved queries, SPARQL 1.1 at /sparql.

    Every address also gives data, by its end (/id/toyota.ttl) or by what the client accepts; /openapi.json
    describes the saved queries. The texts of sources come from the project around, or from --project.

    It only reads: updates and SERVICE are refused, nothing is fetched. Each query runs in a process of its
    own, which is ended at its limits, but for one pattern with a few rows, whose answer takes no time. Only
    this machine is heard unless --host says otherwise, and only requests to a host it knows. It needs
    pip install 'japan-mexico-kg[web]'.

    \b
    Examples:
      kg serve
      kg serve --port 0 -d data.ttl
      curl 'http://127.0.0.1:8000/queries/fdi-by-state.csv?year=2024'
      curl 'http://127.0.0.1:8000/sparql.csv' --data-urlencode 'query=SELECT * { ?s ?p ?o } LIMIT 3'
    """
    from kg.site.opening import site_of
    from kg.web.heard import Place
    from kg.web.serve import serve as answer
    from kg.worker import Limits

    answer(
        site_of(graph, folder), Place(host, port, root_path, names), Limits(timeout, memory), terminal.tell
    )
