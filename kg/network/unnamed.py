"""Blank nodes that are things of a network themselves: held by nothing, by several things or in a circle."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal

from kg import terms
from kg.graph import labels
from kg.statements import nested
from kg.statements.properties import iris_of, value_of
from kg.terms import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.graph.answers import Term
    from kg.network import Network
    from kg.statements.properties import Properties
    from kg.statements.statements import Statements

_TYPE: Final = terms.RDF + "type"
_LONGEST: Final = 60
"""Characters of the words that stand for a name."""


def things(statements: Statements, said: Iterable[tuple[str, str, Term]]) -> dict[str, str]:
    """Return blank node → the name of its node, `_:1` and so on in the order of their words.

    What one thing alone holds is no thing, unless it holds itself, be it through others. Expressions of OWL,
    lists and labels are none: they say something of the things that they join.
    """
    holders: dict[str, set[str]] = defaultdict(set)
    for subject, _, value in [*said, *_inner(statements)]:
        if isinstance(value, BlankNode):
            holders[str(value)].add(subject)
    free = [blank for blank, properties in statements.blanks.items() if not _is_expression(properties)]
    once = {blank: next(iter(holders[blank])) for blank in free if len(holders[blank]) == 1}
    circling = _circling(once)
    found = [
        (
            statements.nested.words(BlankNode(blank[2:])),
            sorted(holders[blank] - statements.blanks.keys()),
            blank,
        )
        for blank in free
        if blank not in once or blank in circling
    ]
    return {blank: f"_:{number}" for number, (*_, blank) in enumerate(sorted(found), start=1)}


def _circling(holders: Mapping[str, str]) -> set[str]:
    """Return those nodes to which one comes back from holder to holder."""
    found, seen = set[str](), set[str]()
    for blank in holders:
        path: dict[str, int] = {}
        while blank in holders and blank not in seen:
            seen.add(blank)
            path[blank] = len(path)
            blank = holders[blank]  # noqa: PLW2901  (one goes up from here)
        if blank in path:
            found.update(list(path)[path[blank] :])
    return found


def said_of(statements: Statements, blank: str) -> Iterator[tuple[str, Term]]:
    """Yield the (property, value) pairs of a blank node, its classes and names left out."""
    for prop, values in statements.blanks[blank].items():
        if prop != _TYPE and prop not in labels.PREFERRED:
            yield from ((prop, value) for value in values)


def add(drawn: Network, statements: Statements, blank: str, thing: str) -> None:
    """Add the node of a blank node under the name `thing`."""
    properties = statements.blanks[blank]
    classes = sorted(iris_of(properties, _TYPE), key=statements.vocabulary.narrowness)
    drawn.add_node(
        thing,
        label=_name(properties) or _short(statements.nested.words(BlankNode(blank[2:]))),
        short="",
        labels={},
        cls=local(classes[0]) if classes else "",
        cls_label=statements.name(classes[0]) if classes else "",
        classes=[local(cls) for cls in classes],
        class_labels=[statements.name(cls) for cls in classes],
        kind="other",
        iri="",
        facts=[],
    )


def _inner(statements: Statements) -> Iterator[tuple[str, str, Term]]:
    for blank, properties in statements.blanks.items():
        for prop, values in properties.items():
            yield from ((blank, prop, value) for value in values)


def _is_expression(properties: Properties) -> bool:
    is_part = nested.FIRST in properties or labels.FORM in properties
    return is_part or value_of(properties, _TYPE).startswith(terms.OWL)


def _name(properties: Properties) -> str:
    """Return what a blank node is called, empty where it has no name."""
    for prop in labels.PREFERRED:
        named = (value for value in properties.get(prop, ()) if isinstance(value, Literal) and value.value)
        if name := labels.best(named):
            return name
    return ""


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
