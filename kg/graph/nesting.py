"""How deeply a text nests, told while its bytes pass: triples within triples without end kill a parser.

Nothing nests deeper than it has marks of a triple term in all. So marks are counted, at the speed of memory;
only in a text with many are brackets followed, from the first place where it is certain what is a bracket.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

import pyoxigraph as ox

Watch = Callable[[bytes], bool]

DEEPEST: Final = 1000
"""How many brackets may stand in each other; parsers bear 8,000 on a stack of 8 MB, and people write two."""

_LONGEST_START: Final = 64
_LONGEST_LINE: Final = 1 << 16


class _Syntax(NamedTuple):
    """How a syntax spells what nests.

    `marks` tell a triple term, each with bytes that are quickly looked for; `start` is a place from which
    `tokens` can be read. Of these group 1 opens and 2 closes a bracket, 3 may but need not hide some that
    open, 4 is not finished; what has no group is no bracket. `has_lines` says that no token goes beyond its
    line.
    """

    marks: tuple[tuple[bytes, re.Pattern[bytes]], ...]
    start: re.Pattern[bytes]
    tokens: re.Pattern[bytes]
    has_lines: bool = False


def nesting(form: ox.RdfFormat | ox.QueryResultsFormat) -> Watch:
    """Return what says of a text in a format, whose bytes it is given in turn, whether it nests too deep."""
    return _in_lines() if form in _LINES else _Brackets(_SYNTAXES[form]).is_too_deep


def _in_lines() -> Watch:
    """Return the watch of formats whose lines end what nests: only one as long as a chunk can be too deep."""
    terms, tail = 0, b""

    def is_too_deep(chunk: bytes) -> bool:
        nonlocal terms, tail
        text = tail + chunk
        end, start = text.find(b"\n"), text.rfind(b"\n")
        terms += text.count(b"<<(", 0, len(text) if end < 0 else end)
        too_deep = terms > DEEPEST
        if start >= 0:
            terms = text.count(b"<<(", start)
        tail = text[-2:]
        return too_deep or terms > DEEPEST

    return is_too_deep


class _Brackets:
    """Follows the brackets of a text, in a syntax."""

    def __init__(self, syntax: _Syntax) -> None:
        self._syntax = syntax
        self._marks, self._tail, self._is_followed = 0, b"", False
        self._depth = self._lowest = self._highest = 0

    def is_too_deep(self, chunk: bytes) -> bool:
        """Say whether the text, which goes on with `chunk`, nests deeper than `DEEPEST`."""
        text = self._tail + chunk
        if self._marks < DEEPEST:
            self._marks += sum(len(mark.findall(text)) for part, mark in self._syntax.marks if part in text)
        start = None if self._is_followed or self._marks < DEEPEST else self._syntax.start.search(text)
        self._is_followed |= start is not None
        if self._is_followed:
            self._tail = self._follow(text[start.start() if start else 0 :])
        else:
            self._tail = text[-_LONGEST_START:]
        return self._highest - self._lowest > DEEPEST

    def _follow(self, text: bytes) -> bytes:
        """Follow the brackets in `text`, and return its end, which what comes may complete."""
        syntax = self._syntax
        read, cut = 0, _end_of_lines(text) if syntax.has_lines else len(text)
        for token in syntax.tokens.finditer(text, 0, cut):
            if token.lastindex == 4:
                return text[token.start() :]
            read = token.end()
            if token.lastindex:
                hidden = token[0].count(b"<<(") if token.lastindex == 3 else 0
                self._depth += (1, -1, hidden)[token.lastindex - 1]
                self._lowest = min(self._lowest, self._depth)
                self._highest = max(self._highest, self._depth)
        return text[cut if syntax.has_lines else read :]


def _end_of_lines(text: bytes) -> int:
    """Return where the last whole line ends, or the text when what follows is too long to wait for more."""
    end = text.rfind(b"\n") + 1
    return end if len(text) - end < _LONGEST_LINE else len(text)


def _spelled(word: bytes) -> bytes:
    """Return the pattern of a string in JSON, each letter of which may be escaped."""
    return b'"' + b"".join(rb"(?:%c|\\u00(?i:%02x))" % (letter, letter) for letter in word) + b'"'


_STRING: Final = rb'"[^"\\]*(?:\\.[^"\\]*)*"'
_IN_LINE: Final = rb"""("[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'|#[^\n]*)"""

_JSON: Final = _Syntax(
    ((b"triple", re.compile(b"triple")), (b"\\", re.compile(rb"\\u00[67]"))),
    re.compile(_spelled(b"triple")),
    re.compile(rb"%s|([\[{])|([\]}])|()(\")" % _STRING, re.DOTALL),
)
_TURTLE: Final = _Syntax(
    ((b"<<(", re.compile(rb"<<\(")),),
    re.compile(b""),
    re.compile(rb"<[^<>\s]*>|(<<\()|(\)>>)|%s" % _IN_LINE),
    has_lines=True,
)
_XML: Final = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rb"""|<[^!?/](?:[^>"']|"[^"]*"|'[^']*')*?(?:/>|(>))|</[^>]*(>)|()(<(?:!--|!\[CDATA\[|\?|[^>]*\Z))""",
    re.DOTALL,
)
_SYNTAXES: Final = {
    ox.QueryResultsFormat.JSON: _JSON,
    ox.QueryResultsFormat.XML: _Syntax(((b"triple", re.compile(b"triple")),), re.compile(b"<"), _XML),
    ox.RdfFormat.RDF_XML: _Syntax(((b"parseType", re.compile(b"parseType")),), re.compile(b"<"), _XML),
    ox.RdfFormat.TURTLE: _TURTLE,
    ox.RdfFormat.TRIG: _TURTLE,
}
_LINES: Final = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS, ox.QueryResultsFormat.TSV)
