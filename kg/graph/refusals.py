"""What a query may not do: change a graph, or reach the network or another file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from kg.errors import QueryError, UpdateError
from kg.graph import customary, sparql

if TYPE_CHECKING:
    from kg.graph.question import Question
    from kg.graph.sparql import Token

_UPDATES: Final = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_FROM: Final = re.compile(r"from(?<![\w:?$]from)")
"""A FROM that is no end of a name (`prov:wasDerivedFrom`) and no variable; else the text need not be read.

Beginning with its letters, it is looked for at the speed of memory.
"""
_SMALL: Final = 2000
_DEEPEST: Final = 400
_MOST_PARTS: Final = 2000
"""The engine's parser and optimiser recurse; a stack of 8 MB bears at least this much."""
_CLOSED_BY: Final = {"{": "}", "(": ")", "[": "]"}
_TERMS: Final = {"iri", "name", "variable", "string", "number", "blank"}

_ALLOW: Final = "`kg query --allow-service` lets a query that you trust reach the network."


def check(question: Question, *, allow_service: bool = False) -> None:
    """Raise QueryError when the engine here must not see the query; cheap for those that it may."""
    if len(question.text) > _SMALL:
        _check_size(question)
    if not allow_service and "service" in question.text.casefold():
        _check_service(question)


def _check_size(question: Question) -> None:
    """Raise QueryError for a query that would overflow the engine's stack, which ends the whole process."""
    parts, before = 0, ""
    for token, bracket, depth in _bracketed(sparql.reading(question.text)):
        parts += _goes_deeper(token, before, bracket)
        before = token.kind
        if depth > _DEEPEST or parts > _MOST_PARTS:
            what = "nested too deeply" if depth > _DEEPEST else "too long"
            place = question.at(token.start)
            raise _refused(place, f"the query is {what}", "Give many values with VALUES.")


def _bracketed(words: Iterable[Token]) -> Iterator[tuple[Token, str, int]]:
    """Yield each token, the innermost bracket that is open, `VALUES` in those of values, and how many are."""
    around: list[str] = []
    follow = False  # whether values do
    for token in words:
        if token.text in _CLOSED_BY:
            are_values = around[-1:] == ["VALUES"] or (follow and token.text == "{")
            around.append("VALUES" if are_values else token.text)
            follow = follow and not are_values
        elif token.text in _CLOSED_BY.values():
            del around[-1:]
        follow = follow or (token.kind == "word" and token.text.upper() == "VALUES")
        yield token, around[-1] if around else "", len(around)


def _goes_deeper(token: Token, before: str, bracket: str) -> bool:
    """Say whether the engine recurses for a token after one of the kind `before`.

    It does not for values, the terms and commas of a list of arguments, and the terms of a single triple; it
    does for those of a collection, of ORDER BY and of DESCRIBE.
    """
    if bracket == "VALUES":
        return False
    if token.kind in _TERMS:
        return before in _TERMS and bracket in ("", "(")
    return token.text not in _CLOSED_BY.values() and (token.text != "," or bracket != "(")


def _check_service(question: Question) -> None:
    """Raise QueryError when the query calls another endpoint.

    The engine itself is the judge, for its grammar knows no word boundaries (`trueSERVICE<…>` calls): a
    text that is still well-formed when every "service" in it is misspelt cannot contain the keyword.
    """
    import pyoxigraph

    harmless = re.sub("service", "servixe", question.text, flags=re.IGNORECASE)
    try:
        pyoxigraph.Store().query(harmless, base_iri=question.base, prefixes=question.known().plain)
    except SyntaxError as error:
        from kg.graph import malformed

        check_service_words(question)
        check_update(question)
        raise malformed.syntax_error(question, error) from error


def check_service_words(question: Question) -> None:
    """Raise QueryError when a word of the query, escapes resolved or not, is or holds SERVICE."""
    for reading in (question.text, sparql.unescaped(question.text)):
        for token in sparql.tokens(reading):
            if token.kind in ("word", "name") and "service" in token.text.partition(":")[0].casefold():
                place = question.at(token.start, reading)
                advice = [customary.label_service(question.tokens), _ALLOW]
                raise _refused(
                    place, "SERVICE would call another endpoint", "\n  ".join(filter(None, advice))
                )


def check_from_words(question: Question) -> None:
    """Raise QueryError when the query has a FROM, which a remote endpoint may take for an order to fetch."""
    for reading in (question.text, sparql.unescaped(question.text)):
        for token in sparql.tokens(reading):
            if token.kind == "word" and token.text.upper() == "FROM":
                place = question.at(token.start, reading)
                raise _refused(place, "FROM may make the endpoint fetch a document", _ALLOW)


def check_update(question: Question) -> None:
    """Raise QueryError when the first word after the prologue begins an update."""
    first = sparql.verb(question.tokens)
    if first and first.text.upper() in _UPDATES:
        what = f"{first.text.upper()} is an update: refused"
        raise UpdateError(what, where=question.at(first.start), hint="kg only asks; no graph is changed.")


def from_graphs(question: Question) -> Iterator[str]:
    """Yield the IRI of each graph named by FROM or FROM NAMED."""
    words = question.tokens if _FROM.search(question.text.casefold()) else ()
    for token, after, then in zip(words, words[1:], (*words[2:], None), strict=False):
        name = then if after.text.upper() == "NAMED" else after
        if token.kind == "word" and token.text.upper() == "FROM" and name:
            yield from filter(None, [question.iri(name)])


def _refused(where: str, what: str, hint: str) -> QueryError:
    return QueryError(f"{what}: refused", where=where, hint=hint)
