"""Each kind of figure read at one place of a text: money, measures, times, ranks, factors, shares, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.text.counted import is_name, pass_what_is_counted
from kg.text.currencies import DOLLAR_SIGN, has_dollar_sign
from kg.text.cursor import Phrases
from kg.text.lexicon import JAPANESE
from kg.text.lexicon import words as words_of
from kg.text.numerals import AND_A_HALF, HALF_A, HYPHEN, number

if TYPE_CHECKING:
    from kg.text.currencies import Money
    from kg.text.cursor import Cursor
    from kg.text.lexicon import Lexicon


class Words(NamedTuple):
    """The words by which figures are read: those of a language, and the names of money where it is used."""

    lexicon: Lexicon
    money: Mapping[str, Money]


class Found(NamedTuple):
    """A value in a unit; `inferred` says that the unit is not told whole."""

    value: Decimal
    unit: str
    inferred: bool = False


SHORT: Final = Phrases(
    {
        **dict.fromkeys(("k",), 10**3),
        **dict.fromkeys(("m", "mm", "mn", "mln"), 10**6),
        **dict.fromkeys(("b", "bn", "bln"), 10**9),
        **dict.fromkeys(("t", "tn", "trn"), 10**12),
    }
)
"""Scales that stand behind the number of a sum of money: `€140m`, `1.9bn euros`."""
_OF: Final = words_of("de of in の")
_MINUTES: Final = {"minutes": 1, "hours": 60, "days": 1440}
_OF_DATES: Final = Phrases({"年": ("years", Decimal(1)), "日": ("days", Decimal(1))})
"""Units that by halves last, while 5年 can be the fifth year of an era, and 5日 the fifth of a month."""
_AND: Final = frozenset({", and", "and", ",", "y"})
_JAPANESE_TIMES: Final = Phrases({**JAPANESE.units, "分": ("minutes", Decimal(1))})
"""Its units, with how minutes are printed after hours, while by itself it can be a part."""
_ANNIVERSARY: Final = re.compile(r"(\d+)(?:st|nd|rd|th|\.?o)? (?:anniversary|aniversario)\b[^\d]*")
_NTH: Final = re.compile(r"\d+(?:st|nd|rd|th|(?:\.?(?:er|ro|do|to|mo|vo|no|o|a))(?![a-z]))")
_NUMBERED: Final = re.compile(r"(?:no\.?|number|num\.?|numero|#|第) ?\d+(?:位|番目)?|\d+(?:位|番目)")
_OF_PLACE: Final = re.compile(
    r"[ -](?:largest|biggest|highest|greatest|main|primary|top|leading|principal|most|place|rank|ranked"
    r"|position|lugar|puesto|posicion|mayor|sitio)\b\D*"
)
"""What makes a place in an order of an ordinal that other words follow."""
_OF_FIRST: Final = re.compile(r"[ -]\D+")
_IN: Final = re.compile(r"in |out of |de cada |分の")
_ARTICLE: Final = re.compile(
    r"(?:a|an|un|una)(?![a-z])(?! (?:hundred|thousand|million|billion|trillion|dozen|docena|millon|billon))"
)
_FACTOR_OF: Final = re.compile(r"(?:a |un )?factor (?:of|de) ")
_A_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
"""What by itself is rather a year than a number of things, which no unit tells."""
_LONGEST: Final = 12
"""Characters of a share at most, so that it is exact to the eye as well."""


def money(cursor: Cursor, words: Words) -> Found | None:
    """Read `US$1.95 billion`, `1,95 millones de dólares`, `3,702億円`, `¥37tn`, `4.28 mil mdd`."""
    at_sign = cursor.at + cursor.text.startswith(" ", cursor.at)
    before = cursor.take(words.money)
    sign = (cursor.take(words.lexicon.signs) or 1) if before else 1
    value = number(cursor, words.lexicon)
    if value is None:
        return None
    value *= cursor.take(SHORT) or 1
    at = cursor.at
    cursor.passes(_OF)
    after = cursor.take(words.money)
    if after is None:
        cursor.at = at
    both = [each for each in (before, after) if each]
    if before and after and cursor.text[at_sign] == DOLLAR_SIGN and has_dollar_sign(after.code):
        both = [after]
    if len({each.code for each in both}) != 1 or not both[0].code:
        return None
    scale = max(each.scale for each in both)
    return Found(value * scale * sign, both[0].code, all(each.inferred for each in both))


def measure(cursor: Cursor, words: Words) -> Found | None:
    """Read a number with a unit that needs no other: percent, years, megawatts, `half a day`, `1年半`."""
    value = number(cursor, words.lexicon)
    before = cursor.take(HALF_A) if value is None else None
    _pass_of(cursor, words.lexicon)
    cursor.match(HYPHEN)
    unit = cursor.take(words.lexicon.units)
    dated = cursor.take(_OF_DATES) if unit is None and words.lexicon.language == "ja" else None
    after = cursor.take(AND_A_HALF) or 0
    number_of, unit = before or value, unit or (dated if before or after else None)
    return None if number_of is None or unit is None else Found((number_of + after) * unit[1], unit[0])


def _pass_of(cursor: Cursor, lexicon: Lexicon) -> None:
    """Pass the word that Spanish has between millions and what they are of: `2 millones de toneladas`."""
    if lexicon.language != "en" and _MILLIONS.search(cursor.text, 0, cursor.at):
        cursor.match(_DE)


_MILLIONS: Final = re.compile(r"(?:mill[oó]n(?:es)?|millardos?|bill[oó]n(?:es)?|docenas?)\Z")
_DE: Final = re.compile(r"de(?= )")


def duration(cursor: Cursor, words: Words) -> Found | None:
    """Read `one hour and fifteen minutes` (75 minutes), `1時間15分`, `20th anniversary` (20 years)."""
    if anniversary := cursor.match(_ANNIVERSARY):
        return Found(_first_number(anniversary), "years")
    parts = list(_parts_of_a_time(cursor, words.lexicon))
    lengths = [_MINUTES[unit] for _, unit in parts]
    if len(parts) < 2 or sorted(set(lengths), reverse=True) != lengths:
        return None
    minutes = sum((value * _MINUTES[unit] for value, unit in parts), Decimal(0))
    return Found(minutes / lengths[-1], parts[-1][1])


def _parts_of_a_time(cursor: Cursor, lexicon: Lexicon) -> Iterator[tuple[Decimal, str]]:
    """Yield (number, unit) for as long as days, hours or minutes follow."""
    units = _JAPANESE_TIMES if lexicon.language == "ja" else lexicon.units
    at = cursor.at
    while True:
        cursor.passes(_AND)
        value = number(cursor, lexicon)
        unit = cursor.take(units)
        if value is None or unit is None or unit[0] not in _MINUTES:
            cursor.at = at
            return
        at = cursor.at
        yield value, unit[0]


def rank(cursor: Cursor, words: Words) -> Found | None:
    """Read `5th`, `sixth largest trading partner`, `No. 3`, `tercer lugar`, `第3位`."""
    printed = cursor.match(_NTH) or cursor.match(_NUMBERED)
    place = _first_number(printed) if printed else _place_in_words(cursor, words.lexicon)
    if not place:
        return None
    what = _OF_FIRST if place == 1 and not printed else _OF_PLACE
    tail = cursor.text[cursor.at :]
    if what.fullmatch(tail) and is_name(tail[1:]):
        cursor.at = len(cursor.text)
    return Found(place, "rank")


def _place_in_words(cursor: Cursor, lexicon: Lexicon) -> Decimal:
    """Return a place told by a word, or in kanji as 第三位 is; 0 where none is."""
    if place := cursor.take(lexicon.ranks):
        return Decimal(place)
    begun = cursor.at
    cursor.match(_DAI)
    counted = number(cursor, lexicon) if lexicon.language == "ja" else None
    if counted and cursor.match(_I):
        return counted
    cursor.at = begun
    return Decimal(0)


_DAI: Final = re.compile("第")
_I: Final = re.compile("位|番目")


def factor(cursor: Cursor, words: Words) -> Found | None:
    """Read `doubling`, `three times`, `tenfold`, `a factor of 1.7`, `un factor de 2`, `2倍`."""
    multiple = cursor.take(words.lexicon.multiples)
    if multiple is not None:
        return Found(multiple, "factor")
    told = cursor.match(_FACTOR_OF)
    value = number(cursor, words.lexicon)
    told = told or cursor.match(_any_of(words.lexicon.folds))
    return Found(value, "factor") if value is not None and told else None


@cache
def _any_of(folds: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"{re.escape(word)}(?![a-z])" for word in sorted(folds)))


def share(cursor: Cursor, words: Words) -> Found | None:
    """Read `half`, `two-fifths`, `one in five`, `uno de cada cinco`, `5分の1`: what a decimal can say."""
    value = number(cursor, words.lexicon)
    if cursor.match(_IN):
        other = number(cursor, words.lexicon)
        return _quotient(other, value) if words.lexicon.language == "ja" else _quotient(value, other)
    cursor.match(HYPHEN)
    part = cursor.take(words.lexicon.parts)
    is_part = cursor.text[: cursor.at].endswith(" parte")
    is_several = cursor.text[: cursor.at].endswith("halves")
    if part is None or (value is None and (part != 2 or is_several) and not is_part):
        return None  # a fifth alone is one of an order, and what halves is a verb
    return _quotient(Decimal(1) if value is None else value, Decimal(part))


def _quotient(value: Decimal | None, whole: Decimal | None) -> Found | None:
    """Return a share of a whole, None where no decimal is exactly that, or it is no part of it."""
    if value is None or not whole or not 0 < value <= whole or value != int(value):
        return None
    found = value / whole
    return Found(found, "share") if found * whole == value and len(str(found)) <= _LONGEST else None


def count(cursor: Cursor, words: Words) -> Found | None:
    """Read a number of things: `1,500 Japanese companies`, `350 empresas o más`, `twenty-five`, `1,300社`."""
    is_no_count = cursor.match(_ARTICLE) or _is_a_year(cursor.rest, words.lexicon)
    value = number(cursor, words.lexicon)
    if is_no_count or value is None or value != int(value):
        return None
    if words.lexicon.language == "ja":
        cursor.passes(words.lexicon.counters)
        return Found(value, "count")
    _pass_of(cursor, words.lexicon)
    return Found(value, "count") if pass_what_is_counted(cursor, words.lexicon) else None


def _is_a_year(text: str, lexicon: Lexicon) -> bool:
    """Say whether there is nothing but what can be a year, and how near it is."""
    near = next((phrase for phrase in lexicon.after if text.endswith(phrase)), "")
    return _A_YEAR.fullmatch(text.removesuffix(near).rstrip()) is not None


def _first_number(text: str) -> Decimal:
    return Decimal(re.sub(r"\D", "", text) or 0)


KINDS: Final = (share, money, duration, measure, rank, factor, count)
"""All kinds of figures, what tells more of a number before what tells less."""
