"""The command that puts the graph where an endpoint answers: `push`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg import project, terminal
from kg.cli import options

if TYPE_CHECKING:
    from kg.graph.locations import Reading


@click.command()
@click.argument("url")
@click.option("--update", metavar="URL", help="Where the endpoint takes updates.  [default: the same URL]")
@click.option("--store", metavar="URL", default="", help="Its Graph Store, which takes triples faster.")
@click.option(
    "--graph", "name", metavar="IRI", default="", help="The graph to put it in.  [default: the default graph]"
)
@options.data
@options.union
@options.reading(seconds=0)
def push(*, url: str, update: str | None, store: str, name: str, union: bool, reading: Reading) -> None:
    """Put the graph in place of what a SPARQL endpoint holds, or of one of its graphs.

    It is sent in parts to a graph of its own, compared with what was sent (triples and characters, by
    predicate), and only then copied to its place, so what was there stays until the new one is whole. A push
    that was interrupted goes on where it was when it is run again. Failures that may pass are tried again
    for half a minute. While it is sent, engines that ask all their graphs as one show both.

    The endpoint takes SPARQL 1.1 Update at the address that is asked, or at --update; with --store the
    triples go by the Graph Store HTTP Protocol. Only these addresses are contacted. KG_USER and KG_PASSWORD
    in the environment answer an endpoint that asks for them; KG_AUTHORIZATION is sent as its Authorization
    header.

    \b
    Examples:
      kg push http://localhost:7878/query --update http://localhost:7878/update
      kg push http://localhost:7878/query --update http://localhost:7878/update \\
        --store http://localhost:7878/store                          Oxigraph, faster
      kg push http://localhost:8890/sparql --graph urn:trade         Virtuoso
      kg push https://example.org/sparql --data kg.nt.zst
    """
    from kg.graph.pushing import Target, push

    graph = project.opened(reading._replace(union=union))
    pushed = push(graph, Target(url, update or url, store, name))
    where = f"{url}, graph <{name}>" if name else url
    now = "" if pushed.sent == pushed.triples else f", {pushed.sent:,} of them now,"
    terminal.tell(f"Pushed {pushed.triples:,} triples{now} to {where}: all arrived")
