"""Where YAML stops making sense and what to do, in our words: the parser is asked where, never what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import yaml

from kg.errors import Problem

DEEPEST: Final = 50
"""Lists and mappings inside each other; seeds need seven, and parsers give up at depths of their own."""

TOO_DEEP: Final = ("lists or mappings are nested too deep", "Close the brackets, or indent less.")

_UNPRINTABLE: Final = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no YAML text may hold (YAML 1.2.2, section 5.1)."""
_UNPRINTABLE_AS_IT_IS: Final = re.compile(rf"{_UNPRINTABLE.pattern}|(?<=[\s\S])\ufeff")
"""The same, and a mark of byte order but at the beginning (5.2), which parsers count as they like."""

_RESERVED: Final = "*&!|>@`%"
_TAB: Final = ("a tab in the indentation", "Indent with spaces; a tab cannot indent YAML.")
_QUOTE: Final = ("a quotation mark is opened here and never closed", "Close it where the text ends.")
_ESCAPE: Final = (
    r"between double quotes \ begins an escape, which this is none of",
    r"Write \\, or put the text in single quotes.",
)
_COLON: Final = (
    "this ': ' makes no key",
    "Indent by spaces under the key, and quote a text that contains ': '.",
)
_ITEM: Final = (
    "an item of the list above is expected here",
    "Lines of one list must begin with '-' in the same column.",
)
_KEY: Final = (
    "this belongs to no key above",
    "Lines of one list or mapping must begin in the same column; quote a text that contains quotes.",
)
_NEITHER: Final = ("this is neither 'key: value' nor '- item'", "Put a space after ':' and '-'.")
_LOST: Final = ("this cannot be read", "See https://yaml.org/spec/1.2.2/.")


@dataclass(frozen=True)
class _Place:
    """A place in the lines of a text, counted from 0, and the character there; none where a line ends."""

    line: int
    column: int
    sign: str


def unprintable(text: str, name: str) -> Problem | None:
    """Return the first character of `text` that YAML forbids as a problem, None where there is none."""
    bad = _UNPRINTABLE_AS_IT_IS.search(text)
    if bad is None:
        return None
    line, column = text.count("\n", 0, bad.start()), bad.start() - text.rfind("\n", 0, bad.start()) - 1
    return problem(where(name, line, column), *_forbidden(bad[0]))


def escaped(text: str, where: str) -> Problem | None:
    """Return the first character of a value that YAML forbids and an escape, as in "\\e", put there."""
    bad = _UNPRINTABLE.search(text)
    return Problem(where, "shape", *_forbidden(bad[0])) if bad else None


def _forbidden(sign: str) -> tuple[str, str]:
    return f"the character U+{ord(sign):04X} is not allowed", "Remove it."


def reserved(sign: str) -> tuple[str, str]:
    """Return what is wrong with a text that begins with `sign`, and what to do."""
    return f"a text cannot begin with {sign}", "Put the text in quotation marks."


def where(name: str, line: int, column: int) -> str:
    """Return a place of the file `name`; the parser counts lines and columns from 0."""
    return f"{name}:{line + 1}:{column + 1}"


def problem(where: str, what: str, hint: str) -> Problem:
    """Return the problem that a text is no YAML, or none that we read."""
    return Problem(where, "yaml", f"malformed YAML: {what}", hint)


def malformed(error: yaml.YAMLError, text: str, name: str) -> Problem:
    """Return the problem of a text that the parser refused with `error`."""
    lines = text.splitlines()
    begun = _place(getattr(error, "context_mark", None), lines)
    found = _place(getattr(error, "problem_mark", None), lines) or begun or _Place(0, 0, "")
    if deep := _too_deep(lines, found):
        return problem(where(name, *deep), *TOO_DEEP)
    if "\t" in _indentation(lines, found) + found.sign:
        at, words = found, _TAB
    elif isinstance(error, yaml.scanner.ScannerError):
        at, words = _scanned(lines, begun, found)
    else:
        at, words = found, _parsed(begun, found)
    return problem(where(name, at.line, at.column), *words)


def _scanned(lines: Sequence[str], begun: _Place | None, found: _Place) -> tuple[_Place, tuple[str, str]]:
    """Return the place at fault and the words for it, where a word cannot be told from the next."""
    if begun is None:
        return found, _sign(found) or _LOST
    if begun.sign and begun.sign in "\"'":
        is_inside = found.line < len(lines) and not re.match(r"(---|\.\.\.)", lines[found.line])
        return (found, _ESCAPE) if is_inside else (begun, _QUOTE)
    if begun.sign and begun.sign in _RESERVED:
        return begun, reserved(begun.sign)
    return (begun, _NEITHER) if begun.line < found.line else (found, _sign(found) or _LOST)


def _parsed(begun: _Place | None, found: _Place) -> tuple[str, str]:
    """Return the words for a word that cannot stand where it is found."""
    if begun and begun.sign and begun.sign in "[{":
        opened = f"line {begun.line + 1}, column {begun.column + 1}"
        what = f"the {begun.sign} opened on {opened}, is not closed before this"
        return what, "Close it; quote a text that contains ', ', ': ', '[', ']', '{' or '}'."
    if words := _sign(found):
        return words
    if begun is None:
        return _LOST
    return _ITEM if begun.sign == "-" else _KEY


def _sign(found: _Place) -> tuple[str, str] | None:
    """Return the words for a sign that stands where none can, None for any other character."""
    if found.sign == ":":
        return _COLON
    return reserved(found.sign) if found.sign and found.sign in _RESERVED + ",]}" else None


def _place(mark: yaml.Mark | None, lines: Sequence[str]) -> _Place | None:
    if mark is None:
        return None
    line = lines[mark.line] if mark.line < len(lines) else ""
    return _Place(mark.line, mark.column, line[mark.column : mark.column + 1])


def _indentation(lines: Sequence[str], found: _Place) -> str:
    line = lines[found.line] if found.line < len(lines) else ""
    return line[: len(line) - len(line.lstrip())]


def _too_deep(lines: Sequence[str], found: _Place) -> tuple[int, int] | None:
    """Return where too many brackets are open; parsers may refuse them before they give the first."""
    depth = 0
    for number, line in enumerate(lines[: found.line + 1]):
        for column, sign in enumerate(line):
            depth += (sign in "[{") - (sign in "]}")
            if depth > DEEPEST:
                return number, column
    return None
