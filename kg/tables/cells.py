"""Terms as people read them: prefixed names with labels, grouped numbers, nothing that acts on a terminal."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pyoxigraph as ox

from kg.graph.answers import Solutions, Triples
from kg.tables.rows import PARTS
from kg.tables.values import NUMERIC
from kg.terms import Prefixes

if TYPE_CHECKING:
    from kg.graph.answers import Answer, Term
    from kg.graph.graph import Graph

CHUNK: Final = 500
"""How many rows are held at a time, for widths and labels."""


@dataclass(frozen=True)
class Cell:
    """A term to read: `text` without anything that could act on a terminal, `iri` what it links to."""

    text: str
    iri: str = ""
    is_number: bool = False


Draw = Callable[[Sequence[str], Iterator[list[list[Cell]]]], Iterator[str]]
"""Makes text of the names of columns and the rows that follow."""


class Rows:
    """The rows of an answer as cells, `CHUNK` at a time; `count` is how many were given so far."""

    def __init__(self, answer: Answer, graph: Graph) -> None:
        self._graph, self.count = graph, 0
        if isinstance(answer, Solutions):
            self.columns, self._rows = answer.variables, (list(row) for row in answer)
        elif isinstance(answer, Triples):
            self.columns = list(PARTS)
            self._rows = ([triple.subject, triple.predicate, triple.object] for triple in answer)

    def chunks(self) -> Iterator[list[list[Cell]]]:
        """Yield lists of rows, each row a list of cells, with the labels of the graph."""
        while rows := list(itertools.islice(self._rows, CHUNK)):
            self.count += len(rows)
            named = {term.value for row in rows for term in row if isinstance(term, ox.NamedNode)}
            labels = self._graph.labels(sorted(named)) if named else {}
            yield [_cells(row, labels, self._graph.prefixes) for row in rows]


def _cells(row: Sequence[Term | None], labels: Mapping[str, str], prefixes: Prefixes) -> list[Cell]:
    """Return the cells of one row; a label that another cell spells out already is left out."""
    spelled = {term.value for term in row if isinstance(term, ox.Literal)}
    told = [{} if labels.get(getattr(term, "value", "")) in spelled else labels for term in row]
    return [cell(term, known, prefixes) for term, known in zip(row, told, strict=True)]


def cell(term: Term | None, labels: Mapping[str, str], prefixes: Prefixes) -> Cell:
    """Return a term as people read it: names prefixed and with their label, large numbers grouped."""
    if term is None:
        return Cell("")
    if isinstance(term, ox.NamedNode):
        name, label = short(term.value, prefixes), labels.get(term.value, "")
        shown = (
            name if not label or _folded(label) == _folded(name.rpartition(":")[2]) else f"{name} ({label})"
        )
        return Cell(harmless(shown), term.value)
    if isinstance(term, ox.Literal):
        number = _NUMBER.fullmatch(term.value) if term.datatype.value in NUMERIC else None
        if number:
            return Cell(_grouped(number), is_number=True)
        foreign = "" if (term.language or "en").startswith("en") else f" @{term.language}"
        return Cell(harmless(term.value + foreign))
    return Cell(harmless(str(term)))


def short(iri: str, prefixes: Prefixes) -> str:
    """Return the prefixed name of an IRI, for reading: also where SPARQL would want a character escaped."""
    name = prefixes.compact(iri)
    if not name.startswith("<"):
        return name
    fitting = [p for p, namespace in prefixes.items() if iri.startswith(namespace) and iri != namespace]
    prefix = max(fitting, key=lambda p: len(prefixes[p]), default=None)
    return f"{prefix}:{iri[len(prefixes[prefix]) :]}" if prefix else name


def harmless(text: str) -> str:
    """Return `text` on one line, what could act on a terminal or turn the text around as its escape."""
    return _ACTING.sub(lambda match: _ESCAPES.get(match[0]) or ascii(match[0])[1:-1], text)


_ESCAPES: Final = {"\n": "↵", "\t": " ", "\u00a0": " "}
_ACTING: Final = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""Control characters, marks of direction, characters without width that hide text."""

_NUMBER: Final = re.compile(r"([+-]?)(\d+)((?:\.\d*)?(?:[eE][+-]?\d+)?)", re.ASCII)


def _grouped(number: re.Match[str]) -> str:
    """Return a number with its thousands separated from 10,000 on, so that years stay years."""
    sign, whole, rest = number.groups()
    return f"{sign}{int(whole):,}{rest}" if 4 < len(whole) < 300 else number[0]


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def numeric(columns: int, rows: Sequence[Sequence[Cell]]) -> list[bool]:
    """Say of each column whether it holds numbers and nothing else."""
    filled = [[row[i] for row in rows if row[i].text] for i in range(columns)]
    return [bool(column) and all(shown.is_number for shown in column) for column in filled]


def link(iri: str) -> str:
    """Return `iri` as the target of a link, percent-encoded, or '' when it is none to follow."""
    if not iri.startswith(("http://", "https://")):
        return ""
    return quote(iri, safe="/:?#@!$&'*+,;=%~._-")
