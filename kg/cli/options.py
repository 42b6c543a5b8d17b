"""Options that several commands share, so that they are spelled and explained once."""

from __future__ import annotations

from typing import Final

import click

_LONGEST: Final = 1_000_000
"""The longest time limit in seconds, twelve days."""


def _finite(ctx: click.Context, param: click.Parameter, value: float) -> float:
    """Return the seconds of a time limit; inf, nan and what no clock can wait for are refused."""
    if not 0 <= value <= _LONGEST:
        raise click.BadParameter(f"it is no number of seconds from 0 to {_LONGEST:,}", ctx, param)
    return value


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

timeout = click.option(
    "--timeout",
    type=float,
    callback=_finite,
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="Stop after so long, with exit code 3; 0 for no limit.",
)
