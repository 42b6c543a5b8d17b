"""Commands that ask: a query of any kind, and the list of those that are saved."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg.cli import options
from kg.errors import LocationError, QueryError

if TYPE_CHECKING:
    from kg.graph.answers import Answer, Term
    from kg.graph.graph import Graph
    from kg.project import Project
    from kg.query.saved import SavedQuery
    from kg.tables.write import Draw

FORMATS: Final = (
    *("table", "markdown", "html"),
    *("csv", "tsv", "json", "xml"),
    *("turtle", "ntriples", "jsonld", "rdfxml"),
)


@dataclass(frozen=True)
class _Asked:
    """A query as it was given: its text, the file it stands in (`place`), and its header if it has one."""

    text: str
    place: str = ""
    base: str | None = None
    saved: SavedQuery | None = None


@click.command()
@click.argument("asked", metavar="QUERY")
@options.data
@click.option(
    "-g", "--graph", "graphs", multiple=True, metavar="NAME=FILE", help="Add FILE as a named graph."
)
@click.option("--union", is_flag=True, help="Ask all named graphs as one.")
@click.option(
    "-p", "--parameter", "values", multiple=True, metavar="NAME=VALUE",
    help="Give a variable a value: an IRI, a prefixed name, a label, a number, a text.",
)  # fmt: skip
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS),
    help="[default: by the suffix of --output; a table on a terminal, csv in a pipe; turtle for triples]",
)  # fmt: skip
@options.output
@click.option(
    "--timeout", type=click.FloatRange(min=0), default=60, show_default=True, metavar="SECONDS",
    help="Stop after so long, with exit code 3; 0 for no limit.",
)  # fmt: skip
@click.option("--allow-service", is_flag=True, help="Let SERVICE call other endpoints.")
@click.option("--explain", is_flag=True, help="Show how the query is understood, with matches per pattern.")
def query(
    *,
    asked: str,
    locations: tuple[str, ...],
    graphs: tuple[str, ...],
    values: tuple[str, ...],
    form: str | None,
    output: str,
    timeout: float,
    union: bool,
    allow_service: bool,
    explain: bool,
) -> None:
    """Ask in SPARQL 1.1: QUERY is the name of a saved query, a .rq file, a text, or - for standard input.

    The prefixes of `kg` (jm, id, src, fact, skos, prov, …) need no declaration. csv, tsv, json and xml are
    the standard formats of SPARQL results; turtle, ntriples, jsonld and rdfxml hold the triples of CONSTRUCT
    and DESCRIBE; table, markdown and html are for people and show labels. An endpoint that wants you to log
    in gets the environment variable KG_AUTHORIZATION as its Authorization header.

    \b
    Examples:
      kg query fdi-by-state
      kg query fdi-by-state -f csv -o states.csv
      kg query -d data.ttl 'SELECT * { ?s ?p ?o } LIMIT 10'
      kg query -d https://example.org/sparql question.rq -p state=Sonora
      kg query -d a.ttl -g http://example.org/g=b.ttl 'SELECT ?g { GRAPH ?g { ?s ?p ?o } }'
    """
    from kg.graph.locations import open_graph
    from kg.stoppable import stoppable

    partial: list[Path] = []
    wanted = _asked(asked)  # outside the time limit: somebody may be typing it
    with stoppable(timeout or None, partial):
        named = dict(map(_named_graph, graphs))
        chosen = locations or (() if named else (str(_project().graph_path()),))
        graph = open_graph(
            chosen, graphs=named, union=union, allow_service=allow_service, timeout=timeout or None
        )
        given = _bindings(wanted, _pairs(values), graph)
        if explain:
            _explain(graph, wanted, given)
        else:
            _answer(graph, wanted, given, form=form, output=output, partial=partial)


def _project() -> Project:
    from kg import project

    return project.find()


def _asked(argument: str) -> _Asked:
    """Return the query that the argument means."""
    if argument == "-":
        return _Asked(_decoded(sys.stdin.buffer.read()))
    if re.search(r"[\s{]", argument) and Path(argument).suffix != ".rq":
        return _Asked(argument)
    from kg.query import saved as queries

    path = Path(argument)
    is_path = "\0" not in argument and path.exists() and not path.is_dir()
    saved = queries.read(path) if is_path else queries.find(argument, _project().queries)
    return _Asked(saved.text, saved.path, Path(saved.path).resolve().as_uri(), saved)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"the query is not UTF-8: {error}", where="standard input") from error


def _pairs(values: Sequence[str]) -> dict[str, str]:
    """Return the values by the names of their parameters."""
    given: dict[str, str] = {}
    for value in values:
        name, equals, rest = value.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{value!r} is not NAME=VALUE", param_hint="--parameter")
        if name in given:
            raise click.BadParameter(f"{name!r} is given twice", param_hint="--parameter")
        given[name] = rest
    return given


def _named_graph(value: str) -> tuple[str, str]:
    """Return name and file of NAME=FILE, split at that `=` after which a file exists, else at the last."""
    places = [match.start() for match in re.finditer("=", value)]
    if not places:
        raise click.BadParameter(f"{value!r} is not NAME=FILE", param_hint="--graph")
    place = next((p for p in places if "\0" not in value and Path(value[p + 1 :]).is_file()), places[-1])
    return value[:place], value[place + 1 :]


def _bindings(asked: _Asked, given: Mapping[str, str], graph: Graph) -> dict[str, Term]:
    if not given and not asked.saved:
        return {}
    from kg.query import saved as queries

    if asked.saved:
        return dict(queries.bind(asked.saved, given, graph))
    return dict(queries.bind_free(asked.text, given, graph))


def _answer(
    graph: Graph,
    asked: _Asked,
    given: Mapping[str, Term],
    *,
    form: str | None,
    output: str,
    partial: list[Path],
) -> None:
    """Ask, write the answer where it goes, and say on standard error what is not part of it."""
    from kg.files import opened
    from kg.tables import write as tables

    begun = time.perf_counter()
    answer = _ask(graph, asked, given)
    chosen = tables.choose(answer, form, output, terminal=output == "-" and sys.stdout.isatty())
    with opened(output, partial) as stream:
        rows = tables.write(answer, chosen, stream, graph, _draw(output) if chosen == "table" else None)
    if chosen == "table" and rows is not None:
        seconds = time.perf_counter() - begun
        click.echo(f"{rows:,} row{'s' * (rows != 1)} in {seconds:.2f} s", err=True)
    if rows == 0:
        _say_why(graph, asked.text, given)


def _say_why(graph: Graph, text: str, given: Mapping[str, Term]) -> None:
    """Say on standard error why the answer may be empty; the answer stands even where that cannot be said."""
    from kg.query import hints

    with contextlib.suppress(LocationError, QueryError):
        for line in (*_union_hint(graph), *hints.why_empty(graph, text, given)):
            click.echo(line, err=True)


def _draw(output: str) -> Draw:
    from kg.tables import terminal

    is_terminal = output == "-" and sys.stdout.isatty()
    return terminal.drawing(terminal.style_of(os.environ, terminal=is_terminal))


def _ask(graph: Graph, asked: _Asked, given: Mapping[str, Term]) -> Answer:
    """Return the answer; a QueryError gets the file before its line and, for syntax, what was expected."""
    try:
        return graph.query(asked.text, given, base=asked.base)
    except QueryError as error:
        from kg.query.malformed import syntax_error

        told = (
            syntax_error(asked.text, error.__cause__) if isinstance(error.__cause__, SyntaxError) else error
        )
        where = (
            f"{asked.place}:{told.where}"
            if asked.place and re.fullmatch(r"\d+:\d+", told.where)
            else told.where
        )
        raise type(told)(told.what, where=where, hint=told.hint) from error


def _union_hint(graph: Graph) -> list[str]:
    """Return a line when the data lies in named graphs that the query did not look into."""
    if graph.is_remote or graph.union or not (names := graph.named_graphs()):
        return []
    return [f"The data has {len(names)} named graph{'s' * (len(names) != 1)}; --union asks all as one."]


def _explain(graph: Graph, asked: _Asked, given: Mapping[str, Term]) -> None:
    from kg.query.explain import explain

    for line in explain(graph, asked.text, given):
        click.echo(line)


@click.command()
@click.argument("name", required=False)
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
def queries(name: str | None, form: str) -> None:
    """List the saved queries with their parameters, or show one whole.

    \b
    Examples:
      kg queries
      kg queries fdi-by-state
      kg queries -f json
    """
    import json

    from kg.query import saved

    folder = _project().queries
    found = [saved.find(name, folder)] if name else saved.all_queries(folder)
    if form == "json":
        shown = [_as_object(each) for each in found]
        click.echo(json.dumps(shown[0] if name else shown, ensure_ascii=False, indent=2))
    elif name:
        click.echo(found[0].text.rstrip("\n"))
    else:
        _list(found)


def _list(found: Sequence[SavedQuery]) -> None:
    from kg.tables import terminal
    from kg.tables.cells import Cell, harmless

    style = terminal.style_of(os.environ, terminal=sys.stdout.isatty())
    rows = [[each.name, each.title, " ".join(p.name for p in each.parameters)] for each in found]
    cells = [[Cell(harmless(text)) for text in row] for row in rows]
    lines = terminal.drawing(style)(["name", "title", "parameters"], iter([cells]))
    click.echo("".join(lines), nl=False)


def _as_object(saved: SavedQuery) -> dict[str, object]:
    """Return a saved query as `kg queries -f json` writes it."""
    parameters = [
        {
            "name": p.name,
            "type": p.type,
            "description": p.description,
            "default": p.default,
            "example": p.example,
        }
        for p in saved.parameters
    ]
    return {
        "name": saved.name,
        "title": saved.title,
        "description": saved.description,
        "kind": saved.kind,
        "parameters": parameters,
    }
