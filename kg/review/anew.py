"""Drafted passages that nobody has accepted, taken away so that their sentences can be drafted anew."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from kg.draft.unknown import ENTRY, LISTED
from kg.errors import ChangedError, KgError
from kg.files import write_atomically
from kg.review.blocks import Annotations
from kg.review.lines import line


@contextlib.contextmanager
def undrafted(file: Path) -> Iterator[None]:
    """Let the body draft anew a draft that is without its drafted passages and the names listed as unknown.

    Where the body fails before it has written any, they are as they were. Raises KgError for a source that is
    no draft, SeedError where it cannot be read, OutputError where it cannot be written.
    """
    content = file.read_bytes() if file.is_file() else b""
    before = Annotations(content.decode(), f"seeds/{file.name}") if content else None
    if before is None or "status" not in before.meaning.get("source", {}):
        hint = "Name a source of seeds/ that kg add has written and nobody has accepted."
        raise KgError("there is no draft", where=f"seeds/{file.name}", hint=hint)
    emptied = "".join(_kept(before)).encode()
    write_atomically(file, emptied, instead_of=content)
    try:
        yield
    except BaseException:
        with contextlib.suppress(ChangedError):
            write_atomically(file, content, instead_of=emptied)
        raise


def _kept(before: Annotations) -> list[str]:
    gone, top = before.drafted(), before.top("passages")
    is_emptied = bool(gone) and len(gone) == len(before.passages)
    kept, is_listed = list[str](), False
    for number, text in enumerate(before.lines):
        is_listed = text.strip() == LISTED or (is_listed and text.strip().startswith(ENTRY.strip() + " "))
        if is_listed or any(block.holds(number) for block in gone):
            continue
        is_head = is_emptied and top is not None and number == top.start
        kept.append(line(before, "passages: []") if is_head else text)
    return kept
