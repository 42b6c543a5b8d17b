"""Which passages the texts of a table are the words of, so that each leads to where it stands."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal

from kg.graph.answers import number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.graph import Graph

_BETWEEN: Final = " … "
"""What joins the words of several passages in one text."""


class Piece(NamedTuple):
    """A stretch of a text, and the IRI of the passage whose words it is; empty for what is none's."""

    text: str
    passage: str


class _Place(NamedTuple):
    """Where words stand; the sentence of a passage after a passage that has just these words."""

    is_around: bool
    start: int
    passage: str
    source: str


def quoted(graph: Graph, texts: Iterable[str]) -> dict[str, tuple[Piece, ...]]:
    """Return text → the pieces that it consists of, for those texts that passages of a graph have.

    That is the quote of a passage, its sentence, or several of them with “…” between. Of what stands at
    several places of a source the first is meant; what several sources say word for word leads to none.
    """
    cut = {text: text.split(_BETWEEN) for text in texts if " " in text}
    places = _places(graph, {*cut, *(piece for parts in cut.values() for piece in parts)}) if cut else {}
    found = {
        text: tuple(Piece(part, places.get(part, "")) for part in ([text] if text in places else parts))
        for text, parts in cut.items()
    }
    return {text: pieces for text, pieces in found.items() if any(piece.passage for piece in pieces)}


def _places(graph: Graph, texts: Iterable[str]) -> dict[str, str]:
    """Return text → the IRI of the passage that has it as its quote or sentence."""
    if not graph.ask("ASK { ?passage a kg:Passage }"):
        return {}
    wanted = " ".join(str(Literal(text)) for text in sorted(texts))
    rows = graph.select(
        f"SELECT ?text ?around ?start ?passage ?source {{ VALUES ?text {{ {wanted} }}"
        " { ?passage kg:quote ?text BIND (false AS ?around) }"
        " UNION { ?passage kg:sentence ?text BIND (true AS ?around) }"
        " ?passage kg:beginIndex ?start ; kg:inSource ?source"
        " FILTER (isIRI(?passage) && isNumeric(?start)) }"
    )
    found: dict[str, list[_Place]] = defaultdict(list)
    for row in rows:
        is_around = row["around"].value == "true"
        place = _Place(is_around, number(row["start"]), row["passage"].value, row["source"].value)
        found[row["text"].value].append(place)
    return {text: min(some).passage for text, some in found.items() if len({one.source for one in some}) == 1}
