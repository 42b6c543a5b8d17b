"""The command that draws: `visualize`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kg import project
from kg.cli import options
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.draw.draw import Picture
    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.network.network import Network

LIMIT: Final = 1500
TITLE: Final = "Japan–Mexico economic relations"


@click.command()
@click.argument("entities", nargs=-1, metavar="[ENTITY]...")
@click.option(
    "--depth", type=click.IntRange(0), default=1, show_default=True, help="Steps around each ENTITY."
)
@click.option("--class", "classes", multiple=True, metavar="CLASS", help="Things of this class only.")
@click.option("--property", "properties", multiple=True, metavar="NAME",
              help="Lines of this property, indicator or class of records only.")  # fmt: skip
@click.option("--source", "sources", multiple=True, metavar="ID", help="What this source says only.")
@click.option("--from", "since", type=int, metavar="YEAR", help="What speaks of this year or later.")
@click.option("--until", type=int, metavar="YEAR", help="What speaks of this year or earlier.")
@click.option("--path", nargs=2, metavar="A B", help="The shortest paths between two things.")
@click.option("--query", "asked", metavar="QUERY",
              help="What a CONSTRUCT or SELECT of 2–3 columns joins: a saved query or text.")  # fmt: skip
@click.option(
    "-p", "--parameter", "values", multiple=True, metavar="NAME=VALUE", help="A value for the query."
)
@click.option("--records", type=click.Choice(["fold", "show"]), default="fold", show_default=True,
              help="Draw meetings, figures and tenures as lines, or as things.")  # fmt: skip
@click.option("--as", "kind", type=click.Choice(["network", "timeline", "flows"]), default="network",
              show_default=True, help="Which picture.")  # fmt: skip
@click.option(
    "--size-by", metavar="MEASURE", help="Size of things: degree, betweenness, pagerank…  [default: degree]"
)
@click.option(
    "--color-by", metavar="MEASURE", help="Colour of things: community, betweenness…  [default: class]"
)
@click.option(
    "--limit", type=click.IntRange(1), default=LIMIT, show_default=True, help="Most central things to keep."
)
@click.option("--scheme", type=click.Choice(["auto", "light", "dark"]), default="auto", show_default=True,
              help="Colours of the page; auto follows the reader's system.")  # fmt: skip
@click.option("--title", help="Heading of the page.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to FILE, or to standard output when it is -.  [default: network.html]",
)
@options.data
def visualize(
    *,
    entities: tuple[str, ...],
    asked: str | None,
    values: tuple[str, ...],
    kind: str,
    size_by: str | None,
    color_by: str | None,
    scheme: str,
    title: str | None,
    output: str | None,
    locations: tuple[str, ...],
    **narrowing: Any,  # noqa: ANN401  (depth, classes, properties, sources, since, until, path, records, limit)
) -> None:
    """Draw the graph as one HTML page that needs no network: the whole, or what is around each ENTITY.

    An ENTITY is an id (toyota), a label in any language (Toyota, México) or an IRI. Click a line or a thing
    of the picture to read the very words behind it; the legend filters, / searches, ? explains the keys.

    \b
    Examples:
      kg visualize                                    the whole graph, in network.html
      kg visualize toyota -o toyota.html              a company and what is said of it
      kg visualize guanajuato --depth 2 --source velasco-2025
      kg visualize --path toyota sonora               how two things are joined
      kg visualize --class Company --class State      companies and states only
      kg visualize --property fdi-inflow --from 2020
      kg visualize --query 'SELECT ?a ?b { ?a jm:memberOf ?b }'
      kg visualize --color-by community --size-by betweenness
      kg visualize --as timeline                      dated events and tenures
      kg visualize --as flows                         trade and investment, figure by figure
    """
    from kg.graph.locations import open_graph

    graph = open_graph(locations or [str(project.find().graph_path())])
    if kind != "network":
        _refuse_narrowing(kind, entities, asked, narrowing)
        return _write(output or f"{kind}.html", _chart(graph, kind), kind)
    query, bindings = _query(asked, values, graph)
    network = _network(graph, entities=entities, query=query, bindings=bindings, **narrowing)
    picture = _draw(
        network,
        title or _title(network, (*entities, *(narrowing["path"] or ())), asked, locations),
        size_by,
        color_by,
        scheme,
    )
    return _write(output or "network.html", picture.html, _counts(network))


def _network(graph: Graph, **wanted: Any) -> Network:  # noqa: ANN401  (those of network())
    """Return the network to draw; KgError when there is nothing in it."""
    from kg.network.narrow import without_strays
    from kg.network.network import network

    found = without_strays(network(graph, **wanted))
    if not len(found):
        raise KgError(
            "there is nothing to draw", hint="Ask for less: fewer filters, other years, a greater --depth."
        )
    return found


def _draw(network: Network, title: str, size_by: str | None, color_by: str | None, scheme: str) -> Picture:
    from kg.draw.draw import draw
    from kg.network.measure import measure

    sizes = measure(network, size_by) if size_by else None
    colors = measure(network, color_by) if color_by else None
    return draw(
        network, title=title, sizes=sizes, colors=colors, communities=color_by == "community", scheme=scheme
    )


def _chart(graph: Graph, kind: str) -> str:
    from kg.draw import charts

    return charts.timeline(graph) if kind == "timeline" else charts.flows(graph)


def _refuse_narrowing(
    kind: str, entities: Sequence[str], asked: str | None, narrowing: Mapping[str, Any]
) -> None:
    given = [
        entities,
        asked,
        *(narrowing[key] for key in ("classes", "properties", "sources", "since", "until", "path")),
    ]
    if any(given):
        raise click.UsageError(f"--as {kind} draws the whole graph: leave out entities and filters")


def _query(asked: str | None, values: Sequence[str], graph: Graph) -> tuple[str | None, dict[str, Term]]:
    """Return the text of a query and the terms of its parameters."""
    from kg.query import saved as queries

    given = dict(_pair(value) for value in values)
    if asked is None:
        if given:
            raise click.UsageError("-p gives a value to a --query")
        return None, {}
    if re.search(r"[\s{]", asked) and Path(asked).suffix != ".rq":
        return asked, dict(queries.bind_free(asked, given, graph))
    saved = queries.find(asked, project.find().queries)
    return saved.text, dict(queries.bind(saved, given, graph))


def _pair(value: str) -> tuple[str, str]:
    name, equals, rest = value.partition("=")
    if not equals or not name:
        raise click.BadParameter(f"{value!r} is not NAME=VALUE", param_hint="--parameter")
    return name, rest


def _title(network: Network, names: Sequence[str], asked: str | None, locations: Sequence[str]) -> str:
    """Return a heading that says what was asked for."""
    from kg.network.narrow import find_node

    if names:
        return " – ".join(str(network.nodes[find_node(network, name)]["label"]) for name in names)
    if asked:
        return asked if len(asked) <= 80 else asked[:79] + "…"
    return ", ".join(Path(location).name or location for location in locations) or TITLE


def _counts(network: Network) -> str:
    lines = network.number_of_edges()
    told = f"{len(network):,} thing{'s' * (len(network) != 1)}, {lines:,} relation{'s' * (lines != 1)}"
    if left_out := network.graph.get("left_out"):
        told += f"; the {left_out:,} least central things are left out (--limit)"
    return told


def _write(output: str, page: str, told: str) -> None:
    """Put the page where it goes and say on standard error what was written."""
    from kg.files import write_atomically

    if output == "-":
        click.echo(page.encode(), nl=False)
        return
    write_atomically(Path(output), page.encode())
    click.echo(f"Wrote {output}: {told}", err=True)
