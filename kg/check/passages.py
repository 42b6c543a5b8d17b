"""What is wrong with passages, accepted or not: what a build refuses, what their words say otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.build.compile import refusals
from kg.build.context import Context, context_of
from kg.build.rows import NOTHING
from kg.build.unknown import once
from kg.check.words import against_words
from kg.errors import Problem, in_order
from kg.ontology.lookups import Ontology
from kg.seeds.implied import contradicted
from kg.seeds.rows import Passage, Seeds, Source


def of_passage(passage: Passage, source: Source, seeds: Seeds, ontology: Ontology) -> list[Problem]:
    """Return what is wrong with one passage of a source of the seeds, be it a draft: errors and warnings.

    An error is what `kg build` would refuse were it accepted; what only a whole graph can tell is left out.
    """
    context, problems = context_of(seeds.proposed, ontology)
    places = set(_places(passage))
    declared = [problem for problem in problems if problem.where in places]
    return in_order([*declared, *refused(source, [passage], context), *doubtful(source, [passage], context)])


def of_drafts(seeds: Seeds, context: Context) -> list[Problem]:
    """Return as warnings what a build would refuse of the passages that wait, were they accepted."""
    waiting = [(source, source.drafted) for source in seeds.sources if source.drafted]
    waiting += [(draft, (*draft.passages, *draft.drafted)) for draft in seeds.drafts]
    errors = [problem for source, passages in waiting for problem in refused(source, passages, context)]
    return [problem._replace(severity="warning") for problem in errors]


def refused(source: Source, passages: Iterable[Passage], context: Context) -> list[Problem]:
    """Return the errors for which a build refuses passages of a source."""
    return once(refusals(context, replace(_alone(source, passages), header=NOTHING, quote=None)))


def doubtful(source: Source, passages: Iterable[Passage], context: Context) -> list[Problem]:
    """Return a warning for each thing that passages of a source say other than their words."""
    ontology, alone = context.ontology, _alone(source, passages)
    against = contradicted(alone, ontology.keys_of_dates(), ontology.keys_of_numbers())
    return [*against, *against_words(Seeds((alone,), context.entities), context)]


def _alone(source: Source, passages: Iterable[Passage]) -> Source:
    """Return a source that has these passages and no others."""
    return replace(source, passages=tuple(passages), skipped=(), drafted=())


def _places(passage: Passage) -> Iterator[str]:
    """Yield where the rows of a passage stand, with their keys and values."""
    for row in passage.rows:
        yield row.where
        for stated in row:
            yield stated.where
            yield from (value.where for value in stated.values)
