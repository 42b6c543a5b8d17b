"""What a query selects, and what it cannot: a variable twice, one that is not grouped, a name taken."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from kg.graph.sparql import Token

_AGGREGATES: Final = {"COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"}
_AFTER_GROUPS: Final = {"HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"}
_UNFINISHED: Final = _AFTER_GROUPS | {"GROUP", "BY"}
"""With these a query ends too early, and what it would have been in full is not known."""


def columns(words: Sequence[Token]) -> list[str]:
    """Return the names of the columns of the outermost SELECT, `["*"]` where it selects all.

    Empty where SPARQL knows no such columns, as of an expression without a name, which some endpoints do.
    """
    before_where = itertools.takewhile(lambda w: w.text.upper() not in ("WHERE", "FROM"), parts(words)[0])
    selected = [word for word in before_where if word.text.upper() not in ("DISTINCT", "REDUCED")]
    outer = [word for word, depth in with_depth(selected) if depth == 0]
    named = [word for before, word in itertools.pairwise(selected) if before.text.upper() == "AS"]
    is_known = all(word.kind == "variable" or word.text in ("(", ")", "*") for word in outer)
    if not is_known or sum(word.text == "(" for word in outer) != len(named):
        return []
    return [word.text.lstrip("?$") for word in selected if word.text not in "()" and word in outer + named]


def limit(words: Sequence[Token]) -> int | None:
    """Return the number of rows that the outermost LIMIT allows, None where there is none."""
    found = [
        after.text
        for (word, depth), (after, _) in itertools.pairwise(with_depth(words))
        if depth == 0 and word.text.upper() == "LIMIT" and after.text.isdecimal()
    ]
    return int(found[-1][:18]) if found else None


class Clash(NamedTuple):
    """The word at which a SELECT contradicts its query, what is wrong and what to do."""

    word: Token
    what: str
    advice: str


def clash(words: Sequence[Token]) -> Clash | None:
    """Return where the outermost SELECT contradicts its query (SPARQL 1.1, 11.4, 18.2.1), None if nowhere."""
    selected, pattern, after = parts(words)
    if not after or after[-1].text.upper() in _UNFINISHED:
        return None
    named = [word for before, word in itertools.pairwise(selected) if before.text.upper() == "AS"]
    columns = [word for word, depth in with_depth(selected) if depth == 0 or word in named]
    grouped = _grouped(after)
    if grouped is not None and any(word.text == "*" for word in columns):
        return Clash(words[0], "SELECT * cannot stand with GROUP BY: name the variables", "")
    names = [_name(word) for word in columns]
    again = (w for i, w in enumerate(columns) if w.kind == "variable" and _name(w) in names[:i])
    if twice := next(again, None):
        return Clash(twice, f"{twice.text} is selected twice", "Leave one out.")
    in_use = {_name(word) for word in pattern if word.kind == "variable"}
    if taken := next((word for word in named if _name(word) in in_use), None):
        what = f"AS gives the name {taken.text} to a value, and the query has it for something else"
        return Clash(taken, what, "Choose another name after AS.")
    if alone := _ungrouped(selected, named, grouped):
        advice = "Where a query counts or sums, each other variable it selects stands after GROUP BY."
        return Clash(alone, f"{alone.text} is selected but not grouped", advice)
    return None


def _ungrouped(selected: Sequence[Token], named: Sequence[Token], grouped: set[str] | None) -> Token | None:
    """Return the first variable that keeps many values where many rows become one, None if none does."""
    if grouped is None and not any(word.text.upper() in _AGGREGATES for word in selected):
        return None
    free = (word for word in _outside_aggregates(selected) if word not in named)
    return next((word for word in free if _name(word) not in (grouped or ())), None)


def _name(word: Token) -> str:
    """Return the name of a variable: ?x and $x are the same."""
    return word.text[1:]


def parts(words: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token], Sequence[Token]]:
    """Return what stands between the first SELECT and its pattern, in the pattern, and after it."""
    start = next((i for i, word in enumerate(words) if word.text.upper() == "SELECT"), len(words))
    rest = words[start + 1 :]
    depths = [depth for _, depth in with_depth(rest)]
    opened = next((i for i, word in enumerate(rest) if word.text == "{" and depths[i] == 0), len(rest))
    closed = next((i for i, word in enumerate(rest) if word.text == "}" and depths[i] == 0), len(rest))
    return rest[:opened], rest[opened:closed], rest[closed:]


def with_depth(words: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """Yield each word with the number of brackets around it, those of a pair not being inside themselves."""
    depth = 0
    for word in words:
        depth -= word.text in (")", "}")
        yield word, depth
        depth += word.text in ("(", "{")


def _grouped(after: Sequence[Token]) -> set[str] | None:
    """Return the names of the variables that GROUP BY gives, None where there is no GROUP BY.

    Of an expression, `(STR(?x) AS ?y)`, that is the variable after AS, if any.
    """
    texts = [word.text.upper() for word in after]
    if "GROUP" not in texts:
        return None
    rest = after[texts.index("GROUP") :]
    by = list(itertools.takewhile(lambda pair: pair[0].text.upper() not in _AFTER_GROUPS, with_depth(rest)))
    return {
        _name(word)
        for (word, depth), (before, _) in zip(by[1:], by, strict=False)
        if word.kind == "variable" and (depth == 0 or before.text.upper() == "AS")
    }


def _outside_aggregates(selected: Sequence[Token]) -> Iterator[Token]:
    """Yield the variables that stand in no COUNT( ), SUM( ) …"""
    inside, before = 0, ""
    for word in selected:
        if inside or (word.text == "(" and before in _AGGREGATES):
            inside += (word.text == "(") - (word.text == ")")
        elif word.kind == "variable":
            yield word
        before = word.text.upper()
