"""The words for months, places in an order, parts of years and months, decades and centuries."""

from __future__ import annotations

from typing import Final

from kg.text.lexicon import ENGLISH

_MONTH_WORDS: Final = (
    "january jan enero ene|february feb febrero|march mar marzo|april apr abril abr|may mayo|june jun junio"
    "|july jul julio|august aug agosto ago|september sep sept septiembre setiembre|october oct octubre"
    "|november nov noviembre|december dec diciembre dic"
)
MONTHS: Final = {
    word: number for number, words in enumerate(_MONTH_WORDS.split("|"), 1) for word in words.split()
}
PLACES: Final = {
    word: place
    for place, words in enumerate(
        (
            "first 1st primer 1er primera 1 上半 前半",
            "second 2nd segundo 2o segunda 2 下半 後半",
            "third 3rd tercer 3er 3",
            "fourth 4th cuarto 4o 4 last final ultimo",
        ),
        1,
    )
    for word in words.split()
}
PARTS: Final = {
    word: part
    for part, words in enumerate(
        (
            "early|beginning|start|first half|principios|comienzos|inicios|inicio|comienzo|primera mitad"
            "|初頭|初め|初|前半|上旬",
            "mid|middle|mediados|半ば|中旬",
            "late|end|close|second half|finales|fines|final|fin|cierre|segunda mitad|末|後半|下旬",
        )
    )
    for word in words.split("|")
}
PARTS_OF_A_YEAR: Final = (("01", "06"), ("04", "09"), ("07", "12"))
"""The months that early, mid and late leave open at most; likewise the years of a decade and a century."""
PARTS_OF_A_MONTH: Final = ((1, 15), (8, 23), (16, 31))
TENS_OF_DAYS: Final = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
"""The days of a month that its parts leave open at most; in Japanese there are thirds with known ends."""
PARTS_OF_TEN: Final = ((0, 4), (2, 7), (5, 9))
PARTS_OF_A_HUNDRED: Final = ((0, 49), (25, 74), (50, 99))
TENS: Final = {
    word: tens
    for tens, words in zip(
        (40, 50, 60, 70, 80, 90),
        (
            *("forties cuarenta 40", "fifties cincuenta 50", "sixties sesenta 60", "seventies setenta 70"),
            *("eighties ochenta 80", "nineties noventa 90"),
        ),
        strict=True,
    )
    for word in words.split()
}
"""Decades told without a century, of which only the 20th has had them."""
_NUMERALS: Final = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi"
ROMAN: Final = {numeral: place for place, numeral in enumerate(_NUMERALS.split(), 1)}
ORDINALS: Final = {**ENGLISH.ranks, "twenty-first": 21}
FEW: Final = {
    word: count
    for words in (
        "two three four five six seven eight nine ten eleven",
        "dos tres cuatro cinco seis siete ocho nueve diez once",
    )
    for count, word in enumerate(words.split(), 2)
}
APRIL: Final = 4
JANUARY: Final = 1
FISCAL: Final = {
    **dict.fromkeys(("japanese", "japan's", "j", "japones", "de japon"), APRIL),
    **dict.fromkeys(("mexican", "mexico's", "mexicano", "de mexico"), JANUARY),
}
"""The month in which the fiscal year of a country begins, by how it is called."""
FISCAL_OF: Final = {"JP": APRIL}
"""The same by where a text comes from, where all of its fiscal years are alike."""
