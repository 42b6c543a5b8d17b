"""What a page says: messages of its scripts and template, texts of its data, in all its languages."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from kg.speech.texts import Text, spoken, table, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.speech.texts import Form

_MESSAGE: Final = re.compile(r'(?s)\bsay\(\s*"((?:[^"\\]|\\.)*)"|\{\{(.+?)\}\}')
"""A message of a script or of a template."""
_CHANGED: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What markup and data do not hold alike."""
_REFERENCE: Final = 8
"""About how many characters refer to a text, or stand around one."""
_UNTOLD: Final = -1
_WHOLE: Final = 2**53
"""Below this a number without a fraction is the same written without one."""


class Texts:
    """The texts of a page that differ by language, are told often or stand in its markup, each told once.

    `data` is what the page knows, `written` the texts that its markup shows, in the order of their elements.
    """

    def __init__(self, data: Any, written: Sequence[str] = ()) -> None:  # noqa: ANN401  (what JSON can hold)
        self._written = {_key(text) for text in written if not _CHANGED.search(text)}
        self._times = Counter(_keys([data, [text for text in written if isinstance(text, Text)]], set()))
        self._known: dict[tuple[str, ...], int] = {}
        self._told: list[list[Any]] = []
        self.data = self._put(data)
        """The data in which an index under an empty key stands for a text."""
        self.written = [self._part(text) if self._is_known(text) else _UNTOLD for text in written]
        """The index of every text that the markup shows, below zero for one that is told nowhere else."""

    def told(self) -> list[list[Any]]:
        """Return every text: as each language spoken has it, or once for all, or its frame and what fills it.

        A number in a frame or in what fills it is the index of a text; in place of a text, zero stands for
        what the markup shows.
        """
        return self._told

    def _is_often(self, text: str) -> bool:
        """Say whether it is shorter to refer to a plain text than to tell it wherever it is told."""
        told = 0 if (text,) in self._written else len(text)
        return self._times[(text,)] * (len(text) - _REFERENCE) > told + _REFERENCE

    def _put(self, value: Any) -> Any:  # noqa: ANN401  (whatever JSON can hold)
        if isinstance(value, str):
            part = self._part(value)
            return part if isinstance(part, str) else {"": part}
        if isinstance(value, dict):
            return {key: self._put(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self._put(each) for each in value]
        return _whole(value) if isinstance(value, float) else value

    def _part(self, text: str) -> int | str:
        """Return the index of a text, told now if it is new; of a plain one told seldom that text."""
        if not isinstance(text, Text) and not self._is_often(text):
            return text
        key = _key(text)
        if key not in self._known:
            told = self._entry(text, key)
            self._known[key] = len(self._told)
            self._told.append(told)
        return self._known[key]

    def _is_known(self, text: str) -> bool:
        return isinstance(text, Text) or _key(text) in self._known

    def _entry(self, text: str, key: tuple[str, ...]) -> list[Any]:
        frame, parts = text.made_of() if isinstance(text, Text) else ("", [])
        if parts and self._length_made(frame, parts) < self._length_told(key):
            return [self._part(frame), [self._part(part) for part in parts]]
        return [0, *key[1:]] if key in self._written else list(key)

    def _length(self, text: str) -> int:
        """Return about how much it takes to tell a text here, where others tell it too a reference."""
        key = _key(text)
        if key in self._known or self._times[key] > 1:
            return _REFERENCE
        told = self._length_told(key)
        frame, parts = text.made_of() if isinstance(text, Text) else ("", [])
        return min(told, self._length_made(frame, parts)) if parts else told

    def _length_made(self, frame: str, parts: Sequence[str]) -> int:
        return _REFERENCE + self._length(frame) + sum(map(self._length, parts))

    def _length_told(self, key: tuple[str, ...]) -> int:
        return sum(len(text.encode()) + 3 for text in key[key in self._written :])


def _whole(number: float) -> float:
    """Return a number as JSON has it shortest: a whole one without a fraction."""
    return int(number) if number.is_integer() and abs(number) < _WHOLE else number


def _key(text: str) -> tuple[str, ...]:
    """Return what tells a text from others: all its versions, of a plain one that."""
    return tuple(versions(text)) if isinstance(text, Text) else (text,)


def _keys(value: Any, seen: set[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:  # noqa: ANN401  (what JSON can hold)
    """Yield the keys of the texts of data, and of those that these are made of, as often as they are told."""
    if isinstance(value, str):
        key = _key(value)
        yield key
        if isinstance(value, Text) and key not in seen:
            seen.add(key)
            frame, parts = value.made_of()
            yield from _keys([frame, *parts], seen)
    elif isinstance(value, dict):
        yield from _keys(list(value.values()), seen)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _keys(each, seen)


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
