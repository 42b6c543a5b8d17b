"""What a page says: messages of its scripts and template, texts of its data, in all its languages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from kg.speech.texts import Text, spoken, table, versions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.speech.texts import Form

_MESSAGE: Final = re.compile(r'(?s)\bsay\(\s*"((?:[^"\\]|\\.)*)"|\{\{(.+?)\}\}')
"""A message of a script or of a template."""


class Texts:
    """The texts of a page that differ by language, each once, referred to by their index."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], int] = {}

    def told(self) -> list[list[str]]:
        """Return all that was referred to, each text as every language spoken has it."""
        return [list(each) for each in self._known]

    def index(self, text: str) -> int:
        """Return the index of a text, adding it when it is new."""
        return self._known.setdefault(tuple(versions(text)), len(self._known))

    def put(self, value: Any) -> Any:  # noqa: ANN401  (whatever JSON can hold)
        """Return data in which an index under an empty key stands for a text that differs by language."""
        if isinstance(value, Text):
            return {"": self.index(value)}
        if isinstance(value, dict):
            return {key: self.put(each) for key, each in value.items()}
        return [self.put(each) for each in value] if isinstance(value, list | tuple) else value


def messages(text: str) -> list[str]:
    """Return the messages that a script or a template says, sorted."""
    found = _MESSAGE.findall(text)
    return sorted({json.loads(f'"{said}"') if said else on_one_line(shown) for said, shown in found})


def on_one_line(text: str) -> str:
    """Return a message as the tables have it, wherever its lines end."""
    return " ".join(text.split())


def forms(texts: Iterable[str]) -> dict[str, list[Form | None]]:
    """Return message → how each language spoken says it, None where as it stands; others are left out."""
    tables = [table(language) for language in spoken()]
    found = {said: [each.get(said) for each in tables] for text in texts for said in messages(text)}
    return {said: known for said, known in found.items() if any(form not in (None, said) for form in known)}
