"""Queries of which each row is one step in an index: none waits for its next row, however large the graph.

These are SELECTs of one triple pattern whose variables differ, in which nothing is sorted, counted, skipped
or left out. All others may have to go through everything before their first row.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

_GAP: Final = r"\s++"
_IRI: Final = r'<[^\x00-\x20<>"{}|^`\\]*+>'
_PREFIX: Final = r"(?:[^\W\d_][\w\-]*+)?+:"
_DECLARED: Final = rf"PREFIX{_GAP}({_PREFIX})\s*+({_IRI})\s*+"
_THING: Final = rf"{_IRI}|{_PREFIX}[\w\-]*+|[?$]\w++"
_TEXT: Final = r'"[^"\\\n\r]*+"(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)?+'
_DECLARATIONS: Final = re.compile(_DECLARED, re.IGNORECASE)
_HEAD: Final = re.compile(
    rf"\s*+(?P<declared>(?:{_DECLARED})*+)"
    rf"(?P<select>SELECT(?:\s*+\*|(?:{_GAP}[?$]\w++)++)\s*+(?:WHERE\s*+)?+)",
    re.IGNORECASE,
)
_PATTERN: Final = re.compile(
    rf"(?P<pattern>\{{\s*+({_THING}){_GAP}({_THING}|a){_GAP}({_THING}|{_TEXT})\s*+\.?+\s*+\}}\s*+"
    rf"(?:(?i:LIMIT){_GAP}\d++\s*+)?+)(?:#[^\n\r]*+\s*+)?+"
)
_LONGEST: Final = 10_000
"""Characters of a query beyond which reading it takes time itself."""


class _Head(NamedTuple):
    """How a query begins: its prefixes, each with its declaration, and what is selected."""

    declared: tuple[tuple[str, str], ...]
    select: str


def in_steps(query: str) -> str | None:
    """Return a query in SPARQL 1.1 of which each row is a step, without the prefixes it declares in vain.

    None for all others, and for those that are not written plainly enough to see it at a glance.
    """
    place = query.find("{")
    if place < 0 or len(query) > _LONGEST:
        return None
    head, found = _head(query[:place]), _PATTERN.fullmatch(query, place)
    if not head or not found:
        return None
    pattern, *terms = found.groups()
    variables = [term[1:] for term in terms if term[0] in "?$"]
    if len({*variables}) < len(variables):
        return None
    used = {term[: term.find(":") + 1] for term in terms}
    needed = [declaration for prefix, declaration in head.declared if prefix in used]
    return f"{' '.join(needed)} {head.select}{pattern}"


@lru_cache(maxsize=64)
def _head(text: str) -> _Head | None:
    """Return how a query begins, None where that is another way; who asks often begins alike."""
    found = _HEAD.fullmatch(text)
    if not found:
        return None
    declared = [(each[1], each[0].rstrip()) for each in _DECLARATIONS.finditer(found["declared"])]
    return _Head(tuple(declared), found["select"])
