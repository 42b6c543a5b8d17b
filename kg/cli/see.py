"""The command that draws: `visualize`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg import terminal
from kg.cli import complete, results
from kg.cli import options as shared
from kg.cli.given import file_name, pairs
from kg.errors import KgError

if TYPE_CHECKING:
    from typing import Unpack

    from kg.draw.printing import Paper
    from kg.draw.visualize import Options
    from kg.graph.locations import Reading


_UNITS: Final = {"mm": 1.0, "cm": 10.0, "in": 25.4}
"""Units of length → millimetres."""
_FONTS: Final = "Install one that does, such as Noto Sans CJK, or write SVG."


def _on_one_line(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    del ctx, param
    return value and terminal.one_line(value)


def _millimetres(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """Return a length in millimetres."""
    if value is None:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?) *(mm|cm|in)", value)
    if not found:
        raise click.BadParameter("write a number and mm, cm or in, as 170mm", ctx, param)
    return float(found[1]) * _UNITS[found[2]]


@click.command()
@click.argument("entities", nargs=-1, metavar="[ENTITY]...", shell_complete=complete.THINGS)
@click.option(
    "--depth", type=click.IntRange(0), default=1, show_default=True, help="Steps around each ENTITY."
)
@click.option(
    "--class",
    "classes",
    multiple=True,
    metavar="CLASS",
    shell_complete=complete.CLASSES,
    help="Things of this class only, related or not; an ENTITY stays.",
)
@click.option("--property", "properties", multiple=True, metavar="NAME", shell_complete=complete.PROPERTIES,
              help="Lines of this property, indicator or class of records only.")  # fmt: skip
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="ID",
    shell_complete=complete.SOURCES,
    help="What this source says only.",
)
@click.option("--from", "since", type=int, metavar="YEAR", help="What speaks of this year or later.")
@click.option("--until", type=int, metavar="YEAR", help="What speaks of this year or earlier.")
@click.option(
    "--path",
    nargs=2,
    metavar="A B",
    shell_complete=complete.THINGS,
    help="The shortest paths between two things.",
)
@click.option("--compare", nargs=2, metavar="A B", shell_complete=complete.THINGS,
              help="What two things share, and what only one of them has.")  # fmt: skip
@click.option("--query", "asked", metavar="QUERY", shell_complete=complete.QUERIES,
              help="What a CONSTRUCT or SELECT of 2–3 columns joins: a saved query or text.")  # fmt: skip
@click.option(
    "-p", "--parameter", "values", multiple=True, metavar="NAME=VALUE", help="A value for the query."
)
@click.option("--records", type=click.Choice(["fold", "show"]), default="fold", show_default=True,
              help="Draw meetings, figures and tenures as lines, or as things.")  # fmt: skip
@click.option("--as", "kind", type=click.Choice(["views", "network", "timeline", "flows", "chart", "map"]),
              default="views", show_default=True, help="Which picture; views has all as tabs.")  # fmt: skip
@click.option(
    "--size-by",
    metavar="MEASURE",
    shell_complete=complete.MEASURES,
    help="Size of things: degree, betweenness, pagerank…  [default: degree]",
)
@click.option(
    "--color-by",
    metavar="MEASURE",
    shell_complete=complete.MEASURES,
    help="Colour of things: community, betweenness…  [default: class]",
)
@click.option(
    "--limit", type=click.IntRange(1), default=1500, show_default=True, help="Most central things to keep."
)
@click.option("--all", "everything", is_flag=True, help="Everything, of a well-known ENTITY too.")
@click.option("--scheme", type=click.Choice(["auto", "light", "dark"]), default="auto", show_default=True,
              help="Colours of the page; auto follows the reader's system.")  # fmt: skip
@click.option("--language", type=click.Choice(["auto", "en", "es", "ja"]), default="auto", show_default=True,
              help="Language of the page; auto is the reader's, and English in a figure.")  # fmt: skip
@click.option("--width", callback=_millimetres, metavar="LENGTH",
              help="Width of a figure, as 170mm, 17cm or 6.7in.  [default: 170mm]")  # fmt: skip
@click.option("--transparent", is_flag=True, help="A figure without paper behind it.")
@click.option("--title", callback=_on_one_line, help="Heading of the page.")
@click.option("--open", "opening", is_flag=True, help="Open the page in the browser.")
@click.option(
    "-o",
    "--output",
    callback=file_name,
    metavar="FILE",
    shell_complete=complete.FILES,
    help="Write to FILE, or to standard output when it is -.  [default: network.html]",
)
@shared.data
@shared.reading()
def visualize(
    *,
    entities: tuple[str, ...],
    asked: str | None,
    values: tuple[str, ...],
    output: str | None,
    opening: bool,
    width: float | None,
    transparent: bool,
    reading: Reading,
    **options: Unpack[Options],
) -> None:
    """Draw the graph as one HTML page that needs no network: the whole, or what is around each ENTITY.

    Network, timeline, flows, chart, table and, where there are figures of places on one, a map are tabs of
    the page, which share what is chosen; --as makes one of them alone.

    With -o FILE.svg, .png or .pdf any picture becomes a figure for print, whose letters have 7 points or
    more; PNG and PDF need pip install 'japan-mexico-kg[figures]'.

    An ENTITY is an id (toyota), a label in any language (Toyota, México) or an IRI. Click a line or a thing
    of the picture to read the very words behind it; the legend filters, / searches, ? explains the keys.
    Of one of which a large archive says more than anybody reads, the picture has what the newest documents
    say, or the --source given.

    \b
    Examples:
      kg visualize                                    the whole graph, every view of it, in network.html
      kg visualize --open                             and in the browser at once
      kg visualize toyota -o toyota.html              a company and what is said of it
      kg visualize toyota -o toyota.svg --width 85mm  the same as a figure for print
      kg visualize guanajuato --depth 2 --source velasco-2025
      kg visualize --path toyota sonora               how two things are joined
      kg visualize --compare MX-GUA MX-NLE            what two things share, in the middle
      kg visualize --class Company                    all companies, and what joins them
      kg visualize toyota --class State               a company and the states around it
      kg visualize --property fdi-inflow --from 2020
      kg visualize --query 'SELECT ?a ?b { ?a org:memberOf ?b }'
      kg visualize --color-by community --size-by betweenness
      kg visualize --as timeline                      dated events and tenures
      kg visualize --as flows                         trade and investment, figure by figure
      kg visualize --as chart                         every indicator, side by side
      kg visualize --as chart --property fdi-inflow   one indicator, by place or over time
      kg visualize --as map                           figures by place, on a map
      kg visualize --as flows -o flows.pdf            any of these for print
      kg visualize toyota --language ja               in Japanese, whatever the reader's language
    """
    from kg.api import read
    from kg.draw.figure.figure import FORMATS
    from kg.draw.picture import page_name

    if values and asked is None:
        raise click.UsageError("-p gives a value to a --query")
    if opening and output == "-":
        raise click.UsageError("--open needs a file to open, not standard output")
    parameters = pairs(values)
    file = output or f"{'network' if options['kind'] == 'views' else options['kind']}.html"
    if Path(file).suffix.casefold() in FORMATS:
        paper: Paper = {"transparent": transparent}
        if width:
            paper["width"] = width
        figure = read(reading).figure(*entities, query=asked, parameters=parameters, **paper, **options)
        summary, written = figure.summary, figure.written(file)
        if lacking := figure.lacking(file):
            terminal.tell(f"Empty boxes stand for {' '.join(lacking)}: no font here has them. {_FONTS}")
    elif width or transparent:
        raise click.UsageError("--width and --transparent are of figures: -o FILE.svg, .png or .pdf")
    else:
        file = page_name(file)
        picture = read(reading).picture(*entities, query=asked, parameters=parameters, **options)
        summary, written = picture.summary, picture.html.encode()
    results.data(file, written)
    if file != "-":
        terminal.tell(f"Wrote {file}: {summary}")
    if opening and click.launch(Path(file).resolve().as_uri()):
        raise KgError("no browser could be opened", hint=f"Open {file} yourself.")
