"""Which variables of a query can have a value, as its words alone tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.graph.question import Question
    from kg.graph.sparql import Token

_LIKENESS: Final = 0.7
_CLOSING: Final = {")": "(", "}": "{", "]": "["}
_TESTING: Final = {"BOUND", "COALESCE", "IF"}
"""Functions to which a variable without a value may be given on purpose."""
_USING: Final = {"SELECT", "DESCRIBE", "GROUP", "ORDER", "HAVING"}
"""Words after which variables are used, not bound, up to the next pattern or the end of the group."""


def never_bound(question: Question) -> dict[str, str]:
    """Return, for each variable that is used and that nothing binds, a sentence with the one meant."""
    bound = {*question.bindings, *_bound(question.tokens)}
    loose = [name for name in question.variables if name not in bound]
    near = {name: nearest(name, bound, likeness=_LIKENESS) for name in loose}
    meant = {name: f"; did you mean ?{other}?" if other else "" for name, other in near.items()}
    return {name: f"nothing in the query binds ?{name}{meant[name]}" for name in loose}


def _bound(words: Sequence[Token]) -> Iterator[str]:
    """Yield the variables to which a pattern, VALUES or AS gives a value, or which need none."""
    around = ["using"]
    before = ""
    for word in words:
        if word.text in ("(", "{", "["):
            around.append(_inside(word.text, before, around[-1]))
        elif word.text in _CLOSING and len(around) > 1:
            around.pop()
        elif word.kind == "word" and before != ":":
            around[-1] = _from_here(word.text.upper(), around[-1])
        elif word.kind == "variable" and (around[-1] != "using" or before == "AS"):
            yield word.text[1:]
        before = word.text.upper() if word.kind in ("word", "mark") else word.kind


def _from_here(word: str, now: str) -> str:
    """Return whether variables after a word are bound or used; the words between do not change it."""
    if word in _USING:
        return "using"
    return "binding" if word == "VALUES" else now


def _inside(bracket: str, before: str, around: str) -> str:
    """Return whether variables in a bracket are bound, used or tested, by what is before and around it."""
    if bracket == "{":
        return "using" if before == "CONSTRUCT" else "binding"
    if before in _TESTING:
        return "testing"
    is_list = before in ("name", "iri", "variable", "blank", ";", ",", "VALUES", "A") or bracket == "["
    return "binding" if is_list and around == "binding" else "using"
