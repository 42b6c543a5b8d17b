"""A portion made of the files of its documents, as it is kept: the same bytes wherever that is done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.build.kept import kept_form
from kg.build.portion import Ground, canonical, portion_of
from kg.errors import Problem
from kg.graph.lines import lines_of
from kg.seeds.read import CHANGED, read_source
from kg.seeds.rows import Source

Members = tuple[str, ...]
"""The names of the documents of a portion, sorted."""


def made(ground: Ground, seeds: Path, members: Members) -> bytes:
    """Return a portion as it is kept; of files that cannot be read, what is wrong with them."""
    sources, reported = read(seeds, members)
    if all(problem.rule == CHANGED for problem in reported):
        portion = portion_of(ground, sources, reported)
    else:
        portion = portion_of(ground, ())
        portion = replace(portion, heading=portion.heading._replace(unreadable=tuple(reported)))
    return kept_form(portion.heading, lines_of(canonical(portion.triples)), ground.is_shared)


def read(seeds: Path, members: Members) -> tuple[list[Source], list[Problem]]:
    """Return documents of a folder of seeds as they are annotated, and what is wrong with their files."""
    reported: list[Problem] = []
    found = [read_source(seeds, name, reported.append) for name in members]
    return [source for source in found if source], reported
