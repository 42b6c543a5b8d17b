"""The words that tell of acts of speech, in the languages of `sayings.json`, as expressions to look for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from kg.text.folding import is_unspaced

_GAP: Final = r"(?:(?!(?:to|for|that|of|in|and|with|por|que|de|en|y|con)\b)[\w’'-]+\s+){0,4}?"
"""What … stands for: a few words, none of which begins another part of the sentence."""
_NEVER: Final = re.compile("(?!)")


class Sayings(NamedTuple):
    """What a language says acts with; each group of an expression is named after a word that tells its act.

    `acts` are those of anybody, `together` those that only several speakers do, `elided` what goes on behind
    one ("and her hope"), `own` and `others` what the speaker or somebody else is reported to be about to do
    behind `that`. A sentence that begins with `silent` may leave out who speaks. `aside` may stand between
    a speaker and an act, `joined` before a further one.

    `meetings` and `visits` tell who met whom or visited a place, each named after the class of such records;
    `relations` say of a thing what it has to do with another, by the name of a key.
    `titles` may stand before a name, `place` beside that of a place. Behind what is `passive` a verb tells of
    the one to whom something is said. Behind a verb that is `addressed` stands
    to whom it was said; `elsewhere` tells that others listen than those who met. `modality` tells what is not
    so already, by the name of how it is; `according` that all is somebody else's word.
    """

    acts: re.Pattern[str]
    together: re.Pattern[str]
    elided: re.Pattern[str]
    own: re.Pattern[str]
    others: re.Pattern[str]
    aside: re.Pattern[str]
    pronouns: re.Pattern[str]
    silent: re.Pattern[str]
    pair: re.Pattern[str]
    joined: re.Pattern[str]
    that: re.Pattern[str]
    meetings: re.Pattern[str]
    visits: re.Pattern[str]
    titles: re.Pattern[str]
    place: re.Pattern[str]
    addressed: re.Pattern[str]
    elsewhere: re.Pattern[str]
    relations: re.Pattern[str]
    passive: re.Pattern[str]
    modality: re.Pattern[str]
    according: re.Pattern[str]


@cache
def sayings(language: str) -> Sayings:
    """Return the words of a language (`en`, `es-MX`), those of English where it is not known."""
    told = json.loads((files("kg.draft") / "sayings.json").read_text(encoding="utf-8"))
    tag = language.partition("-")[0]
    table: Mapping[str, Any] = told.get(tag, told["en"])
    return Sayings(*(_expression(table[name]) for name in Sayings._fields))


def _expression(phrases: Mapping[str, list[str]] | list[str]) -> re.Pattern[str]:
    """Return what finds any of the phrases, the longest first, in a group of its name where they have any."""
    named = phrases if isinstance(phrases, Mapping) else {"": phrases}
    known = sorted(((one, name) for name, some in named.items() for one in some), key=_longest)
    parts = [
        f"(?P<{name}_{n}>{_phrase(one)})" if name else _phrase(one) for n, (one, name) in enumerate(known)
    ]
    return re.compile("|".join(parts), re.IGNORECASE) if parts else _NEVER


def _longest(phrase: tuple[str, str]) -> tuple[int, int, str]:
    """Return what sorts phrases of more words first."""
    return -len(phrase[0].split()), -len(phrase[0].partition("/")[0]), phrase[0]


def _phrase(phrase: str) -> str:
    """Return what finds a phrase: `/` parts words to choose from, … is a gap, & goes before what follows."""
    joined = "".join(map(_word, phrase.split())).removesuffix(r"\s+")
    before, after = ("" if is_unspaced(phrase) else r"\b"), ("" if "&" in phrase else r"\b")
    return f"{before}{joined}{after if before else ''}"


def _word(word: str) -> str:
    if word == "…":
        return _GAP
    if word.startswith("&"):
        return rf"(?={word[1:]}\b)"
    return rf"(?:{'|'.join(map(re.escape, word.split('/')))})\s+"


def named(found: re.Match[str]) -> str:
    """Return the word that tells the act which an expression has found."""
    return str(found.lastgroup).rpartition("_")[0]


def all_of(expressions: Iterable[re.Pattern[str]], text: str, start: int) -> list[re.Match[str]]:
    """Return what any of the expressions finds from a place on, in order, nothing inside another."""
    found = sorted(
        (match for each in expressions for match in each.finditer(text, start)),
        key=lambda match: (match.start(), -match.end()),
    )
    kept: list[re.Match[str]] = []
    for match in found:
        if not kept or match.start() >= kept[-1].end():
            kept.append(match)
    return kept
