"""Spell out what `printed`, `corrected` and `period` imply: value or both ends, unit, instants."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from kg.errors import Problem
from kg.seeds.outline import Report
from kg.seeds.rows import Passage, Row, Source, Stated, Value
from kg.text.cut import longer, read, spoilt
from kg.text.meant import Reading, readings
from kg.text.quantities import Quantity
from kg.text.quotes import printed_inside
from kg.text.ranges import Range, figure, implied_by, is_change
from kg.text.told import told

Implied = dict[str, str]

_VALUE: Final = "State value:, unit: and approximation: beside it; of a range lowest: and highest:."
"""What to do where a printed figure is not understood."""
_ENDS: Final = ("lowest", "highest")


def spell_out(row: Row, quote: str, language: str, report: Report) -> Row:
    """Return the row with what its figures imply, where it does not state that itself.

    `language` is the tag of what the quote is written in, empty where nobody says it.
    """
    added: list[Stated] = []
    if printed := row.first("printed"):
        added += _added(row, printed, _printed(row, printed, quote, language, report))
    if corrected := row.first("corrected"):
        unit = row.first("unit") or next((each.values[0] for each in added if each.key == "unit"), None)
        implied = _corrected(row, corrected, unit.text if unit else "", language, report)
        added += _added(row, corrected, implied)
    return Row(row.id, row.where, (*row, *added))


def _added(row: Row, figure: Value, implied: Implied) -> list[Stated]:
    return [
        Stated(key, figure.where, (Value(text, figure.where),))
        for key, text in implied.items()
        if row.get(key) is None or key == "inferred"
    ]


def _printed(row: Row, printed: Value, quote: str, language: str, report: Report) -> Implied:
    """Return value or both ends, unit and approximation of the printed figure."""
    if not printed_inside(printed.text, quote):
        what = f"the printed figure {printed.text!r} does not stand in the quote"
        hint = "Copy it from the quote, or lengthen the quote to hold it."
        report(Problem(printed.where, "printed", what, hint))
    if _is_cut(row, printed, quote, language, report):
        return {}
    has_ends = all(row.get(key) is not None for key in _ENDS)
    try:
        found = figure(printed.text, language)
    except ValueError as error:
        if row.get("value") is None and not has_ends:
            report(Problem(printed.where, "printed", str(error), _offer(printed.text, language)))
        _as_meant(row, readings(printed.text, language), report)
        return {}
    if isinstance(found, Range) and not has_ends and is_change(printed.text, quote):
        what = f"{printed.text!r} can be a change, since “from” stands before it"
        hint = "Of a range state lowest: and highest: beside it; of a change print the figure that is meant."
        report(Problem(printed.where, "printed", what, hint))
    _agreeing(row, found, report)
    return implied_by(found) | (
        {"inferred": "unit"} if found.unit_inferred and row.get("unit") is None else {}
    )


def _offer(printed: str, language: str) -> str:
    """Return what to do about a figure that is not understood, with what it may be meant to be."""
    found = [
        f"Where {each.told} is meant, write {each.written} beside it." for each in readings(printed, language)
    ]
    return " ".join(found) or _VALUE


def _as_meant(row: Row, meant: Sequence[Reading], report: Report) -> None:
    """Report a stated value that is none of those which a misspelt figure may be meant to have."""
    stated = row.first("value")
    known = [Decimal(each.figure.numbers["value"]) for each in meant if "value" in each.figure.numbers]
    if stated and known and number(stated.text) not in known:
        what = f"value is {stated.text}, but {' or '.join(each.told for each in meant)} may be meant"
        report(
            Problem(stated.where, "printed", what, "Correct it, unless another figure is meant.", "warning")
        )


def _is_cut(row: Row, printed: Value, quote: str, language: str, report: Report) -> bool:
    """Say whether a figure was cut out of one that says other than the row does, and report it."""
    if row.first("value") is None and (other := spoilt(printed.text, quote, language)):
        what = f"the printed figure {printed.text!r} is a part of {other!r}, which is not understood"
        report(Problem(printed.where, "printed", what, f"Copy it whole. {_offer(other, language)}"))
        return True
    if not (whole := longer(printed.text, quote, language)):
        return False
    part = read(printed.text, language)
    told = implied_by(part) if part else {}
    differs = any(
        row.get(key) is None and told.get(key) != text for key, text in implied_by(whole[1]).items()
    )
    if differs:
        what = f"the printed figure {printed.text!r} is a part of {whole[0]!r}, which is another one"
        report(Problem(printed.where, "printed", what, "Copy it whole."))
    return differs


def _agreeing(row: Row, found: Quantity | Range, report: Report) -> None:
    """Report a stated value, end of a range or unit that is not the printed one."""
    implied, unit = implied_by(found), row.first("unit")
    if unit and unit.text != found.unit and not found.unit_inferred and found.unit != "count":
        what = f"unit is {unit.text}, but the printed figure is in {found.unit}"
        report(Problem(unit.where, "printed", what, "Leave unit out."))
    told = " to ".join(implied[key] for key in ("value", *_ENDS) if key in implied)
    for key in ("value", *_ENDS):
        stated = row.first(key)
        if stated and (key not in implied or number(stated.text) != Decimal(implied[key])):
            what = f"{key} is {stated.text}, but the printed figure is {told}"
            hint = (
                f"Leave {key} out. What the text should have printed is corrected:, with status: and reason:."
            )
            report(Problem(stated.where, "printed", what, hint))


def number(text: str) -> Decimal | None:
    """Return the number that a text writes, None where it writes none, which is told by its range."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _corrected(row: Row, corrected: Value, unit: str, language: str, report: Report) -> Implied:
    """Return the value, or both ends, that a figure probably should have, in its `unit` if that is known."""
    try:
        found = figure(corrected.text, language)
    except ValueError as error:
        has_ends = all(row.get(key) is not None for key in ("correctedLowest", "correctedHighest"))
        if row.get("correctedValue") is None and not has_ends:
            report(Problem(corrected.where, "printed", str(error), _CORRECTED))
        return {}
    if unit and found.unit != unit:
        what = f"corrected is a figure in {found.unit}, but the printed one is in {unit}"
        hint = "Correct it in the unit that is printed; where that is wrong itself, say so in reason: alone."
        report(Problem(corrected.where, "printed", what, hint))
        return {}
    return {f"corrected{key.capitalize()}": text for key, text in found.numbers.items()}


