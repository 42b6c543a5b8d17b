"""Read YAML as an outline of plain strings, each with its file:line:column; nothing is resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import yaml

from kg.errors import Problem, SeedError
from kg.seeds import malformed
from kg.text.quotes import Words

Report = Callable[[Problem], None]


@dataclass(frozen=True)
class Scalar(Words):
    """A string as it stands in the file; `is_cut` when a # ended it, which may be a part of it."""

    is_cut: bool = False


@dataclass(frozen=True)
class Listing:
    """A list, and where it begins."""

    items: tuple[Node, ...]
    where: str


@dataclass(frozen=True)
class Keys:
    """Keys with their values in the order of the file, and where the first key stands."""

    entries: tuple[tuple[Scalar, Node], ...]
    where: str


Node = Scalar | Listing | Keys

_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


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
    if bad := malformed.unprintable(text, name):
        report(bad)
        return None
    try:
        root = _Walk(text, name, report).document()
    except yaml.YAMLError as error:
        report(malformed.malformed(error, text, name))
        return None
    except SeedError as error:
        report(error.problems[0])
        return None
    if root is None:
        what = "the file holds nothing but comments"
        report(Problem(f"{name}:1:1", "empty", what, "Fill it or remove it."))
    return root


class _Walk:
    """Turns PyYAML's events into an outline, reporting doubled keys, aliases, tags and keys of many parts."""

    def __init__(self, text: str, name: str, report: Report) -> None:
        self.lines, self.name, self.report = text.splitlines(), name, report
        self.events = yaml.parse(text, Loader=_LOADER)
        self.anchors: dict[str, str] = {}

    def document(self) -> Node | None:
        """Return the root of the one document, None where there is none; SeedError where this cannot be."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        root = self.node(next(self.events), 0)
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.refused(after, "a second document begins here", "Remove the line ---.")
        return root

    def node(self, event: yaml.Event, depth: int) -> Node:
        """Return what begins with `event`, inside `depth` lists and mappings."""
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        where = self.where(event)
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self.anchors[event.anchor] = where
        if tag := getattr(event, "tag", None):
            what, hint = f"a tag ({tag}) says nothing here", "Remove it: every value is a text."
            self.report(Problem(where, "yaml", what, hint))
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, where, self.is_cut(event))
        if depth == malformed.DEEPEST:
            raise self.refused(event, *malformed.TOO_DEEP)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(where, depth + 1)
        items = [self.node(item, depth + 1) for item in self.until(yaml.SequenceEndEvent)]
        return Listing(tuple(items), where)

    def until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        """Yield the events with which the parts of a list or mapping begin."""
        while not isinstance(event := next(self.events), end):
            yield event

    def alias(self, event: yaml.AliasEvent) -> Scalar:
        if event.anchor not in self.anchors:
            raise self.refused(event, *malformed.reserved("*"))
        where, what = self.anchors[event.anchor], "an alias (*name) uses the value here again"
        self.report(Problem(where, "yaml", what, "Write the value out where it is meant, without & and *."))
        return Scalar("*", where)

    def is_cut(self, event: yaml.ScalarEvent) -> bool:
        """Say whether a comment follows a text without quotation marks, which YAML ends there silently."""
        end = event.end_mark
        rest = self.lines[end.line][end.column :] if end and end.line < len(self.lines) else ""
        return not event.style and rest.lstrip().startswith("#")

    def mapping(self, where: str, depth: int) -> Keys:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for event in self.until(yaml.MappingEndEvent):
            key, value = self.node(event, depth), self.node(next(self.events), depth)
            if not isinstance(key, Scalar):
                what = "a key must be a word, not a list or mapping"
                self.report(Problem(key.where, "yaml", what, "Write key: value."))
            elif key.text in entries:
                first = entries[key.text][0].where
                what = f"the key {key.text!r} stands here a second time (first at {first})"
                hint = "Keep one, with a list of values if need be."
                self.report(Problem(key.where, "duplicate-key", what, hint))
            else:
                entries[key.text] = (key, value)
        return Keys(tuple(entries.values()), where)

    def refused(self, event: yaml.Event, what: str, hint: str) -> SeedError:
        return SeedError([malformed.problem(self.where(event), what, hint)])

    def where(self, event: yaml.Event) -> str:
        mark = event.start_mark
        return malformed.where(self.name, mark.line, mark.column) if mark else f"{self.name}:1:1"
