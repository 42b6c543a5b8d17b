"""What blank nodes join: the things that a restriction, a list or a described part leads to."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode

from kg import terms
from kg.statements import nested
from kg.statements.properties import iri_value, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.graph.answers import Term
    from kg.statements.nested import Nested
    from kg.statements.properties import Properties

    Step = tuple[tuple[str, ...], Term]

_MOST: Final = 1000
"""So many things are joined through one blank node at most."""
_NO_THINGS: Final[Mapping[str, str]] = {}
_NOT_STEPS: Final = {terms.RDF + "type", nested.ON_PROPERTY, terms.OWL + "onDatatype"}


def joined(told: Nested, node: Term, things: Mapping[str, str] = _NO_THINGS) -> list[tuple[str, str]]:
    """Return the (words, thing) of all that a term leads to, sorted: `in some` and the IRI of Country.

    An IRI leads to itself; blank nodes among `things` are ends, called as they are called there.
    """
    found = islice(_joined(told, node, (), things), _MOST)
    return sorted({(" ".join(filter(None, words)), thing) for words, thing in found})


def has_literals(
    told: Nested, node: Term, things: Mapping[str, str] = _NO_THINGS, above: tuple[str, ...] = ()
) -> bool:
    """Say whether a term is a text, number or date, or a blank node on which any hangs."""
    if not isinstance(node, BlankNode):
        return not iri_value(node)
    if str(node) in (*above, *things) or len(above) > nested.DEEPEST:
        return False
    values = (value for values in told.blanks.get(str(node), {}).values() for value in values)
    return any(has_literals(told, value, things, (*above, str(node))) for value in values)


def _joined(
    told: Nested, node: Term, above: tuple[str, ...], things: Mapping[str, str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    if thing := iri_value(node) or things.get(str(node), ""):
        yield (), thing
    elif isinstance(node, BlankNode) and str(node) not in above and len(above) <= nested.DEEPEST:
        for words, value in _steps(told, node):
            for more, thing in _joined(told, value, (*above, str(node)), things):
                yield (*words, *more), thing


def _steps(told: Nested, node: BlankNode) -> Iterator[Step]:
    """Yield (words, value) for every value that a blank node leads to."""
    properties = told.blanks.get(str(node), {})
    if nested.FIRST in properties:
        yield from (((), member) for member in told.members(str(node)))
        return
    for prop in properties:
        if prop not in _NOT_STEPS:
            words = _words(told, properties, prop)
            yield from ((words, value) for value in properties[prop])


def _words(told: Nested, properties: Properties, prop: str) -> tuple[str, ...]:
    """Return the words that lead to the values of a property of a blank node."""
    if prop in nested.JOINED:
        return ()
    via = tuple(map(told.words, properties.get(nested.ON_PROPERTY, ())))
    if prop in nested.FILLERS:
        return (*via, nested.FILLERS[prop])
    if prop in nested.QUALIFIERS:
        return (*via, *_counted(properties))
    return (nested.BEFORE.get(prop) or told.name(prop),)


def _counted(properties: Properties) -> Iterator[str]:
    """Yield how many a restriction allows: `min 1`."""
    for prop, word in nested.FILLERS.items():
        yield from (f"{word} {written(value)}" for value in properties.get(prop, ()))
