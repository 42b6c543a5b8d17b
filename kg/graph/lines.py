"""A graph as sorted lines of N-Quads: none twice, blank nodes by canonical labels, tags as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph as ox

_TAGGED: Final = re.compile(
    rb'(?<=")@([a-z]+(?:-[a-z0-9]+)+)(?=(?:--[a-z]+)?(?: <[^<>"]*>| _:[^ "]+)? \.$)', re.M
)
"""The language tag of the literal with which a line ends, where it has more than one part."""
_WRITTEN: Final = re.compile(
    rb"""(?:@|xml:lang\s*=\s*["']|"@language"\s*:\s*")([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})+)"""
)
_GRAPH: Final = re.compile(r'(?<=[^ ]) (<[^<>"]*>|_:[^ "]+)\Z')
"""The name of the graph, with which a line of N-Quads may end after its object; no literal ends so."""

Tags = Mapping[str, str]
"""How language tags were written, by their lower case: RDF takes `en-US` and `en-us` for the same."""


def lines_of(items: Iterable[ox.Quad] | Iterable[ox.Triple], tags: Tags | None = None) -> list[str]:
    """Return the lines of N-Quads that the quads make, without their line ends.

    The same graph gives the same lines, whatever its blank nodes were called (RDF Dataset Canonicalization
    1.0). `tags` gives language tags the form in which they were written.
    """
    text = ox.serialize(items, format=ox.RdfFormat.N_QUADS) or b""
    if b" _:" in text or text.startswith(b"_:"):
        text = _canonical(text)
    if tags:
        text = _TAGGED.sub(lambda found: b"@" + tags.get(found[1].decode(), found[1].decode()).encode(), text)
    return sorted({*text.decode().split("\n")} - {""})


def _canonical(text: bytes) -> bytes:
    quads = ox.Dataset(ox.parse(text, ox.RdfFormat.N_QUADS, lenient=True))
    quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def tags_in(data: bytes) -> Tags:
    """Return how an RDF file writes its language tags; one that it writes in several ways is left out."""
    found: dict[str, set[str]] = {}
    for written in {tag.decode() for tag in _WRITTEN.findall(data)}:
        found.setdefault(written.lower(), set()).add(written)
    return {tag: forms.pop() for tag, forms in found.items() if len(forms) == 1 and forms != {tag}}


def quads_of(lines: Iterable[str]) -> Iterator[ox.Quad]:
    """Yield the quads that the lines say."""
    return ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS, lenient=True)


def by_graph(lines: Iterable[str]) -> dict[str, list[str]]:
    """Return the lines by the name of their graph, which they have no more; empty for the default graph."""
    parts: dict[str, list[str]] = {}
    for line in lines:
        object_at = line.index(" ", line.index(" ") + 1) + 1
        named = _GRAPH.search(line, object_at, len(line) - 2)
        told = f"{line[: named.start()]} ." if named else line
        parts.setdefault(named[1] if named else "", []).append(told)
    return parts
