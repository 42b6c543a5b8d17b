"""Terms as people read them: prefixed names with labels, grouped numbers, nothing that acts on a terminal."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

import pyoxigraph as ox

from kg.graph.answers import Solutions, Triples
from kg.tables.quoted import quoted
from kg.tables.rows import PARTS
from kg.tables.values import NUMERIC
from kg.terminal import one_line

if TYPE_CHECKING:
    from kg.graph.answers import Answer, Term
    from kg.graph.graph import Graph
    from kg.tables.quoted import Piece
    from kg.terms import Prefixes

CHUNK: Final = 500
"""How many rows are held at a time, for widths and labels."""


class Cell(NamedTuple):
    """A term to read: `text` without anything that could act on a terminal, `iri` what it links to.

    `pieces` are those of a text that is the words of passages, where these were asked for.
    """

    text: str
    iri: str = ""
    is_number: bool = False
    pieces: tuple[Piece, ...] = ()


def words(text: str, iri: str = "") -> Cell:
    """Return the cell of a text, which may come from anywhere; `iri` is what it links to."""
    return Cell(one_line(text), iri)


def number(text: str) -> Cell:
    """Return the cell of a number that is written already."""
    return Cell(one_line(text), is_number=True)


Draw = Callable[[Sequence[str], Iterator[list[list[Cell]]]], Iterator[str]]
"""Makes text of the names of columns and the rows that follow."""


class Rows:
    """The rows of an answer as cells, `CHUNK` at a time; `count` is how many were given so far.

    Where texts shall lead to their passages, `are_led` says so.
    """

    def __init__(self, answer: Answer, graph: Graph, *, are_led: bool = False) -> None:
        self._graph, self._names, self.count = graph, ShortNames(graph.prefixes), 0
        self._are_led = are_led
        if isinstance(answer, Solutions):
            self.columns, self._rows = answer.variables, (list(row) for row in answer)
        elif isinstance(answer, Triples):
            self.columns = list(PARTS)
            self._rows = ([triple.subject, triple.predicate, triple.object] for triple in answer)

    def chunks(self) -> Iterator[list[list[Cell]]]:
        """Yield lists of rows, each row a list of cells, with the labels of the graph."""
        while rows := list(itertools.islice(self._rows, CHUNK)):
            self.count += len(rows)
            named = {term for row in rows for term in row if isinstance(term, ox.NamedNode)}
            labels = self._graph.labels(sorted(term.value for term in named)) if named else {}
            titles: dict[Term | None, str] = {
                term: labels[term.value] for term in named if term.value in labels
            }
            cells = list(_cells(rows, titles, self._names))
            yield _led(self._graph, rows, cells) if self._are_led else cells


def _led(graph: Graph, rows: list[list[Term | None]], cells: list[list[Cell]]) -> list[list[Cell]]:
    """Return cells whose texts, where they are the words of passages, have these as pieces."""
    texts = {term.value for row in rows for term in row if isinstance(term, ox.Literal)}
    found = quoted(graph, texts)
    return [
        [
            shown._replace(pieces=found[term.value])
            if isinstance(term, ox.Literal) and term.value in found
            else shown
            for term, shown in zip(row, line, strict=True)
        ]
        for row, line in zip(rows, cells, strict=True)
    ]


class ShortNames:
    """Prefixed names of IRIs, for reading: also where SPARQL would want a character escaped."""

    def __init__(self, prefixes: Prefixes) -> None:
        self._prefixes = prefixes
        self._longest_first = sorted(prefixes.items(), key=lambda each: -len(each[1]))
        self._namespaces = tuple(prefixes.values())

    def short(self, iri: str) -> str:
        """Return the prefixed name of an IRI where a prefix covers it, else `<iri>`."""
        if not iri.startswith(self._namespaces):  # as most are not, and this is said at once
            return f"<{iri}>"
        name = self._prefixes.compact(iri)
        if not name.startswith("<"):
            return name
        covering = ((p, space) for p, space in self._longest_first if iri.startswith(space) and iri != space)
        prefix, namespace = next(covering, ("", ""))
        return f"{prefix}:{iri[len(namespace) :]}" if namespace else name


def _cells(
    rows: Iterable[Sequence[Term | None]], titles: Mapping[Term | None, str], names: ShortNames
) -> Iterator[list[Cell]]:
    """Yield rows as cells, each term made into one once; a label that its row spells out is left out."""
    plain, titled = _Once({}, names), _Once(titles, names)
    for row in rows:
        if titles.keys().isdisjoint(row):
            yield [plain[term] for term in row]
        else:
            spelled = {term.value for term in row if isinstance(term, ox.Literal)}
            yield [(plain if titles.get(term) in spelled else titled)[term] for term in row]


class _Once(dict["Term | None", Cell]):
    """The cells of terms with these labels, made when they are first asked for."""

    def __init__(self, titles: Mapping[Term | None, str], names: ShortNames) -> None:
        super().__init__()
        self._titles, self._names = titles, names

    def __missing__(self, term: Term | None) -> Cell:
        made = self[term] = cell(term, self._titles.get(term, ""), self._names)
        return made


def cell(term: Term | None, title: str, names: ShortNames) -> Cell:
    """Return a term as people read it: names prefixed and with their label, large numbers grouped."""
    if isinstance(term, ox.Literal):
        return _of_literal(term)
    if isinstance(term, ox.NamedNode):
        name = names.short(term.value)
        if not title or _folded(title) == _folded(name.rpartition(":")[2]):
            return words(name, term.value)
        return words(f"{name} ({title})", term.value)
    return words("" if term is None else str(term))


def _of_literal(term: ox.Literal) -> Cell:
    text, language = term.value, term.language
    if language:
        return words(text if language.startswith("en") else f"{text} @{language}")
    figure = _NUMBER.fullmatch(text)
    return number(_grouped(figure)) if figure and term.datatype.value in NUMERIC else words(text)


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
