"""The command that says what a graph is made of: `schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg import terminal
from kg.cli import complete, options, results

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.graph.locations import Reading
    from kg.schema.tables import Classes, Described


@click.command()
@click.argument("cls", nargs=-1, metavar="[CLASS]", shell_complete=complete.CLASSES)
@click.option(
    "--all", "whole", is_flag=True, help="Show every property in the table, not only the most used."
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["json-schema"]),
    help="Write instead how the project's seeds are written, for editors.",
)
@options.data
@options.rows
@options.output
@options.reading()
def schema(
    *,
    cls: tuple[str, ...],
    whole: bool,
    kind: str | None,
    reading: Reading,
    form: str | None,
    output: str,
) -> None:
    """Say what a graph is made of: its classes or, for CLASS, the properties that are really used with it.

    CLASS is a prefixed name, an IRI, a local name (GovernmentBody) or a label (government body). A table
    shows on how many of its things each property is used and what the values are, the most used first; ←
    marks properties of other things that point here. Below stands a query to begin with. The other formats
    have a row for each property: direction (out, in), property, label, used_by, instances, values, example;
    without CLASS one for each class: class, label, instances, superclass. It works on any graph.

    --as json-schema is of the files in seeds/, not of a graph: keys, classes and ids of the project as a JSON
    Schema. `kg build` keeps it in build/seeds.schema.json, where the first lines of new files lead editors.

    \b
    Examples:
      kg schema                            all classes, with how many things have each
      kg schema company                    what is said of companies
      kg schema Organization --all
      kg schema company -f csv -o company.csv
      kg schema -d https://example.org/sparql
      kg schema foaf:Person -d people.ttl
      kg schema --as json-schema -o seeds.schema.json
    """
    if kind:
        _seeds(reading, cls, form, output)
        return
    from kg.files import opened
    from kg.project import opened as opened_graph
    from kg.schema.schema import schema as found_in
    from kg.tables import write as tables

    opened_as = opened_graph(reading)
    graph = opened_as.whole
    found = found_in(graph, " ".join(cls))
    answer = found.answer()
    chosen = tables.choose(answer, form, output, terminal=results.is_for_terminal(output))
    with opened(output) as stream:
        if chosen == "table":
            stream.write(_page(found, output, whole, _same(reading, opened_as)).encode("utf-8", "replace"))
        else:
            tables.write(answer, chosen, stream, graph)
    for line in _remarks(found):
        terminal.tell(line)


def _seeds(reading: Reading, cls: tuple[str, ...], form: str | None, output: str) -> None:
    """Write the JSON Schema of the seeds of a project, to which nothing about graphs applies."""
    from kg.project import given

    if cls or form or reading.locations:
        raise click.UsageError("--as json-schema is of seeds: leave out CLASS, --data and --format.")
    results.data(output, given(reading.project).forms().encode())


def _same(reading: Reading, graph: Graph) -> list[str]:
    """Return the options by which `kg query` finds what was looked at here."""
    located = [word for location in reading.locations for word in ("-d", location)]
    return located + ["--union"] * (not graph.is_remote and bool(graph.named_graphs()))


def _page(found: Classes | Described, output: str, whole: bool, same: list[str]) -> str:
    from kg.schema.page import text

    return text(found, results.style(output), whole=whole, options=same)


def _remarks(found: Classes | Described) -> list[str]:
    """Return the lines on a graph that is empty, or in which nothing has a class."""
    from kg.schema.tables import Described

    if not isinstance(found, Described) or found.iri:
        return []
    if not found.uses:
        return ["This graph is empty."]
    return ["Nothing in this graph has a class (rdf:type); these are the properties that it uses."]
