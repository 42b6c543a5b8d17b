"""Whether moments have the time zone that their words print: 8:00 a.m. Chile time, 現地時間午後5時."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from kg.check.heard import Heard, warning
from kg.check.times import Clock, clocks
from kg.errors import Problem
from kg.seeds.rows import Row
from kg.text.folding import Span

Codes = Mapping[str, str]
"""The ISO 3166-1 code of the country that each place is or lies in, by id."""

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT(?P<time>\d\d:\d\d)(?::\d\d)?(?:Z|[+-]\d\d:\d\d)")
_DAY: Final = timedelta(days=1)
_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]")
_TIME_AFTER: Final = re.compile(r"(?:['’]s)?\s*(?:(?:local |standard )?time\b|時間)", re.IGNORECASE)
_TIME_BEFORE: Final = re.compile(r"\bhoras? (?:local )?(?:(?:de|del|en) (?:la |el )?)?$", re.IGNORECASE)
_ABBREVIATED: Final = {"JST": 9, "KST": 9, "CET": 1, "CEST": 2, "GMT": 0, "UTC": 0} | {
    **{"EDT": -4, "EST": -5, "CDT": -5, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8},
}
"""Hours from UTC of abbreviated zones (RFC 5322, section 4.3, and others that mean one alone)."""
_ZONE_AFTER: Final = re.compile(
    rf"\.?\s*[(（]?(?P<name>{'|'.join(sorted(_ABBREVIATED))})\b"
    r"(?:(?<=UTC|GMT)\s?(?P<sign>[+\-−])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?)?"
)
_WHOSE: Final = re.compile(
    r"(?:\s*(?:horas|hrs?|h)\b\.?)?[.,]?\s*[(（]?(?P<whose>hora "
    r"(?!(?:local|oficial|exacta|prevista)\b|\w+[ai]da\b)[^\W\d_]{3,}a(?!\s+de\b)\b"
    r"|(?!Local|Standard)[A-Z][^\W\d_]{3,} [Tt]ime\b)"
)
"""What says behind a time of day in an adjective whose it is: 17:30, hora chilena; 5 p.m. Chilean time."""
_LOCAL: Final = re.compile(r"\blocal(?:es)?\b|現地時間", re.IGNORECASE)


class Zoned(NamedTuple):
    """A time of day as printed, the place or zone whose time it is, and the zones that this may mean."""

    time: str
    place: str
    zones: frozenset[tzinfo]


def codes_of(entities: Sequence[Row]) -> Codes:
    """Return in which country each place lies, of those that say their code or where they are located."""
    codes = {row.id: code.text[:2] for row in entities if (code := row.first("iso3166"))}
    located = {row.id: place.text for row in entities if (place := row.first("locatedIn"))}
    return {id_: codes[place] for id_, place in located.items() if place in codes} | codes


def misplaced(row: Heard, codes: Codes) -> Iterator[Problem]:
    """Yield a warning for each printed moment of a row that is another time of day in a place so printed."""
    quote = row.words(row.quote)
    printed = clocks(quote)
    there = {clock.time for clock in printed}
    found = [
        (stated.key, value, datetime.fromisoformat(moment[0]))
        for stated in row.row
        for value in stated.values
        if (moment := _MOMENT.search(value.text)) and moment["time"] in there
    ]
    if not found:
        return
    told: dict[frozenset[tzinfo], list[Zoned]] = defaultdict(list)
    for each in (*_zoned(row, printed, codes), *_abbreviated(quote, printed)):
        told[each.zones].append(each)
    placed = {each.time for some in told.values() for each in some}
    untold = {time: whose for time, whose in _whose(quote, printed) if time not in placed}
    for key, value, instant in found:
        if whose := untold.get(f"{instant:%H:%M}"):
            what = f"{key} is {value.text}, but nobody has told which place “{whose}” is of"
            yield warning(
                value, "figure", what, "Write the word into entities.yaml, as a wording of its place."
            )
        for zones, zoned in told.items():
            times = {f"{instant.astimezone(zone):%H:%M}" for zone in zones}
            if not {each.time for each in zoned} & times:
                what = f"{key} is {value.text}, but the quote prints {zoned[0].time} in {zoned[0].place}"
                yield warning(value, "figure", what, "Correct its day, its hour or its offset from UTC.")


def _zoned(row: Heard, printed: Sequence[Clock], codes: Codes) -> Iterator[Zoned]:
    """Yield the times of day that the quote prints with the place whose time they are."""
    for stretch in _stretches(row.words(row.quote)):
        within = [clock for clock in printed if stretch.start <= clock.span.start < stretch.end]
        places = _places(row, stretch, codes) if len(within) == 1 else []
        if len({codes[place] for place in places}) == 1:
            yield Zoned(within[0].time, places[0], _zones(codes[places[0]]))


def _abbreviated(quote: str, printed: Sequence[Clock]) -> Iterator[Zoned]:
    """Yield the times of day of a quote behind which their zone is printed: 5 p.m. JST, 21:00 UTC+9."""
    for clock in printed:
        if zone := _ZONE_AFTER.match(quote, clock.span.end):
            turn = -1 if zone["sign"] in {"-", "−"} else 1
            ahead = timedelta(hours=int(zone["hours"] or 0), minutes=int(zone["minutes"] or 0))
            from_utc = timedelta(hours=_ABBREVIATED[zone["name"]]) + turn * ahead
            if abs(from_utc) < _DAY:
                yield Zoned(clock.time, zone[0].strip(" .(（"), frozenset({timezone(from_utc)}))


def _whose(quote: str, printed: Sequence[Clock]) -> Iterator[tuple[str, str]]:
    """Yield the times of day of a quote with the words behind that say in an adjective whose time it is."""
    for clock in printed:
        if found := _WHOSE.match(quote, clock.span.end):
            yield clock.time, found["whose"]


def _stretches(quote: str) -> Iterator[Span]:
    """Yield what stands in brackets, and what stands before, between and behind them."""
    start = 0
    for found in _BRACKETS.finditer(quote):
        yield Span(start, found.start())
        yield Span(*found.span())
        start = found.end()
    yield Span(start, len(quote))


def _places(row: Heard, stretch: Span, codes: Codes) -> list[str]:
    """Return the places whose time a stretch of the quote tells by its words."""
    words, begin = row.words(row.quote)[slice(*stretch)], row.quote.start + stretch.start
    mentions = row.within(Span(begin, row.quote.start + stretch.end))
    is_bracket = words[:1] in {"(", "（"}
    told = [
        id_
        for mention in mentions
        if is_bracket or _tells_time(words, mention.span.start - begin, mention.span.end - begin)
        for id_ in mention.ids
        if id_ in codes
    ]
    is_here = not told and _LOCAL.search(words)
    return [value.text for value in row.values("place") if value.text in codes] if is_here else told


def _tells_time(words: str, start: int, end: int) -> bool:
    """Say whether the words around a name say that a time is its: Chile time, hora de Chile."""
    return bool(_TIME_AFTER.match(words, end) or _TIME_BEFORE.search(words[:start]))


def _zones(country: str) -> frozenset[tzinfo]:
    """Return the time zones of a country."""
    from babel.core import get_global

    return frozenset(ZoneInfo(zone) for zone in get_global("territory_zones").get(country, ()))
