"""A saved query as a text to read, to adapt and to run: its header, how to ask it, every prefix declared."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from kg.graph.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.query.saved import SavedQuery
    from kg.terms import Prefixes

_TRIPLES: Final = "triples, with -f csv as a table of three columns"
_GIVES: Final = {"SELECT": "rows", "ASK": "true or false", "CONSTRUCT": _TRIPLES, "DESCRIBE": _TRIPLES}


def printed(saved: SavedQuery, called: str, known: Prefixes) -> str:
    """Return the text of a saved query, below its header how it is asked, and the prefixes that it needs.

    `called` is the name or file by which it was found, `known` the prefixes that need no declaration. The
    text can be given back to `kg query`, or to any other program.
    """
    header, rest = _split(saved)
    return "\n".join([*header, f"# {_asked(saved, called)}", *_prefixes(saved, known), rest])


def _split(saved: SavedQuery) -> tuple[list[str], str]:
    """Return the lines of the header, and a blank one after them, and the text below; none without one."""
    lines = saved.text.rstrip().split("\n")
    end = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    count = end if saved.title else 0
    return [*lines[:count], ""] if count else [], "\n".join(lines[count:]).lstrip("\n")


def _asked(saved: SavedQuery, called: str) -> str:
    """Return the command that asks a saved query with its defaults, or its examples; what it gives."""
    told = [p for p in saved.parameters if p.example]
    values = [f"-p {shlex.quote(f'{p.name}={p.example}')}" for p in told]
    command = " ".join(["kg query", shlex.quote(called), *values])
    return f"{command}  ({saved.kind}: gives {_GIVES.get(saved.kind, 'nothing')})"


def _prefixes(saved: SavedQuery, known: Prefixes) -> Iterator[str]:
    """Yield the lines that declare the prefixes which the text uses and leaves undeclared."""
    question = Question(saved.text)
    used = {word.text.partition(":")[0] for word in question.tokens if word.kind == "name"}
    for prefix in sorted((used & known.keys()) - question.declared.keys()):
        yield f"PREFIX {prefix}: <{known[prefix]}>"
