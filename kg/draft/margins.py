"""Find what pages repeat at their head and foot: running titles and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from kg.draft.extract import Dropped
from kg.draft.lines import Line

_EDGE: Final = 0.15
"""The share of a page's height, above and below, in which running titles stand."""
_OUTERMOST: Final = 3
_SHORT: Final = 30
_NUMBER: Final = re.compile(
    r"[\W_]*(?:page|página|pág|p)?[\W_]*(\d+|[ivxlc]+)(?:[\W_]*(?:of|de|/|／)[\W_]*\d+)?[\W_]*", re.I
)


def margins(pages: list[list[Line]]) -> tuple[list[list[Line]], list[Dropped]]:
    """Return the pages without what they repeat at head and foot, and that with its pages."""
    repeated = _repeated(pages)
    kept: list[list[Line]] = []
    seen: dict[str, tuple[str, list[int]]] = {}
    for number, page in enumerate(pages, 1):
        gone = {line for line in _edges(page) if _key(line) in repeated or _is_number(line, number)}
        for line in (line for line in page if line in gone):
            seen.setdefault(_key(line)[0], (line.text, []))[1].append(number)
        kept.append([line for line in page if line not in gone])
    return kept, [Dropped(text, f"head or foot of {_named(numbers)}") for text, numbers in seen.values()]


def _edges(page: list[Line]) -> list[Line]:
    """Return the lines at the head and foot of a page, few at each."""
    ranked = sorted(page, key=lambda line: -line.top)
    head = [line for line in ranked[:_OUTERMOST] if line.bottom > 1 - _EDGE]
    return head + [line for line in ranked[-_OUTERMOST:] if line.top < _EDGE]


def _key(line: Line) -> tuple[str, int]:
    """Return what a line shares with its like on other pages: its words but for numbers, its height."""
    return re.sub(r"\d+", "#", line.text), round(100 * line.bottom)


def _repeated(pages: list[list[Line]]) -> set[tuple[str, int]]:
    """Return the keys that at least two pages have, and a third of all."""
    seen: dict[tuple[str, int], int] = defaultdict(int)
    for page in pages:
        for key in {_key(line) for line in _edges(page)}:
            seen[key] += 1
    return {key for key, times in seen.items() if times >= max(2, len(pages) / 3)}


def _is_number(line: Line, page: int) -> bool:
    """Say whether a line is nothing but the number of its page."""
    found = _NUMBER.fullmatch(line.text) if len(line.text) < _SHORT else None
    return bool(found and found[1] == str(page))


def _named(numbers: list[int]) -> str:
    """Return the numbers of pages in words: page 3, pages 1–12, pages 1, 3, 5."""
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    if numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"pages {numbers[0]}–{numbers[-1]}"
    return f"pages {', '.join(map(str, numbers))}"
