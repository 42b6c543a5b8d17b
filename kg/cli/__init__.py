"""The command line: one group whose commands parse, call one function and print."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any, Final

import click

from kg import __version__
from kg.errors import KgError, SeedError

MODULE_OF: Final = {
    "build": "make",
    "check": "make",
    "query": "ask",
    "queries": "ask",
    "show": "look",
    "search": "look",
    "diff": "look",
    "visualize": "see",
    "measure": "take",
    "export": "take",
}
"""Which module of this package holds a command; loaded only when the command is wanted."""


class _Commands(click.Group):
    """The `kg` group: commands loaded on demand, every known error told in words."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(MODULE_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in MODULE_OF:
            return None
        module = importlib.import_module(f"kg.cli.{MODULE_OF[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  (click's own signature)
        try:
            return super().invoke(ctx)
        except KgError as error:
            click.echo(_told(error), err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


def _told(error: KgError) -> str:
    """Return the lines that tell `error`: what and where, then what to do."""
    if isinstance(error, SeedError):
        return "\n".join(str(problem) for problem in error.problems)
    lines = [f"Error: {error}"]
    if error.hint:
        lines.append(f"  {error.hint}")
    return "\n".join(lines)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Ask, see and take away Japan–Mexico economic relations as a graph with its sources.

    \b
    Examples:
      kg build                                 read the seeds, check every quote, write build/kg.ttl
      kg query fdi-by-state                    run a saved query
      kg show toyota                           everything the documents say about one thing
      kg visualize -o network.html             draw the network as one HTML page
      kg export -o kg.ttl                      take the graph away as Turtle
    """
