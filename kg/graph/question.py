"""A query on its way to an answer: its text, what is read from it, and the values of its parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

from kg.graph import sparql
from kg.terms import STANDARD, Prefixes

if TYPE_CHECKING:
    from kg.graph.answers import Term
    from kg.graph.sparql import Token


class Dataset(NamedTuple):
    """The graphs that are asked in place of those that FROM names: as the default graph, and by name."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A SPARQL query to be answered; what is read from its text is read once.

    `bindings` fixes variables to terms, `base` resolves relative IRIs, `place` is the file it stands in,
    `known` gives the prefixes that need no declaration, `dataset` the graphs that are asked.
    Questions of one text are equal, whatever the values.
    """

    text: str
    bindings: Mapping[str, Term] = field(default_factory=dict, compare=False)
    base: str | None = None
    place: str = ""
    known: Callable[[], Prefixes] = field(default=lambda: STANDARD, compare=False)
    dataset: Dataset | None = field(default=None, compare=False)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the text, each with its place."""
        return sparql.tokens(self.text)

    @cached_property
    def form(self) -> str:
        """`SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`, empty when the text is none of them."""
        return sparql.form(self.tokens)

    @cached_property
    def variables(self) -> list[str]:
        """The names of the variables, in the order in which they first occur."""
        return sparql.variables(self.tokens)

    @cached_property
    def declared(self) -> dict[str, str]:
        """The prefixes that the text itself declares, with their namespaces."""
        return self._prologue[0]

    @cached_property
    def prefixes(self) -> Prefixes:
        """All prefixes: those that need no declaration, and those declared, which win."""
        return self.known() | self.declared

    @cached_property
    def algebra(self) -> Any:  # noqa: ANN401  (rdflib's algebra is untyped)
        """The root of its algebra; QueryError where rdflib cannot read what the engine can."""
        from kg.graph.algebra import algebra
        from kg.graph.malformed import undeclared

        if error := undeclared(self):
            raise error
        return algebra(self.text, self.known())

    def iri(self, word: Token) -> str | None:
        """Return the IRI that a word of the text stands for, None when it is none."""
        if word.kind == "iri":
            return urljoin(self._prologue[1], sparql.unescaped(word.text[1:-1]))
        return self.prefixes.expand(sparql.unescaped_name(word.text)) if word.kind == "name" else None

    def at(self, offset: int, reading: str | None = None) -> str:
        """Return `file:line:column` of a character, without a file where the text stands in none."""
        place = "{}:{}".format(*sparql.line_and_column(self.text if reading is None else reading, offset))
        return f"{self.place}:{place}" if self.place else place

    @cached_property
    def _prologue(self) -> tuple[dict[str, str], str]:
        """The namespaces by prefix and the base that the text declares (SPARQL 1.1, section 4.1.1)."""
        declared, base = {}, self.base or ""
        for word, name, iri in zip(self.tokens, self.tokens[1:], (*self.tokens[2:], None), strict=False):
            if word.text.upper() == "BASE" and name.kind == "iri":
                base = urljoin(base, name.text[1:-1])
            elif word.text.upper() == "PREFIX" and iri and iri.kind == "iri":
                declared[name.text.removesuffix(":")] = urljoin(base, iri.text[1:-1])
        return declared, base
