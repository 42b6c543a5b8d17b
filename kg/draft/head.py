"""What the head of a text says of it: its title, a line of its own, and its date, in the lines around."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.draft.extract import Extract
from kg.draft.figures import periods
from kg.text.document import flat

_LINES: Final = 6
"""Lines with words that are the head of a text."""
_LONGEST: Final = 140
_SHORTEST: Final = 2
"""Words of a title; characters that are letters in scripts without spaces."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_SENTENCE: Final = re.compile(r"[.!?:;,。！？：；、]$")
_MENU: Final = re.compile(
    r"[|»›>•]|(?:https?:|www\.)|@|^\W|^(?:by|por|文)\s|^(?:photos?|fotos?)\b|^写真", re.IGNORECASE
)
"""What menus, crumbs, addresses, bullets, bylines and captions have."""


def headed(read: Extract, language: str) -> Extract:
    """Return what was read with title and date of the head of its text, where the file states none itself.

    Of several lines the title is that which stands next above the date.
    """
    lines = [line for line in map(str.strip, read.text.splitlines()) if line][:_LINES]
    days = [_day(line, language) for line in lines]
    dates = {day for day in days if day}
    titles = [
        place
        for place, line in enumerate(lines[:-1])
        if not days[place] and _is_title(line) and not _is_above(line, read.text)
    ]
    above = [place for place in titles if any(days[place:])]
    title = next((lines[place] for place in (*above[-1:], *titles[:1])), "")
    published = dates.pop() if len(dates) == 1 else ""
    return replace(read, title=read.title or flat(title), published=read.published or published)


def _is_title(line: str) -> bool:
    """Say whether a line may be a title: short, no sentence and no menu."""
    words = re.findall(r"[^\W\d_]+", line)
    is_long = len(words) >= _SHORTEST or len("".join(words)) > _SHORTEST * _SHORTEST
    return is_long and len(line) <= _LONGEST and not (_SENTENCE.search(line) or _MENU.search(line))


def _is_above(line: str, text: str) -> bool:
    """Say whether a line names the page above, to which a text leads back."""
    name = re.escape(line)
    back = rf"^\W*(?:(?:back|return) to|(?:volver|regresar) a)\s+{name}\W*$|^\W*{name}(?:に|へ)戻る"
    return re.search(back, text, re.IGNORECASE | re.MULTILINE) is not None


def _day(line: str, language: str) -> str:
    """Return the day that a line prints beside little else, YYYY-MM-DD; empty where it prints none."""
    if len(line) > _LONGEST:  # in a paragraph there is much else, which may be long to read
        return ""
    found = [each for each in periods(line, language) if _DAY.fullmatch(each.told.text)]
    if len(found) == 1 and len(line) - (found[0].span.end - found[0].span.start) <= _BESIDE:
        return found[0].told.text
    return _in_figures(line) if not found and len(line) <= _BESIDE else ""


def _in_figures(line: str) -> str:
    """Return the day of 07/30/2025 or 30/07/2025; empty where either number may be the month."""
    found = re.search(r"(?<!\d)(\d\d?)[/.](\d\d?)[/.]((?:19|20)\d\d)(?!\d)", line)
    low, high = sorted((int(found[1]), int(found[2]))) if found else (0, 0)
    return f"{found[3]}-{low:02}-{high:02}" if found and 1 <= low <= _MONTHS < high <= _DAYS else ""


_MONTHS: Final = 12
_DAYS: Final = 31


_BESIDE: Final = 40
"""Characters beside a date in a line that tells when and where a text was published."""
