"""Where the result of a command goes, and what is said beside it."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING

import click

from kg import terminal, watched
from kg.files import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph.answers import Solutions
    from kg.graph.graph import Graph
    from kg.tables.terminal import Style


def is_for_terminal(output: str) -> bool:
    """Say whether what goes to `output` is read on a terminal."""
    return output == "-" and terminal.is_watched()


def style(output: str) -> Style:
    """Return how a table looks that goes to `output`."""
    from kg.tables.terminal import style_of

    return style_of(os.environ, terminal=is_for_terminal(output))


def page(output: str, text: str) -> None:
    """Put a text for people into the file `output`, or show it: in their pager if the screen is too small.

    The pager opens when the command is done, so that no time limit runs while someone reads.
    """
    if output != "-":
        data(output, terminal.harmless(text).encode())
    elif terminal.is_watched() and terminal.is_taller_than_the_screen(text):
        click.get_current_context().call_on_close(functools.partial(_paged, text))
    else:
        terminal.show(text)


def _paged(text: str) -> None:
    watched.leave_alone()
    terminal.page(text)


def data(output: str, written: bytes) -> None:
    """Put what programs read into the file `output`, in one step, or on standard output; OutputError."""
    with opened(output) as stream:
        stream.write(written)


def form(wanted: str | None, output: str) -> str:
    """Return the format in which rows of our own are written; UnknownNameError, OutputError."""
    from kg.tables import write as tables
    from kg.tables.rows import solutions

    return tables.choose(solutions((), ()), wanted, output, terminal=is_for_terminal(output))


def rows(
    answer: Solutions, people: Callable[[], Solutions], form: str | None, output: str, graph: Graph
) -> str:
    """Write rows of our own as `kg query` writes an answer, and return the format chosen.

    `people` gives the rows as they stand in a table. Raises OutputError.
    """
    from kg.tables import write as tables
    from kg.tables.terminal import drawing

    chosen = tables.choose(answer, form, output, terminal=is_for_terminal(output))
    with opened(output) as stream:
        if chosen == "table":
            tables.write(people(), chosen, stream, graph, drawing(style(output)))
        else:
            tables.write(answer, chosen, stream, graph)
    return chosen
