"""The words behind an answer: what documents say of the statements that stand in its rows, or made them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg import terms
from kg.look.items import item_of
from kg.look.page import Item
from kg.query.needed import needed
from kg.statements.around import Surroundings
from kg.statements.properties import iri_value
from kg.statements.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.statements.statements import Statements
    from kg.terms import Prefixes

    Triple = tuple[str, str, str]

_AT_ONCE: Final = 500
"""How many things or triples are looked for in one query."""
_SAYING: Final = "VALUES (?place ?x) { WANTED } VALUES ?kind { kg:Fact kg:Record kg:Passage } ?x a ?kind"
_STATING: Final = (
    "VALUES (?place ?s ?p ?o) { WANTED } ?x a kg:Fact ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o"
)


def behind(graph: Graph, things: Iterable[Term | None], triples: Iterable[Triple] = ()) -> tuple[Item, ...]:
    """Return what those things say that are facts, records or passages, and the facts that state triples.

    Each item has its quotes; what no document says is left out. `triples` are as SPARQL has them, IRIs whole.
    """
    iris = (f"<{iri}>" for thing in things if (iri := iri_value(thing)))
    whole = (" ".join(triple) for triple in triples if not any(map(_is_open, triple)))
    saying = {**_found(graph, _SAYING, iris), **_found(graph, _STATING, whole)}
    if not saying:
        return ()
    part = Surroundings(graph)
    part.add_own_of(saying)
    statements = read(part.graph())
    items = (_item(statements, iri, graph.prefixes) for iri in saying)
    return tuple(item for item in items if item.quotes)


def triples_of(question: Question, rows: Iterable[Mapping[str, Term | None]]) -> Iterator[Triple]:
    """Yield the triples by which each row of an answer was found; what it does not hold stays a variable."""
    patterns = [pattern for pattern in needed(question) if pattern.property]
    given = {f"?{name}": str(term) for name, term in question.bindings.items()}
    for row in rows:
        known = given | {f"?{name}": str(term) for name, term in row.items() if term is not None}
        for pattern in patterns:
            subject, value = pattern.subject, pattern.object
            yield known.get(subject, subject), pattern.predicate, known.get(value, value)


def _is_open(part: str) -> bool:
    """Say whether a part of a triple is none that a fact can have: a variable, a blank node, a triple."""
    return part.startswith(("?", "_:", "<<"))


def _found(graph: Graph, pattern: str, wanted: Iterable[str]) -> dict[str, None]:
    """Return the IRIs, each once, that a pattern finds for what is wanted, in its order."""
    every = [f"({place} {each})" for place, each in enumerate(dict.fromkeys(wanted))]
    found: dict[str, None] = {}
    for start in range(0, len(every), _AT_ONCE):
        asked = pattern.replace("WANTED", " ".join(every[start : start + _AT_ONCE]))
        rows = graph.select(f"SELECT DISTINCT ?place ?x {{ {asked} }} ORDER BY ?place ?x")
        found |= dict.fromkeys(iri for row in rows if (iri := iri_value(row["x"])))
    return found


def _item(statements: Statements, iri: str, prefixes: Prefixes) -> Item:
    """Return a fact, record or passage as an item of a page."""
    name = prefixes.compact(iri)
    if iri in statements.records:
        return item_of(statements.name(iri), name, statements[iri])
    if fact := statements.facts.get(iri) or statements.parts.get(iri):
        ends = (fact[part][0] for part in terms.TRIPLE)
        return item_of(" ".join(map(statements.text, ends)), name, statements[iri])
    return Item("passage", name, (), (statements.quote(iri),) if iri in statements.passages else ())
