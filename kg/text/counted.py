"""What may stand beside a number without changing it: the names of what is counted or ranked, and no more."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.text import currencies
from kg.text.lexicon import ENGLISH, SPANISH, words
from kg.text.misspelt import meant_behind
from kg.text.unitwords import is_measured

if TYPE_CHECKING:
    from kg.text.cursor import Cursor
    from kg.text.lexicon import Lexicon

_NAMES: Final = re.compile(r"(?!.*[\u3000-\u9fff])[^\W\d_](?:[^\W\d_]|[ '’.&,-])*")
"""Names in letters; 億 would be a number, and a text that has Japanese in it is read as that."""
_NO_BEGINNING: Final = words("of de del per por to a and y or o")
"""Words with which no name of things begins."""
_CHANGING: Final = words(
    "point points puntos fold times veces per half third more less fewer higher lower least most plus minus"
    " ago later before after mas menos hace antes despues odd so squared cubed each respectively cada upwards"
    " onwards"
)
"""Words that say of a number what it is not yet, such as that it is another one's part or more."""

_OF_TIME: Final = words(
    "quarter quarters semester semesters trimestre trimestres semestre semestres season temporada am pm p m"
    " clock bc bce ad annual annually yearly monthly weekly daily hourly quarterly nightly anual anuales"
    " anualmente mensual mensuales semanal semanales diario diaria diarios diarias trimestral trimestrales"
)
"""Words that make of a number how often or when something is."""
_OTHER_SCALES: Final = words(
    "x k m mm mn mio mln mld b bn bln t tn trn usd eur jpy mxn musd meur mmxn mde mdy uf utm"
    " lakh lakhs crore crores score scores gross grand bucks cent cents"
    " centavos pence percentage percentages percentile percentiles permille hundredth hundredths thousandth"
    " thousandths millionth millionths dozens terceras cuartas quintas decimas centesimas milesimas decenas"
    " veintenas centenas centenares millar millares"
)
"""Words by which a number is multiplied or divided, or its sum of money, in ways that are not read here."""


def is_name(text: str) -> bool:
    """Say whether a folded text only names what is counted or ranked, and tells nothing of the number."""
    named = re.findall(r"[^\W\d_]+", text)
    if not _NAMES.fullmatch(text) or named[0] in _NO_BEGINNING or is_measured(text):
        return False
    return _telling().isdisjoint(named)


def changes_a_number(word: str) -> bool:
    """Say whether a folded word behind a number of things makes of it something else: ten cents, 20 more."""
    return word in _telling()


def pass_what_is_counted(cursor: Cursor, lexicon: Lexicon) -> bool:
    """Say whether names of things follow a number, or nothing; leave the cursor before how near it is.

    Words for that stand at once after the number or at the end: `1,300 or more companies`, `350 empresas o
    más`.
    """
    number_at = cursor.at
    at_once = cursor.take(lexicon.after) is not None
    things, ending = cursor.rest, cursor.text[number_at : cursor.at]
    if not at_once:
        ending = next((f" {phrase}" for phrase in lexicon.after if things.endswith(f" {phrase}")), "")
        things = things.removesuffix(ending)
    begins_apart = cursor.text[cursor.at : cursor.at + 1] in ("", " ")
    cursor.text, cursor.at = cursor.text[:number_at] + ending, number_at
    is_spelled = not things or not meant_behind(things.split(" ")[0], lexicon.language)
    return not things or (begins_apart and is_spelled and is_name(things))


@cache
def _telling() -> frozenset[str]:
    """Return the words that belong to figures: numbers, scales, units, money, parts, comparisons."""
    found = {*currencies.nouns(), *_CHANGING, *_OF_TIME, *_OTHER_SCALES}
    for lexicon in (ENGLISH, SPANISH):
        numbers = (lexicon.ones, lexicon.teens, lexicon.tens, lexicon.hundreds, lexicon.times)
        found |= {word for known in (*numbers, lexicon.units) for phrase in known for word in phrase.split()}
        found |= {*lexicon.parts, *lexicon.multiples}
    return frozenset(found - {"a", "an", "un", "una"})
