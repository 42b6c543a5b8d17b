"""Where drafted passages go in a file of annotations: behind the last that stands there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from kg.errors import KgError

_EMPTY: Final = re.compile(r"^passages:[ \t]*(?:\[[ \t]*\])?[ \t]*$", re.MULTILINE)
_ITEM: Final = re.compile(r"^( *)- ", re.MULTILINE)
_NEXT: Final = re.compile(r"^(?=[^\s#-])", re.MULTILINE)


def inserted(file: Path, lines: list[str], *, instead_of: Collection[str] = ()) -> str:
    """Return the text of a file of annotations with lines added behind the last of its passages.

    Comments that are `instead_of`, whole lines, are left out. KgError where no line can be added.
    """
    text = _without(file.read_bytes().decode(), instead_of)
    if not lines:
        return text
    found = _EMPTY.search(text)
    if not found and re.search(r"^passages:", text, re.MULTILINE):
        hint = "Begin each passage with '- ' on a line of its own."
        raise KgError("its passages are written in brackets", where=f"seeds/{file.name}", hint=hint)
    if not found:
        return text.rstrip("\n") + f"\n\n{_head(lines)}\n" + "\n".join(lines) + "\n"
    following = _NEXT.search(text, found.end())
    end = following.start() if following else len(text)
    standing = text[found.end() : end]
    behind = re.search(r"(?:\n(?:[ \t]*|#.*))*\n?\Z", standing)
    kept = standing[: behind.start()] if behind else standing
    item = _ITEM.search(kept)
    indent = item[1] if item else ""
    added = "".join(f"\n{indent}{line}" for line in lines)
    head = _head(lines if item is None else ["- "])
    return text[: found.start()] + head + kept + added + standing[len(kept) :] + text[end:]


def _head(lines: Iterable[str]) -> str:
    """Return the key of the passages, with an empty list where the lines under it are comments alone."""
    return "passages:" if any(line.startswith("- ") for line in lines) else "passages: []"


def _without(text: str, comments: Collection[str]) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if line.strip() not in comments)
