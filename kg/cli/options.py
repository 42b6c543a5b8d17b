"""Options that several commands share, so that they are spelled and explained once."""

from __future__ import annotations

import click

data = click.option(
    "-d",
    "--data",
    "locations",
    multiple=True,
    metavar="LOCATION",
    help="Graph to use: an RDF file, an Oxigraph store directory or the URL of a SPARQL endpoint. "
    "[default: the project's own graph, rebuilt when a seed has changed]",
)

output = click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    help="Write to FILE instead of standard output.",
)
