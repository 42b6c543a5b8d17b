"""Whether what an endpoint answers is what it was asked for, and the whole of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from kg.graph import selection

if TYPE_CHECKING:
    from kg.graph.question import Question

ROWS: Final = "rows"
BOOLEAN: Final = "a yes or no"
TRIPLES: Final = "triples"
_ASKED: Final = {"SELECT": ROWS, "ASK": BOOLEAN, "CONSTRUCT": TRIPLES, "DESCRIBE": TRIPLES}

IN_PARTS: Final = "Ask in parts, with ORDER BY, LIMIT and OFFSET, or make the query more selective."


def partial(status: int, headers: Mapping[str, str]) -> str:
    """Return how an endpoint says that its answer is not the whole one; empty where it does not.

    By the status 206, or by the state that Virtuoso tells when its own time limit ends a query; it tells
    one with errors too.
    """
    if status in (200, 206) and (state := headers.get("X-SQL-State", "")):
        message = headers.get("X-SQL-Message", "")
        return f"X-SQL-State {state}{': ' + message if message else ''}"
    return "status 206" if status == 206 else ""


def most(question: Question, headers: Mapping[str, str]) -> int | None:
    """Return the number of rows or triples from which on an answer may have been cut; None for no limit.

    Virtuoso tells its limit, which cuts nothing where the query itself asks for no more.
    """
    told = re.fullmatch(r"\s*([1-9]\d{0,17})\s*", headers.get("X-SPARQL-MaxRows", ""), re.ASCII)
    own = selection.limit(question.tokens)
    return None if told is None or (own is not None and own <= int(told[1])) else int(told[1])


def kind(form: str, came: str) -> str:
    """Return the kind of answer that a form of query asks for; `came` for an unknown form."""
    return _ASKED.get(form, came)


def unlike(form: str, came: str) -> str:
    """Return what is wrong with `came`, a kind of answer or its name, as an answer to a form of query."""
    query = f"{'an' if form == 'ASK' else 'a'} {form}" if form else "the query"
    return f"the endpoint answers {query} with {came}, not with {_ASKED.get(form, 'a result of SPARQL')}"


def other_columns(question: Question, came: Sequence[str]) -> str:
    """Return what is wrong with the columns that came for a SELECT; empty where they are those asked for.

    `SELECT *` may give any of the query's variables; what is no SPARQL of the standard may give anything.
    """
    asked = selection.columns(question.tokens) if question.form == "SELECT" else []
    if asked == ["*"]:
        known = set(question.variables)
        fits, asked = set(came) <= known and (bool(came) or not known), question.variables
    else:
        fits = not asked or set(came) == set(asked)
    return "" if fits else f"the endpoint answers with {_columns(came)}, asked for {_columns(asked)}"


def _columns(names: Sequence[str]) -> str:
    shown = " ".join(f"?{name}" for name in names[:8]) + (" …" if len(names) > 8 else "")
    return f"the column{'s' * (len(names) != 1)} {shown}" if names else "no columns"
