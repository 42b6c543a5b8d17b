"""What keeps a saved query of ours from being declared, ordered and documented."""

from __future__ import annotations

import itertools
import re
from typing import Final

from kg.errors import Problem
from kg.graph import malformed, sparql
from kg.graph.question import Question
from kg.query.saved import SavedQuery
from kg.terms import Prefixes

_SHORT_WORDS: Final = frozenset({"by", "to", "of", "at", "id", "on", "in", "as", "us"})


def lint(saved: SavedQuery, prefixes: Prefixes) -> list[Problem]:
    """Return what keeps a saved query from being declared, ordered and documented, sorted by place."""
    return sorted([*_documentation(saved), *_parameters(saved), *_text(saved, prefixes)])


def _problem(saved: SavedQuery, rule: str, what: str, hint: str = "", offset: int = 0) -> Problem:
    line, column = sparql.line_and_column(saved.text, offset)
    return Problem(f"{saved.path}:{line}:{column}", rule, what, hint)


def _documentation(saved: SavedQuery) -> list[Problem]:
    found = []
    if not saved.title:
        found.append(_problem(saved, "title", "has no title", "Begin the file with `# title: …`."))
    elif not saved.title[0].isupper() or saved.title.endswith("."):
        found.append(
            _problem(saved, "title", "the title is not a heading: a capital first, no full stop last")
        )
    if not saved.description:
        found.append(_problem(saved, "description", "has no description", "Add `# description: …`."))
    elif not _is_sentence(saved.description):
        found.append(_problem(saved, "description", "the description is not made of whole sentences"))
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", saved.name):
        found.append(
            _problem(saved, "name", f"the name {saved.name} is not lower-case words joined by hyphens")
        )
    return found


def _is_sentence(text: str) -> bool:
    return not text[0].islower() and text.endswith((".", "?", "!"))


def _parameters(saved: SavedQuery) -> list[Problem]:
    found = []
    used = sparql.variables(sparql.tokens(saved.text))
    for parameter in saved.parameters:
        named = f"the parameter {parameter.name}"
        if parameter.name not in used:
            found.append(_problem(saved, "parameter", f"{named} is no variable of the query"))
        if not parameter.description or parameter.description[0].islower():
            found.append(
                _problem(saved, "parameter", f"{named} has no description that begins with a capital")
            )
        if not (parameter.example or parameter.default or parameter.is_optional):
            what = f"{named} has neither a default (=) nor an example (e.g.), nor is it optional"
            found.append(_problem(saved, "parameter", what))
    return found


def _text(saved: SavedQuery, prefixes: Prefixes) -> list[Problem]:
    found = []
    if broken := malformed.check(Question(saved.text, known=lambda: prefixes)):
        found.append(Problem(f"{saved.path}:{broken.where}", "syntax", broken.what, broken.hint))
    if not saved.kind:
        found.append(_problem(saved, "form", "is neither SELECT, ASK, CONSTRUCT nor DESCRIBE"))
    words = [token.text.upper() for token in sparql.tokens(saved.text) if token.kind == "word"]
    if saved.kind == "SELECT" and ("ORDER", "BY") not in itertools.pairwise(words):
        found.append(
            _problem(saved, "order", "has no ORDER BY", "Order the rows, so that every run reads the same.")
        )
    tokens = sparql.tokens(saved.text)
    for before, token in itertools.pairwise(tokens):
        prefix = token.text.removesuffix(":")
        if before.text.upper() == "PREFIX" and prefix in prefixes:
            hint = "kg declares it by itself; leave the line out."
            found.append(_problem(saved, "prefix", f"declares the prefix {prefix}: again", hint, token.start))
    first = {
        token.text: token for token in reversed(list(sparql.tokens(saved.text))) if token.kind == "variable"
    }
    for name, token in first.items():
        if len(name) < 4 and name[1:] not in _SHORT_WORDS:
            hint = "Columns are headed by variables: ?state, ?amount, ?quote."
            found.append(_problem(saved, "variable", f"{name} is not a word", hint, token.start))
    return found
