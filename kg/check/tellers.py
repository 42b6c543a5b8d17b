"""Who is said to tell what the words around the name say: 'Rojas said that', según Rojas, “…”, dijo Rojas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.draft.sayings import Sayings, named, sayings
from kg.text.mentions import Mention

_SOURCE: Final = re.compile(
    r"\b(?:according to|in the words of|según(?: (?:dijo|señaló|informó|explicó|indicó|afirmó))?"
    r"|de acuerdo con|en palabras de)(?: the| la| el)? $",
    re.IGNORECASE,
)
"""What stands before the name of who says what stands around it."""
_SPACE: Final = re.compile(r"\s*")
_APPOSED: Final = re.compile(r"\s*,[^,.;]{1,100},\s*")
"""Who somebody is, between a name and its verb."""
_QUOTED: Final = re.compile(r"[,”\"»]\s*$")
"""What ends the words that somebody is said to have said."""
_NAMED_NEXT: Final = re.compile(r"\s+(?:(?:the|el|la) \w+ |[A-Z][\w.]+ )?")
"""What may stand between a verb and the name of who speaks: the article with a post, a title."""
_TOPIC: Final = re.compile(r"[^。、はが「」]{0,12}[はが]")
"""What makes a name the topic of a sentence in Japanese, behind a title or post."""
TELLING: Final = frozenset({"stated", "announced"})
"""Acts whose contents a text reports as facts of the one who speaks."""


def telling(text: str, language: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """Yield the mentions of whom a text says that they speak, each with the word of the act."""
    said = sayings(language)
    for mention in mentions:
        before = text[: mention.span.start]
        if _SOURCE.search(before):
            yield mention, "stated"
        elif found := _said_before(said, before):
            yield mention, found
        elif (verb := _said_after(said, text, mention.span.end)) and not said.acts.search(before):
            yield mention, verb


def _said_before(said: Sayings, before: str) -> str:
    """Return the word of an act that ends what stands before a name: “…”, dijo Rojas."""
    found = [each for each in said.acts.finditer(before) if _NAMED_NEXT.fullmatch(before, each.end())]
    return named(found[-1]) if found and _QUOTED.search(before[: found[-1].start()]) else ""


def _said_after(said: Sayings, text: str, end: int) -> str:
    """Return the word of the act of which a name is the subject, empty where it is of none."""
    if topic := _TOPIC.match(text, end):
        acts = [*said.acts.finditer(text, topic.end())]
        return named(acts[-1]) if acts else ""
    for gap in filter(None, (_APPOSED.match(text, end), _SPACE.match(text, end))):
        rest = text[gap.end() :]
        while aside := said.aside.match(rest):
            rest = rest[aside.end() :].lstrip()
        if verb := said.acts.match(rest):
            return named(verb)
    return ""
