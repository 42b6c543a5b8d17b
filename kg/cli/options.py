"""Options that several commands share, so that they are spelled and explained once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import click

from kg import memory, watched
from kg.cli.complete import FILES
from kg.cli.given import file_name, named_graph, prefix
from kg.graph import formats

Command = Callable[..., None]

_LONGEST: Final = 1_000_000
"""The longest time limit in seconds, twelve days."""


def finite(ctx: click.Context, param: click.Parameter, value: float) -> float:
    """Return the seconds of a time limit; inf, nan and what no clock can wait for are refused."""
    if not 0 <= value <= _LONGEST:
        raise click.BadParameter(f"it is no number of seconds from 0 to {_LONGEST:,}", ctx, param)
    return value


def size(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """Return the bytes of a memory limit, by default half of what the machine has."""
    if not value:
        return memory.half()
    try:
        return memory.size(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no size such as 500MB or 2GB", ctx, param) from None


data = click.option(
    "-d",
    "--data",
    "locations",
    multiple=True,
    metavar="LOCATION",
    shell_complete=FILES,
    help="Graph to use: an RDF file, an Oxigraph store directory or the URL of a SPARQL endpoint. "
    "[default: the project's own graph, rebuilt when a seed has changed]",
)
"""Which graph; for commands that take `reading`."""

graphs = click.option(
    "-g", "--graph", "graphs", multiple=True, metavar="NAME=FILE", help="Add FILE as a named graph."
)

union = click.option("--union", is_flag=True, help="Take all named graphs as one.")


def _name(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return the name of a source that its text or its annotations may be given for as well."""
    del ctx, param
    return Path(value).name.removesuffix(".txt").removesuffix(".yaml")


source = click.argument("name", metavar="NAME|FILE", callback=_name, shell_complete=FILES)
"""A source in seeds/, by its name."""

project = click.option(
    "--project",
    "folder",
    type=click.Path(path_type=Path),
    is_eager=True,  # saved queries are found in it
    metavar="DIR",
    help="The folder that holds seeds/ and ontology/. [default: the one around the working directory]",
)
"""Which project; for commands that take `folder`, which `reading` makes a part of it."""

output = click.option(
    "-o",
    "--output",
    default="-",
    callback=file_name,
    metavar="FILE",
    shell_complete=FILES,
    help="Write to FILE instead of standard output.",
)


rows = click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(tuple(formats.holding("table", "rows"))),
    help="[default: by the suffix of --output; a table on a terminal, csv in a pipe]",
)
"""In which format rows are written; for commands that take `form`."""


def shown(path: Path) -> str:
    """Return a path relative to the working directory where it lies below it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def limited(seconds: float = 60) -> Callable[[Command], Command]:
    """Return a decorator that gives a command limits that end it, a time of `seconds` where none is given."""

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def within(*, timeout: float, memory: int, **others: Any) -> None:  # noqa: ANN401  (the command's own)
            watched.limit(timeout, memory)
            command(**others)

        return _with(within, _limits(seconds))

    return decorate


def reading(seconds: float = 60) -> Callable[[Command], Command]:
    """Return a decorator that gives a command `reading`, how it reads its graph, and limits that end it.

    `seconds` is the time limit where none is given.
    """

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def reads(
            *,
            locations: tuple[str, ...] = (),
            prefixes: tuple[str, ...],
            base: str | None,
            folder: Path | None,
            lenient: bool,
            timeout: float,
            memory: int,
            **others: Any,  # noqa: ANN401  (the command's own)
        ) -> None:
            from kg.graph.locations import Reading

            if not locations and not others.get("graphs"):
                _build_within_no_limit(folder)
            declared = dict(map(prefix, prefixes))
            read = Reading(locations, prefixes=declared, base=base, lenient=lenient, timeout=timeout or None)
            read = read._replace(project=folder)
            watched.limit(timeout, memory)
            command(reading=read, **others)

        return _with(reads, [*_readings(), *_limits(seconds)])

    return decorate


def _build_within_no_limit(folder: Path | None) -> None:
    """Build the graph that is asked where its inputs have changed: limits are for questions."""
    from kg.project import given

    watched.limit(None, None)
    given(folder).graph_path()


def answering(command: Command) -> Command:
    """Give a command that answers until it is ended its `graph`, `folder`, and limits of each answer."""

    @functools.wraps(command)
    def answers(
        *,
        locations: tuple[str, ...],
        graphs: tuple[str, ...],
        union: bool,
        folder: Path | None,
        timeout: float,
        memory: int,
        **others: Any,  # noqa: ANN401  (the command's own)
    ) -> None:
        from kg.graph.locations import Reading
        from kg.project import opened

        watched.limit(None, None)
        named = dict(map(named_graph, graphs))
        read = Reading(locations, graphs=named, union=union, timeout=timeout or None, project=folder)
        command(graph=opened(read), folder=folder, timeout=timeout, memory=memory, **others)

    return _with(answers, [data, graphs, union, project, *_limits_of_answers()])


def _with(command: Command, added: Sequence[Callable[[Command], Command]]) -> Command:
    """Return a command with options, in their order."""
    for option in reversed(added):
        command = option(command)
    return command


def _readings() -> list[Callable[[Command], Command]]:
    return [
        project,
        click.option(
            "--prefix", "prefixes", multiple=True, metavar="NAME=IRI",
            help="Declare a prefix; those that the data declare need it not.",
        ),
        click.option("--base", metavar="IRI", help="Resolve relative IRIs against it, not the file's own."),
        click.option("--lenient", is_flag=True, help="Mend odd IRIs and language tags, and tell which."),
    ]  # fmt: skip


def _limits(seconds: float) -> list[Callable[[Command], Command]]:
    return [
        click.option(
            "--timeout", type=float, callback=finite, default=seconds, show_default=True, metavar="SECONDS",
            help="Stop after so long, with exit code 3; 0 for no limit.",
        ),
        click.option(
            "--memory", callback=size, default="", metavar="SIZE",
            help="Stop beyond so much memory, such as 500MB or 2GB, with exit code 3; 0 for no limit.  "
            "[default: half of the machine's]",
        ),
    ]  # fmt: skip


def _limits_of_answers() -> list[Callable[[Command], Command]]:
    return [
        click.option(
            "--timeout", type=float, callback=finite, default=10, show_default=True, metavar="SECONDS",
            help="End an answer after so long; 0 for no limit.",
        ),
        click.option(
            "--memory", callback=size, default="500MB", show_default=True, metavar="SIZE",
            help="End an answer beyond so much memory; 0 for no limit.",
        ),
    ]  # fmt: skip
