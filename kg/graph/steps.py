"""Queries of which each row is one step in an index: none waits for its next row, however large the graph.

These are SELECTs of one triple pattern whose variables differ, in which nothing is sorted, counted, skipped
or left out, and which fixes one term at the most: a graph in memory has an index of each term alone, so for
two of them the engine goes through all statements with the rarer. All others may have to go through
everything before their first row.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

import pyoxigraph as ox

_GAP: Final = r"[ \t\r\n]++"
_SPACE: Final = r"[ \t\r\n]*+"
_IRI: Final = r'<[^\x00-\x20<>"{}|^`\\]*+>'
_PREFIX: Final = r"(?:[A-Za-z][A-Za-z0-9_\-]*+)?+:"
_DECLARED: Final = rf"(?ai:PREFIX){_GAP}({_PREFIX}){_SPACE}({_IRI}){_SPACE}"
_THING: Final = rf"{_IRI}|{_PREFIX}[\w\-]*+|[?$]\w++"
_TEXT: Final = r'"[^"\\\n\r]*+"(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)?+'
_DECLARATIONS: Final = re.compile(_DECLARED)
_HEAD: Final = re.compile(
    rf"{_SPACE}(?P<declared>(?:{_DECLARED})*+)"
    rf"(?P<select>(?i:SELECT)(?:{_SPACE}\*|(?:{_GAP}[?$]\w++)++){_SPACE}(?:(?i:WHERE){_SPACE})?+)"
)
_PATTERN: Final = re.compile(
    rf"(?P<pattern>\{{{_SPACE}({_THING}){_GAP}({_THING}|a){_GAP}({_THING}|{_TEXT}){_SPACE}\.?+{_SPACE}\}}"
    rf"{_SPACE}(?:(?i:LIMIT){_GAP}\d++{_SPACE})?+)(?:#[^\n\r]*+{_SPACE})?+"
)
_LONGEST: Final = 10_000
"""Characters of a query beyond which reading it takes time itself."""


class _Head(NamedTuple):
    """How a query begins: its prefixes, each with its declaration, and what is selected.

    A declaration has beside it whether the engine takes it in any case, so that it can be left out.
    """

    declared: tuple[tuple[str, str, bool], ...]
    select: str


def in_steps(query: str) -> str | None:
    """Return a query in SPARQL 1.1 of which each row is a step, without the prefixes it declares in vain.

    None for all others, and for those that are not written plainly enough to see it at a glance. The graph
    must have no graphs beside it, as what is in those is gone through, too.
    """
    place = query.find("{")
    if place < 0 or len(query) > _LONGEST:
        return None
    head, found = _head(query[:place]), _PATTERN.fullmatch(query, place)
    if not head or not found:
        return None
    pattern, *terms = found.groups()
    variables = [term[1:] for term in terms if term[0] in "?$"]
    if len(variables) < len(terms) - 1 or len({*variables}) < len(variables):
        return None
    used = {term[: term.find(":") + 1] for term in terms}
    needed = " ".join(each for prefix, each, is_whole in head.declared if prefix in used or not is_whole)
    return f"{needed} {head.select}{pattern}"


@lru_cache(maxsize=64)
def _head(text: str) -> _Head | None:
    """Return how a query begins, None where that is another way; who asks often begins alike."""
    found = _HEAD.fullmatch(text)
    if not found:
        return None
    each = _DECLARATIONS.finditer(found["declared"])
    declared = ((one[1], one[0].rstrip(), _is_whole(one[2][1:-1])) for one in each)
    return _Head(tuple(declared), found["select"])


def _is_whole(iri: str) -> bool:
    """Say whether a text is an IRI that needs no base."""
    try:
        ox.NamedNode(iri)
    except ValueError:
        return False
    return True
