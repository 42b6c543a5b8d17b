"""The command that puts the graph on the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg import terminal, watched
from kg.cli import options
from kg.cli.given import named_graph

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@options.data
@options.graphs
@options.union
@options.project
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to be heard on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
@click.option("--root-path", default="", metavar="PATH", help="The path below which a proxy shows it.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A name by which a proxy or a network knows it."
)
@click.option(
    "--timeout", type=float, callback=options.finite, default=10, show_default=True, metavar="SECONDS",
    help="End a query after so long; 0 for no limit.",
)  # fmt: skip
@click.option(
    "--memory", callback=options.size, default="500MB", show_default=True, metavar="SIZE",
    help="End a query beyond so much memory; 0 for no limit.",
)  # fmt: skip
def serve(
    *,
    locations: tuple[str, ...],
    graphs: tuple[str, ...],
    union: bool,
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
    own, which is ended at its limits. Only this machine is heard unless --host says otherwise, and only
    requests to a host it knows. It needs pip install 'japan-mexico-kg[web]'.

    \b
    Examples:
      kg serve
      kg serve --port 0 -d data.ttl
      curl 'http://127.0.0.1:8000/queries/fdi-by-state.csv?year=2024'
      curl 'http://127.0.0.1:8000/sparql.csv' --data-urlencode 'query=SELECT * { ?s ?p ?o } LIMIT 3'
    """
    from kg.graph.locations import Reading
    from kg.project import opened
    from kg.site.opening import site_of
    from kg.web.heard import Place
    from kg.web.serve import Limits
    from kg.web.serve import serve as answer

    watched.limit(None, None)
    named = dict(map(named_graph, graphs))
    graph = opened(Reading(locations, graphs=named, union=union, timeout=timeout or None, project=folder))
    answer(
        site_of(graph, folder), Place(host, port, root_path, names), Limits(timeout, memory), terminal.tell
    )
