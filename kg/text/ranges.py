"""Turn a printed range (10 to 15 percent, entre 3 y 4 millones, 10〜15%) into its two ends, or refuse it.

Each end is read as a figure by itself, with what only the other end prints: its currency, scale, unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from kg.spelling import fold
from kg.text.currencies import ABBREVIATED
from kg.text.cursor import any_of
from kg.text.lexicon import words
from kg.text.numerals import AND_A_HALF, HALF_A
from kg.text.quantities import LEXICONS, Number, Quantity, canonical, parse
from kg.text.readings import SHORT
from kg.text.signs import raised, with_parts


@dataclass(frozen=True)
class Range:
    """A figure of which a text prints between which two it lies; unit and approximation as of a Quantity."""

    lowest: Number
    highest: Number
    unit: str
    approximation: str = "exact"
    unit_inferred: bool = False

    @property
    def numbers(self) -> dict[str, str]:
        """Its numbers by the local names of their properties in the graph."""
        return {"lowest": canonical(self.lowest), "highest": canonical(self.highest)}


def figure(text: str, language: str = "") -> Quantity | Range:
    """Return the quantity or range that `text` prints, as `parse` reads them; ValueError where it is none."""
    try:
        return parse(text, language)
    except ValueError:
        if found := _range(text, language):
            return found
        raise


def implied_by(found: Quantity | Range) -> dict[str, str]:
    """Return what a figure implies by the keys of a row: value or both ends, unit and approximation."""
    return {**found.numbers, "unit": found.unit, "approximation": found.approximation}


def is_change(printed: str, quote: str) -> bool:
    """Say whether a quote has a word before a range that can make of it the two ends of a change."""
    if _SAYS_BETWEEN.match(printed):
        return False
    there = re.escape(" ".join(printed.split()))
    return re.search(rf"\b(?:from|del?|desde) {there}", " ".join(quote.split()), re.IGNORECASE) is not None


_SAYS_BETWEEN: Final = re.compile(r"(?:\w+ )*?(?:between|entre|rang\w+) ", re.IGNORECASE)


class _Ends(NamedTuple):
    """What a text prints of either end; `in_words` says that a word parts them, not a dash."""

    first: str
    last: str
    in_words: bool


_LONGEST: Final = 80
"""Characters of a range at most, so that a text of dashes takes no longer to refuse."""
_DASH: Final = ("", r"(?<=\S)[-–—~〜～－](?=\S)|(?<=\S) [-–—~〜～－] (?=\S)", "")
_IN_WORDS: Final = {
    "en": (
        (r"(?:anywhere |somewhere )?between ", " and ", ""),
        (r"(?:(?:in|within) )?(?:(?:the|a) )?rang(?:e of|e from|es from|ed from|ing from) ", " to ", ""),
        (r"(?!from )", " to ", ""),
    ),
    "es": (
        (r"(?:de )?entre ", " y ", ""),
        (r"(?:(?:en|dentro de) )?(?:un|el) rango de ", " a ", ""),
        (r"(?!del? |desde )", " a ", ""),
    ),
    "ja": (("", "から", "の(?:間|範囲)"), ("", "ないし|乃至", "")),
}
"""What opens a range, parts its ends and closes it; from 10 to 15 alone can be a change, so it is none."""
_SIGN: Final = re.compile("[-−▲△]")
_OWN_SIGN: Final = re.compile("[-−▲△+]|minus|negative|menos|マイナス", re.IGNORECASE)
"""Signs that the first end does not share with the last."""
_NO_NUMBERS: Final = words("a an un una ciento")
"""Words that are a number only before another one, as in `por ciento` they are not."""
_PARTS: Final = words(" ".join((*AND_A_HALF, *HALF_A))) - words("a an and y")


def _range(text: str, language: str) -> Range | None:
    """Return the range that a text prints in the first language in which it prints one, if only one."""
    tag = language.partition("-")[0]
    text = with_parts(text)
    if len(text) > _LONGEST or raised(text):
        return None
    for known in [tag] if tag in LEXICONS else LEXICONS:
        read = language if known == tag else known
        found = {one for ends in _split(text.strip(), known) if (one := _between(ends, known, read))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _split(text: str, tag: str) -> Iterator[_Ends]:
    """Yield every way to part a text in two ends."""
    for whole, joining, in_words in _ways(tag):
        found = whole.fullmatch(text) if joining.search(text) else None
        both = found[1] if found else ""
        for join in joining.finditer(both):
            if join.start() and both[join.end() :]:
                yield _Ends(both[: join.start()], both[join.end() :], in_words)


@cache
def _ways(tag: str) -> list[tuple[re.Pattern[str], re.Pattern[str], bool]]:
    """Return patterns of a whole range and of what parts its ends, and whether that is a word."""
    return [
        (
            re.compile(f"{opening}(.+){closing}", re.IGNORECASE | re.DOTALL),
            re.compile(joining, re.IGNORECASE),
            joining != _DASH[1],
        )
        for opening, joining, closing in (*_IN_WORDS[tag], _DASH)
    ]


def _between(ends: _Ends, tag: str, language: str) -> Range | None:
    """Return the range between two ends, as much as possible of the one said of the other as well."""
    moves = _moves(tag).search(fold(ends.first))
    for first, last in _completed(ends, tag):
        if moves and first == ends.first:  # by how much it moved, and to where
            continue
        try:
            found = _joined(parse(first, language), parse(last, language), ends)
        except ValueError:
            continue
        if found and (found.unit != "count" or _things(first, tag) == _things(last, tag)):
            return found
    return None


def _joined(first: Quantity, last: Quantity, ends: _Ends) -> Range | None:
    """Return the range of two quantities that can be its ends: of one unit, and rising, or falling both."""
    near = {first.approximation, last.approximation} - {"exact"}
    rises = first.value < last.value
    if first.unit != last.unit or first.unit == "rank" or not near <= {"approximately"}:
        return None
    if first.value < 0 < last.value:
        rises = ends.last.startswith("+") or (ends.in_words and bool(_SIGN.match(ends.first)))
    if not rises and not (first.value < 0 and last.value < first.value):
        return None
    low, high = sorted((first.value, last.value))
    return Range(low, high, first.unit, (near or {"exact"}).pop(), first.unit_inferred and last.unit_inferred)


def _completed(ends: _Ends, tag: str) -> Iterator[tuple[str, str]]:
    """Yield two figures, with ever less of what ends the last and more of what begins the first in both."""
    first, last, _ = ends
    before = re.match(r"\D*", first)
    shared = before[0] if before and before[0] != first and not _OWN_SIGN.search(before[0]) else ""
    for tail in _tails(first, last, tag):
        for head in dict.fromkeys(("", shared)):
            yield first + tail, head + last


def _tails(first: str, last: str, tag: str) -> Iterator[str]:
    """Yield what may be said of both ends: no number, and a scale that the first has not only whole."""
    scale, has_scale = _scales(tag), bool(_scales(tag).search(fold(first)))
    for cut in _CUT.finditer(last):
        own, tail = fold(last[: cut.start()]), last[cut.start() :]
        if not _numbers(tag).search(fold(tail)) and (has_scale or not scale.search(own)):
            yield tail


_CUT: Final = re.compile(
    r"(?<=[^\s])(?:(?<![\d.,])|(?![\d.,]))(?:(?<![a-zñáéíóú])|(?![a-zñáéíóú]))", re.IGNORECASE
)
"""Where a text can be parted: in no number, and in no word of letters of Latin."""


@cache
def _numbers(tag: str) -> re.Pattern[str]:
    """Return a pattern of what can be a number by itself."""
    known = LEXICONS[tag]
    said = {*known.ones, *known.teens, *known.tens, *known.hundreds, *_PARTS} - _NO_NUMBERS
    return re.compile(rf"\d|{any_of(frozenset(said)).pattern}")


@cache
def _scales(tag: str) -> re.Pattern[str]:
    return any_of(frozenset({*LEXICONS[tag].times, *SHORT, *ABBREVIATED}))


@cache
def _moves(tag: str) -> re.Pattern[str]:
    return any_of(frozenset(LEXICONS[tag].moves) or frozenset({"\0"}))


@cache
def _of_numbers(tag: str) -> re.Pattern[str]:
    known = LEXICONS[tag]
    near = {*known.before, *known.after, *known.opening, *known.signs}
    said = {*known.ones, *known.teens, *known.tens, *known.hundreds, *known.times}
    return any_of(frozenset({*said, *near, *AND_A_HALF, *HALF_A}))


def _things(text: str, tag: str) -> list[str]:
    """Return the names of what a count is of."""
    return re.findall(r"[^\W\d_]+", _of_numbers(tag).sub(" ", fold(text)))
