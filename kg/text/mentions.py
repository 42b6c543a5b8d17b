"""Find the names of entities in running text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.text.document import Span


class Mention(NamedTuple):
    """A name in a text: where it stands and the ids of the entities it may stand for."""

    span: Span
    ids: tuple[str, ...]


class Names:
    """The names to look for; `ids` gives the entities that bear each of them."""

    def __init__(self, ids: Mapping[str, Iterable[str]]) -> None:
        self._ids = {_key(name): tuple(sorted(set(bearers))) for name, bearers in ids.items()}
        by_first: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._ids, key=lambda name: (-len(name), name)):
            by_first[name[0]].append(r"\s+".join(map(re.escape, name[1:].split(" "))))
        branches = [f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in sorted(by_first.items())]
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(branches) or '(?!)'})(?![\w$])")

    def find(self, text: str) -> list[Mention]:
        """Return the mentions in `text`, the longest name at each place, whole words only, case-sensitive."""
        return [Mention(Span(*m.span()), self._ids[_key(m[0])]) for m in self._pattern.finditer(text)]


def prints(text: str, name: str) -> bool:
    """Say whether `text` prints `name` as whole words, be it inside a longer name."""
    return Names({name: [name]}).find(text) != []


def _key(name: str) -> str:
    return " ".join(name.split())
