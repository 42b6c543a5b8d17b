"""A place in a folded text that moves on over what is known there, the longest that fits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, cached_property
from typing import TypeVar

T = TypeVar("T")


class Phrases(dict[str, T]):
    """What each of some phrases means; those that may stand at a place are known by how they begin."""

    def beginning(self, two: str) -> frozenset[str]:
        """Return the phrases that begin as two characters do."""
        return self._begun.get(two) or self._begun.get(two[:1], frozenset())

    @cached_property
    def _begun(self) -> dict[str, frozenset[str]]:
        alike: dict[str, set[str]] = defaultdict(set)
        for phrase in self:
            alike[phrase[:2]].add(phrase)
        return {begun: frozenset(each | alike.get(begun[:1], each)) for begun, each in alike.items()}


class Cursor:
    """A text and how far it is read; `take` and `match` move on, over a space first, or stay: None."""

    def __init__(self, text: str, at: int = 0) -> None:
        self.text, self.at = text, at

    @property
    def rest(self) -> str:
        """What is still to be read."""
        return self.text[self.at :].lstrip(" ")

    def take(self, known: Mapping[str, T]) -> T | None:
        """Return what the longest of the phrases means that stand here as whole words."""
        phrases = known if isinstance(known, Phrases) else Phrases(known)
        alike = phrases.beginning(self.text[self.at : self.at + 3].removeprefix(" ")[:2])
        found = self.match(any_of(alike)) if alike else None
        return None if found is None else phrases[found]

    def passes(self, known: frozenset[str]) -> bool:
        """Move on over the longest of the phrases that stand here; False where none does."""
        return self.match(any_of(known)) is not None if known else False

    def match(self, pattern: re.Pattern[str]) -> str | None:
        """Return the text of a pattern that stands here."""
        found = pattern.match(self.text, self._begin)
        if not found or not found[0]:
            return None
        self.at = found.end()
        return found[0].strip(" ")

    @property
    def _begin(self) -> int:
        return self.at + self.text.startswith(" ", self.at)


@cache
def any_of(phrases: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern of phrases, longest first; letters of Latin go on in no word that is not theirs."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(map(_whole, ordered)))


def _whole(phrase: str) -> str:
    before = r"(?<![a-z])" if phrase[:1].isascii() and phrase[:1].isalpha() else ""
    after = r"(?![a-z])|(?=fold)" if phrase[-1:].isascii() and phrase[-1:].isalpha() else ""
    return f"{before}{re.escape(phrase)}(?:{after})"
