"""Turn what is printed into typed values: money, counts, ranks, factors, percentages, durations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

Number = int | Decimal


@dataclass(frozen=True)
class Quantity:
    """A printed figure: exact value, unit (local name of a kg:Unit), approximation.

    `approximation` is `exact`, `approximately`, `more-than` or `nearly`; `unit_inferred` says that the
    text prints only "$" or "dollars", which is read as US dollars.
    """

    value: Number
    unit: str
    approximation: str = "exact"
    unit_inferred: bool = False


def parse(text: str) -> Quantity:
    """Return the quantity that `text` prints; raises ValueError when it prints none that is known here."""
    rest = _SPACE.sub(" ", text).strip()
    approximation, rest = _approximation(rest)
    for read in (_money, _percent, _duration, _rank, _factor, _count):
        found = read(rest)
        if found:
            value, unit, inferred = found
            return Quantity(_plain(value), unit, approximation, inferred)
    raise ValueError(f"{text!r} prints no amount, count, rank, factor, percentage or duration known here")


def canonical(number: Number) -> str:
    """Return the canonical lexical form of an xsd:integer or xsd:decimal."""
    if isinstance(number, int):
        return str(number)
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_SPACE: Final = re.compile(r"\s+")

_APPROXIMATIONS: Final = (
    ("more-than", r"more than|over|exceed(?:s|ed|ing)?|above|upwards of"),
    ("nearly", r"nearly|almost|close to"),
    ("approximately", r"about|approximately|approx\.|around|some|roughly|circa"),
)
_SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve"
    " thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
)
_TENS: Final = "thirty forty fifty sixty seventy eighty ninety"
_NTH: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ROUND: Final = {word: 10 * number for number, word in enumerate(_TENS.split(), start=3)}
_WORDS: Final = {word: number for number, word in enumerate(_SMALL.split())} | _ROUND | {"a": 1, "an": 1}
_ORDINALS: Final = {word: number for number, word in enumerate(_NTH.split(), start=1)} | {
    word.removesuffix("y") + "ieth": number for word, number in _ROUND.items()
}
_MULTIPLES: Final = {"doubl": 2, "tripl": 3, "quadrupl": 4, "quintupl": 5}
_UNITS: Final = {"US$": "USD", "USD": "USD", "US dollars": "USD", "¥": "JPY", "JPY": "JPY", "yen": "JPY"}
_MINUTES: Final = {"minutes": 1, "hours": 60, "days": 1440}

_NUMBER: Final = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE: Final = rf"(?:[ -]?(?P<scale>{'|'.join(_SCALES)}))?"
_SUPERLATIVE: Final = r"largest|biggest|highest|greatest|main|primary|top|leading|principal"
_ONE: Final = rf"(?:\d+(?:\.\d+)?|{'|'.join(_WORDS)})"
_TIME: Final = r"(?:year|month|week|day|hour|minute)s?"

_MONEY: Final = re.compile(
    rf"(?P<before>US\$|USD|JPY|¥|\$)? ?{_NUMBER}{_SCALE}(?: (?P<after>USD|US dollars|dollars|JPY|yen))?"
)
_PERCENT: Final = re.compile(rf"{_NUMBER} ?(?:%|percent|per cent)", re.I)
_PART: Final = re.compile(rf"({_ONE})[ -]({_TIME})\b", re.I)
_DURATION: Final = re.compile(rf"(?:{_ONE}[ -]{_TIME}(?:,? (?:and )?(?=\w))?)+", re.I)
_ANNIVERSARY: Final = re.compile(r"(?P<ordinal>\d+(?:st|nd|rd|th)|\w+th) anniversary\b.*", re.I)
_RANK: Final = re.compile(
    rf"(?P<ordinal>\d+(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})(?:[ -](?:{_SUPERLATIVE})\b.*)?", re.I
)
_TOP: Final = re.compile(rf"(?:{_SUPERLATIVE})(?: \w.*)?", re.I)
_FACTOR: Final = re.compile(rf"(?P<multiple>{'|'.join(_MULTIPLES)})(?:e|es|ed|ing|y)?", re.I)
_TIMES: Final = re.compile(rf"(?P<times>{_ONE})(?: times|[ -]?fold)", re.I)
_COUNT: Final = re.compile(rf"{_NUMBER}{_SCALE}(?: [^\W\d].*)?", re.I)
_COUNT_WORD: Final = re.compile(rf"(?P<word>{'|'.join(_WORDS)})(?: [^\W\d].*)?", re.I)

_Found = tuple[Number, str, bool] | None


def _approximation(text: str) -> tuple[str, str]:
    """Return the approximation that `text` begins with, and the rest, without "the" or "next"."""
    rest = re.sub(r"^(?:(?:the|its|next|last|past) )+", "", text, flags=re.I)
    for name, words in _APPROXIMATIONS:
        match = re.match(rf"(?:{words}) ", rest, re.I)
        if match:
            return name, rest[match.end() :]
    return "exact", rest


def _money(text: str) -> _Found:
    match = _MONEY.fullmatch(text)
    printed = match and (match["before"], match["after"])
    if not match or not printed or not any(printed):
        return None
    units = {_UNITS.get(name, "USD") for name in printed if name}
    if len(units) > 1:
        return None
    return _scaled(match), units.pop(), not any(name in _UNITS for name in printed)


def _percent(text: str) -> _Found:
    match = _PERCENT.fullmatch(text)
    return (_number(match["number"]), "percent", False) if match else None


def _duration(text: str) -> _Found:
    """Read "ten-day", "135 years", "20th anniversary", "one hour and fifteen minutes" (75 minutes)."""
    anniversary = _ANNIVERSARY.fullmatch(text)
    if anniversary:
        years = _ordinal(anniversary["ordinal"])
        return (years, "years", False) if years else None
    if not _DURATION.fullmatch(text):
        return None
    parts = [(_number(number), unit.lower().rstrip("s") + "s") for number, unit in _PART.findall(text)]
    if len(parts) == 1:
        return (*parts[0], False)
    if any(unit not in _MINUTES for _, unit in parts):
        return None
    smallest = parts[-1][1]
    total = sum((number * _MINUTES[unit] for number, unit in parts), Decimal(0))
    return total / Decimal(_MINUTES[smallest]), smallest, False


def _rank(text: str) -> _Found:
    match = _RANK.fullmatch(text)
    rank = _ordinal(match["ordinal"]) if match else None
    if rank is None and _TOP.fullmatch(text):
        rank = 1
    return None if rank is None else (rank, "rank", False)


def _factor(text: str) -> _Found:
    match = _FACTOR.fullmatch(text)
    if match:
        return _MULTIPLES[match["multiple"].lower()], "factor", False
    times = _TIMES.fullmatch(text)
    return (_number(times["times"]), "factor", False) if times else None


def _count(text: str) -> _Found:
    match = _COUNT.fullmatch(text)
    if match:
        return _scaled(match), "count", False
    word = _COUNT_WORD.fullmatch(text)
    return (_number(word["word"]), "count", False) if word else None


def _ordinal(text: str) -> int | None:
    return int(text[:-2]) if text[0].isdigit() else _ORDINALS.get(text.lower())


def _number(text: str) -> Number:
    """Return a number printed in digits (with commas) or as a word."""
    word = _WORDS.get(text.lower())
    return Decimal(text.replace(",", "")) if word is None else word


def _scaled(match: re.Match[str]) -> Number:
    return _number(match["number"]) * _SCALES.get((match["scale"] or "").lower(), 1)


def _plain(number: Number) -> Number:
    """Return an integer where `number` is one."""
    return int(number) if number == int(number) else Decimal(canonical(number))
