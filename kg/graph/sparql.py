"""The words of a SPARQL text, each with its place, so that nothing in a string or comment counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
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
_SILENT: Final = ("space", "comment")


FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


class Token(NamedTuple):
    """One word of a query: its `kind` (iri, string, variable, name, word, mark …), text and place."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Return the offset of the first character after the token."""
        return self.start + len(self.text)


@lru_cache(maxsize=64)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of `text` without white space and comments (SPARQL 1.1, section 19.8).

    What cannot start any token, such as a quotation mark that is never closed, comes out as kind `bad`.
    """
    return tuple(reading(text))


def reading(text: str) -> Iterator[Token]:
    """Yield the same one by one, for who may not want them all."""
    for match in _pattern().finditer(text):
        if (kind := str(match.lastgroup)) not in _SILENT:
            yield Token(kind, match[0], match.start())


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in _KINDS.items()), re.DOTALL)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column, both from 1, of the character at `offset`."""
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1


def variables(words: Iterable[Token]) -> list[str]:
    """Return the names of the variables in the order in which they first occur."""
    return list(dict.fromkeys(word.text[1:] for word in words if word.kind == "variable"))


def verb(words: Iterable[Token]) -> Token | None:
    """Return the first word after the prologue, which says what is wanted: SELECT, INSERT …"""
    after = (word for word in words if word.kind == "word")
    return next((word for word in after if word.text.upper() not in ("PREFIX", "BASE", "VERSION")), None)


def form(words: Sequence[Token]) -> str:
    """Return `SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`, or an empty string for what is none of them."""
    first = verb(words)
    return first.text.upper() if first and first.text.upper() in FORMS else ""


def unescaped(text: str) -> str:
    """Return `text` with the code point escapes of SPARQL (section 19.2) resolved; impossible ones stay."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U00([0-9A-Fa-f]{6})", _character, text)


def unescaped_name(name: str) -> str:
    """Return a prefixed name with the escapes of its local part resolved (section 19.8, PN_LOCAL_ESC)."""
    return re.sub(r"\\(.)", r"\1", name)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def well_formed(text: str) -> str:
    """Return `text` with a question mark for each byte of a command line that was no UTF-8."""
    return text.encode("utf-8", "replace").decode()
