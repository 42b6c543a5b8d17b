"""Fix variables of a query to terms, the same way on every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import ParameterError
from kg.graph import sparql
from kg.spelling import did_you_mean

if TYPE_CHECKING:
    from kg.graph.answers import Term
    from kg.graph.sparql import Token


def insert(text: str, bindings: Mapping[str, Term]) -> str:
    """Return a query with a VALUES block, on the same lines, in every group that names a bound variable.

    So `SELECT ?s { ?s ex:near ?x }` with ?x bound to ex:a becomes
    `SELECT ?s { VALUES (?x) { (<http://example.org/a>) } ?s ex:near ?x }`.

    This is the join that SEP-0007 of the SPARQL developers calls substitution; the engine's own refuses
    variables that are not selected, and endpoints have none. Terms are written by the engine, never by hand,
    so no value can become a part of the query. Raises ParameterError when the query has no such variable.
    """
    _check(sparql.tokens(text), bindings)
    for offset, named in reversed(places(text)):
        wanted = {name: term for name, term in bindings.items() if named is None or name in named}
        if wanted:
            gap = " " if text[offset:] else "\n"  # a comment may end the text
            text = f"{text[:offset]}{gap}{_values(wanted)} {text[offset:]}"
    return text


def places(text: str) -> list[tuple[int, list[str] | None]]:
    """Return where values of variables go in a query, from left to right: an offset, and for which variables.

    None stands for all of them, in the query's own group, or behind a query that has none.
    """
    words = sparql.tokens(text)
    groups = list(_groups(words))
    own = [] if any(group.outermost for group in groups) else [(len(text), None)]
    found = [(words[group.start].end, None if group.outermost else _named(words, group)) for group in groups]
    return [*found, *own]


def _named(words: Sequence[Token], group: _Group) -> list[str]:
    """Return the names of the variables of a group, sorted."""
    return sorted({word.text[1:] for word in words[group.start : group.end] if word.kind == "variable"})


def used(text: str, bindings: Mapping[str, Term]) -> dict[str, Term]:
    """Return the bindings of the variables that a query has."""
    named = sparql.variables(sparql.tokens(text))
    return {name: term for name, term in bindings.items() if name in named}


def _check(words: Sequence[Token], bindings: Mapping[str, Term]) -> None:
    known = {word.text[1:] for word in words if word.kind == "variable"}
    for name, term in bindings.items():
        if name not in known:
            raise ParameterError(f"the query has no variable ?{name}", hint=did_you_mean(name, known))
        if str(term).startswith("_:"):
            raise ParameterError("a blank node cannot be the value of a parameter", where=name)


def _values(bindings: Mapping[str, Term]) -> str:
    """Return a VALUES block; `str(term)` is N-Triples, with quotation marks and line ends escaped."""
    names = " ".join(f"?{name}" for name in bindings)
    return f"VALUES ({names}) {{ ({' '.join(map(str, bindings.values()))}) }}"


class _Group(NamedTuple):
    """A group graph pattern: where its braces are among the tokens, and whether it is the query's own."""

    start: int
    end: int
    outermost: bool


def _groups(words: Sequence[Token]) -> Iterator[_Group]:
    """Yield, from left to right, each group graph pattern that may begin with VALUES.

    Left out: templates of CONSTRUCT, blocks of VALUES, and groups that are nothing but a subquery.
    """
    marks = [word.text.upper() if word.kind == "word" else word.text for word in words] + [""]
    outermost_seen = False
    for start, end, depth in _brackets(marks):
        if marks[start] != "{" or not _is_group(marks, start):
            continue
        outermost = depth == 0 and not outermost_seen
        outermost_seen = outermost_seen or outermost
        if marks[start + 1] != "SELECT":
            yield _Group(start, end, outermost)


def _brackets(marks: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return (opening, closing, depth) of every pair of brackets, in the order in which they open."""
    still_open: list[int] = []
    found = []
    for place, mark in enumerate(marks):
        if mark in ("{", "("):
            still_open.append(place)
        elif mark in ("}", ")") and still_open:
            found.append((still_open.pop(), place, len(still_open)))
    return sorted(found)


def _is_group(marks: Sequence[str], brace: int) -> bool:
    """Say whether the brace opens a pattern, not the template of a CONSTRUCT or the rows of a VALUES."""
    before = brace - 1
    if marks[before] == "CONSTRUCT" or (marks[before] == "WHERE" and _is_short_construct(marks, before)):
        return False
    while before >= 0 and (marks[before].startswith(("?", "$")) or marks[before] in ("(", ")")):
        before -= 1
    return marks[before] != "VALUES"


def _is_short_construct(marks: Sequence[str], where: int) -> bool:
    """Say whether the WHERE is that of `CONSTRUCT FROM … WHERE { template }`, which has no group."""
    return "CONSTRUCT" in marks[:where] and "{" not in marks[:where]
