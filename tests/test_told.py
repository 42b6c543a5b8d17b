"""kg.text.told: periods and dates in words of three languages."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.periods import Period
from kg.text.told import told

TABLES = Path(__file__).parent / "tables"
FOREIGN = ("about", "companies", "hacia", "empresas", "頃", "社", "?", "%", "US$")


def lines():
    """Every line of the tables as (what is printed, what it says, language)."""
    for path in sorted(TABLES.glob("periods-*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                printed, period, precision, language = (*line.split("\t"), "", "", "")[:4]
                yield pytest.param(printed, period, precision, language, id=f"{printed} {language}")


@pytest.mark.parametrize(("printed", "period", "precision", "language"), [*lines()])
def test_a_period_in_words_is_understood_whole_or_refused(printed, period, precision, language):
    if period == "refused":
        with pytest.raises(ValueError, match=r"no period known here|ISO 8601|calendar|ends before"):
            told(printed, language)
    else:
        found = told(printed, language)
        assert (found.text, found.period.precision) == (period, precision)


@pytest.mark.parametrize("foreign", FOREIGN)
def test_a_period_beside_a_word_that_is_not_understood_is_refused(foreign):
    for printed, _, _, language in (param.values for param in lines()):
        for text in (f"{foreign} {printed}", f"{printed} {foreign}"):
            with pytest.raises(ValueError, match=r"no period known here|ISO 8601|calendar|ends before"):
                told(text, language)


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("early 2024", "2024-01-01T00:00:00Z", "2024-06-30T23:59:59Z"),
        ("2023年度", "2023-04-01T00:00:00Z", "2024-03-31T23:59:59Z"),
        ("siglo XVII", "1601-01-01T00:00:00Z", "1700-12-31T23:59:59Z"),
        ("since mid-2024", "2024-04-01T00:00:00Z", ""),
        ("hasta 2023", "", "2023-12-31T23:59:59Z"),
    ],
)
def test_a_period_in_words_has_a_first_and_a_last_instant(printed, first, last):
    assert told(printed).period == Period(first, last, told(printed).period.precision)


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("FY2023", "'FY2023' is no period known here: it does not say whose fiscal year it is"),
        ("verano de 2024", "a season does not begin on the same day everywhere"),
        ("the 2000s", "it can be ten years or a hundred"),
        ("平成32年", "its era has no such year, it is 1989-01-08 to 2019-04-30"),
        ("明治元年", "another calendar was in use before 1873"),
    ],
)
def test_a_refusal_says_why(printed, reason):
    with pytest.raises(ValueError, match=re.escape(reason)):
        told(printed)


@given(
    st.text(max_size=20)
    | st.from_regex(
        r"(early |mid-|令和|de )?[0-9]{1,4}([年月日]|世紀| to |–|s|年度)?[0-9]{0,4}", fullmatch=True
    )
)
def test_any_text_is_a_period_or_refused_and_never_fails_otherwise(text):
    for language in ("", "en-JP", "es-MX", "ja"):
        try:
            assert told(text, language).period.precision
        except ValueError as error:
            assert str(error)


def test_a_long_text_is_refused_at_once():
    with pytest.raises(ValueError, match="no period known here: it is longer than any"):
        told("2024年 - " * 800)
