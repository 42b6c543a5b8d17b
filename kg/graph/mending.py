"""What a lenient reading mends: IRIs and language tags that the standards do not allow, each told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, cast

import pyoxigraph as ox

from kg.errors import LocationError

_AUTHORITY: Final = re.compile(r"[^:/?#]*:(?://[^/?#]*)?")
_NOT_IN_IRIS: Final = re.compile(r'[\x00-\x20<>"{}|^`\\\[\]]|%(?![0-9A-Fa-f]{2})')
_TAG: Final = re.compile(r"[A-Za-z]{1,8}(?![A-Za-z0-9])(?:-[A-Za-z0-9]{1,8}(?![A-Za-z0-9]))*")
"""A language tag that is well-formed, or the beginning of one that goes on otherwise."""
_UNDERSCORED: Final = re.compile(rb'(?<=["\'])@([A-Za-z]{2,3}(?:_[A-Za-z0-9]{2,8})+)')

_SHOWN: Final = 20

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Mending:
    """Mends the bytes and quads of a file; `told` has what was mended, once each, in order."""

    def __init__(self) -> None:
        self.told: dict[str, None] = {}

    def __str__(self) -> str:
        """Return what was mended, a line each, the first twenty."""
        told = list(self.told)
        lines = [
            f"mended {len(told)} thing{'s' * (len(told) != 1)}",
            *(f"  {each}" for each in told[:_SHOWN]),
        ]
        return "\n".join(lines + [f"  … and {len(told) - _SHOWN} more"] * (len(told) > _SHOWN))

    def turtle(self, data: bytes) -> bytes:
        """Return Turtle and its like with hyphens for the underscores of language tags: `@en_US`."""
        return _UNDERSCORED.sub(self._hyphens, data)

    def _hyphens(self, found: re.Match[bytes]) -> bytes:
        written = found[1].decode()
        self.told[f"the language tag {written}, now {written.replace('_', '-')}"] = None
        return b"@" + found[1].replace(b"_", b"-")

    def quads(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """Yield the quads with IRIs percent-encoded and without language tags where they are none."""
        for quad in quads:
            graph = quad.graph_name
            named = self._node(graph) if isinstance(graph, ox.NamedNode) else graph
            yield ox.Quad(*self._triple(quad.triple), named)

    def _triple(self, triple: ox.Triple) -> tuple[ox.NamedNode | ox.BlankNode, ox.NamedNode, Term]:
        subject = triple.subject
        named = self._node(subject) if isinstance(subject, ox.NamedNode) else subject
        return (
            cast("ox.NamedNode | ox.BlankNode", named),
            self._node(triple.predicate),
            self._term(triple.object),
        )

    def _term(self, term: Term) -> Term:
        if isinstance(term, ox.NamedNode):
            return self._node(term)
        if isinstance(term, ox.Triple):
            return ox.Triple(*self._triple(term))
        return self._literal(term) if isinstance(term, ox.Literal) else term

    def _node(self, node: ox.NamedNode) -> ox.NamedNode:
        try:
            return ox.NamedNode(node.value)
        except ValueError:
            encoded = _encoded(node.value)
            try:
                mended = ox.NamedNode(encoded)
            except ValueError as error:
                raise LocationError(f"<{node.value}> is no IRI, nor can it be mended") from error
            self.told[f"the IRI <{node.value}>, now <{encoded}>"] = None
            return mended

    def _literal(self, literal: ox.Literal) -> ox.Literal:
        if literal.language is not None and not _TAG.fullmatch(literal.language):
            begins = _TAG.match(literal.language)
            now = begins[0] if begins else "none"
            self.told[f"the language tag {literal.language}, now {now}"] = None
            return ox.Literal(literal.value, language=begins[0] if begins else None)
        if literal.language is None:
            datatype = self._node(literal.datatype)
            return literal if datatype == literal.datatype else ox.Literal(literal.value, datatype=datatype)
        return literal


def _encoded(iri: str) -> str:
    """Return an IRI with what cannot stand in it percent-encoded, its authority as it is (RFC 3987)."""
    begins = _AUTHORITY.match(iri)
    end = begins.end() if begins else 0
    return iri[:end] + _NOT_IN_IRIS.sub(lambda found: f"%{ord(found[0]):02X}", iri[end:])
