"""Texts in the languages spoken: messages filled in, labels chosen, one text that knows itself in all."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Form = str | Mapping[str, str]

Language = Literal["auto", "en", "es", "ja"]
"""A language to speak; `auto` is that of the reader."""

LANGUAGES: Final = get_args(Language)[1:]
"""The languages there are, the one to speak where nobody asks for another first."""
_SPOKEN: Final[ContextVar[tuple[str, ...]]] = ContextVar("spoken", default=LANGUAGES[:1])
"""The languages spoken now; like the context of decimal, so that no function has to hand them on."""
_PLACE: Final = re.compile(r"\{(\w+)\}")


class Text(str):
    """A text in the first of the languages spoken, with its `versions` in all of them.

    One that was made of others keeps its `forms`, in which every language names the `values` in `{places}`.
    """

    versions: Mapping[str, str]
    forms: Mapping[str, str] = {}
    values: Mapping[str, str | int] = {}

    @staticmethod
    def of(versions: Mapping[str, str]) -> str:
        """Return the text that has these versions; a plain one where they are all the same."""
        first = next(iter(versions.values()))
        if all(version == first for version in versions.values()):
            return first
        text = Text(first)
        text.versions = versions
        return text

    def made_of(self) -> tuple[str, list[str]]:
        """Return the text with the number of a part at each place, and its parts; none if made of none."""
        numbers = {name: f"{{{i}}}" for i, name in enumerate(self.values)}
        numbered = {
            language: _PLACE.sub(lambda place: numbers[place[1]], form)
            for language, form in self.forms.items()
        }
        parts = [value if isinstance(value, str) else _numeral(value) for value in self.values.values()]
        return Text.of(numbered) if parts else "", parts


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak one language, or for `auto` all of them, until the end of the block."""
    token = _SPOKEN.set(LANGUAGES if language == "auto" else (language,))
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> tuple[str, ...]:
    """Return the languages spoken, the first one first."""
    return _SPOKEN.get()


def in_each(make: Callable[[str], str]) -> str:
    """Return the text that something makes in every language spoken."""
    return Text.of({language: make(language) for language in _SPOKEN.get()})


def versions(text: str) -> list[str]:
    """Return a text in every language spoken."""
    return [version(text, language) for language in _SPOKEN.get()]


def version(text: str, language: str) -> str:
    """Return a text as it is in a language."""
    return text.versions[language] if isinstance(text, Text) else text


def message(text: str) -> str:
    """Return a message as it is, to be said later; so the tables are known to need it."""
    return text


def say(text: str, **values: str | int) -> str:
    """Return a message in the languages spoken, its `{places}` filled; `{n}` decides between its forms."""
    return _filled({language: _form(text, language, values) for language in _SPOKEN.get()}, values)


def _form(text: str, language: str, values: Mapping[str, str | int]) -> str:
    """Return how a language says a message, its places to be filled."""
    form = table(language).get(text, text)
    return form if isinstance(form, str) else form["one" if values.get("n") == 1 else "other"]


def _filled(forms: Mapping[str, str], values: Mapping[str, str | int]) -> str:
    """Return the text that has these forms, with values at their places."""

    def told(form: str, language: str) -> str:
        return _PLACE.sub(lambda place: _told(values[place[1]], language), form)

    text = Text.of({language: told(form, language) for language, form in forms.items()})
    if isinstance(text, Text):
        text.forms, text.values = forms, values
    return text


def _told(value: str | int, language: str) -> str:
    return version(value, language) if isinstance(value, str) else _numeral(value)


def _numeral(number: int) -> str:
    return f"{number:,}"


@cache
def table(language: str) -> Mapping[str, Form]:
    """Return message → how a language says it: a text, or one for the number one and one for others."""
    found: dict[str, Form] = json.loads((files("kg.speech") / f"{language}.json").read_text(encoding="utf-8"))
    return found


def joined(gap: str, parts: Iterable[str]) -> str:
    """Return texts as one, `gap` between them; those that are empty are left out."""
    known = {str(i): part for i, part in enumerate(filter(None, parts))}
    if len(known) == 1:
        return known["0"]
    places = [f"{{{i}}}" for i in known]
    return _filled({language: version(gap, language).join(places) for language in _SPOKEN.get()}, known)


def listed(names: Sequence[str]) -> str:
    """Return names as people list them: `A, B and C`."""
    if len(names) < 2:
        return names[0] if names else ""
    return say("{some} and {last}", some=joined(say(", "), names[:-1]), last=names[-1])


def capital(text: str) -> str:
    """Return a text with a capital first."""
    return in_each(lambda language: version(text, language)[:1].upper() + version(text, language)[1:])
