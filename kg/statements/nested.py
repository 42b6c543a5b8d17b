"""Blank nodes in words: a restriction, a list, a class made of others, an address by what hangs on it.

Expressions of OWL 2 are told as its Manchester syntax writes them: `in some Country`, `(A or B)`, `not A`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode

from kg import terms
from kg.statements.properties import iri_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.graph.answers import Term
    from kg.statements.properties import Properties

    Blanks = Mapping[str, Properties]

OPAQUE: Final = "[]"
"""How a blank node is written on which nothing hangs, as Turtle does."""
_MORE: Final = "…"
_MOST: Final = 40
"""So many values are told at most; what follows is cut off."""
DEEPEST: Final = 6
_TYPE: Final = terms.RDF + "type"
FIRST: Final = terms.RDF + "first"
_REST: Final = terms.RDF + "rest"
ON_PROPERTY: Final = terms.OWL + "onProperty"
FILLERS: Final = {
    terms.OWL + name: word
    for name, word in {
        "someValuesFrom": "some",
        "allValuesFrom": "only",
        "hasValue": "value",
        "hasSelf": "self",
        "minCardinality": "min",
        "maxCardinality": "max",
        "cardinality": "exactly",
        "minQualifiedCardinality": "min",
        "maxQualifiedCardinality": "max",
        "qualifiedCardinality": "exactly",
    }.items()
}
"""What a restriction says of its property, in words."""
QUALIFIERS: Final = (terms.OWL + "onClass", terms.OWL + "onDataRange")
JOINED: Final = {
    terms.OWL + "unionOf": " or ",
    terms.OWL + "intersectionOf": " and ",
    terms.OWL + "oneOf": ", ",
}
BEFORE: Final = {terms.OWL + "complementOf": "not", terms.OWL + "inverseOf": "inverse"}
_UNTOLD: Final = {
    terms.OWL + name for name in ("Restriction", "Class", "Axiom", "DataRange", "ObjectProperty")
} | {terms.RDFS + "Class", terms.RDFS + "Datatype", terms.RDF + "List"}
"""Classes of blank nodes that their words make plain."""


class Nested:
    """The blank nodes of a graph in words; `text` tells any other term, `name` a property."""

    def __init__(self, blanks: Blanks, text: Callable[[Term], str], name: Callable[[str], str]) -> None:
        self.blanks, self._text, self.name = blanks, text, name
        self._told: dict[str, str] = {}

    def words(self, node: Term) -> str:
        """Return what hangs on a blank node, cut off where it is deep, goes in a circle or is much."""
        key = str(node)
        if key not in self._told:
            self._told[key] = self._term(node, (), [_MOST])
        return self._told[key]

    def _term(self, term: Term, above: tuple[str, ...], left: list[int]) -> str:
        """Return any term in words; `above` are the nodes it hangs on, `left` how much may still be told."""
        left[0] -= 1
        if not isinstance(term, BlankNode):
            return self._text(term)
        properties = self.blanks.get(str(term))
        if not properties:
            return OPAQUE
        if str(term) in above or len(above) > DEEPEST or left[0] < 0:
            return _MORE
        return self._node(str(term), properties, (*above, str(term)), left)

    def _node(self, node: str, properties: Properties, above: tuple[str, ...], left: list[int]) -> str:
        def told(value: Term) -> str:
            inner = self._term(value, above, left)
            return f"({inner})" if isinstance(value, BlankNode) and _is_open(inner) else inner

        if FIRST in properties:
            return f"({', '.join(_limited(self.members(node), told, left))})"
        if ON_PROPERTY in properties:
            return self._restriction(properties, told)
        for prop, word in JOINED.items():
            for members in properties.get(prop, ())[:1]:
                inside = word.join(_limited(self.members(str(members)), told, left))
                return f"{{{inside}}}" if word == ", " else f"({inside})"
        for prop, word in BEFORE.items():
            for value in properties.get(prop, ())[:1]:
                return f"{word} {told(value)}"
        return ", ".join(self._described(properties, told, left))

    def _restriction(self, properties: Properties, told: Callable[[Term], str]) -> str:
        prop = told(properties[ON_PROPERTY][0])
        said = [
            f"{prop} {word} {told(value)}"
            for filler, word in FILLERS.items()
            for value in properties.get(filler, ())
        ]
        on = [told(value) for qualifier in QUALIFIERS for value in properties.get(qualifier, ())]
        return " ".join([" and ".join(said) or prop, *on])

    def _described(
        self, properties: Properties, told: Callable[[Term], str], left: list[int]
    ) -> Iterator[str]:
        """Yield the class of a node and each of its properties with a value."""
        for prop in (_TYPE, *(prop for prop in properties if prop != _TYPE)):
            values = [v for v in properties.get(prop, ()) if prop != _TYPE or iri_value(v) not in _UNTOLD]
            before = "" if prop == _TYPE else f"{self.name(prop)} "
            yield from sorted(before + text for text in _limited(values, told, left))

    def members(self, cell: str) -> list[Term]:
        """Return the members of a list, as far as it can be followed."""
        found: list[Term] = []
        seen: set[str] = set()
        while cell in self.blanks and cell not in seen:
            seen.add(cell)
            found += self.blanks[cell].get(FIRST, ())[:1]
            cell = str(next(iter(self.blanks[cell].get(_REST, ())), ""))
        return found


def _limited(values: Sequence[Term], told: Callable[[Term], str], left: list[int]) -> Iterator[str]:
    """Yield values in words for as long as any may be told."""
    for value in values:
        if left[0] <= 0:
            yield _MORE
            return
        yield told(value)


def _is_open(text: str) -> bool:
    """Say whether words need brackets within others."""
    return " " in text and (text[0], text[-1]) not in {("(", ")"), ("{", "}")}
