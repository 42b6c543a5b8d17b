"""The command line: a group whose commands parse, call one function, print; errors told, with exit codes."""

from __future__ import annotations

import importlib
import io
import sys
from typing import Any, Final

import click

from kg import terminal
from kg.border import in_words
from kg.errors import KgError
from kg.spelling import did_you_mean
from kg.version import VERSION

COMMANDS: Final = {
    "init": ("begin", "Make a project of your own."),
    "build": ("make", "Read the seeds and write the graph."),
    "check": ("make", "List what is wrong or looks wrong."),
    "add": ("add", "Take in a new document, to annotate."),
    "draft": ("draft", "Propose passages and facts of a document."),
    "review": ("review", "Decide on what is drafted, on a page beside its text."),
    "query": ("ask", "Ask in SPARQL, or ask a saved question."),
    "queries": ("listing", "List the saved questions."),
    "show": ("look", "Show all that is said of one thing."),
    "schema": ("schema", "Say what the graph is made of: classes and properties in use."),
    "search": ("look", "Find things by any of their names."),
    "diff": ("look", "Compare two graphs fact by fact."),
    "cite": ("cite", "Cite a passage, fact, source or saved query."),
    "visualize": ("see", "Draw the graph as one HTML page."),
    "measure": ("take", "Measure who is central in the network."),
    "serve": ("serve", "Answer SPARQL on the web, on this machine."),
    "mcp": ("mcp", "Answer an assistant (Model Context Protocol)."),
    "export": ("take", "Write the graph for other programs."),
    "push": ("push", "Put the graph on a SPARQL endpoint."),
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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            hint = did_you_mean(args[0], COMMANDS) or f"Commands: {', '.join(COMMANDS)}."
            raise click.UsageError(f"there is no command {args[0]!r}\n  {hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401  (click's own signature)
        with terminal.ready():
            try:
                sys.exit(super().main(*args, **{**extra, "standalone_mode": False}))
            except click.ClickException as error:
                told = io.StringIO()
                error.show(told)
                terminal.tell(told.getvalue().rstrip("\n") + _advice(error))
                sys.exit(error.exit_code)
            except click.Abort:
                terminal.tell("Interrupted.")
                sys.exit(130)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  (click's own signature)
        try:
            return super().invoke(ctx)
        except (KgError, MemoryError, RuntimeError) as error:
            if (told := in_words(error)) is None:
                raise
            terminal.tell(told.told())
            ctx.exit(told.exit_code)
        except KeyboardInterrupt:
            terminal.tell("Interrupted.")
            ctx.exit(130)
        except BrokenPipeError:
            terminal.write_nothing_more()
            ctx.exit(0)


def _advice(error: click.ClickException) -> str:
    """Return on a line of its own what to do about an option that is not there, if that can be told."""
    if not isinstance(error, click.NoSuchOption) or not error.ctx:
        return ""
    option, command = error.option_name, error.ctx.command
    if isinstance(command, _Commands):
        return f"\n  The options of a command stand behind it: kg COMMAND {option} …"
    if command.name == "query" and not error.possibilities:
        return f"\n  The value of a parameter goes with -p: -p {option.lstrip('-')}=…"
    return ""


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

    TAB completes commands, saved queries and names of the graph once your shell has read the line that
    bash takes from this in ~/.bashrc; for zsh and fish, put that name in place of bash.

    \b
      eval "$(_KG_COMPLETE=bash_source kg)"
    """
