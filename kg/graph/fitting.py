"""Whether the rows of an endpoint can be what a query of ours finds: the code that asks relies on it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.errors import LocationError
from kg.graph.answers import Solutions

if TYPE_CHECKING:
    from kg.graph.answers import Row, Term
    from kg.graph.question import Question

_COUNTED: Final = re.compile(r"\( (?:COUNT|SUM) \( [^()]* \) AS \?(\w+) \)")
_KIND: Final = re.compile(r"(isIRI|isLiteral) \( \?(\w+) \)")
_FILTER: Final = re.compile(rf"FILTER \( ({_KIND.pattern}(?: && {_KIND.pattern})*) (?:\)|&&)")
_GROUP: Final = re.compile(r"\{[^{}]*\}")


class Fitting(Solutions):
    """The rows found for a question; LocationError, at `where`, for one that it rules out."""

    def __init__(self, found: Solutions, question: Question, where: str) -> None:
        super().__init__(found.engine)
        self._found, self._where = found, where
        found_in = dict.fromkeys(found.variables, "bound") if _binds_all(question) else {}
        found_in |= {name: kind for name, kind in kinds(question).items() if name in found.variables}
        self._kinds = found_in
        grouped = any(word.text.upper() == "GROUP" for word in question.tokens)
        self._least = 1 if "number" in self._kinds.values() and not grouped else 0

    def __iter__(self) -> Iterator[Row]:
        count = 0
        for count, row in enumerate(self._found, 1):  # noqa: B007  (it is read after the loop)
            if not all(_fits(row[name], kind) for name, kind in self._kinds.items()):
                raise self._error("a value that the query rules out")
            yield row
        if count < self._least:
            raise self._error("no row where one counts")

    def _error(self, what: str) -> LocationError:
        return LocationError(f"the endpoint answers with {what}", where=self._where)


def kinds(question: Question) -> dict[str, str]:
    """Return of which kind a query lets the values of a variable be: `isIRI`, `isLiteral`, or `number`.

    Numbers are what it counts or sums; the kinds of terms are those with which a FILTER of its own group, not
    of one within that, begins.
    """
    text = " ".join(word.text for word in question.tokens)
    filters = " ".join(match[1] for match in _FILTER.finditer(_own_group(text)))
    found = {name: kind for kind, name in _KIND.findall(filters)}
    return found | dict.fromkeys(_COUNTED.findall(text), "number")


def _binds_all(question: Question) -> bool:
    """Say whether nothing in a query leaves a column without a value in some row."""
    return not any(word.text.upper() in ("OPTIONAL", "UNION", "AS") for word in question.tokens)


def _own_group(text: str) -> str:
    """Return what stands between the outermost braces of a query, without the groups in there."""
    inside = text.partition("{")[2].rpartition("}")[0]
    while (without := _GROUP.sub("", inside)) != inside:
        inside = without
    return inside


def _fits(value: Term | None, kind: str) -> bool:
    if kind == "bound":
        return value is not None
    if kind == "isIRI":
        return isinstance(value, ox.NamedNode)
    return isinstance(value, ox.Literal) and (kind == "isLiteral" or _is_number(value.value))


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
