"""What is wrong with a source as it would stand: what a build refuses of it, what a check doubts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.build.compile import refusals
from kg.build.context import Context, context_of
from kg.build.entities import read_entities
from kg.check.names import of_names, places_inside
from kg.check.passages import doubtful
from kg.errors import Problem, in_order
from kg.ontology.lookups import Ontology
from kg.review.shaped import Shapes
from kg.seeds.rows import Row, Seeds, Source


def judge(source: Source, seeds: Seeds, ontology: Ontology, shapes: Shapes) -> list[Problem]:
    """Return what is wrong with a source among others, its drafted passages taken as if accepted.

    What is wrong with the entities is told along; of a row that a build refuses, not what shapes hold against
    it, which may follow of that.
    """
    whole = replace(source, passages=(*source.passages, *source.drafted), drafted=())
    others = tuple(each for each in seeds.sources if each.file != source.file)
    context, problems = context_of(Seeds((*others, whole), seeds.entities), ontology)
    alone = Seeds((whole,), seeds.entities)
    problems += read_entities(context, seeds.entities).problems
    problems += refusals(context, whole)
    problems += doubtful(whole, whole.passages, context)
    refused = {_line(problem) for problem in problems if problem.severity == "error"}
    problems += [each for each in shapes.held(whole, seeds.entities) if _line(each) not in refused]
    problems += [
        *of_names(alone, context, places_inside(seeds.entities, context)),
        *_waiting(source, context),
    ]
    return in_order(problems)


def _line(problem: Problem) -> str:
    return problem.where.rpartition(":")[0]


def _waiting(source: Source, context: Context) -> Iterator[Problem]:
    """Yield a problem for each accepted row that speaks of a record which only a draft declares."""
    accepted = {row.id for passage in source.passages for row in passage.rows if row.get("a")}
    drafted = {row.id for passage in source.drafted for row in passage.rows if row.get("a")} - accepted
    for passage in source.passages:
        for row in passage.rows:
            for name, where in _spoken_of(row, context):
                if name in drafted:
                    what = f"{name} is declared by a passage that is a draft"
                    yield Problem(where, "draft", what, "Accept that passage first.")


def _spoken_of(row: Row, context: Context) -> Iterator[tuple[str, str]]:
    """Yield the ids of which a row speaks with their places."""
    yield row.id, row.where
    for stated in row:
        prop = context.ontology.properties.get(stated.key)
        if prop and prop.classes:
            yield from ((value.text, value.where) for value in stated.values)
