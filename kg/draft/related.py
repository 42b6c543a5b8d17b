"""What a sentence says outright of things that are known: where they operate, what they are a member of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.draft.listed import lists, named_once
from kg.draft.proposed import Proposed
from kg.draft.sayings import Sayings, named, sayings
from kg.draft.vocabulary import Vocabulary
from kg.draft.voice import Placed
from kg.text.mentions import Mention

_LIKELY: Final = 0.7
_ARTICLE: Final = re.compile(r"\s+(?:the\s|el\s|la\s|los\s|las\s)?")
_APART: Final = re.compile(r"(?:\s*\([^()]*\))?(?:\s*,[^,]{1,100},)?\s+")
"""What may stand between somebody and a verb: who else, who that is."""
_NOT_WHOLE: Final = re.compile(
    r"(?:\d|\b(?:of|in|from|with|by|for|some|many|most|several|few|various|nearly|about"
    r"|de|del|en|con|por|para|algun[oa]s|much[oa]s|vari[oa]s|un[oa]s))\s(?:the |el |la |los |las )?\Z",
    re.IGNORECASE,
)
"""What before a name makes of it other than all of what is spoken of."""


def relations(text: str, language: str, mentions: Sequence[Mention], words: Vocabulary) -> Iterator[Placed]:
    """Yield what verbs say of those named at once before them and of what is named at once behind."""
    said, there = sayings(language), lists(text, named_once(text, mentions))
    for match in said.relations.finditer(text):
        key, subjects, objects = named(match), _before(text, said, there, match), _behind(text, there, match)
        fitting = objects and all(words.fits(each, key) for each in objects)
        for subject in subjects if fitting else ():
            if words.can_have(subject, key) and subject not in objects:
                value = objects if len(objects) > 1 else objects[0]
                yield Placed(match.start(), Proposed("", {key: value}, _LIKELY, subject))


def _before(text: str, said: Sayings, there: list[list[Mention]], match: re.Match[str]) -> tuple[str, ...]:
    begin = match.start()
    for some in there:
        gap = _APART.match(text, some[-1].span.end)
        if gap and gap.end() <= begin and not said.aside.sub("", text[gap.end() : begin]).strip():
            return () if _NOT_WHOLE.search(text, 0, some[0].span.start) else _ids(some)
    return ()


def _behind(text: str, there: list[list[Mention]], match: re.Match[str]) -> tuple[str, ...]:
    for some in there:
        start, end = some[0].span.start, some[-1].span.end
        if start > match.end() and _ARTICLE.fullmatch(text, match.end(), start):
            return () if re.match(r"[’'-]", text[end:]) else _ids(some)
    return ()


def _ids(some: list[Mention]) -> tuple[str, ...]:
    """Return the ids of a list of names, none where one may be of several things."""
    return tuple(each.ids[0] for each in some) if all(len(each.ids) == 1 for each in some) else ()
