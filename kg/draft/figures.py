"""The figures and periods that a text prints, each where it stands, the longest understood at each place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple, TypeVar

from kg.spelling import fold
from kg.text.counted import changes_a_number
from kg.text.cut import is_spoilt, read
from kg.text.folding import UNSPACED, Span
from kg.text.lexicon import ENGLISH, JAPANESE, SPANISH
from kg.text.quantities import Quantity
from kg.text.ranges import Range, is_change
from kg.text.told import Told, UnclearError, told

WORD: Final = re.compile(rf"[{UNSPACED}]|[^\W\d{UNSPACED}]+|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?|[^\w\s]")
_LONGEST: Final = 12
_BEFORE: Final = 6
"""Words before a number that may tell of it: in excess of US$."""
_SMALL: Final = frozenset({"a", "an", "un", "una", "一", "二", "三", "first", "second"})
"""Words that seldom count anything by themselves."""
_NUMERALS: Final = frozenset(
    word
    for lexicon in (ENGLISH, SPANISH, JAPANESE)
    for phrase in chain(
        lexicon.ones, lexicon.teens, lexicon.tens, lexicon.hundreds, lexicon.times, lexicon.ranks,
        lexicon.multiples, lexicon.parts,
    )
    for word in phrase.split()
)  # fmt: skip
_ONES: Final = frozenset(fold(word) for lexicon in (ENGLISH, SPANISH) for word in lexicon.ones)
_DEFINITE: Final = re.compile(r"\b(?:the|these|those|los|las|estos|estas)\s+$", re.IGNORECASE)
"""What stands before a few that are known already, which are not counted: the two ministers."""
_PART: Final = re.compile(r"(?:[A-Za-zÀ-ÿ]-?|/|\d[.–-])$")
"""What stands before the digits of a name (G20, COVID-19) or date."""
_PART_BEFORE: Final = re.compile(r"[A-Za-z]\d")
"""What stands behind those: 1H24."""
_MONTHS: Final = (
    "January February March April May June July August September October November December enero febrero"
    " marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
).replace(" ", "|")
_DAY_BEFORE: Final = re.compile(rf"(?:{_MONTHS}) $", re.IGNORECASE)
_DAY_AFTER: Final = re.compile(
    rf" (?:de )?(?:{_MONTHS})\b|[月/:]|日(?!間)|年(?!間|半|\d+[かカヶケ箇]月)|[sG]\b|\. |\)\s", re.IGNORECASE
)
"""What stands behind a day or month, a decade, or the number of an item."""
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d|[元\d]年|年")

_Read = TypeVar("_Read", bound=Quantity | Range | Told)


class Figure(NamedTuple):
    """A quantity or range and where it is printed."""

    span: Span
    quantity: Quantity | Range

    @property
    def is_plain(self) -> bool:
        """Whether it is a bare number, of which nothing tells that it counts anything."""
        return self.quantity.unit == "count"


class Day(NamedTuple):
    """A day in ISO 8601, and whether the text leaves its year out."""

    text: str
    is_inferred: bool = False


class Dated(NamedTuple):
    """A period and where it is printed."""

    span: Span
    told: Told


def periods(text: str, language: str) -> list[Dated]:
    """Return the dates and periods of a text, in order, but not parts of others that are not read."""
    words = [Span(*word.span()) for word in WORD.finditer(text)]
    cores = [place for place, span in enumerate(words) if _YEAR.fullmatch(text[span.start : span.end])]
    found = _longest(text, words, cores, lambda part: _period(part, language))
    return [Dated(*each) for each in found if not _is_of_another(text, each[0], words, language)]


_BESIDE: Final = 4
"""Words on either side of a period with which it may be another."""
_CUT_BEHIND: Final = re.compile(
    rf"(?:[^\W\d_{UNSPACED}]|[/$€£¥#]|\d[-–.]"
    r"|\b(?:before|after|around|about|circa|week of|q\d|\dq|antes del?|después del?|hacia|alrededor del?"
    r"|semana del?|(?:bi|cuatri)mestre del?|ejercicio|ciclo|temporada) (?:the |el )?)$",
    re.IGNORECASE,
)
"""What stands before the words of a period that are not all of it: FY2023, before 2020, el ejercicio 2023."""
_CUT_BEFORE: Final = re.compile(
    rf"[^\W\d_{UNSPACED}]|[-–/]\d| (?:(?:fiscal|financial|business|marketing) year|season)\b"
    r"|頃|ころ|ごろ|以前|以後|[前後末度]|[上下]期",
    re.IGNORECASE,
)
"""What stands behind such words: 2024-25, the 2023 fiscal year, 2024年頃."""


def _is_of_another(text: str, found: Span, words: list[Span], language: str) -> bool:
    """Say whether a period is read of words that are part of another, which is not read or not known."""
    if _CUT_BEHIND.search(text, max(found.start - 24, 0), found.start) or _CUT_BEFORE.match(text, found.end):
        return True
    first = bisect_right(words, found.start, key=lambda word: word.start)
    last = bisect_left(words, found.end, key=lambda word: word.end)
    before, after = words[max(first - _BESIDE, 0) : first], words[last : last + _BESIDE]
    return any(_is_unclear(text[begun.start : ended.end], language) for begun in before for ended in after)


def _is_unclear(text: str, language: str) -> bool:
    try:
        told(text, language)
    except UnclearError:
        return True
    except ValueError:
        return False
    return False


def days(text: str, language: str, dated: Iterable[Dated], published: str) -> Iterator[Day]:
    """Yield the days that a text prints; of those without a year that which came last before `published`.

    `published` is ISO 8601, or empty. What stands in brackets, as the time elsewhere, is left out.
    """
    yield from (Day(each.told.text) for each in dated if _DAY.fullmatch(each.told.text))
    for found in _YEARLESS.finditer(BRACKETS.sub("", text)) if published else ():
        for year in (int(published[:4]), int(published[:4]) - 1):
            day = next(
                filter(None, (_period(form.format(found[0], year), language) for form in _WITH_YEAR)), None
            )
            if day and day.text <= published:
                yield Day(day.text, is_inferred=True)
                break


_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
BRACKETS: Final = re.compile(r"\([^()]*\)|（[^（）]*）")
_YEARLESS: Final = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:\d\d?月\d\d?日|\d\d?(?:st|nd|rd|th)? (?:de )?(?:{_MONTHS})\b"
    rf"|\b(?:{_MONTHS}) \d\d?(?:st|nd|rd|th)?\b)(?!,? (?:del? )?\d{{4}}|[–-]\d)",
    re.IGNORECASE,
)
_WITH_YEAR: Final = ("{1}年{0}", "{0} de {1}", "{0} {1}", "{0}, {1}")


def figures(text: str, language: str, but: Iterable[Span] = ()) -> list[Figure]:
    """Return the figures of a text in order, but those that stand where something else does."""
    taken = list(but)
    words = [Span(*word.span()) for word in WORD.finditer(text)]
    cores = [
        place
        for place, span in enumerate(words)
        if _is_number(text, span) and not any(span.overlaps(other) for other in taken)
    ]
    found: Iterator[tuple[Span, Quantity | Range]]
    found = _longest(text, words, cores, lambda part: read(part, language))
    free = [Figure(*each) for each in found if not any(each[0].overlaps(other) for other in taken)]
    return [each for each in free if not (is_spoilt(text, each.span, language) or _is_changed(text, each))]


_BEHIND: Final = re.compile(r"[\s-]+(?:de )?([^\W\d_]+)")
_SOME: Final = "数"
"""What makes of a number beside it another that nobody knows: 数千, 10数社."""


def _is_changed(text: str, figure: Figure) -> bool:
    """Say whether a bare number is a year or day, or stands beside a word that makes another of it."""
    if not figure.is_plain:
        return False
    begun, ended = figure.span
    is_year = any(map(_YEAR.fullmatch, WORD.findall(text, begun, ended)))
    if is_year or _SOME in (text[begun - 1 : begun], text[ended : ended + 1]):
        return True
    if text[ended - 1].isdigit() and _DAY_AFTER.match(text, ended):
        return True
    behind = _BEHIND.match(text, ended)
    return behind is not None and changes_a_number(fold(behind[1]))


def _is_number(text: str, span: Span) -> bool:
    word = text[span.start : span.end]
    before = text[max(span.start - 12, 0) : span.start]
    if not word[0].isdigit():
        is_known = word.lower() in _ONES and _DEFINITE.search(before)
        return word.lower() in _NUMERALS and word.lower() not in _SMALL and not is_known
    is_item = span.start == 0 and text[span.end : span.end + 1] in {".", ")"}
    is_day = _DAY_BEFORE.search(before) or _DAY_AFTER.match(text, span.end)
    is_part = _PART.search(before) or _PART_BEFORE.match(text, span.end)
    return not (is_part or is_item or is_day)


def _period(text: str, language: str) -> Told | None:
    try:
        return told(text, language) if text[0].isalnum() and text[-1] != "/" else None
    except ValueError:
        return None


def _longest(
    text: str, words: list[Span], cores: list[int], read_part: Callable[[str], _Read | None]
) -> Iterator[tuple[Span, _Read]]:
    """Yield what is read around each core that nothing read before it holds, the longest first."""
    end = -1
    for core in cores:
        if words[core].start < end:
            continue
        windows = [span for span in _windows(words, core, end) if not _BEGINS_NONE.match(text, span.start)]
        read_here = [(span, value) for span in windows if (value := read_part(text[slice(*span)]))]
        changes = {v for s, v in read_here if isinstance(v, Range) and is_change(text[slice(*s)], text)}
        read_here = [(span, value) for span, value in read_here if value not in changes]
        if read_here:
            value = min(read_here, key=lambda each: _plainness(each[1]))[1]  # the longest of the most telling
            alike = [span for span, other in read_here if other == value]
            span = alike[0] if isinstance(value, Told) else min(alike, key=lambda each: _rank(text, each))
            yield span, value
            end = span.end


_BEGINS_NONE: Final = re.compile(r"\(|(?<=\d)[-–−]")
"""With what nothing begins: a bracket, or the dash between two numbers, which is no minus."""


def _rank(text: str, span: Span) -> tuple[bool, int]:
    """Return what sorts the shortest stretch first that ends with a whole word."""
    return text[span.end : span.end + 1] == "-", span.end - span.start


def _plainness(value: Quantity | Range | Told) -> int:
    """Return how little a value tells: a number without a unit less than one with it."""
    plain = ("rank", "count")
    return plain.index(value.unit) + 1 if not isinstance(value, Told) and value.unit in plain else 0


def _windows(words: list[Span], core: int, after: int) -> list[Span]:
    """Return the stretches around a core that begin where nothing is read yet, the longest first."""
    starts = [words[place].start for place in range(max(core - _BEFORE, 0), core + 1)]
    ends = [words[place].end for place in range(core, min(core + _LONGEST, len(words)))]
    spans = [Span(begun, ended) for begun in starts for ended in ends if begun >= after]
    return sorted(spans, key=lambda span: (span.start - span.end, span))
