"""What the shapes of a project hold against the rows of a source, each told at its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kg.build.compile import compile_graph
from kg.check.rules import placed, store_of
from kg.check.shacl import shacl
from kg.errors import Problem
from kg.ontology.lookups import Ontology
from kg.ontology.vocabularies import read_triples
from kg.seeds.rows import Row, Seeds, Source

_Key = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""What a row says, wherever it stands."""


class Shapes:
    """The shapes of a folder of rules; what they hold is asked anew only where a row says something else."""

    def __init__(self, ontology: Ontology, rules: Path) -> None:
        self._ontology, self._path = ontology, rules / "shapes.ttl"
        self._said: tuple[frozenset[_Key], frozenset[_Key]] = (frozenset(), frozenset())
        self._found: dict[_Key, list[Problem]] = {}

    def held(self, source: Source, entities: tuple[Row, ...]) -> list[Problem]:
        """Return what is held against the records of a source, as warnings at their lines.

        Nobody is kept from accepting such a row, as it may say what its words do; `kg check` goes on telling
        it. Rows that speak of what only other sources declare are left to that.
        """
        rows = [row for passage in source.passages for row in passage.rows]
        said = (frozenset(map(_key, rows)), frozenset(map(_key, entities)))
        if said != self._said:
            self._said, self._found = said, self._asked(source, entities)
        return [each._replace(where=row.where) for row in rows for each in self._found.get(_key(row), ())]

    def _asked(self, source: Source, entities: tuple[Row, ...]) -> dict[_Key, list[Problem]]:
        records = {row.where: _key(row) for row in _records(source, entities, self._ontology)}
        found: dict[_Key, list[Problem]] = {}
        if not records or not self._path.exists():
            return found
        prefixes = self._ontology.prefixes
        built = compile_graph(Seeds((replace(source, is_draft=False),), entities), self._ontology)
        problems = shacl(store_of(built.triples), read_triples(self._path), prefixes)
        for problem in placed(problems, built.places):
            if problem.where in records:
                found.setdefault(records[problem.where], []).append(problem._replace(severity="warning"))
        return found


def _key(row: Row) -> _Key:
    return row.id, tuple((key, tuple(values)) for key, values in row.texts.items())


def _records(source: Source, entities: tuple[Row, ...], ontology: Ontology) -> Iterator[Row]:
    """Yield the records that speak of nothing but what is declared here."""
    rows = [row for passage in source.passages for row in passage.rows]
    known = {row.id for row in (*entities, *(row for row in rows if row.get("a")))}
    known |= {source.id, *ontology.individuals}
    yield from (row for row in rows if row.get("a") and known.issuperset(_named(row, ontology)))


def _named(row: Row, ontology: Ontology) -> Iterator[str]:
    """Yield what a row speaks of."""
    for stated in row:
        prop = ontology.properties.get(stated.key)
        if prop and prop.classes and not prop.datatypes:
            yield from (value.text for value in stated.values)
