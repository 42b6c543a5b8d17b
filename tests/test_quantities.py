"""kg.text.quantities: what is printed, as typed quantities."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.quantities import Quantity, canonical, parse

TABLES = Path(__file__).parent / "tables"


def figures():
    """Every line of the tables as (language, what is printed, what it says)."""
    for path in sorted(TABLES.glob("figures-*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                printed, *told = line.split("\t")
                yield pytest.param(path.stem, printed, told, id=printed)


@pytest.mark.parametrize(("language", "printed", "told"), [*figures()])
def test_a_printed_figure_is_understood_whole_or_refused(language, printed, told):
    tag = {"english": "en", "spanish": "es", "japanese": "ja"}[language.removeprefix("figures-")]
    if told == ["refused"]:
        with pytest.raises(ValueError, match="prints no figure known here"):
            parse(printed, tag)
    else:
        value, unit, approximation, inferred = (*told, "", "")[:4]
        whole = int(value) if "." not in value else Decimal(value)
        assert parse(printed, tag) == Quantity(whole, unit, approximation or "exact", inferred == "inferred")
        assert type(parse(printed, tag).value) is type(whole)


BESIDE = (
    "of",
    "to 15",
    "in five",
    "y 3",
    "yearly",
    "al año",
    "per capita",
    "²",
    "[3]",
    "人当たり",
    "台",
    "/",
    "x",
)


@pytest.mark.parametrize("beside", BESIDE)
def test_no_figure_is_read_as_it_is_where_something_stands_beside_it_that_changes_it(beside):
    for language, printed, told in (param.values for param in figures()):
        tag = {"english": "en", "spanish": "es", "japanese": "ja"}[language.removeprefix("figures-")]
        for text in (f"{beside} {printed}", f"{printed} {beside}"):
            try:
                found = parse(text, tag)
            except ValueError:
                continue
            assert told != ["refused"] and (text, found) == (text, parse(printed, tag)), text


@given(st.integers(1, 999), st.integers(0, 99))
def test_billions_with_two_decimals_are_whole_dollars_without_rounding(whole, hundredths):
    expected = whole * 10**9 + hundredths * 10**7
    assert parse(f"US${whole}.{hundredths:02} billion") == Quantity(expected, "USD")


def test_numbers_have_one_lexical_form():
    assert [canonical(n) for n in (20, Decimal("1.50"), Decimal("100.0"), Decimal("1E+3"))] == [
        "20",
        "1.5",
        "100",
        "1000",
    ]


@pytest.mark.parametrize(
    ("printed", "language", "value"),
    [
        ("1,950 mdd", "es-MX", 1_950_000_000),
        ("1.950 mdd", "es-ES", 1_950_000_000),
        ("1,95 mdd", "es-ES", 1_950_000),
        ("1.95 mdd", "es-MX", 1_950_000),
        ("12 mil millones de pesos", "es-MX", 12_000_000_000),
        ("2 mil 500 millones de pesos", "es-MX", 2_500_000_000),
        ("un 15.5%", "es-MX", Decimal("15.5")),
        ("12 billion pesos", "en-MX", 12_000_000_000),
        ("$350 millones de pesos", "es-MX", 350_000_000),
        ("$350 millones de dólares", "es-MX", 350_000_000),
        ("$350 mdd", "es-MX", 350_000_000),
        ("$350 million", "en-US", 350_000_000),
    ],
)
def test_the_region_of_a_language_says_what_parts_decimals_and_whose_money_is_meant_and_nothing_else(
    printed, language, value
):
    assert parse(printed, language).value == value


@pytest.mark.parametrize(
    ("printed", "language"),
    [
        ("1,95 mdd", "es-MX"),
        ("1.950 mdd", "es-MX"),
        ("12 mil millones de pesos", "es"),
        ("$350 millones", "es-MX"),
        ("$350 million", "en-CA"),
        ("$350 yenes", "es-MX"),
    ],
)
def test_what_the_region_leaves_open_is_refused(printed, language):
    with pytest.raises(ValueError, match="prints no figure known here"):
        parse(printed, language)


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("US$1,95 mil millones", 1_950_000_000, "USD"),
        ("3,702億円", 370_200_000_000, "JPY"),
        ("1,950", 1950, "count"),
        ("15 por ciento", 15, "percent"),
    ],
)
def test_without_a_language_the_first_counts_that_understands_all(printed, value, unit):
    assert (parse(printed).value, parse(printed).unit) == (value, unit)


@pytest.mark.parametrize(
    "printed", ["once", "1.950 millones de dólares", "3.350", "1,50 billion", "20億ペソ"]
)
def test_without_a_language_what_is_open_in_one_of_them_is_no_figure(printed):
    with pytest.raises(ValueError, match="prints no figure known here"):
        parse(printed)


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("10 to 15 percent", "10 is understood, what stands beside it is not"),
        ("12 billion pesos", "12 billion is understood, what stands beside it is not"),
        ("3.350", "3.350 can be 3350 or 3.350"),
    ],
)
def test_a_refusal_tells_what_was_understood(printed, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        parse(printed)


@given(st.text(max_size=30) | st.from_regex(r"[0-9.,]{1,8} ?(million|mil|万|%|of|US\$)?", fullmatch=True))
def test_any_text_is_a_figure_or_refused_and_never_fails_otherwise(text):
    for language in ("", "en", "es", "ja", "es-MX"):
        try:
            assert parse(text, language).unit
        except ValueError as error:
            assert "prints no figure known here" in str(error)


@pytest.mark.parametrize(("tag", "unit"), [("en-CA", "CAD"), ("es-NI", "NIO")])
def test_a_sign_of_several_currencies_is_that_of_the_country_where_it_is_printed(tag, unit):
    assert parse("C$4 million" if tag == "en-CA" else "C$4 millones", tag) == Quantity(4_000_000, unit)


def test_a_code_with_the_dollar_sign_behind_it_is_that_money():
    assert parse("COP$4 million", "en") == parse("COP $4 million", "en") == Quantity(4_000_000, "COP")


@pytest.mark.parametrize(
    ("printed", "one", "other"), [("US$12 billion (MXN)", "USD", "MXN"), ("5 € (USD)", "EUR", "USD")]
)
def test_money_that_the_code_in_brackets_contradicts_is_refused_with_both_named(printed, one, other):
    with pytest.raises(ValueError, match=f"it is in {one}, and {other} stands in the brackets"):
        parse(printed, "en")
