"""The lines of a file of annotations as a decision leaves them: one part other, the rest as it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain

from kg.draft.frame import quoted
from kg.review.blocks import Annotations, Block, PassageBlock


def line(before: Annotations, text: str) -> str:
    """Return a line of the file."""
    return text + before.newline


def item(before: Annotations, indent: int, written: str) -> str:
    """Return the line of a row whose keys and values are `written`."""
    return line(before, f"{' ' * indent}- {{{' '.join(written.split())}}}")


def spliced(before: Annotations, block: Block, new: Sequence[str]) -> list[str]:
    """Return the lines with others in place of a block; the last line of a file gets an end if need be."""
    head, tail = before.lines[: block.start], before.lines[block.end :]
    if head and new and not head[-1].endswith(("\n", "\r")):
        head = [*head[:-1], line(before, head[-1])]
    return [*head, *new, *tail]


def without(before: Annotations, found: PassageBlock, key: str) -> list[str]:
    """Return the lines without a key of a passage; the next takes over its dash if it was the first."""
    block, lines = found.keys[key], list(before.lines)
    if block.start == found.block.start and block.end < found.block.end:
        dash = lines[block.start][: block.indent]
        lines[block.end] = dash + lines[block.end][block.indent :]
    return [*lines[: block.start], *lines[block.end :]]


def emptied(before: Annotations, key: str, lines: list[str]) -> list[str]:
    """Return the lines, with an empty list written out where a key has lost the last of its items."""
    top = before.top(key)
    if top and len(before.meaning[key]) == 1:
        return [*lines[: top.start], line(before, f"{key}: []"), *lines[top.start + 1 :]]
    return lines


def filled(before: Annotations, key: str, items: Sequence[str]) -> list[str]:
    """Return the lines with the first items of a list at the top, its key added where it is not there."""
    top = before.top(key)
    if top:
        return spliced(before, Block(top.start, top.start + 1, 0), [line(before, f"{key}:"), *items])
    others = [block for name in ("source", "passages") if (block := before.top(name))]
    end = max(block.end for block in others)
    new = [before.newline, line(before, f"{key}:"), *items]
    return spliced(before, Block(end, end, 0), new)


def quoting(before: Annotations, found: PassageBlock, quote: str, after: str) -> list[str]:
    """Return the lines with the words of a passage written anew."""
    block = found.keys["quote"]
    new = [line(before, f"{_head(before, block)}quote: {quoted(quote)}")]
    new += [line(before, f"{' ' * block.indent}after: {quoted(after)}")] if after else []
    gone = [found.keys[key] for key in ("quote", "after") if key in found.keys]
    lines = list(before.lines)
    for each in sorted(gone, reverse=True):
        lines[each.start : each.end] = new if each == block else []
    return lines


def parted(
    before: Annotations, found: PassageBlock, parts: tuple[str, str], moved: Collection[int]
) -> list[str]:
    """Return the lines with a passage in two: the first with its comments, then the second."""
    rows = [before.lines[slice(*found.rows[number][:2])] for number in sorted(moved)]
    gone = {place for number in moved for place in range(*found.rows[number][:2])}
    if rows and len(rows) == len(found.rows):
        gone |= set(range(*found.keys["facts"][:2]))
    second = [line(before, f"{' ' * found.block.indent}- quote: {quoted(parts[1])}"), *_shared(before, found)]
    if rows:
        second += [line(before, " " * found.keys["quote"].indent + "facts:"), *chain.from_iterable(rows)]
    lines = spliced(before, Block(found.block.end, found.block.end, 0), second)
    kept = [text for place, text in enumerate(lines) if place not in gone]
    block = found.keys["quote"]
    kept[block.start : block.end] = [line(before, f"{_head(before, block)}quote: {quoted(parts[0])}")]
    return kept


def _shared(before: Annotations, found: PassageBlock) -> list[str]:
    """Return the lines of the keys that hold of both parts of a passage."""
    indent, lines = " " * found.keys["quote"].indent, []
    for key, block in found.keys.items():
        if key not in ("quote", "after", "facts"):
            first, *others = before.lines[block.start : block.end]
            lines += [indent + first[block.indent :], *others]
    return lines


def _head(before: Annotations, block: Block) -> str:
    """Return what stands before a key on its line: white space, and perhaps a dash."""
    return before.lines[block.start][: block.indent]
