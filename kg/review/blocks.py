"""Where the parts of a file of annotations stand, line by line, so that one may change and no other byte."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, NamedTuple

from kg.errors import KgError, Problem, SeedError
from kg.seeds.outline import Keys, Listing, Node, Scalar, parse

_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML counts as the end of a line (YAML 1.1, section 4.2)."""
_PLACE: Final = re.compile(r":(\d+):(\d+)$")

Plain = Any
"""What an outline means, without places: texts, lists and dictionaries of them."""


class Block(NamedTuple):
    """Lines from `start` to before `end`, counted from 0, that begin in the column `indent`."""

    start: int
    end: int
    indent: int

    def holds(self, line: int) -> bool:
        """Say whether a line is one of these."""
        return self.start <= line < self.end


@dataclass(frozen=True)
class PassageBlock:
    """The lines of a passage, of each of its keys, and of each of its rows."""

    block: Block
    keys: dict[str, Block] = field(default_factory=dict)
    rows: tuple[Block, ...] = ()


class Annotations:
    """A file of annotations as lines, with what it means; SeedError when it cannot be read as YAML."""

    def __init__(self, text: str, name: str) -> None:
        problems: list[Problem] = []
        root = parse(text, name, problems.append)
        if problems or not isinstance(root, Keys):
            raise SeedError(problems or [Problem(f"{name}:1:1", "shape", "it is no mapping of keys")])
        self.text, self.name, self._root = text, name, root
        self.lines = _lines(text)
        self.newline = next((match[0] for match in _BREAK.finditer(text)), "\n")
        self.meaning: Plain = plain(root)
        self.passages = tuple(map(self._passage, self.items("passages")))

    def items(self, key: str) -> list[tuple[Block, Node]]:
        """Return the items of a list at the top of the file, each with its lines; KgError for brackets."""
        found, block = dict(self._entries(self._root)).get(key), self.top(key)
        return self._items(found, block.end) if isinstance(found, Listing) and block else []

    def drafted(self) -> list[Block]:
        """Return the lines of each passage that is a draft."""
        meant = self.meaning["passages"] if self.passages else ()
        return [each.block for each, said in zip(self.passages, meant, strict=True) if said.get("status")]

    def top(self, key: str) -> Block | None:
        """Return the lines of a key at the top of the file, None where there is none."""
        return self._keys(self._root, Block(0, len(self.lines), 0)).get(key)

    def inside(self, key: str) -> dict[str, Block]:
        """Return the lines of each key of a mapping at the top of the file."""
        found, block = dict(self._entries(self._root)).get(key), self.top(key)
        return self._keys(found, block) if isinstance(found, Keys) and block else {}

    def _passage(self, item: tuple[Block, Node]) -> PassageBlock:
        block, node = item
        if not isinstance(node, Keys):
            return PassageBlock(block)
        keys = self._keys(node, block)
        facts = dict(self._entries(node)).get("facts")
        rows = self._items(facts, keys["facts"].end) if isinstance(facts, Listing) else []
        return PassageBlock(block, keys, tuple(block for block, _ in rows))

    def _items(self, listing: Listing, end: int) -> list[tuple[Block, Node]]:
        starts = [self._dash(item) for item in listing.items]
        bounds = pairwise([*(line for line, _ in starts), end])
        blocks = [self._trimmed(*bound, indent) for bound, (_, indent) in zip(bounds, starts, strict=True)]
        return list(zip(blocks, listing.items, strict=True))

    def _dash(self, item: Node) -> tuple[int, int]:
        """Return line and column of the dash before an item; KgError where it has none."""
        line, column = place(item.where)
        before = self.lines[line][:column].rstrip()
        while not before and line > 0:
            line -= 1
            before = self.lines[line].rstrip()
        if not before.endswith("-") or before[:-1].strip(" -"):
            hint = "Begin each passage and each row with '- ' on a line of its own."
            raise KgError("its lists are written in brackets", where=item.where, hint=hint)
        return line, len(before) - 1

    def _keys(self, node: Keys, around: Block) -> dict[str, Block]:
        starts = [place(key.where) for key, _ in node.entries]
        bounds = pairwise([*(line for line, _ in starts), around.end])
        blocks = [self._trimmed(*bound, column) for bound, (_, column) in zip(bounds, starts, strict=True)]
        return {key.text: block for (key, _), block in zip(node.entries, blocks, strict=True)}

    def _entries(self, node: Keys) -> list[tuple[str, Node]]:
        return [(key.text, value) for key, value in node.entries]

    def _trimmed(self, start: int, end: int, indent: int) -> Block:
        """Return a block without what stands behind it: blank lines and comments that are not inside it."""
        while end > start + 1 and self._is_outside(self.lines[end - 1], indent):
            end -= 1
        return Block(start, end, indent)

    def _is_outside(self, line: str, indent: int) -> bool:
        bare = line.lstrip(" ")
        return not bare.strip() or (bare.startswith("#") and len(line) - len(bare) <= indent)


def place(where: str) -> tuple[int, int]:
    """Return line and column of a place in a file, counted from 0; (0, 0) where it names none."""
    found = _PLACE.search(where)
    return (int(found[1]) - 1, int(found[2]) - 1) if found else (0, 0)


def plain(node: Node) -> Plain:
    """Return what an outline means."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def _lines(text: str) -> list[str]:
    ends = [match.end() for match in _BREAK.finditer(text)]
    return [text[start:end] for start, end in pairwise([0, *ends, len(text)]) if start < end]
