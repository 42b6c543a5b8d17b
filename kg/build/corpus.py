"""The graph of a folder of seeds as a map: portions made once, by several processes, and joined.

Sources that speak of each other's records are made together, every other by itself, so a change to one
document makes one portion anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from kg.build.context import Context
from kg.build.gathering import Gathered, gathered, things_of
from kg.build.kept import Kept, heading_at, lines_at
from kg.build.making import Members, made, read
from kg.build.portion import Ground, Heading, canonical, ground_of, portion_of
from kg.build.things import Things
from kg.errors import Problem, SeedError
from kg.graph.lines import lines_of
from kg.ontology.lookups import Ontology
from kg.seeds.read import CHANGED, entities_in, names_in, twins
from kg.spread import spread
from kg.terms import kg

Make = Callable[[Path, Members], bytes]
"""Makes what is kept of documents of a folder of seeds; it can be pickled."""
Hands = Callable[[Make, Kept, Mapping[Members, Path]], None]
"""Have it made and each kept at its path; raise KgError, and what has been kept by then stays so."""

_OFFERED: Final = 2_000
"""Records beyond which nobody wants to choose from a list of them."""


class Found(NamedTuple):
    """A portion: the documents it is made of, where it is kept, and its heading."""

    members: Members
    path: Path
    heading: Heading


class Corpus(NamedTuple):
    """What portions make together, and the lines of vocabulary and entities.

    `alone` are those of one document that are no more than a part of another, kept for what they want.
    """

    ground: Ground
    gathered: Gathered
    portions: tuple[Found, ...]
    alone: tuple[Found, ...]
    own: list[str]

    @property
    def number(self) -> int:
        """How many lines there are, those counted again that several portions have."""
        return len(self.own) + sum(found.heading.numbers["lines"] for found in self.portions)

    @property
    def documents(self) -> dict[str, Found]:
        """Each document by itself, by its name, sorted."""
        single = (found for found in (*self.portions, *self.alone) if len(found.members) == 1)
        return {found.members[0]: found for found in sorted(single)}

    @property
    def nodes(self) -> frozenset[str]:
        """The IRIs of all that is declared, by drafts too."""
        headings = [found.heading for found in self.portions]
        told = chain.from_iterable((h.declared | h.proposed).values() for h in headings)
        return self.ground.nodes.union(each.iri for each in told)

    def raise_for_problems(self) -> None:
        """Raise SeedError with all problems when there are any."""
        if self.gathered.problems:
            raise SeedError(self.gathered.problems)

    def lines(self) -> list[str]:
        """Return the graph as sorted lines of N-Triples, none twice."""
        return sorted({*self.own, *chain.from_iterable(lines_at(found.path) for found in self.portions)})

    def context(self) -> Context:
        """Return a context that knows what the seeds declare, drafts too; records unless they are many."""
        ontology = self.ground.context.ontology
        headings = [found.heading for found in self.portions]
        told = {name: each for h in headings for name, each in (h.proposed | h.declared).items()}
        if len(told) > _OFFERED:
            told = {name: each for name, each in told.items() if kg("Source") in each.classes}
        known = {name: each.thing(ontology) for name, each in told.items()}
        things = Things(ontology, {**known, **self.ground.context.things.by_id})
        return replace(self.ground.context, things=things)


def by_processes(jobs: int) -> Hands:
    """Return the hands of up to `jobs` processes of this machine."""

    def work(make: Make, kept: Kept, wanted: Mapping[Members, Path]) -> None:
        spread(lambda each: kept.keep(wanted[each], make(kept.seeds, each)), [*wanted], jobs)

    return work


def read_corpus(kept: Kept, ontology: Ontology, hands: Hands) -> Corpus:
    """Return what a folder of seeds makes, what has not been kept made by `hands`.

    Raises SeedError with all that keeps its files from being read; what else is wrong with them is gathered.
    """
    problems: list[Problem] = []
    entities = entities_in(kept.seeds, problems.append)
    longest = max((path.stat().st_size for path in kept.seeds.glob("*.txt")), default=0)
    making = _Making(kept, ground_of(entities, ontology, longest), hands)
    alone = making.all([(name,) for name in names_in(kept.seeds)])
    _refuse_unreadable(problems, [found.heading for found in alone.values()])
    groups = _tied({members: found.heading for members, found in alone.items()})
    tied = making.all([group for group in groups if len(group) > 1])
    portions = {group: tied.get(group) or alone[group] for group in groups}
    whole = gathered(making.ground, making.advised(portions), lambda: _texts(kept))
    own = lines_of([*ontology.triples, *canonical(whole.entities.triples)])
    parts = tuple(found for members, found in alone.items() if members not in portions)
    return Corpus(making.ground, whole, tuple(portions.values()), parts, own)


class _Making(NamedTuple):
    """What portions are made of, where they are kept, and by whom they are made."""

    kept: Kept
    ground: Ground
    hands: Hands

    def all(self, wanted: Sequence[Members]) -> dict[Members, Found]:
        """Return portions by their members, having made first what is not kept."""
        paths = {members: self.kept.path(members) for members in wanted}
        found = {members: heading for members in wanted if (heading := heading_at(paths[members]))}
        missing = {members: paths[members] for members in wanted if members not in found}
        if missing:
            self.hands(partial(made, self.ground), self.kept, missing)
        found |= {members: heading for members in missing if (heading := heading_at(paths[members]))}
        return {members: Found(members, paths[members], found[members]) for members in wanted}

    def advised(self, portions: Mapping[Members, Found]) -> list[Heading]:
        """Return headings; where something is wrong, with advice that knows what all others declare."""
        headings = [found.heading for found in portions.values()]
        if not any(heading.problems for heading in headings):
            return headings
        others = things_of(headings, self.ground.context.ontology)

        def anew(members: Members) -> Heading:
            return portion_of(self.ground, *read(self.kept.seeds, members), others).heading

        return [anew(each) if found.heading.problems else found.heading for each, found in portions.items()]


def _refuse_unreadable(problems: Sequence[Problem], headings: Sequence[Heading]) -> None:
    """Raise SeedError where files cannot be read or two sources have one id."""
    problems = [*problems, *chain.from_iterable(heading.unreadable for heading in headings)]
    problems += twins(chain.from_iterable(heading.sources for heading in headings))
    if problems:
        changed = chain.from_iterable(heading.problems for heading in headings)
        raise SeedError([*problems, *(problem for problem in changed if problem.rule == CHANGED)])


def _tied(alone: Mapping[Members, Heading]) -> list[Members]:
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


def _texts(kept: Kept) -> Iterator[str]:
    """Yield the texts of all documents."""
    for path in sorted(kept.seeds.glob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")
