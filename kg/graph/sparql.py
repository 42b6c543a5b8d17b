"""The words of a SPARQL text, each with its place, so that nothing in a string or comment counts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_ESCAPED: Final = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LOCAL: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_KINDS: Final = {
    "space": r"\s+",
    "comment": r"#[^\n\r]*",
    "iri": rf"<(?:[^\x00-\x20<>\"{{}}|^`\\]|{_ESCAPED})*>",
    "string": r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""'
    r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'",
    "variable": r"[?$]\w+",
    "language": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)?",
    "blank": r"_:\w(?:[\w.\-]*[\w\-])?",
    "name": r"(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:"
    rf"(?:(?:[\w:]|{_LOCAL})(?:(?:[\w:.\-]|{_LOCAL})*(?:[\w:\-]|{_LOCAL}))?)?",
    "number": r"\d*\.\d+(?:[eE][+-]?\d+)?|\d+(?:\.?[eE][+-]?\d+)?",
    "word": r"[^\W\d]\w*",
    "mark": r"\^\^|&&|\|\||!=|<=|>=|<<\(|\)>>|<<|>>|\{\||\|\}|[{}()\[\];,.*/+\-=<>|^?!~]",
    "bad": r".",
}
_TOKEN: Final = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.DOTALL)


class Token(NamedTuple):
    """One word of a query: its `kind` (iri, string, variable, name, word, mark …), text and place."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Return the offset of the first character after the token."""
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of `text` without white space and comments (SPARQL 1.1, section 19.8).

    What cannot start any token, such as a quotation mark that is never closed, comes out as kind `bad`.
    """
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind not in ("space", "comment"):
            yield Token(kind, match.group(), match.start())


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column, both from 1, of the character at `offset`."""
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1


def variables(text: str) -> list[str]:
    """Return the names of the variables in the order in which they first occur."""
    return list(dict.fromkeys(token.text[1:] for token in tokens(text) if token.kind == "variable"))


def form(text: str) -> str:
    """Return `SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`, or an empty string when the text is none of them."""
    words = (token.text.upper() for token in tokens(text) if token.kind == "word")
    first = next((word for word in words if word not in ("PREFIX", "BASE", "VERSION")), "")
    return first if first in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE") else ""


def declared_prefixes(text: str) -> dict[str, Token]:
    """Return the prefixes that the text itself declares, each with the token that names it."""
    words = list(tokens(text))
    return {
        name.text.removesuffix(":"): name
        for keyword, name in itertools.pairwise(words)
        if keyword.kind == "word" and keyword.text.upper() == "PREFIX" and name.kind == "name"
    }


def well_formed(text: str) -> str:
    """Return `text` with a question mark for each byte of a command line that was no UTF-8."""
    return text.encode("utf-8", "replace").decode()
