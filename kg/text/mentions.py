"""Find the names of entities in running text, and say which names a text prints."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from kg.text.document import flat
from kg.text.folding import Span

KINDS: Final = ("label", "spelled", "officialName", "abbreviation", "misprint", "wording")
"""Kinds of names, the most telling first."""
REQUIRED: Final = ("spelled", "misprint", "wording")
"""Kinds of names that some text must print, as they are only there to be found in one."""

Called = Mapping[str, Collection[str]]
"""What an entity is called: kind → names; `unspelled` is "true" where no text prints its labels."""


class Mention(NamedTuple):
    """A name in a text: where it stands and the ids of the entities it may stand for."""

    span: Span
    ids: tuple[str, ...]


class Printed(NamedTuple):
    """A name as a text prints it: the entity's id, the text, the kind of name and how often."""

    id: str
    text: str
    kind: str
    times: int


class Names:
    """Every name of every entity (by id), and where they stand in a text of at most `longest` characters."""

    def __init__(self, entities: Mapping[str, Called], longest: float = math.inf) -> None:
        kinds: dict[str, dict[str, str]] = defaultdict(dict)
        for entity, called in entities.items():
            for kind, name in _sought(called):
                if len(words := flat(name)) <= longest:
                    kinds[words].setdefault(entity, kind)
        self._kinds, self._pattern = dict(kinds), _pattern(kinds)

    def find(self, text: str) -> list[Mention]:
        """Return the mentions in `text`, the longest name at each place, whole words only, case-sensitive."""
        found = self._pattern.finditer(text)
        return [Mention(Span(*m.span()), tuple(sorted(self._kinds[flat(m[0])]))) for m in found]

    def printed(self, text: str, mentions: Iterable[Mention]) -> list[Printed]:
        """Return the names that a text prints, sorted; a mere wording is none."""
        counted = Counter((flat(text[slice(*mention.span)]), i) for mention in mentions for i in mention.ids)
        found = (Printed(i, words, self._kinds[words][i], times) for (words, i), times in counted.items())
        return sorted(name for name in found if name.kind != "wording")

    def within(self, text: str, mentions: Iterable[Mention]) -> frozenset[str]:
        """Return the names that a text prints as whole words, also those inside the names it mentions."""
        flattened, found = flat(text), {flat(text[slice(*mention.span)]) for mention in mentions}
        others = (name for name in self._kinds.keys() - found if name in flattened)
        return frozenset(found).union(name for name in others if _pattern([name]).search(flattened))


def _sought(called: Called) -> Iterator[tuple[str, str]]:
    """Yield the names to look for in texts with their kinds: labels unless `unspelled`, and every other."""
    for kind in KINDS:
        if kind != "label" or "true" not in called.get("unspelled", ()):
            yield from ((kind, name) for name in called.get(kind, ()) if name.strip())


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return the expression that finds the longest of the (flat) names at each place."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        by_first[name[0]].append(r"\s+".join(map(re.escape, name[1:].split(" "))))
    branches = [f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in sorted(by_first.items())]
    return re.compile(rf"(?<!\w)(?:{'|'.join(branches) or '(?!)'})(?![\w$])")
