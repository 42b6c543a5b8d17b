"""What a query may not do: change a graph, or reach the network or another file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from kg.errors import QueryError
from kg.terms import STANDARD, Prefixes

if TYPE_CHECKING:
    from kg.graph.sparql import Token

_UPDATES: Final = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_FROM: Final = re.compile(r"(?<![\w:?$])from", re.IGNORECASE)
"""A FROM that is no end of a name (`prov:wasDerivedFrom`) and no variable; else the text need not be read."""
_SMALL: Final = 2000
_DEEPEST: Final = 400
_MOST_PARTS: Final = 3000
"""The engine's parser and optimiser recurse; a stack of 8 MB bears at least this much."""

_ALLOW: Final = "Give --allow-service if you trust the query and want it to reach the network."


def check(
    text: str, base: str | None = None, prefixes: Prefixes = STANDARD, *, allow_service: bool = False
) -> None:
    """Raise QueryError when the engine here must not see the query; cheap for those that it may."""
    if len(text) > _SMALL:
        _check_size(text)
    if not allow_service and "service" in text.casefold():
        _check_service(text, base, prefixes)


def _check_size(text: str) -> None:
    """Raise QueryError for a query that would overflow the engine's stack, which ends the whole process."""
    from kg.graph import sparql

    depth = parts = 0
    for token in sparql.tokens(text):
        depth += (token.text in ("{", "(", "[")) - (token.text in ("}", ")", "]"))
        parts += token.kind == "word" or (token.kind == "mark" and token.text not in "(),")
        if depth > _DEEPEST or parts > _MOST_PARTS:
            what = "nested too deeply" if depth > _DEEPEST else "too long"
            raise _refused(text, token.start, f"the query is {what}", "Give many values with VALUES.")


def _check_service(text: str, base: str | None, prefixes: Prefixes) -> None:
    """Raise QueryError when the query calls another endpoint.

    The engine itself is the judge, for its grammar knows no word boundaries (`trueSERVICE<…>` calls): a
    text that is still well-formed when every "service" in it is misspelt cannot contain the keyword.
    """
    import pyoxigraph

    harmless = re.sub("service", "servixe", text, flags=re.IGNORECASE)
    try:
        pyoxigraph.Store().query(harmless, base_iri=base, prefixes=dict(prefixes))
    except SyntaxError as error:
        check_service_words(text)
        raise syntax_error(text, error) from error


def check_service_words(text: str) -> None:
    """Raise QueryError when a word of the query, escapes resolved or not, is or holds SERVICE."""
    from kg.graph import sparql

    for reading in (text, _unescaped(text)):
        for token in sparql.tokens(reading):
            if token.kind in ("word", "name") and "service" in token.text.partition(":")[0].casefold():
                raise _refused(reading, token.start, "SERVICE would call another endpoint", _ALLOW)


def check_from_words(text: str) -> None:
    """Raise QueryError when the query has a FROM, which a remote endpoint may take for an order to fetch."""
    from kg.graph import sparql

    for reading in (text, _unescaped(text)):
        place = next(
            (t.start for t in sparql.tokens(reading) if t.kind == "word" and t.text.upper() == "FROM"), None
        )
        if place is not None:
            raise _refused(reading, place, "FROM may make the endpoint fetch a document", _ALLOW)


def check_update(text: str) -> None:
    """Raise QueryError when the first word after the prologue begins an update."""
    from kg.graph import sparql

    words = (token for token in sparql.tokens(text) if token.kind == "word")
    first = next((word for word in words if word.text.upper() not in ("PREFIX", "BASE", "VERSION")), None)
    if first and first.text.upper() in _UPDATES:
        raise _refused(
            text, first.start, f"{first.text.upper()} is an update", "kg only asks; no graph is changed."
        )


def from_graphs(text: str, base: str | None = None, known: Prefixes = STANDARD) -> Iterator[str]:
    """Yield the IRI of each graph named by FROM or FROM NAMED."""
    if not _FROM.search(text):
        return
    from kg.graph import sparql

    words = list(sparql.tokens(text))
    prefixes = dict(known)
    for token, after, then in zip(words, [*words[1:], None], [*words[2:], None, None], strict=False):
        if token.text.upper() == "BASE" and after and after.kind == "iri":
            base = urljoin(base or "", after.text[1:-1])
        if token.text.upper() == "PREFIX" and after and then and then.kind == "iri":
            prefixes[after.text.removesuffix(":")] = urljoin(base or "", then.text[1:-1])
        named = after is not None and after.text.upper() == "NAMED"
        name = then if named else after
        if token.kind == "word" and token.text.upper() == "FROM" and name:
            yield from _resolved(name, prefixes, base)


def _resolved(name: Token, prefixes: dict[str, str], base: str | None) -> Iterator[str]:
    if name.kind == "iri":
        yield urljoin(base or "", _unescaped(name.text[1:-1]))
    elif name.kind == "name":
        prefix, _, local = name.text.partition(":")
        if prefix in prefixes:
            yield prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def syntax_error(text: str, error: SyntaxError) -> QueryError:
    """Return the engine's refusal of a query as a QueryError whose place is `line:column`.

    Raises another QueryError when the text is an update.
    """
    check_update(text)
    found = place(error)
    hint = "This is where the engine stopped reading; the word at fault may stand before it."
    return QueryError("the query is malformed", where=f"{found[0]}:{found[1]}" if found else "", hint=hint)


def place(error: SyntaxError) -> tuple[int, int] | None:
    """Return the line and column up to which the engine read a query, None when it does not tell.

    It tells them in its message alone, of which nothing but the two numbers is used.
    """
    found = re.search(r"(\d+):(\d+)", str(error))
    return (int(found[1]), int(found[2])) if found else None


def _refused(text: str, offset: int, what: str, hint: str) -> QueryError:
    from kg.graph import sparql

    line, column = sparql.line_and_column(text, offset)
    return QueryError(f"{what}: refused", where=f"{line}:{column}", hint=hint)


def _unescaped(text: str) -> str:
    """Return `text` with the code point escapes of SPARQL (section 19.2) resolved; impossible ones stay."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U00([0-9A-Fa-f]{6})", _character, text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]
