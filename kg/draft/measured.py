"""The rows that figures allow: the indicator that the words name, between whom, of what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.draft.between import ends
from kg.draft.clause import Said
from kg.draft.figures import Dated
from kg.draft.indicators import Named, growth, named
from kg.draft.proposed import Proposed
from kg.draft.voice import Placed
from kg.text.folding import Span, is_unspaced

_POSSIBLE: Final = 0.4
_LIKELY: Final = 0.7
_CLEAR: Final = 0.9


def observations(said: Said) -> Iterator[Placed]:
    """Yield an observation for each figure that an indicator named in the sentence may measure."""
    told = dict[int, Proposed]()
    for place, figure in enumerate(said.figures):
        before = told.get(place - 1)
        row = _growth(said, place, before) if place in said.grown else _level(said, place, before)
        if row:
            told[place] = row
            yield Placed(figure.span.start, row)


def _level(said: Said, place: int, before: Proposed | None) -> Proposed | None:
    """Return what something came to by a figure, or from where to where it moved."""
    indicator = _indicator(said, place)
    if indicator is None and before and _is_change(said, place):
        own = {key: value for key, value in before.stated.items() if key not in ("period", "printed")}
        return before._replace(stated={**own, **_period(said, place), **_printed(said, place)})
    if indicator is None:
        return None
    between, period = ends(said, place), _period(said, place)
    is_whole = indicator.is_near and bool(between) and bool(period)
    confidence = (_CLEAR if len(between) > 1 else _LIKELY) if is_whole else _POSSIBLE
    stated = {"indicator": indicator.name} | between | period | _printed(said, place)
    return Proposed("Observation", stated, confidence)


def _growth(said: Said, place: int, before: Proposed | None) -> Proposed | None:
    """Return by how much an indicator grew, named in the clause of a figure, else by the one before."""
    clause, figure = said.clause(place), said.figures[place]
    base = named(said.text, clause, figure.span, "", said.words)
    between, period = ends(said, place), _period(said, place)
    if base is None and before and place - 1 not in said.grown and _is_behind(said, place):
        name = str(before.stated["indicator"])
        kept = {key: value for key, value in before.stated.items() if key not in ("indicator", "printed")}
        between, period = kept, {}
    else:
        name = base.name if base else ""
    indicator = growth(name, said.words) if name else ""
    if not indicator:
        return None
    stated = {"indicator": indicator, "growthOf": name} | between | period | _since(said, place)
    return Proposed(
        "Observation", stated | _printed(said, place), _LIKELY if between and period else _POSSIBLE
    )


def _printed(said: Said, place: int) -> dict[str, str]:
    printed = said.text[slice(*said.figures[place].span)]
    is_end = place - 1 in said.grown  # fell to, hasta, and no more than
    return {"printed": re.sub(r"^hasta\s+", "", printed) if is_end else printed}


def _is_behind(said: Said, place: int) -> bool:
    """Say whether a figure stands next behind the one before, but for a date and what tells of it."""
    between = said.text[said.figures[place - 1].span.end : said.figures[place].span.start]
    return len(between) < _APART and not re.search(r"[.;。；]|\b(?:and|while|y|mientras)\b", between)


def _is_change(said: Said, place: int) -> bool:
    """Say whether a figure is where something came to from the one before: from 5 in 2020 to 8."""
    start, end = said.figures[place - 1].span.end, said.figures[place].span.start
    dates = [each.span for each in said.dated if Span(start, end).holds(each.span)]
    between = "".join(
        char
        for at, char in enumerate(said.text[start:end], start)
        if not any(s.start <= at < s.end for s in dates)
    )
    return end - start < _APART and bool(_TO.search(between)) and _is_behind(said, place)


_APART: Final = 40
_TO: Final = re.compile(r"(?:\bto|\ba|\bhasta)\s*\Z|\A\s*から", re.IGNORECASE)


def _indicator(said: Said, place: int) -> Named | None:
    """Return the indicator that the clause of a figure names, or else its sentence."""
    figure, clause = said.figures[place], said.clause(place)
    unit = figure.quantity.unit
    if figure.is_plain:
        return named(said.text, _counted(said, place), figure.span, unit, said.words)
    is_item = said.item(figure) is not None
    if not is_item and (found := named(said.text, clause, figure.span, unit, said.words)):
        return found
    is_first = all(each.is_plain for each in said.figures[:place])
    if not (is_item or is_first):
        return None
    whole = named(said.text, Span(0, len(said.text)), figure.span, unit, said.words)
    return whole and whole._replace(is_near=False)


_NEAR: Final = 30
"""Within how many characters of a bare number stands what it counts."""
_RELATION: Final = re.compile(r"\s(?:in|on|at|against|of|for|with|by|to|from|de|en|con|por|contra|a)\s", re.I)


def _counted(said: Said, place: int) -> Span:
    """Return where that stands which a bare number counts: behind it, in Japanese before it too."""
    span, clause = said.figures[place].span, said.clause(place)
    behind = said.text[span.end : min(span.end + _NEAR, clause.end)]
    relation = _RELATION.search(behind)
    end = span.end + (relation.start() if relation else len(behind))
    is_japanese = is_unspaced(said.text, max(span.start - 1, 0))
    return Span(max(span.start - _NEAR, clause.start) if is_japanese else span.start, end)


def _period(said: Said, place: int) -> dict[str, str]:
    """Return the period of a figure: the only one of its clause, or of its sentence if that opens with it.

    A period with which something is compared is none of its own, nor is any of what is so now.
    """
    clause, figure = said.clause(place), said.figures[place]
    if _NOW.search(said.text, *clause):
        return {}
    dated = [each for each in said.dated if not _is_compared(said, each, place)]
    here = [each for each in dated if clause.holds(each.span)]
    here = [each for each in here if not _is_of_other(said, each, place)]
    others = [p for p, each in enumerate(said.figures) if each.is_plain <= figure.is_plain and p != place]
    is_alone = not others or (place in said.grown and others == [place + 1] and _is_change(said, place + 1))
    opening = [each for each in dated if is_alone or each.span.end <= said.figures[0].span.start]
    beside = [each for each in here if _NEXT.fullmatch(said.text, each.span.end, figure.span.start)]
    known = beside or here or (opening if len(said.dated) == 1 else [])
    return {"period": known[0].told.text} if len(known) == 1 else {}


_NOW: Final = re.compile(r"\b(?:today|now|currently|hoy|actualmente|en la actualidad)\b|現在", re.IGNORECASE)
_NEXT: Final = re.compile(r"[のにはも、,\s]*")
_COMPARED: Final = re.compile(
    r"\b(?:double|twice|triple|half|doble|mitad)\b[^,;.]{0,40}\Z"
    r"|\b(?:than|over|versus|(?:compared|comparison) (?:to|with)|against|up from|down from"
    r"|que|respecto (?:a|de|del)|frente a|comparado con|en comparación con)"
    r"\s(?:in |en |the |el |la |those of |that of )*\Z|比\Z",
    re.IGNORECASE,
)
"""What stands before a period with which something is compared."""
_SINCE: Final = re.compile(r"\bsince\b[^,;.]{0,60}\Z", re.IGNORECASE)
_FROM: Final = re.compile(r"\b(?:from|desde)\s\Z", re.IGNORECASE)
_BESIDE: Final = re.compile(r"\s*(?:(?:in|by|at|for|during|as of|en|a|al|durante)\s+)?(?:the\s+|el\s+)?")


def _is_compared(said: Said, dated: Dated, place: int) -> bool:
    """Say whether a figure is compared with a period; a growth is also with that since which it went on."""
    before = said.text[: dated.span.start]
    is_since = dated.told.text.endswith("/..") or _SINCE.search(before) or _FROM.search(before)
    return bool(_COMPARED.search(before) or (place in said.grown and is_since))


def _is_of_other(said: Said, dated: Dated, place: int) -> bool:
    """Say whether a period stands next behind another figure, whose own it is then."""
    others = [
        each.span.end
        for other, each in enumerate(said.figures)
        if other < place and each.quantity.unit != "rank" and other not in said.grown
    ]
    return any(_BESIDE.fullmatch(said.text, end, dated.span.start) for end in others)


def _since(said: Said, place: int) -> dict[str, str]:
    """Return the year or day with which a growth is compared, if its clause tells one."""
    start = said.clause(place).start
    end = min((each.span.start for each in said.figures[place + 1 :]), default=len(said.text))
    here = [each for each in said.dated if Span(start, end).holds(each.span)]
    found = [each.told.text.removesuffix("/..") for each in here if _is_compared(said, each, place)]
    return {"since": found[0]} if len(found) == 1 and re.fullmatch(r"\d{4}(?:-\d\d){0,2}", found[0]) else {}
