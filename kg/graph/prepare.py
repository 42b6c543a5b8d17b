"""What is done to a query before the engine sees it, once for each text: refuse, and put columns in order."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from kg.graph import refusals

if TYPE_CHECKING:
    from kg.graph.question import Question

_STAR: Final = re.compile(r"\*\s*(?:#.*\s*)*(?:WHERE|FROM|\{)", re.IGNORECASE)
"""A cheap first look for `SELECT *`, after which the words themselves are read."""


class Prepared(NamedTuple):
    """A query as the engine gets it, and the IRIs of the graphs that its FROM names."""

    text: str
    graphs: tuple[str, ...]


@lru_cache(maxsize=64)
def prepared(question: Question, *, allow_service: bool) -> Prepared:
    """Return the query made ready; the last few are kept, as reading one can take longer than answering.

    Raises QueryError for what is refused, SyntaxError for a malformed `SELECT *`.
    """
    refusals.check(question, allow_service=allow_service)
    graphs = tuple(refusals.from_graphs(question))
    calls = allow_service and "service" in question.text.casefold()
    return Prepared(question.text if calls else _with_columns_in_order(question), graphs)


def _with_columns_in_order(question: Question) -> str:
    """Return `SELECT *` with its variables in the order of the text; the engine's is alphabetical."""
    text, star = question.text, _star(question)
    if star is None:
        return text
    empty = ox.Store().query(text, base_iri=question.base, prefixes=question.known().plain)
    selected = [f"?{v.value}" for v in empty.variables] if isinstance(empty, ox.QuerySolutions) else []
    order = [f"?{name}" for name in question.variables]
    return f"{text[:star]}{' '.join(sorted(selected, key=order.index)) or '*'}{text[star + 1 :]}"


def _star(question: Question) -> int | None:
    """Return the offset of the `*` in the `SELECT *` that a query begins with, or None when it has none."""
    if not _STAR.search(question.text):
        return None
    words = [word for word in question.tokens if word.kind in ("word", "mark", "variable")]
    place = next((i for i, word in enumerate(words) if word.text.upper() == "SELECT"), len(words))
    after = words[place + 1 :]
    if after and after[0].text.upper() in ("DISTINCT", "REDUCED"):
        after = after[1:]
    is_first = not any(word.text == "{" for word in words[:place])
    return after[0].start if is_first and after and after[0].text == "*" else None
