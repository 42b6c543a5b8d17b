"""A year, a part of one or several years, in words of three languages: its first and last date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from kg.text.cursor import Cursor
from kg.text.eras import Era, common
from kg.text.lexicon import JAPANESE
from kg.text.numerals import number
from kg.text.periods import days_in
from kg.text.timewords import (
    APRIL,
    FEW,
    FISCAL,
    FISCAL_OF,
    MONTHS,
    ORDINALS,
    PARTS,
    PARTS_OF_A_HUNDRED,
    PARTS_OF_A_MONTH,
    PARTS_OF_A_YEAR,
    PARTS_OF_TEN,
    PLACES,
    ROMAN,
    TENS,
    TENS_OF_DAYS,
)


class Span(NamedTuple):
    """The first and last year, month or day of a stretch of time, in ISO 8601, and how fine it is stated."""

    first: str
    last: str
    precision: str


Read = Callable[..., Span]


def span(text: str, language: str = "") -> Span:
    """Return what a folded text tells, whole; `language` is a tag that may tell whose fiscal year it is.

    Raises ValueError, with the reason if there is one, where it is no stretch of time with known ends.
    """
    text = _WEEKDAY.sub("", text)
    if twice := _TWICE.fullmatch(text):
        return _same(*(span(year + (twice[3] or ""), language) for year in twice.group(1, 2)))
    told, era = common(_counted(_LEADING.sub("", text)))
    for pattern, read in _KINDS:
        if found := pattern.fullmatch(told):
            return _within(read(found, language), era, text)
    raise ValueError("")


_LEADING: Final = re.compile(
    r"\A(?:(?:in|on|at|during|throughout|en|durante) )?(?:(?:the|el|la|los) )?"
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|miercoles|jueves|viernes|sabado|domingo)"
    r",? (?=\w+ ?.*\d{4}))?"
)
_WEEKDAY: Final = re.compile(r"(?<=日) ?\([月火水木金土日](?:曜日?)?(?:・祝)?\)\Z")
_TWICE: Final = re.compile(r"(.+?)\(([^()]+)\)(年.*)?")
_RUN: Final = re.compile(r"[〇一二三四五六七八九十]+(?=[年月日世])")
_SINGLE: Final = str.maketrans("〇一二三四五六七八九", "0123456789")


def _same(one: Span, other: Span) -> Span:
    """Return a date that is told in two calendars: 令和6年（2024年）."""
    if one != other:
        raise ValueError("the two calendars do not agree")
    return one


def _counted(text: str) -> str:
    """Return a text with its numbers in kanji as digits, by place (二〇二四) or by tens (十二)."""

    def told(run: re.Match[str]) -> str:
        if "十" not in run[0]:
            return run[0].translate(_SINGLE)
        return str(number(Cursor(run[0]), JAPANESE) or run[0])

    return _RUN.sub(told, text)


def _within(found: Span, era: Era | None, text: str) -> Span:
    """Return the part of a span that lies in an era, since its first and last year are no whole ones."""
    if not era or found.precision not in ("year", "month", "day") or "年度" in text:
        return found
    first, last = _day(found.first, last=False), _day(found.last, last=True)
    if first >= era.first and (not era.last or last <= era.last):
        return found
    first, last = max(first, era.first), min(last, era.last or last)
    if first > last:
        raise ValueError(f"it lies outside its era, which is {era.first} to {era.last or 'today'}")
    return Span(first, last, found.precision)


def _day(text: str, *, last: bool) -> str:
    year, month, day = (*text.split("-"), "", "")[:3]
    month = month or ("12" if last else "01")
    return f"{year}-{month}-{day or (days_in(int(year), int(month)) if last else '01')}"


# How each kind is read


def _year(found: re.Match[str], _: str) -> Span:
    return Span(found["y"], found["y"], "year")


def _month(found: re.Match[str], _: str) -> Span:
    text = f"{found['y']}-{_number_of_month(found['m']):02}"
    return Span(text, text, "month")


def _date(found: re.Match[str], _: str) -> Span:
    text = f"{found['y']}-{_number_of_month(found['m']):02}-{int(found['d'] or 1):02}"
    return Span(text, text, "day")


def _number_of_month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS[text]


def _quarter(found: re.Match[str], _: str) -> Span:
    return _months(int(found["y"]), 3 * PLACES[found["n"]] - 2, 3, "quarter")


def _half(found: re.Match[str], _: str) -> Span:
    return _months(int(found["y"]), 6 * PLACES[found["n"]] - 5, 6, "half-year")


def _months(year: int, month: int, count: int, precision: str) -> Span:
    """Return a span of so many months, of which the first may lie beyond the year."""
    ends = (divmod(year * 12 + month - 1 + later, 12) for later in (0, count - 1))
    first, last = (f"{of:04}-{place + 1:02}" for of, place in ends)
    return Span(first, last, precision)


def _part(found: re.Match[str], _: str) -> Span:
    first, last = PARTS_OF_A_YEAR[PARTS[found["p"]]]
    return Span(f"{found['y']}-{first}", f"{found['y']}-{last}", "part-of-year")


def _part_of_month(found: re.Match[str], _: str) -> Span:
    year, month = int(found["y"]), _number_of_month(found["m"])
    first, last = TENS_OF_DAYS.get(found["p"], PARTS_OF_A_MONTH[PARTS[found["p"]]])
    begun, ended = (f"{year:04}-{month:02}-{min(day, days_in(year, month)):02}" for day in (first, last))
    return Span(begun, ended, "part-of-month")


def _first_months(found: re.Match[str], _: str) -> Span:
    count = int(found["n"]) if found["n"].isdigit() else FEW.get(found["n"], 0)
    if not 1 < count < 12:
        raise ValueError("a year has twelve months")
    return _months(int(found["y"]), 1, count, "month")


def _first_quarters(found: re.Match[str], _: str) -> Span:
    return _months(int(found["y"]), 1, 9, "quarter")


def _decade(found: re.Match[str], _: str) -> Span:
    """Read a decade or a part of it; 1900s and 2000s can be a century as well."""
    known = found.groupdict()
    first = int(known["y"]) if known.get("y") else 1900 + TENS[known["tens"]]
    if first % 100 == 0:
        raise ValueError("it can be ten years or a hundred")
    begun, ended = PARTS_OF_TEN[PARTS[known["p"]]] if known.get("p") else (0, 9)
    return Span(f"{first + begun:04}", f"{first + ended:04}", "decade")


def _century(found: re.Match[str], _: str) -> Span:
    """Read a century, whose first year is one and not nought, or a part of it."""
    known = found.groupdict()
    place = int(known["c"]) if known.get("c") else ROMAN.get(known["r"]) or ORDINALS.get(known["r"], 0)
    if not 1 <= place <= 21:
        raise ValueError("centuries are known up to the 21st")
    begun, ended = PARTS_OF_A_HUNDRED[PARTS[known["p"]]] if known.get("p") else (0, 99)
    return Span(f"{100 * place - 99 + begun:04}", f"{100 * place - 99 + ended:04}", "century")


def _fiscal(found: re.Match[str], language: str) -> Span:
    """Read a fiscal year of a country that is told, its half or quarter."""
    start = FISCAL.get(found["who"] or "") or FISCAL_OF.get(language.partition("-")[2].upper())
    if not start:
        raise ValueError("it does not say whose fiscal year it is")
    return _part_of_twelve(found, start)


def _april(found: re.Match[str], _: str) -> Span:
    """Read a year from April to March, its half or quarter."""
    return _part_of_twelve(found, APRIL)


def _part_of_twelve(found: re.Match[str], start: int) -> Span:
    """Return twelve months from one on, or the half or quarter of them that is told."""
    told = found.groupdict()
    place = PLACES[told["n"]] if told.get("n") else 1
    count = 12 if not told.get("n") else 6 if told["half"] else 3
    precision = {12: "year", 6: "half-year", 3: "quarter"}[count]
    return _months(int(found["y"]), start + count * (place - 1), count, precision)


def _ending(found: re.Match[str], _: str) -> Span:
    """Read a business year by the month in which it ends: 2024年3月期."""
    return _months(int(found["y"]) - 1, int(found["m"]) + 1, 12, "year")


def _year_to(found: re.Match[str], _: str) -> Span:
    """Read twelve months by the last of them, or its last day: `the year ended March 31, 2025`."""
    year, month = int(found["y"]), _number_of_month(found["m"])
    if (found.groupdict().get("d") or str(days_in(year, month))) != str(days_in(year, month)):
        raise ValueError("it does not end with a month")
    return _months(year - 1, month + 1, 12, "year")


def _season(_: re.Match[str], __: str) -> Span:
    raise ValueError("a season does not begin on the same day everywhere")


_Y: Final = r"(?P<y>[12]\d{3})"
_M: Final = rf"(?P<m>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_D: Final = r"(?P<d>\d{1,2})"
_ORDER: Final = r"(?P<n>first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
_ORDEN: Final = r"(?P<n>primera?|segund[oa]|tercer|cuarto|ultimo|1er|2o|3er|4o)"
_EN_PARTS: Final = (
    r"(?P<p>early|mid|late)(?:[ -]| in )(?:the )?",
    r"(?P<p>beginning|start|middle|end|close|first half|second half)(?:-| of )(?:the )?",
)
_ES_PART: Final = (
    r"(?:al? )?(?:el )?(?P<p>principios|comienzos|inicios|mediados|finales|fines|inicio|comienzo|cierre|final"
    r"|fin|primera mitad|segunda mitad) del? (?:los |la )?"
)
_JA_PART: Final = r"(?:の)?(?P<p>初頭|初め|初|半ば|末)"
_JA_PARTS: Final = r"(?:の)?(?P<p>初頭|初め|前半|半ば|後半|末)"
_TWELVE: Final = (
    r"(?:(?:(?:fiscal|financial|business) )?year|(?:12|twelve) months)"
    r" (?:ended|ending|to|through)(?: in| on)?"
)
_TIES: Final = "|".join(word for word in TENS if word.endswith("ies"))
_DECENAS: Final = "|".join(word for word in TENS if word.endswith("nta"))
_FY: Final = (
    f"(?:(?P<who>japanese|japan's|mexican|mexico's|j(?=fy)) ?)?(?:fy|(?:fiscal|financial)(?: year)?) ?{_Y}"
)
_HALF: Final = r"(?P<n>first|second|1st|2nd)[ -](?P<half>half)"


def _kinds() -> Iterator[tuple[re.Pattern[str], Read]]:
    """Yield every kind of stretch with what reads it; each pattern takes a whole text."""
    for read, patterns in _PATTERNS.items():
        yield from ((re.compile(pattern), read) for pattern in patterns)


_PATTERNS: Final[dict[Read, tuple[str, ...]]] = {
    _year: (f"(?:(?:calendar )?year |calendar |cy ?|ano (?:de )?)?{_Y}", f"(?:西暦)?{_Y}暦?年"),
    _month: (f"{_M},? (?:of )?{_Y}", f"(?:mes de )?{_M} del? {_Y}", rf"{_Y}年(?P<m>\d{{1,2}})月"),
    _date: (
        f"{_D}(?:st|nd|rd|th)? (?:of )?{_M},? {_Y}",
        f"{_M} {_D}(?:st|nd|rd|th)?,? {_Y}",
        rf"(?:{_D}|1\.?o|primero) de {_M} del? {_Y}",
        rf"{_Y}年(?P<m>\d{{1,2}})月{_D}日",
        rf"{_Y}(?P<mark>[/.])(?P<m>\d{{1,2}})(?P=mark){_D}",
    ),
    _quarter: (
        f"q(?P<n>[1-4]) ?(?:of )?{_Y}",
        f"(?P<n>[1-4])q ?{_Y}",
        f"{_Y}[ -]?q(?P<n>[1-4])",
        f"{_ORDER}[ -]quarter (?:of )?{_Y}",
        f"{_ORDEN} trimestre (?:del? )?(?:ano )?{_Y}",
        f"(?P<n>[1-4])t ?{_Y}",
        f"{_Y}年(?:の)?第(?P<n>[1-4])四半期",
    ),
    _half: (
        f"h(?P<n>[12]) ?(?:of )?{_Y}",
        f"(?P<n>[12])[hs] ?{_Y}",
        f"{_Y}[ -]?h(?P<n>[12])",
        f"{_HALF} (?:of )?{_Y}",
        f"(?P<n>primer|segundo|1er|2o) semestre (?:del? )?(?:ano )?{_Y}",
        f"(?P<n>primera|segunda) mitad del? (?:ano )?{_Y}",
        f"{_Y}年(?:の)?(?P<n>上半|下半)期",
        f"{_Y}年(?:の)?(?P<n>前半|後半)",
    ),
    _part: (
        *(f"{part}{_Y}" for part in _EN_PARTS),
        f"{_ES_PART}(?<!los )(?<!la ){_Y}",
        f"{_Y}年{_JA_PART}",
    ),
    _part_of_month: (
        *(f"{part}{_M},? {_Y}" for part in _EN_PARTS),
        f"{_ES_PART}(?<!los )(?<!la ){_M} (?:del? )?{_Y}",
        rf"{_Y}年(?P<m>\d{{1,2}})月(?:の)?(?P<p>上旬|中旬|下旬|初め|半ば|末)",
    ),
    _first_months: (
        rf"first (?P<n>\d+|[a-z]+) months of {_Y}",
        rf"primeros (?P<n>\d+|[a-z]+) meses del? (?:ano )?{_Y}",
    ),
    _first_quarters: (f"first three quarters of {_Y}", f"primeros tres trimestres del? (?:ano )?{_Y}"),
    _year_to: (
        f"{_TWELVE} {_M}(?: {_D},)? {_Y}",
        f"{_TWELVE} {_D} {_M} {_Y}",
    ),
    _decade: (
        *(rf"(?:{part})?(?P<y>[12]\d{{2}}0)['’]?s" for part in _EN_PARTS),
        *(rf"(?:{part})?['’]?(?P<tens>[4-9]0)['’]?s" for part in _EN_PARTS),
        *(f"(?:{part})?(?P<tens>{_TIES})" for part in _EN_PARTS),
        f"{_ES_PART}(?:anos )?(?P<tens>{_DECENAS})",
        rf"{_ES_PART}(?:anos )?(?P<y>[12]\d{{2}}0)",
        rf"(?:{_ES_PART})?decada de (?:los )?(?:anos )?(?P<y>[12]\d{{2}}0)",
        f"(?:{_ES_PART})?(?:decada de (?:los )?(?:anos )?|anos )(?P<tens>{_DECENAS})",
        rf"(?:{_ES_PART})?(?:decada de (?:los )?)?anos (?P<tens>[4-9]0)",
        rf"(?P<y>[12]\d{{2}}0)年代(?:{_JA_PARTS})?",
        rf"(?P<tens>[4-9]0)年代(?:{_JA_PARTS})?",
    ),
    _century: (
        *(rf"(?:{part})?(?P<c>\d{{1,2}})(?:st|nd|rd|th)[ -]century" for part in _EN_PARTS),
        *(rf"(?:{part})?(?P<r>[a-z]+(?:-[a-z]+)?)[ -]century" for part in _EN_PARTS),
        f"(?:{_ES_PART})?siglo (?P<r>[ivx]+)",
        rf"(?P<c>\d{{1,2}})世紀(?:{_JA_PARTS})?",
    ),
    _fiscal: (
        _FY,
        f"q(?P<n>[1-4])(?P<half>) ?(?:of )?(?:the )?{_FY}",
        f"(?P<half>h)(?P<n>[12]) ?(?:of )?(?:the )?{_FY}",
        f"{_ORDER}[ -]quarter(?P<half>) (?:of )?(?:the )?{_FY}",
        f"{_HALF} (?:of )?(?:the )?{_FY}",
        f"{_FY}[ -]?q(?P<n>[1-4])(?P<half>)",
        f"{_FY}[ -]?(?P<half>h)(?P<n>[12])",
        f"(?:ano|ejercicio) fiscal (?:(?P<who>japones|mexicano|de japon|de mexico) )?(?:del? )?{_Y}",
    ),
    _april: (
        rf"{_Y}年度(?:の)?(?:(?P<half>(?P<n>上半|下半)期))?",
        f"{_Y}年度(?:の)?第(?P<n>[1-4])(?P<half>)四半期",
    ),
    _ending: (rf"{_Y}年(?P<m>[1-9]|1[0-2])月期",),
    _season: (
        rf"(?:early |mid-|late )?(?:spring|summer|autumn|fall|winter)(?: of)? {_Y}",
        f"(?:primavera|verano|otono|invierno) del? {_Y}",
        f"{_Y}年(?:の)?[春夏秋冬]",
    ),
}
_KINDS: Final = tuple(_kinds())
