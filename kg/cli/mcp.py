"""The command that answers an assistant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.graph import Graph


@click.command()
@options.answering
def mcp(*, graph: Graph, folder: Path | None, timeout: float, memory: int) -> None:
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
    from kg.mcp.serve import serve

    serve(graph, folder, timeout, memory)
