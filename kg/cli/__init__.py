"""The command line: a group whose commands parse, call one function, print; errors told, with exit codes."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys
from collections.abc import Iterator
from typing import Any, Final

import click

from kg.errors import KgError, MemoryLimitError, OutputError
from kg.version import VERSION

COMMANDS: Final = {
    "build": ("make", "Read the seeds and write the graph."),
    "check": ("make", "List what is wrong or looks wrong."),
    "query": ("ask", "Ask in SPARQL, or ask a saved question."),
    "queries": ("listing", "List the saved questions."),
    "show": ("look", "Show all that is said of one thing."),
    "schema": ("schema", "Say what the graph is made of: classes and properties in use."),
    "search": ("look", "Find things by any of their names."),
    "diff": ("look", "Compare two graphs fact by fact."),
    "cite": ("cite", "Cite a passage, fact, source or saved query."),
    "visualize": ("see", "Draw the graph as one HTML page."),
    "measure": ("take", "Measure who is central in the network."),
    "export": ("take", "Write the graph for other programs."),
}
"""The module here that holds each command, loaded only when it is wanted, and its help on one line."""


class _Commands(click.Group):
    """The `kg` group: commands loaded on demand, every known error told in words."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kg.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in COMMANDS.items()])

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401  (click's own signature)
        with _standard_output():
            return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  (click's own signature)
        try:
            return super().invoke(ctx)
        except (KgError, MemoryError) as error:
            told = error if isinstance(error, KgError) else MemoryLimitError("it is more than memory holds")
            click.echo(told.told(), err=True)
            ctx.exit(told.exit_code)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(130)
        except BrokenPipeError:
            _write_nothing_more()
            ctx.exit(0)


@contextlib.contextmanager
def _standard_output() -> Iterator[None]:
    """Let the body write: escape what the encoding cannot spell, and tell when the system takes no more."""
    sys.stdout = sys.stdout or _closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.filename is not None:  # of a file, not of a stream that was open before
            raise
        _write_nothing_more()
        if isinstance(error, BrokenPipeError):
            sys.exit(0)
        told = OutputError(f"cannot write to standard output: {error.strerror}")
        with contextlib.suppress(OSError):
            click.echo(told.told(), err=True)
        sys.exit(told.exit_code)


def _closed() -> io.TextIOWrapper:
    """Return a stream in place of a closed one, to which writing fails as the system fails it."""
    return open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: PTH123  (it stays open)


def _write_nothing_more() -> None:
    """Let what is left for standard output go nowhere, so that nothing fails again at the very end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="kg")
def main() -> None:
    """Ask, see and take away what documents say, as a graph in which every statement has its words.

    \b
    Examples:
      kg build                                 read the seeds, check every quote, write build/kg.ttl
      kg query fdi-by-state                    run a saved query
      kg show toyota                           everything the documents say about one thing
      kg visualize -o network.html             draw the network as one HTML page
      kg export -o kg.ttl                      take the graph away as Turtle
    """
