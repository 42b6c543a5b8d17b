"""Read YAML as an outline of plain strings, each with its file:line:column; nothing is resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import yaml

from kg.errors import Problem

Report = Callable[[Problem], None]


@dataclass(frozen=True)
class Scalar:
    """A string as it stands in the file, and where; `is_cut` when a # ended it, which may be a part of it."""

    text: str
    where: str
    is_cut: bool = False


@dataclass(frozen=True)
class Listing:
    """A list, and where it begins."""

    items: tuple[Node, ...]
    where: str


@dataclass(frozen=True)
class Mapping:
    """Keys with their values in the order of the file, and where the first key stands."""

    entries: tuple[tuple[Scalar, Node], ...]
    where: str


Node = Scalar | Listing | Mapping

_HINTS: Final = (
    ("tab", "Indent with spaces; a tab cannot indent YAML."),
    ("mapping values", "Indent by spaces under the key, and quote a text that contains ': '."),
    (
        "expected key",
        "Lines of one list or mapping must begin in the same column; quote a text that contains quotes.",
    ),
    ("'-' indicator", "Lines of one list must begin with '-' in the same column."),
    ("quoted scalar", "A quotation mark is opened here and never closed."),
    ("',' or", "A bracket is opened and not closed; quote a text that contains ', ', '[', ']', '{' or '}'."),
    ("start any token", "Put a text that begins with this character in quotation marks."),
    ("alias", "Put a text that begins with * or & in quotation marks."),
)


def decode(data: bytes, name: str, report: Report) -> str | None:
    """Return `data` as text, or None after reporting that the file is empty or not UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        what = f"not UTF-8: byte 0x{data[error.start]:02x} cannot be read"
        report(Problem(f"{name}:{line}:{column}", "encoding", what, "Save the file as UTF-8."))
        return None
    if not text.strip():
        report(Problem(f"{name}:1:1", "empty", "the file is empty", "Fill it or remove it."))
        return None
    return text


def parse(text: str, name: str, report: Report) -> Node | None:
    """Return the outline of a YAML text, or None after reporting where it is malformed."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
        if root is not None:
            return _Walk(text, name, report).node(root)
        report(
            Problem(f"{name}:1:1", "empty", "the file holds nothing but comments", "Fill it or remove it.")
        )
    except yaml.MarkedYAMLError as error:
        report(_malformed(error, text, name))
    except yaml.reader.ReaderError as error:
        where = _place(text, int(error.position), name)
        report(Problem(where, "yaml", f"malformed YAML: {error.reason}", "Remove the character."))
    except RecursionError:
        report(Problem(f"{name}:1:1", "yaml", "lists or mappings are nested too deep", "Close the brackets."))
    return None


_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _malformed(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    """Return the parser's complaint as a problem with its place and a hint in words."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines()
    indent = re.match(r"\s*", lines[line] if line < len(lines) else "")
    tab = indent is not None and "\t" in indent.group()
    what = "a tab in the indentation" if tab else " ".join(filter(None, (error.problem, error.context)))
    hint = next((hint for sign, hint in _HINTS if sign in what), "See https://yaml.org/spec/1.2.2/.")
    return Problem(f"{name}:{line + 1}:{column + 1}", "yaml", f"malformed YAML: {what}", hint)


def _place(text: str, position: int, name: str) -> str:
    line = text.count("\n", 0, position) + 1
    return f"{name}:{line}:{position - text.rfind(chr(10), 0, position)}"


class _Walk:
    """Turns PyYAML's nodes into an outline, reporting duplicate keys, aliases and keys of many parts."""

    def __init__(self, text: str, name: str, report: Report) -> None:
        self.lines, self.name, self.report = text.split("\n"), name, report
        self.seen: set[int] = set()

    def node(self, node: yaml.Node) -> Node:
        where = self.where(node)
        if id(node) in self.seen:
            what = "an alias (*name) uses the value here again"
            self.report(
                Problem(where, "yaml", what, "Write the value out where it is meant, without & and *.")
            )
            return Scalar("*", where)
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return Listing(tuple([self.node(item) for item in node.value]), where)
        return Scalar(node.value, where, isinstance(node, yaml.ScalarNode) and self.is_cut(node))

    def is_cut(self, node: yaml.ScalarNode) -> bool:
        """Say whether a comment follows a text without quotation marks, which YAML ends there silently."""
        end = node.end_mark
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        return not node.style and rest.lstrip().startswith("#")

    def mapping(self, node: yaml.MappingNode) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                what = "a key must be a word, not a list or mapping"
                self.report(Problem(self.where(key_node), "yaml", what, "Write key: value."))
                continue
            key = Scalar(key_node.value, self.where(key_node))
            if key.text in entries:
                first = entries[key.text][0].where
                what = f"the key {key.text!r} stands here a second time (first at {first})"
                self.report(
                    Problem(key.where, "duplicate-key", what, "Keep one, with a list of values if need be.")
                )
                continue
            entries[key.text] = (key, self.node(value_node))
        return Mapping(tuple(entries.values()), self.where(node))

    def where(self, node: yaml.Node) -> str:
        return f"{self.name}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"
