"""What a check finds in each document by itself, kept by the hash of what that depends on: found once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.build.assembly import DERIVED
from kg.build.context import joined
from kg.build.corpus import Corpus, Found, Hands
from kg.build.kept import Kept
from kg.build.making import Members, read
from kg.build.portion import Declared, Ground
from kg.build.sources import read_source
from kg.build.things import Things
from kg.check.names import Inside, of_names, places_inside
from kg.check.passages import doubtful, of_drafts
from kg.errors import Problem
from kg.graph.prefixes import is_iri
from kg.seeds.coverage import Coverage, waiting, warnings
from kg.seeds.rows import Seeds
from kg.terms import kg
from kg.text.folding import Span

Others = Mapping[Members, Mapping[str, Declared]]
"""Of what is declared elsewhere, what the findings in a document depend on, by id."""


class Finding(NamedTuple):
    """What is kept of a document: where, and its problems.

    `is_refused` says that a build would refuse some of its drafts; then advice depends on all that is
    declared.
    """

    path: Path
    problems: tuple[Problem, ...]
    is_refused: bool

    def coverage(self, seeds: Path) -> Iterator[Coverage]:
        """Yield how much of the document has been read, nothing for a draft."""
        for read_so_far in _lines(self.path)[1]:
            source, file, *spans = read_so_far
            text = (seeds / file).read_text(encoding="utf-8", errors="replace")
            covered, skipped, unread = spans
            passed = tuple((Span(*span), reason) for span, reason in skipped)
            yield Coverage(source, file, text, _spans(covered), passed, _spans(unread))

    def places(self) -> dict[str, str]:
        """Return the lines of the seeds that made passages and facts by the IRIs of these."""
        places: dict[str, str] = _lines(self.path)[2]
        return places


@dataclass(frozen=True)
class Findings:
    """What is found in each document of a corpus, by its name."""

    seeds: Path
    by_name: Mapping[str, Finding]

    @property
    def problems(self) -> Iterator[Problem]:
        """The problems of all documents."""
        return chain.from_iterable(finding.problems for finding in self.by_name.values())

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """How much of each source has been read."""
        return tuple(chain.from_iterable(each.coverage(self.seeds) for each in self.by_name.values()))

    def places(self, nodes: Collection[str], corpus: Corpus, store: ox.Store) -> dict[str, str]:
        """Return the lines of the seeds that made nodes of a graph by their IRIs, where seeds made them."""
        found = {thing.node.value: thing.where for thing in corpus.ground.context.things.by_id.values()}
        found |= {each.iri: each.where for one in corpus.portions for each in one.heading.declared.values()}
        cited = {each.partition("#")[0] for node in nodes for each in (node, *_passages(node, store))}
        for name, document in corpus.documents.items():
            sources = (each for each in document.heading.declared.values() if kg("Source") in each.classes)
            if any(source.iri in cited for source in sources):
                places = self.by_name[name].places()
                found |= {node: places[node] for node in places.keys() & nodes}
        return found


def read_findings(corpus: Corpus, kept: Kept, hands: Hands) -> Findings:
    """Return what is found in each document of a corpus, what `kept` does not have made by `hands`."""
    documents, first = corpus.documents, _first(corpus.documents.values())
    others = {name: _concerning(found, first) for name, found in documents.items()}
    finding = _Finding(corpus.ground, documents, kept, hands)
    alone = finding.all(others)
    refused = [name for name, one in alone.items() if one.is_refused]
    advised = finding.all({name: _beside(first, documents[name]) for name in refused})
    kept.keep_only(one.path for one in (*alone.values(), *advised.values()))
    return Findings(kept.seeds, alone | advised)


class _Finding(NamedTuple):
    """What findings are made of, where they are kept, and by whom they are made."""

    ground: Ground
    documents: Mapping[str, Found]
    kept: Kept
    hands: Hands

    def path(self, name: str, others: Mapping[str, Declared]) -> Path:
        """Return where the findings in a document are or will be kept."""
        return self.kept.told(json.dumps([self.documents[name].path.name, *sorted(others.items())]))

    def all(self, wanted: Mapping[str, Mapping[str, Declared]]) -> dict[str, Finding]:
        """Return the findings in documents by their names, having made first what is not kept."""
        paths = {name: self.path(name, others) for name, others in wanted.items()}
        found = {name: kept for name, path in paths.items() if (kept := finding_at(path))}
        missing: dict[Members, Path] = {(name,): paths[name] for name in wanted if name not in found}
        if missing:
            others: Others = {members: each for members in missing if (each := wanted[members[0]])}
            inside = places_inside(self.ground.context.entities, self.ground.context)
            self.hands(partial(found_in, self.ground, inside, others), self.kept, missing)
        found |= {name: kept for (name,), path in missing.items() if (kept := finding_at(path))}
        return {name: found[name] for name in wanted}


def finding_at(path: Path) -> Finding | None:
    """Return the findings that are kept there, None where there are none or not all of them."""
    try:
        with path.open("rb") as file:
            length, problems, is_refused = json.loads(file.readline())
            is_whole = path.stat().st_size - file.tell() == length
    except (OSError, ValueError):
        return None
    return Finding(path, tuple(Problem(*each) for each in problems), is_refused) if is_whole else None


def found_in(ground: Ground, inside: Inside, others: Others, seeds: Path, members: Members) -> bytes:
    """Return what a check finds in one document of a folder of seeds, as it is kept."""
    context, (sources, _) = ground.context, read(seeds, members)
    accepted = tuple(source for source in sources if not source.is_draft)
    drafts = tuple(source for source in sources if source.is_draft)
    alone = Seeds(accepted, context.entities, drafts)
    elsewhere = {name: each.thing(context.ontology) for name, each in others.get(members, {}).items()}
    known = replace(context, things=Things(context.ontology, {**elsewhere, **context.things.by_id}))
    whole = alone.proposed.sources
    context = joined(known, whole)[0]
    parts = [read_source(context, source) for source in accepted]
    coverage = [each for part in parts for each in part.coverage]
    refused = of_drafts(alone, context)
    problems = [warning for each in coverage for warning in warnings(each)]
    problems += waiting(alone)
    problems += [found for source in whole for found in doubtful(source, source.passages, context)]
    problems += refused + of_names(alone, context, inside)
    places = {node: where for part in parts for node, where in part.places.items()}
    told = [(each.source, each.file, each.covered, each.skipped, each.unread) for each in coverage]
    rest = f"{json.dumps(told)}\n{json.dumps(places)}\n".encode()
    return f"{json.dumps([len(rest), problems, bool(refused)])}\n".encode() + rest


def _first(documents: Iterable[Found]) -> dict[str, Declared]:
    """Return what sources and drafts declare by id, drafts last: of two that share one the first."""
    ordered = sorted(documents, key=lambda found: bool(found.heading.drafts))
    named = [each for found in ordered for each in (found.heading.declared | found.heading.proposed).items()]
    named.sort(key=lambda each: kg("Source") not in each[1].classes)
    return dict(reversed(named))


def _concerning(document: Found, first: Mapping[str, Declared]) -> dict[str, Declared]:
    """Return what others declare of what a document speaks of."""
    heading = document.heading
    words = {*heading.wanted, *heading.awaited, *heading.declared, *heading.proposed}
    return {word: first[word] for word in words & first.keys() if not _is_own(document, word, first[word])}


def _beside(first: Mapping[str, Declared], document: Found) -> dict[str, Declared]:
    """Return what others declare."""
    return {name: each for name, each in first.items() if not _is_own(document, name, each)}


def _is_own(document: Found, name: str, declared: Declared) -> bool:
    return declared in (document.heading.declared.get(name), document.heading.proposed.get(name))


def _passages(node: str, store: ox.Store) -> Iterator[str]:
    """Yield the IRIs of the passages that state a fact."""
    for quad in store.quads_for_pattern(ox.NamedNode(node), DERIVED, None) if is_iri(node) else ():
        yield str(getattr(quad.object, "value", ""))


def _spans(told: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in told)


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]
