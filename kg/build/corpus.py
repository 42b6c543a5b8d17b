"""The graph of a folder of seeds as a map: portions made once, by several processes, and joined.

Sources that speak of each other's records are made together, every other by itself, so a change to one
document makes one portion anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from kg.build.context import Context
from kg.build.gathering import Gathered, gathered, things_of
from kg.build.kept import Kept, heading_at, lines_at
from kg.build.portion import Ground, Heading, canonical, ground_of, portion_of
from kg.build.things import Things
from kg.errors import Problem, SeedError
from kg.graph.lines import lines_of
from kg.ontology.lookups import Ontology
from kg.seeds.read import CHANGED, entities_in, names_in, read_source, twins
from kg.spread import spread

Members = tuple[str, ...]
"""The names of the documents of a portion, sorted."""
Headings = dict[Members, Heading]


class Corpus(NamedTuple):
    """What portions make together, where each is kept, and the lines of vocabulary and entities.

    `context` knows all that the seeds declare, drafts included.
    """

    gathered: Gathered
    context: Context
    portions: dict[Path, Heading]
    ground: list[str]

    @property
    def number(self) -> int:
        """How many lines there are, those counted again that several portions have."""
        return len(self.ground) + sum(heading.numbers["lines"] for heading in self.portions.values())

    def lines(self) -> list[str]:
        """Return the graph as sorted lines of N-Triples, none twice."""
        return sorted({*self.ground, *chain.from_iterable(map(lines_at, self.portions))})


def read_corpus(kept: Kept, ontology: Ontology, jobs: int) -> Corpus:
    """Return what a folder of seeds makes, what has not been kept made by up to `jobs` processes.

    Raises SeedError with all that keeps its files from being read, or else with all that is wrong with them.
    """
    problems: list[Problem] = []
    entities = entities_in(kept.seeds, problems.append)
    longest = max((path.stat().st_size for path in kept.seeds.glob("*.txt")), default=0)
    ground = ground_of(entities, ontology, longest)
    headings = _headings(kept, ground, [(name,) for name in names_in(kept.seeds)], jobs)
    _refuse_unreadable(problems, headings.values())
    headings = _together(kept, ground, headings, jobs)
    found = gathered(ground, _advised(kept, ground, headings), lambda: _texts(kept))
    if found.problems:
        raise SeedError(found.problems)
    things = {name: each for h in headings.values() for name, each in (h.proposed | h.declared).items()}
    known = {name: each.thing(ontology) for name, each in things.items()}
    context = replace(ground.context, things=Things(ontology, {**known, **ground.context.things.by_id}))
    portions = {kept.path(members): heading for members, heading in headings.items()}
    return Corpus(found, context, portions, lines_of([*ontology.triples, *canonical(found.entities.triples)]))


def _headings(kept: Kept, ground: Ground, wanted: Sequence[Members], jobs: int) -> Headings:
    """Return the headings of portions, making those first that are not kept."""

    def make(members: Members) -> None:
        _make(kept, ground, members)

    missing = [members for members in wanted if heading_at(kept.path(members)) is None]
    spread(make, missing, jobs)
    return {members: heading for members in wanted if (heading := heading_at(kept.path(members)))}


def _make(kept: Kept, ground: Ground, members: Members) -> None:
    """Make a portion and keep it; of files that cannot be read, what is wrong with them."""
    reported: list[Problem] = []
    sources = [s for name in members if (s := read_source(kept.seeds, name, reported.append))]
    readable = all(problem.rule == CHANGED for problem in reported)
    portion = portion_of(ground, sources if readable else (), reported)
    heading = (
        portion.heading if readable else portion.heading._replace(problems=(), unreadable=tuple(reported))
    )
    entities = {thing.node.value for thing in ground.context.things.by_id.values()}
    structures = urljoin(ground.context.ontology.namespace.iri, "structure/")

    def is_shared(subject: str) -> bool:
        return subject in entities or subject.startswith(structures)

    kept.keep(kept.path(members), heading, lines_of(canonical(portion.triples)), is_shared)


def _refuse_unreadable(problems: list[Problem], headings: Iterable[Heading]) -> None:
    """Raise SeedError where files cannot be read or two sources have one id."""
    headings = list(headings)
    problems += chain.from_iterable(heading.unreadable for heading in headings)
    problems += twins(chain.from_iterable(heading.sources for heading in headings))
    if problems:
        changed = chain.from_iterable(heading.problems for heading in headings)
        raise SeedError([*problems, *(problem for problem in changed if problem.rule == CHANGED)])


def _together(kept: Kept, ground: Ground, alone: Headings, jobs: int) -> Headings:
    """Return the headings with sources that speak of each other's records in one portion."""
    groups = _tied(alone)
    tied = _headings(kept, ground, [group for group in groups if len(group) > 1], jobs)
    return {group: tied.get(group) or alone[group] for group in groups}


def _tied(alone: Headings) -> list[Members]:
    """Return the names of documents in groups: those of which one wants what another declares."""
    owners = {name: members for members, heading in alone.items() for name in heading.declared}
    group = {members: {members} for members in alone}
    for members, heading in alone.items():
        for owner in {owners[word] for word in heading.wanted if word in owners}:
            if group[owner] is not group[members]:
                group[members] |= group[owner]
                for each in group[owner]:
                    group[each] = group[members]
    distinct = {min(tied): tied for tied in group.values()}
    return [tuple(sorted(chain.from_iterable(tied))) for _, tied in sorted(distinct.items())]


def _advised(kept: Kept, ground: Ground, headings: Headings) -> list[Heading]:
    """Return the headings; what is wrong in a portion with advice that knows what all others declare."""
    if not any(heading.problems for heading in headings.values()):
        return list(headings.values())
    others = things_of(headings.values(), ground.context.ontology)

    def anew(members: Members) -> Heading:
        reported: list[Problem] = []
        sources = [s for name in members if (s := read_source(kept.seeds, name, reported.append))]
        return portion_of(ground, sources, reported, others).heading

    return [anew(members) if heading.problems else heading for members, heading in headings.items()]


def _texts(kept: Kept) -> Iterator[str]:
    """Yield the texts of all documents."""
    for path in sorted(kept.seeds.glob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")
