"""Commands that take the graph away: `export` and `measure`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg import project, terminal
from kg.cli import complete, options, results
from kg.files import opened
from kg.spelling import counted

if TYPE_CHECKING:
    from kg.graph.locations import Reading

_SITE: Final = "site"
"""The format that is a folder."""
_SHOWN: Final = 20
"""Rows of a table for which nobody gave a number."""


@click.command()
@click.option(
    "-f",
    "--format",
    "name",
    metavar="FORMAT",
    shell_complete=complete.FORMATS,
    help="Format; by default what FILE ends in asks for.",
)
@options.output
@options.data
@options.union
@options.reading(seconds=600)
def export(*, name: str | None, output: str, union: bool, reading: Reading) -> None:
    """Write the graph in a format other programs read.

    \b
    turtle      .ttl       RDF, grouped and sorted (default)
    ntriples    .nt        RDF, a triple a line
    jsonld      .jsonld    RDF as JSON
    rdfxml      .rdf       RDF for older tools
    trig        .trig      RDF with named graphs, grouped and sorted
    nquads      .nq        RDF with named graphs, a line each
    graphml     .graphml   network for Cytoscape, Gephi, yEd
    gexf        .gexf      network for Gephi
    dot         .dot       network for Graphviz
    nodes-csv   nodes.csv  table of nodes
    edges-csv   .csv       table of edges, each with its words, sentence, source and date
    html        .html      picture for any browser
    site        a folder   pages for any web server, or to open by double click

    Literals of a file stay as they are written there. Tables are UTF-8 with a byte order mark, which Excel
    needs; Python and R read it as utf-8-sig.

    \b
    Examples:
      kg export -o kg.ttl
      kg export -o kg.graphml
      kg export -f edges-csv > edges.csv
      kg export -f site -o site
      kg export --data https://example.org/sparql -f ntriples -o copy.nt
    """
    from kg.export.formats import format_of, write

    reading = reading._replace(union=union)
    if name == _SITE:
        _site(output, reading)
    else:
        graph, chosen = project.opened(reading), name or format_of(output)
        with opened(output) as stream:
            write(graph, chosen, stream)


def _site(output: str, reading: Reading) -> None:
    """Write the pages of a graph into a folder."""
    from kg.site.opening import site_of
    from kg.site.static import write_site

    if output == "-":
        raise click.UsageError("a site is a folder: name it with -o DIR")
    number = write_site(site_of(project.opened(reading), reading.project), Path(output))
    terminal.tell(f"Wrote {output}: {counted(number, 'file')}; begin with {Path(output) / 'index.html'}")


@click.command()
@click.argument("names", nargs=-1, metavar="[MEASURE]...", shell_complete=complete.MEASURES)
@click.option(
    "--path",
    nargs=2,
    metavar="A B",
    shell_complete=complete.THINGS,
    help="Show the shortest paths between two things instead.",
)
@click.option(
    "--top",
    type=click.IntRange(0),
    metavar="N",
    help="First N rows only. [default: 20 in a table, else all; 0: all]",
)
@options.rows
@options.output
@options.data
@options.reading()
def measure(
    *,
    names: tuple[str, ...],
    path: tuple[str, str] | None,
    top: int | None,
    form: str | None,
    output: str,
    reading: Reading,
) -> None:
    """Measure who is central in the network of entities, records folded into lines.

    Rows are sorted by the first measure. What is joined in either direction, however often, counts as one
    tie; only pagerank reads directions and counts statements.

    \b
    degree       how many other things it is tied to
    betweenness  share of the shortest paths between others that pass through it
    closeness    how near it is to all others
    pagerank     how much what points to it is itself pointed to
    community    its community, 1 being the largest
    bridges      the ties without which the network would fall apart (asked alone)

    \b
    Examples:
      kg measure                             degree, betweenness, pagerank and community
      kg measure betweenness --top 10
      kg measure community -f csv -o communities.csv
      kg measure bridges
      kg measure --path Toyota Sonora
    """
    from kg.export import rankings

    graph = project.opened(reading).whole
    measured = rankings.measured(graph, names, path or ())
    most = (_SHOWN if top is None else top) or None
    answer = rankings.answer(measured, graph.prefixes, top or None)
    chosen = results.rows(answer, lambda: rankings.shown(measured, graph.prefixes, most), form, output, graph)
    if chosen == "table" and most is not None and most < len(measured.rows):
        terminal.tell(f"{most} of {measured.counted}; --top 0 shows all.")
