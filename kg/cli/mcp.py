"""The command that answers an assistant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg import watched
from kg.cli import options
from kg.cli.given import named_graph

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@options.data
@options.graphs
@options.union
@options.project
@click.option(
    "--timeout", type=float, callback=options.finite, default=10, show_default=True, metavar="SECONDS",
    help="End an answer after so long; 0 for no limit.",
)  # fmt: skip
@click.option(
    "--memory", callback=options.size, default="500MB", show_default=True, metavar="SIZE",
    help="End an answer beyond so much memory; 0 for no limit.",
)  # fmt: skip
def mcp(
    *,
    locations: tuple[str, ...],
    graphs: tuple[str, ...],
    union: bool,
    folder: Path | None,
    timeout: float,
    memory: int,
) -> None:
    """Answer an assistant by the Model Context Protocol, on standard input and output.

    An assistant starts it by itself and is offered six tools: search, show, schema, queries and query (the
    saved ones), sparql. Answers come with the words of the documents behind them. It only reads: updates and
    SERVICE are refused, nothing is fetched. Each answer is found in a process of its own, which is ended at
    its limits. It needs pip install 'japan-mexico-kg[mcp]'.

    \b
    Examples:
      kg mcp
      kg mcp --project ~/chile-korea
      kg mcp -d data.ttl --timeout 30

    What most assistants want in their configuration:

    \b
      {"mcpServers": {"kg": {"command": "kg", "args": ["mcp", "--project", "/home/me/chile-korea"]}}}
    """
    from kg.graph.locations import Reading
    from kg.mcp.serve import serve
    from kg.project import opened

    watched.limit(None, None)
    named = dict(map(named_graph, graphs))
    graph = opened(Reading(locations, graphs=named, union=union, timeout=timeout or None, project=folder))
    serve(graph, folder, timeout, memory)
