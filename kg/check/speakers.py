"""Whether who speaks in a row is who speaks in its words: 'In response to Kim, Rojas said', según Rojas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.build.context import Context
from kg.check.heard import Heard, warning
from kg.draft.sayings import Sayings, named, sayings
from kg.errors import Problem
from kg.terms import SCHEMA, STANDARD
from kg.text.folding import Span
from kg.text.mentions import Mention

_KEYS: Final = ("speaker", "saidBy")
_FIRST_WORDS: Final = 5
"""Within how many words of a quote its speaker is named, where it names one."""
_SPEAKING: Final = frozenset((SCHEMA + "Person", SCHEMA + "Organization", STANDARD["org"] + "Organization"))
_ADDRESSED: Final = re.compile(
    r"\b(?:to|by|with|from|of|for|a|al|con|de|del|por|para)(?: the| la| el)? $", re.IGNORECASE
)
"""What stands before a name of whom is spoken to or of, not of who speaks."""
_ADDRESSED_AFTER: Final = re.compile("に対|[にのとをへ]|から")
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
_TELLING: Final = frozenset({"stated", "announced"})
"""Acts whose contents a text reports as facts of the one who speaks."""
_UNLESS_INFERRED: Final = "Correct it, or say inferred: [{}] where it follows from other words."


def speakers(row: Heard, context: Context) -> Iterator[Problem]:
    """Yield a warning where another of the speaker's kind speaks, or the text has not named him so far."""
    before, things = row.named(Span(0, row.sentence.end)), context.things.by_id
    for key in _KEYS:
        values = [value for value in row.values(key) if value.text in things]
        kinds = {things[value.text].declared for value in values}
        named_here = [m for m in row.within(row.quote) if kinds & {things[name].declared for name in m.ids}]
        telling = [mention for mention, _ in _telling(row, row.quote, named_here)]
        others = telling or _beginning(row, named_here)
        if others and not {value.text for value in values} & {name for each in others for name in each.ids}:
            who = others[0].ids[0]
            words = f"the words are those of {who}" if telling else f"the quote begins with {who}"
            what = f"{key} is {values[0].text}, but {words}"
            yield warning(values[0], "speaker", what, _UNLESS_INFERRED.format(key))
            continue
        for value in values:
            if value.text not in before:
                what = f"{key} is {value.text}, whom the text has not named so far"
                yield warning(value, "speaker", what, _UNLESS_INFERRED.format(key))


def unattributed(row: Heard, context: Context) -> Iterator[Problem]:
    """Yield a warning for a figure that somebody is reported to tell, where the row does not say who."""
    printed = row.row.first("printed")
    if not printed or row.values("saidBy") or row.values("modality"):
        return
    able = [m for m in row.within(row.sentence) if _classes(m, context) & _SPEAKING]
    for mention, act in _telling(row, row.sentence, able):
        if act in _TELLING:
            what = f"{printed.text!r} is what {mention.ids[0]} says, the row does not say so"
            hint = f"Add saidBy: {mention.ids[0]} to the row, or to its passage."
            yield warning(printed, "speaker", what, hint)
            return


def _telling(row: Heard, span: Span, mentions: list[Mention]) -> Iterator[tuple[Mention, str]]:
    """Yield the mentions of a span of whom its words say that they speak, each with the word of the act."""
    said, text = sayings(row.source.language), row.words(span)
    for mention in mentions:
        start, end = mention.span.start - span.start, mention.span.end - span.start
        before = text[:start]
        if _SOURCE.search(before):
            yield mention, "stated"
        elif found := _said_before(said, before):
            yield mention, found
        elif (verb := _said_after(said, text, end)) and not said.acts.search(before):
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


def _beginning(row: Heard, mentions: list[Mention]) -> list[Mention]:
    """Return the first mention among the first words of a quote of whom it may be that he speaks."""
    for mention in mentions:
        before = row.words(Span(row.quote.start, mention.span.start))
        after = row.words(Span(mention.span.end, row.quote.end))
        if len(before.split()) >= _FIRST_WORDS:
            break
        if not _ADDRESSED.search(before) and not _ADDRESSED_AFTER.match(after):
            return [mention]
    return []


def _classes(mention: Mention, context: Context) -> set[str]:
    return {each for name in mention.ids for each in context.things.by_id[name].classes}
