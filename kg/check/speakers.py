"""Whether who speaks in a row is who speaks in its words: 'In response to Kim, Rojas said', según Rojas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.build.context import Context
from kg.check.heard import Heard, warning
from kg.check.tellers import TELLING, telling
from kg.draft.proposed import within
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
_UNLESS_INFERRED: Final = "Correct it, or say inferred: [{}] where it follows from other words."


def speakers(row: Heard, context: Context) -> Iterator[Problem]:
    """Yield a warning where another of the speaker's kind speaks, or the text has not named him so far."""
    things = context.things.by_id
    for key in _KEYS:
        values = [value for value in row.values(key) if value.text in things]
        if not values:
            continue
        kinds = {things[value.text].declared for value in values}
        named_here = [m for m in row.within(row.quote) if kinds & {things[name].declared for name in m.ids}]
        told = [mention for mention, _ in _telling(row, row.quote, named_here)]
        others = told or _beginning(row, named_here)
        if others and not {value.text for value in values} & {name for each in others for name in each.ids}:
            who = others[0].ids[0]
            words = f"the words are those of {who}" if told else f"the quote begins with {who}"
            what = f"{key} is {values[0].text}, but {words}"
            yield warning(values[0], "speaker", what, _UNLESS_INFERRED.format(key))
            continue
        before = row.named(Span(0, row.sentence.end))
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
        if act in TELLING:
            what = f"{printed.text!r} is what {mention.ids[0]} says, the row does not say so"
            hint = f"Add saidBy: {mention.ids[0]} to the row, or to its passage."
            yield warning(printed, "speaker", what, hint)
            return


def _telling(row: Heard, span: Span, mentions: list[Mention]) -> Iterator[tuple[Mention, str]]:
    return telling(row.words(span), row.source.language, within(mentions, span))


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