_CORRECTED: Final = "State correctedValue: beside it; of a range correctedLowest: and correctedHighest:."


def dated(value: Value, language: str, report: Report) -> Implied:
    """Return the first and last instant of a period and its precision; report one that is not understood."""
    try:
        span = told(value.text, language).period
    except ValueError as error:
        examples = "2024, 2025-04, 2025-04-17, or two of them with a slash between: 1999-01/2024-12, 1999/.."
        report(Problem(value.where, "period", str(error), f"Write {examples}"))
        return {}
    instants = {"earliest": span.earliest, "latest": span.latest}
    return {key: instant for key, instant in instants.items() if instant} | {"precision": span.precision}


def in_iso(value: Value, language: str) -> Value:
    """Return a period or date in words as ISO 8601 writes it; one that is not understood stays as it is."""
    try:
        return Value(told(value.text, language).text, value.where, value.language)
    except ValueError:
        return value


_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_ORDINAL: Final = re.compile(r"(?<!\d)\d+(?=(?:st|nd|rd|th)\b)")


def contradicted(source: Source, dates: Collection[str], numbers: Collection[str]) -> Iterator[Problem]:
    """Yield a warning for each year and ordinal of a row whose quote prints others but not this one.

    `dates` are the keys whose values are dates, `numbers` those whose values are whole numbers. A quote that
    prints none (“the same year”, “two decades later”) is believed, and so is what a row says to be inferred.
    """
    looked_for = dict.fromkeys(dates, _YEAR) | dict.fromkeys(numbers, _ORDINAL)
    for passage in source.passages:
        for row in passage.rows:
            believed = {value.text for value in row.get("inferred") or ()}
            for stated in row:
                for value in stated.values if stated.key in looked_for.keys() - believed else ():
                    yield from _against(passage, stated.key, value, looked_for[stated.key])


def _against(passage: Passage, key: str, value: Value, numbers: re.Pattern[str]) -> Iterator[Problem]:
    quote = passage.quote.words.text
    printed = numbers.findall(quote)
    stated = _YEAR.findall(value.text) if numbers is _YEAR else [value.text]
    follows = numbers is _YEAR and _follows(stated, printed, quote)
    if stated and printed and not follows and not set(stated) & set(printed):
        what = f"{key} is {value.text}, but the quote prints {', '.join(dict.fromkeys(printed))}"
        hint = "Correct it, unless it follows from what is printed."
        yield Problem(value.where, "figure", what, hint, "warning")


def _follows(stated: list[str], printed: list[str], quote: str) -> bool:
    """Say whether a year lies as far from a printed one as the quote counts: 2004 in “2024, the 20th”."""
    counts = {int(number) for number in re.findall(r"(?<!\d)\d{1,3}(?!\d)", quote)}
    return any(abs(int(one) - int(other)) in counts for one in stated for other in printed)
