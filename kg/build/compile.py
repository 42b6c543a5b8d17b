"""Merge the parts that sources, entities and the ontology give into one graph, with all problems found."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.build.context import Context
from kg.build.gathering import Summary, gathered
from kg.build.portion import canonical, ground_of, portion_of
from kg.build.sources import read_source
from kg.build.units import misfitting
from kg.errors import Problem, SeedError
from kg.ontology.lookups import Ontology
from kg.seeds.coverage import Coverage
from kg.seeds.rows import Seeds, Source
from kg.terms import Prefixes


@dataclass(frozen=True)
class Built:
    """A graph in memory: its triples sorted, what is wrong, and which line of the seeds made which node."""

    triples: tuple[ox.Triple, ...]
    problems: tuple[Problem, ...]
    places: dict[str, str]
    coverage: tuple[Coverage, ...]
    summary: Summary
    prefixes: Prefixes

    def raise_for_problems(self) -> None:
        """Raise SeedError with all problems when there are any."""
        if self.problems:
            raise SeedError(self.problems)


def compile_graph(seeds: Seeds, ontology: Ontology) -> Built:
    """Return the graph of the seeds and the ontology, whole when its `problems` are empty."""
    texts = [source.text for source in (*seeds.sources, *seeds.drafts)]
    ground = ground_of(seeds.entities, ontology, max(map(len, texts), default=0))
    portion = portion_of(ground, [*seeds.sources, *seeds.drafts], seeds.problems)
    found = gathered(ground, [portion.heading], lambda: texts)
    places = {thing.node.value: thing.where for thing in ground.context.things.by_id.values()}
    places |= {each.iri: each.where for each in portion.heading.declared.values()}
    return Built(
        tuple(sorted(canonical([*ontology.triples, *found.entities.triples, *portion.triples]), key=str)),
        found.problems,
        places | portion.stated.places | found.entities.places,
        portion.stated.coverage,
        found.summary,
        ontology.prefixes,
    )


def refusals(context: Context, source: Source) -> list[Problem]:
    """Return what a build refuses of one source, whatever others say."""
    part = read_source(context, source)
    return [*part.problems, *misfitting(context, part.triples)]
