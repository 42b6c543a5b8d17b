"""What the shell offers after TAB: saved queries, and names of the graph that is asked."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import KgError
from kg.spelling import fold
from kg.terminal import one_line

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from kg.graph.graph import Graph

    Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

_LARGEST: Final = 20_000_000
"""Bytes of a file that is still read while someone waits for a name."""
_CLASSES: Final = "SELECT DISTINCT ?x { ?thing a ?x FILTER(isIRI(?x)) }"
_SOURCES: Final = "SELECT DISTINCT ?x { ?x a kg:Source }"
_PROPERTIES: Final = """
    SELECT DISTINCT ?x {
      { ?fact rdf:predicate ?x } UNION { ?figure kg:indicator ?x } UNION { ?record a kg:Record, ?x }
      FILTER(isIRI(?x)) }
"""


class Name(NamedTuple):
    """A word to offer, what is told beside it, and what else may have been begun to type."""

    word: str
    told: str = ""
    others: tuple[str, ...] = ()

    def begins(self, folded: str) -> bool:
        """Say whether it begins with what was typed, case and accents aside."""
        return any(fold(name).startswith(folded) for name in (self.word, self.told, *self.others))


def offering(names: Callable[[click.Context], Iterable[Name]], *, files: bool = False) -> Completer:
    """Return what completes a parameter by names, or by files where none fits; silent when they fail."""

    def complete(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        del param
        found: list[CompletionItem] = []
        with contextlib.suppress(KgError, OSError, ValueError):
            fitting = [name for name in names(ctx) if name.begins(fold(typed))]
            found = [CompletionItem(one_line(name.word), help=one_line(name.told)) for name in fitting]
        return found or ([CompletionItem(typed, type="file")] if files else [])

    return complete


def _queries(ctx: click.Context) -> Iterator[Name]:
    """Yield the saved queries, each with its title."""
    from kg.project import given
    from kg.query.saved import all_queries

    return (Name(query.name, query.title) for query in all_queries(given(ctx.params.get("folder")).queries))


def _things(ctx: click.Context) -> Iterator[Name]:
    """Yield whatever has a name: by its id, found by each of its labels."""
    from kg.graph.names import names

    if graph := _graph(ctx):
        called: dict[str, list[str]] = {}
        for name in sorted(names(graph), key=lambda name: name.rank):
            called.setdefault(name.iri, []).append(name.label)
        for iri, labels in called.items():
            yield Name(_typed(graph, iri), labels[0], tuple(labels[1:]))


def _measures(_: click.Context) -> Iterator[Name]:
    """Yield what can be measured of every thing."""
    from kg.network.measure import MEASURES

    return (Name(measure.name, measure.about) for measure in MEASURES.values())


def _formats(_: click.Context) -> Iterator[Name]:
    """Yield the formats of an export."""
    from kg.export.formats import FORMATS

    return map(Name, (*FORMATS, "site"))


def _answers(ctx: click.Context, select: str) -> Iterator[Name]:
    """Yield what a SELECT finds by its local name, with its label."""
    from kg.terms import local

    if graph := _graph(ctx):
        found = sorted(row["x"].value for row in graph.select(select))
        labels = graph.labels(found)
        yield from (Name(local(iri), labels.get(iri, "")) for iri in found)


def _typed(graph: Graph, iri: str) -> str:
    """Return the name that is typed: an id without its prefix, whose colon ends a word for some shells."""
    name = graph.prefixes.compact(iri)
    return name.partition(":")[2] if name.startswith(("id:", "src:")) else name


def _graph(ctx: click.Context) -> Graph | None:
    """Return the graph that is asked if it can be read at once: nothing is built, nobody is called."""
    from kg.graph.locations import Reading, open_graph
    from kg.project import given, prefixes_of

    folder = ctx.params.get("folder")
    locations = ctx.params.get("locations") or tuple(map(str, filter(None, [given(folder).at_hand()])))
    if not locations or not all(map(_is_at_hand, locations)):
        return None
    return open_graph(Reading(tuple(locations)), partial(prefixes_of, folder))


def _is_at_hand(location: str) -> bool:
    path = Path(location)
    return path.is_dir() or (path.is_file() and path.stat().st_size < _LARGEST)


FILES: Final = offering(lambda _: (), files=True)
QUERIES: Final = offering(_queries, files=True)
THINGS: Final = offering(_things)
CLASSES: Final = offering(lambda ctx: _answers(ctx, _CLASSES))
PROPERTIES: Final = offering(lambda ctx: _answers(ctx, _PROPERTIES))
SOURCES: Final = offering(lambda ctx: _answers(ctx, _SOURCES))
MEASURES: Final = offering(_measures)
FORMATS: Final = offering(_formats)
