"""Labels: how a term reads by its own, and those that the pattern of a class makes of a record.

A pattern looks like "[{indicator}][, {from}][ → {to}][: {printed}]".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from kg.terms import Prefixes

_SEGMENT: Final = re.compile(r"\[([^\[\]]*)\]|([^\[\]]+)")
_FIELD: Final = re.compile(r"\{([\w-]+)\}")


def shown(text: str, labels: Mapping[str, str], prefixes: Prefixes, *, iri: bool = True) -> str:
    """Return an IRI by its label, else by its prefixed name; any other text as it is."""
    if not iri or not re.match(r"https?://", text):
        return text
    return labels.get(text) or prefixes.compact(text)


def fill(pattern: str, values: Callable[[str], Sequence[str]]) -> str:
    """Return the pattern with every {name} as its values, each once, joined by "and".

    A segment in brackets that lacks a value vanishes, and so does punctuation left over at the beginning.
    """

    def joined(field: re.Match[str]) -> str:
        return " and ".join(dict.fromkeys(values(field[1])))

    parts = [
        _FIELD.sub(joined, bracketed or plain)
        for bracketed, plain in _SEGMENT.findall(pattern)
        if plain or all(values(name) for name in _FIELD.findall(bracketed))
    ]
    return "".join(parts).lstrip(" ,:;→–").strip()


def pattern_of(
    classes: Sequence[str], supers: Mapping[str, frozenset[str]], patterns: Mapping[str, str]
) -> str:
    """Return the pattern of the most specific of the classes and their superclasses that has one, or ""."""
    having = {ancestor for cls in classes for ancestor in supers.get(cls, ()) if ancestor in patterns}
    nearest = sorted(having, key=lambda cls: (-len(supers.get(cls, ())), cls))
    return patterns[nearest[0]] if nearest else ""
