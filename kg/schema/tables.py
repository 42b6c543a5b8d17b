"""What was found of a graph's schema: the classes in use, or one class; each can become rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg.schema.naming import Names
from kg.schema.uses import Use
from kg.tables.rows import solutions

if TYPE_CHECKING:
    from kg.graph.answers import Solutions, Term

_LONGEST: Final = 200


@dataclass(frozen=True)
class UsedClass:
    """A class that things have: `superclasses` are those directly above it."""

    iri: str
    label: str
    instances: int
    superclasses: tuple[str, ...]


@dataclass(frozen=True)
class Classes:
    """All classes that things of a graph have, the one with most things first."""

    rows: tuple[UsedClass, ...]
    names: Names

    def answer(self) -> Solutions:
        """Return a row for each class: class, label, instances, superclass."""
        plain = self.names.plain
        rows = [
            (NamedNode(row.iri), row.label or None, row.instances, listed(row.superclasses, plain) or None)
            for row in self.rows
        ]
        return solutions(("class", "label", "instances", "superclass"), rows)


@dataclass(frozen=True)
class Described:
    """One class as a graph uses it; without `iri` all that a graph uses, where nothing has a class.

    `superclasses` has the nearest first, `narrowest` the most specific classes of its things with how many
    have each, `labels` the labels of the class, of properties and of examples; `query` asks for some things.
    """

    iri: str
    definition: str
    instances: int
    superclasses: tuple[str, ...]
    narrowest: tuple[tuple[str, int], ...]
    uses: tuple[Use, ...]
    labels: Mapping[str, str]
    names: Names
    query: str

    def answer(self) -> Solutions:
        """Return a row for each property: direction, property, label, used_by, instances, values, example."""
        columns = ("direction", "property", "label", "used_by", "instances", "values", "example")
        rows = [(use.direction, NamedNode(use.iri), *self._cells(use)) for use in self.uses]
        return solutions(columns, rows)

    def _cells(self, use: Use) -> tuple[str | int | None, ...]:
        values, examples = listed(kinds(use), self.names.plain), "; ".join(self.examples(use))
        return self.labels.get(use.iri), use.used_by, self.instances, values or None, examples or None

    def examples(self, use: Use) -> list[str]:
        """Return the examples of a property, each on one line: things by their labels or names."""
        return list(dict.fromkeys(map(self._text, use.examples)))

    def _text(self, term: Term) -> str:
        if isinstance(term, NamedNode):
            return self.labels.get(term.value) or self.names.readable(term.value)
        text = " ".join(term.value.split()) if isinstance(term, Literal) else str(term)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def kinds(use: Use) -> list[str]:
    """Return the kinds of values of a property, its languages as one."""
    languages = [kind[1:] for kind in use.kinds if kind.startswith("@")]
    told = [f"text in {' '.join(languages)}" if kind.startswith("@") else kind for kind in use.kinds]
    return list(dict.fromkeys(told))


def listed(iris: Sequence[str], name: Callable[[str], str]) -> str:
    """Return the names of IRIs, and what is no IRI as it is, separated by commas."""
    return ", ".join(name(each) if ":" in each else each for each in iris)
