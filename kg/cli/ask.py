"""Commands that ask: a query of any kind, and the list of those that are saved."""

from __future__ import annotations

import contextlib
import re
import shlex
import time
from typing import TYPE_CHECKING, Final

import click

from kg import terminal
from kg.cli import complete, options, results
from kg.cli.given import asked_for, named_graph, pairs
from kg.errors import LocationError, QueryError
from kg.graph import formats
from kg.spelling import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.graph.graph import Graph
    from kg.graph.locations import Reading
    from kg.graph.question import Question
    from kg.query.saved import SavedQuery
    from kg.tables.cells import Draw

FORMATS: Final = tuple(formats.holding("table", "rows", "triples"))


def _asked_for(ctx: click.Context, param: click.Parameter, text: str) -> SavedQuery | None:
    del param
    if ctx.resilient_parsing:  # a shell that completes reads no input
        return None
    return asked_for(text, ctx.params.get("folder"))


def _nothing_more(ctx: click.Context, param: click.Parameter, more: tuple[str, ...]) -> None:
    """Refuse what stands behind a query, saying where a value goes, and how a query is one argument."""
    del param
    if more and not ctx.resilient_parsing:
        is_value = re.fullmatch(r"\w+=.*", more[0], re.DOTALL)
        hint = (
            f"The value of a parameter goes with -p: -p {shlex.quote(more[0])}"
            if is_value
            else "A query is one argument: put it between quotation marks."
        )
        raise click.UsageError(f"{more[0]!r} stands behind the query\n  {hint}", ctx)


@click.command()
@click.argument("asked", metavar="QUERY", callback=_asked_for, shell_complete=complete.QUERIES)
@click.argument("more", nargs=-1, metavar="", is_eager=True, expose_value=False, callback=_nothing_more)
@options.data
@options.graphs
@options.union
@click.option(
    "-p", "--parameter", "values", multiple=True, metavar="NAME=VALUE",
    help="Give a variable a value: an IRI, a prefixed name, a label, a number, a text.",
)  # fmt: skip
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS),
    help="[default: by the suffix of --output; a table on a terminal, csv in a pipe; turtle for triples]",
)  # fmt: skip
@options.output
@options.reading()
@click.option("--allow-service", is_flag=True, help="Let SERVICE call other endpoints.")
@click.option("--explain", is_flag=True, help="Show how the query is understood, with matches per pattern.")
def query(
    *,
    asked: SavedQuery,
    reading: Reading,
    graphs: tuple[str, ...],
    values: tuple[str, ...],
    form: str | None,
    output: str,
    union: bool,
    allow_service: bool,
    explain: bool,
) -> None:
    """Ask in SPARQL 1.1: QUERY is the name of a saved query, a .rq file, a text, or - for standard input.

    The prefixes that the data declare need no declaration, nor do those of the graph's own ontology and id,
    src, fact, kg, skos, prov and the like; where both have one, that of the data counts, and one given with
    --prefix before both. csv, tsv, json and xml are the standard formats of SPARQL results; turtle,
    ntriples, jsonld and rdfxml hold the triples of CONSTRUCT and DESCRIBE, which the others give as a table
    of three columns; table, markdown and html are for people and show labels; xlsx is a spreadsheet with
    numbers, dates and links. An endpoint that wants you to log in gets the environment variable
    KG_AUTHORIZATION as its Authorization header.

    \b
    Examples:
      kg query fdi-by-state
      kg query fdi-by-state -o states.csv
      kg query fdi-by-state -o states.xlsx
      kg query -d data.ttl 'SELECT * { ?s ?p ?o } LIMIT 10'
      kg query -d https://example.org/sparql question.rq -p state=Sonora
      kg query -d a.ttl -g http://example.org/g=b.ttl 'SELECT ?g { GRAPH ?g { ?s ?p ?o } }'
    """
    from kg.ask import question
    from kg.project import opened
    from kg.query.saved import defaults_taken

    named = dict(map(named_graph, graphs))
    graph = opened(reading._replace(graphs=named, union=union, allow_service=allow_service))
    resolved = question(asked, pairs(values), graph)
    if explain:
        _explain(graph, resolved)
    else:
        _answer(graph, resolved, form, output, lambda: defaults_taken(asked, pairs(values), graph))


def _answer(
    graph: Graph, question: Question, form: str | None, output: str, defaults: Callable[[], list[str]]
) -> None:
    """Ask, write the answer where it goes, and say on standard error what is not part of it."""
    from kg.files import opened
    from kg.tables import write as tables

    begun = time.perf_counter()
    answer = graph.answer(question)
    chosen = tables.choose(answer, form, output, terminal=results.is_for_terminal(output))
    with opened(output) as stream:
        written = tables.write(answer, chosen, stream, graph, _draw(output) if chosen == "table" else None)
    seconds, rows = time.perf_counter() - begun, written.rows
    if chosen == "table" and rows is not None:
        terminal.tell(f"{counted(rows, 'row')} in {seconds:.2f} s")
    if rows == 0 or written.is_open:
        _tell_why(graph, question, seconds, defaults() if rows == 0 else (), is_empty=rows == 0)


def _tell_why(
    graph: Graph, question: Question, seconds: float, defaults: Sequence[str], *, is_empty: bool
) -> None:
    """Say why nothing was found, or nothing for a column."""
    from kg.query import lacking

    with contextlib.suppress(LocationError, QueryError):  # the answer stands, whatever the hints become
        for line in [*defaults, *lacking.of_rows(graph, question, seconds, is_empty=is_empty)]:
            terminal.tell(line)


def _draw(output: str) -> Draw:
    from kg.tables.terminal import drawing

    return drawing(results.style(output))


def _explain(graph: Graph, question: Question) -> None:
    from kg.query.explain import explain

    results.page("-", "".join(f"{line}\n" for line in explain(graph, question)))
